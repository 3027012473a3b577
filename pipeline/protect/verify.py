"""Say whether every placeable of a source stands in a translation: once each, in a usable order, well nested."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Placeable

# Unnumbered conversions are filled by position: "%s of %d" turned into "%d of %s" crashes a program.
_POSITIONAL = re.compile(r"%(?!%|\d+\$|\()[#0+ '-]*[\d.*]*[a-zA-Z]+|\{(?:![rsa])?(?::[^{}\s]*)?\}")


def lost_placeables(source: str, target: str, placeables: Sequence[Placeable]) -> tuple[Placeable, ...]:
    """The placeables that stand less or more often in ``target`` than in ``source``, one for each text."""
    first: dict[str, Placeable] = {}
    for placeable in placeables:
        first.setdefault(placeable.text, placeable)
    return tuple(p for text, p in first.items() if target.count(text) != source.count(text))


def repair_numbers(target: str, placeables: Sequence[Placeable]) -> str:
    """Write numbers with units as the source has them where the engine only spaced or pointed them otherwise.

    ``160 km/h`` for ``160km/h``, ``3,5 kg`` for ``3.5 kg``: right in its language, but the span is to arrive
    as it is, and hiding it from the engine would cost grammar.
    """
    for placeable in placeables:
        if placeable.kind != "number" or placeable.text in target:
            continue
        loose = re.escape(placeable.text).replace("\\ ", "")
        loose = re.sub(r"\\?[.,](?=\d)", "[.,]", loose)
        loose = re.sub(r"(?<=\d)(?=[^\d\[\].,])", lambda _: r"\s*", loose)
        found = re.findall(rf"(?<![\w.,]){loose}(?!\w)", target)
        if len(found) == 1:
            target = target.replace(found[0], placeable.text)
    return target


def order_problem(source: Sequence[Placeable], target: str) -> str | None:
    """A sentence about unnumbered conversions that changed places, or None."""
    order = [p.text for p in source if p.kind in ("printf", "brace") and _POSITIONAL.fullmatch(p.text)]
    if len(set(order)) < 2:
        return None
    pattern = re.compile("|".join(re.escape(text) for text in sorted(set(order), key=len, reverse=True)))
    if pattern.findall(target) != order:
        return f"the order of {', '.join(order)} changed"
    return None


def nesting_problem(order: Sequence[Placeable], target: str) -> str | None:
    """A sentence about a markup pair that closes before it opens, crosses another or became empty, or None.

    ``order`` holds the placeables as they stand in the target, which holds each of them.
    """
    open_pairs: list[int] = []
    position = 0
    opened_at: dict[int, int] = {}
    for placeable in order:
        start = target.find(placeable.text, position)
        if start < 0:
            continue
        position = start + len(placeable.text)
        if placeable.kind != "markup" or placeable.pair < 0:
            continue
        if placeable.role == "open":
            open_pairs.append(placeable.pair)
            opened_at[placeable.pair] = position
        elif placeable.role == "close":
            if not open_pairs or open_pairs[-1] != placeable.pair:
                return f"{placeable.text} closes in the wrong place"
            open_pairs.pop()
            if not target[opened_at[placeable.pair] : start].strip():
                return f"nothing is left before {placeable.text}"
    return None
