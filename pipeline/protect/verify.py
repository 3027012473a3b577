"""Which placeables a translation lost, and numbers put back into the source's form.

Their order and nesting is the business of `pipeline.checks`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Placeable


def lost_placeables(source: str, target: str, placeables: Sequence[Placeable]) -> tuple[Placeable, ...]:
    """The placeables that stand less or more often in ``target`` than in ``source``, one for each text."""
    first: dict[str, Placeable] = {}
    for placeable in placeables:
        first.setdefault(placeable.text, placeable)
    lost = []
    for placeable in first.values():
        before, after = _count(placeable, source), _count(placeable, target)
        # a foreign name may be said once more: "the Dominican Republic (Spanish: República Dominicana)"
        again = placeable.kind == "name" and not placeable.text.isascii()
        if after < before or (after > before and not again):
            lost.append(placeable)
    return tuple(lost)


def _count(placeable: Placeable, text: str) -> int:
    """How often a placeable stands in a text; a number as a word of its own ("30 m" is not in "30 mi")."""
    wanted = placeable.text
    if placeable.kind != "number" or wanted not in text:
        return text.count(wanted)
    count, at = 0, text.find(wanted)
    while at >= 0:  # not a pattern: texts have no end of numbers, and each would have to be compiled
        end = at + len(wanted)
        alone = not (_in_word(text[at - 1 : at]) or _in_word(text[end : end + 1]))
        count += alone
        at = text.find(wanted, end if alone else at + 1)
    return count


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"


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
