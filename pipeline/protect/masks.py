"""Hide placeables behind tokens that an engine carries through, and put them back.

``restore(hide(text).text, …) == text`` for every text: a token never occurs in the text it is put
into, and the space that separates it from a letter it was glued to is remembered and taken away again.

Which shape survives depends on the model. Measured on 597 interface strings with the embedded en→pt
model (docs/quality.md): ``990001`` 97.8 %, ``X-1`` 97.0, ``TERM1`` 96.8, ``[1]`` 96.8, ``Xq1`` 96.0;
braces, ⟦ ⟧, tags, private-use characters, ``#1`` and ``@1`` 0 %. Hence this order, and the next shape
when one got lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Placeable


@dataclass(frozen=True, slots=True)
class Shape:
    """How a token looks: ``template`` holds one ``{}`` for its number."""

    name: str
    template: str
    first: int = 1

    def token(self, number: int) -> str:
        return self.template.format(self.first + number)


SHAPES: dict[str, Shape] = {
    shape.name: shape
    for shape in (
        Shape("digits", "{}", 990001),
        Shape("dashed", "X-{}"),
        Shape("word", "TERM{}"),
        Shape("bracket", "[{}]"),
        Shape("name", "Xq{}"),
        Shape("tag", "X{}X"),
    )
}

DEFAULT_RANKING = ("digits", "dashed", "word", "bracket", "name")
MARKUP_RANKING = ("tag", "digits", "bracket", "dashed", "word")
TERM_RANKING = ("name", "word", "dashed", "digits")
"""Order in which shapes are tried: for placeholders, for tag pairs, for terms."""

NEAR = 0.05
"""Rates of survival that differ by less are equal: 30 sentences tell no more."""


@dataclass(frozen=True, slots=True)
class Rankings:
    """The orders in which an engine's model is given shapes; the defaults are those of the embedded en→pt."""

    plain: tuple[str, ...] = DEFAULT_RANKING
    markup: tuple[str, ...] = MARKUP_RANKING
    term: tuple[str, ...] = TERM_RANKING

    def shape_of(self, placeable: Placeable, rank: int) -> Shape:
        """The shape for a placeable at the ``rank``-th attempt."""
        ranking = {"markup": self.markup, "term": self.term, "name": self.term}.get(
            placeable.kind, self.plain
        )
        return SHAPES[ranking[rank % len(ranking)]]

    @property
    def term_shapes(self) -> tuple[Shape, ...]:
        """The shapes for terms, best first."""
        return tuple(SHAPES[name] for name in self.term)


USUAL = Rankings()
"""For a model of which nothing is known."""


def rank_by(rates: Mapping[str, float]) -> Rankings:
    """The rankings for a model in which shapes survive at these rates (0 to 1).

    The default order stands among shapes that are nearly as good as the best (`NEAR`): it knows which of
    them reads best in the target. The others follow, the more often they survive the sooner.
    """

    def order(ranking: tuple[str, ...]) -> tuple[str, ...]:
        best = max((rates.get(name, 0.0) for name in ranking), default=0.0)
        loss = {name: best - rates.get(name, 0.0) for name in ranking}
        return tuple(sorted(ranking, key=lambda name: 0.0 if loss[name] <= NEAR else loss[name]))

    return Rankings(order(DEFAULT_RANKING), order(MARKUP_RANKING), order(TERM_RANKING))


