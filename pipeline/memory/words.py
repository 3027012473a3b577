"""A text as words, numbers, signs and placeables, and what differs between two texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.protect.placeables import find_placeables

_TOKEN = re.compile(
    r"(?P<number>\d+(?:[.,:/]\d+)*)"
    r"|(?P<alone>[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[’'](?=[^\W\d_])|[\u0300-\u036f])*)"
    r"|(?P<sign>[^\w\s]|_)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is ``word``, ``number``, ``sign``, ``alone`` (a letter of a script without spaces) or a placeable's."""

    text: str
    kind: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def split_words(text: str, language: str) -> list[Token]:
    """The tokens of a text in order; a placeable is one, a number with a unit too."""
    tokens: list[Token] = []
    position = 0
    for placeable in find_placeables(text, language=language):
        tokens += _plain(text, position, placeable.start)
        if placeable.kind == "name" and " " in placeable.text:
            tokens += _name(text, placeable.start, placeable.end)
        else:
            tokens.append(Token(placeable.text, placeable.kind, placeable.start))
        position = placeable.end
    return [*tokens, *_plain(text, position, len(text))]


def _name(text: str, start: int, end: int) -> list[Token]:
    """A name of several words word by word: "Flight LH987" and "Flight TP1234" share one."""
    tokens: list[Token] = []
    for piece in re.compile(r"\S+").finditer(text, start, end):
        if any(map(str.isdigit, piece[0])) and any(map(str.isalpha, piece[0])):
            tokens.append(Token(piece[0], "name", piece.start()))
        else:
            tokens += _plain(text, piece.start(), piece.end())
    return tokens


def _plain(text: str, start: int, end: int) -> list[Token]:
    return [Token(m[0], m.lastgroup or "", m.start()) for m in _TOKEN.finditer(text, start, end)]


Block = tuple[list[Token], list[Token]]


def differing(old: Sequence[Token], new: Sequence[Token]) -> list[Block]:
    """The stretches that are not the same, each with what the old and what the new text has there."""
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    return [
        (list(old[i1:i2]), list(new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]


def shown(old: str, new: str, blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    """The differing stretches as they stand in the two texts."""
    return tuple((_stretch(old, one), _stretch(new, other)) for one, other in blocks)


def _stretch(text: str, tokens: Sequence[Token]) -> str:
    return text[tokens[0].start : tokens[-1].end] if tokens else ""
