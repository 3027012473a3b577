"""The difference of two texts in words, as a reader sees it: what stayed, went and came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

Change = Literal["same", "gone", "come"]

_LONGEST = 4000
"""Words; a longer pair of texts is shown as all gone and all come: comparing is quadratic."""

_LEAST = 0.25
"""Where less of the words stayed, single ones that did would only make the change hard to read."""

_WORD = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"
    r"|[^\W_]+(?:[’'‐-][^\W_]+)*|\s+|."
    ,
    re.DOTALL,
)  # fmt: skip


class Piece(NamedTuple):
    """A run of text and what became of it."""

    change: Change
    text: str


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces that lead from ``old`` to ``new``.

    The same and gone ones together are ``old``, the same and come ones ``new``. Chinese, Japanese, Thai
    and their like are compared by the character.
    """
    if old == new:
        return (Piece("same", new),) if new else ()
    before, after = _WORD.findall(old), _WORD.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if len(before) + len(after) > _LONGEST or _stayed(matcher, before, after) < _LEAST:
        return tuple(piece for piece in (Piece("gone", old), Piece("come", new)) if piece.text)
    return tuple(_joined(_pieces(matcher, before, after)))


def _stayed(matcher: SequenceMatcher[str], before: Sequence[str], after: Sequence[str]) -> float:
    """The share of words that both sides have, in [0, 1]; blanks and marks are no words."""
    words = sum(map(_is_word, before)) + sum(map(_is_word, after))
    blocks = matcher.get_matching_blocks()
    same = sum(_is_word(token) for at, _, size in blocks for token in before[at : at + size])
    return 2 * same / words if words else 1.0


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _pieces(matcher: SequenceMatcher[str], before: Sequence[str], after: Sequence[str]) -> Iterator[Piece]:
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(before[i1:i2]))
        else:
            yield Piece("gone", "".join(before[i1:i2]))
            yield Piece("come", "".join(after[j1:j2]))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Without empty ones; a blank between two changes is part of them, so that phrases stay whole."""
    gone = come = ""
    for piece in pieces:
        if piece.change == "gone":
            gone += piece.text
        elif piece.change == "come":
            come += piece.text
        elif piece.text.isspace() and (gone or come):
            gone, come = gone + piece.text, come + piece.text
        else:
            yield from _flushed(gone, come)
            gone = come = ""
            yield piece
    yield from _flushed(gone, come)


def _flushed(gone: str, come: str) -> Iterator[Piece]:
    """The change that was gathered; blanks that both sides end with stayed."""
    end = ""
    while gone and come and gone[-1] == come[-1] and gone[-1].isspace():
        end, gone, come = gone[-1] + end, gone[:-1], come[:-1]
    if gone:
        yield Piece("gone", gone)
    if come:
        yield Piece("come", come)
    if end:
        yield Piece("same", end)