@dataclass(frozen=True, slots=True)
class Mask:
    """One hidden span: the token that stands for it and what is put back.

    ``glued_left``/``glued_right`` say that the source had no white space there, although the token
    needed some to stay a word of its own. ``spaced_left``/``spaced_right`` say that it had.
    """

    token: str
    placeable: Placeable
    value: str
    glued_left: bool
    glued_right: bool
    spaced_left: bool
    spaced_right: bool


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text with tokens in place of ``masks``."""

    text: str
    masks: tuple[Mask, ...]


def hide(
    text: str,
    placeables: Sequence[Placeable],
    shapes: Sequence[Shape],
    values: Sequence[str] | None = None,
) -> Hidden:
    """Replace each placeable with a token of the shape beside it.

    ``placeables`` are in order and disjoint; ``values`` are what `restore` puts in their place (the
    placeables' own text by default; a term's translation for a term).
    """
    numbers = _free_numbers(text, shapes, len(placeables))
    pieces: list[str] = []
    masks: list[Mask] = []
    position = 0
    for index, placeable in enumerate(placeables):
        token = shapes[index].token(numbers + index)
        before, after = text[placeable.start - 1 : placeable.start], text[placeable.end : placeable.end + 1]
        follows_mask = bool(masks) and position == placeable.start
        glued_left = follows_mask or bool(re.search(r"\w\Z", before))
        next_starts = index + 1 < len(placeables) and placeables[index + 1].start == placeable.end
        glued_right = not next_starts and bool(re.match(r"\w", after))
        pieces.append(text[position : placeable.start])
        pieces.append((" " if glued_left else "") + token + (" " if glued_right else ""))
        masks.append(
            Mask(
                token,
                placeable,
                placeable.text if values is None else values[index],
                glued_left,
                glued_right or next_starts,
                before[-1:].isspace(),
                after[:1].isspace(),
            )
        )
        position = placeable.end
    pieces.append(text[position:])
    return Hidden("".join(pieces), tuple(masks))


def _free_numbers(text: str, shapes: Iterable[Shape], count: int) -> int:
    """The first number from which no token of these shapes occurs in the text."""
    offset = 0
    used = sorted(set(shapes), key=lambda shape: shape.name)
    if not any(beginning in text for beginning in ("99", "X", "TERM", "[")):
        return offset
    while any(shape.token(offset + n) in text for shape in used for n in range(count)):
        offset += 1
    return offset


def restore(text: str, masks: Sequence[Mask]) -> str | None:
    """Put the hidden spans back; None when a token is missing or doubled.

    Space that was added to keep a token apart is taken away, and space that the engine swallowed
    beside a token is given back.
    """
    found = _locate(text, masks)
    if found is None:
        return None
    pieces: list[str] = []
    position = 0
    previous: Mask | None = None
    for start, mask in found:
        between = _after(previous, text[position:start])
        if mask.glued_left and between.endswith(" "):
            between = between[:-1]
        elif mask.spaced_left and re.search(r"\w\Z", between):
            between += " "
        pieces += [between, mask.value]
        previous = mask
        position = start + len(mask.token)
    pieces.append(_after(previous, text[position:]))
    return "".join(pieces)


def _after(mask: Mask | None, text: str) -> str:
    """What follows a token, with the space on its right as the source had it."""
    if mask is None:
        return text
    if mask.glued_right:
        return text.removeprefix(" ")
    return " " + text if mask.spaced_right and re.match(r"\w", text) else text


def _locate(text: str, masks: Sequence[Mask]) -> list[tuple[int, Mask]] | None:
    """Where each token stands, in the order of the text; None unless each is there exactly once."""
    if not masks:
        return []
    by_token = {mask.token: mask for mask in masks}
    # a token is a word of its own: 990001 is not in 9900012, X-1 not in X-12
    tokens = "|".join(re.escape(token) for token in sorted(by_token, key=len, reverse=True))
    found = [
        (match.start(), by_token[match[0]])
        for match in re.finditer(rf"(?<!\w)(?:{tokens})(?![\dA-Za-z_])", text)
    ]
    complete = len(found) == len(masks) == len({mask.token for _, mask in found})
    return found if complete else None


def pairs_are_nested(text: str, masks: Sequence[Mask]) -> bool:
    """Whether the hidden pairs still open before they close and do not cross, token by token.

    Asked before restoring: afterwards the two ``*`` of ``*so*`` cannot be told apart.
    """
    waiting: list[int] = []
    for _, mask in _locate(text, masks) or ():
        placeable = mask.placeable
        if placeable.pair < 0:
            continue
        if placeable.role == "open":
            waiting.append(placeable.pair)
        elif not waiting or waiting.pop() != placeable.pair:
            return False
    return True
