"""ICU MessageFormat 1: tell the skeleton of a plural or select message from the texts in its branches.

``{n, plural, one {# file} other {# files}}`` is a tree; only its leaves are translated. The skeleton is
kept letter by letter, so a message that we cannot read is simply not taken apart.
Grammar: https://unicode-org.github.io/icu/userguide/format_parse/messages/
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

_HEAD = re.compile(r"\{\s*[\w.]+\s*,\s*(?P<type>plural|selectordinal|select)\s*,(?:\s*offset:\d+)?")
_BRANCH = re.compile(r"\s*(?:=\d+|[\w-]+)\s*\{")
_CLOSE = re.compile(r"\s*\}")


@dataclass(frozen=True, slots=True)
class IcuSpan:
    """A piece of a message: skeleton (kept) or text (translated); ``counted`` where ``#`` is the number."""

    start: int
    end: int
    is_text: bool
    counted: bool = False


def is_icu(text: str) -> bool:
    """Whether the text holds an ICU plural or select argument."""
    return _HEAD.search(text) is not None


def icu_spans(text: str) -> tuple[IcuSpan, ...] | None:
    """Split a message into skeleton and leaves, in order and without gaps; None when it is not ICU."""
    if not is_icu(text):
        return None
    try:
        spans = list(_message(text, 0, len(text), counted=False))
    except ValueError:
        return None
    return tuple(span for span in spans if span.end > span.start)


def _message(text: str, start: int, end: int, *, counted: bool) -> Iterator[IcuSpan]:
    position = start
    while True:
        head = _HEAD.search(text, position, end)
        if head is None:
            yield IcuSpan(position, end, True, counted)
            return
        yield IcuSpan(position, head.start(), True, counted)
        position = yield from _argument(text, head, end, counted=counted)


def _argument(text: str, head: re.Match[str], end: int, *, counted: bool) -> Generator[IcuSpan, None, int]:
    inside_counts = counted or head["type"] != "select"
    skeleton, position = head.start(), head.end()
    while True:
        branch = _BRANCH.match(text, position, end)
        if branch is None:
            close = _CLOSE.match(text, position, end)
            if close is None or position == head.end():
                raise ValueError("not an ICU message")
            yield IcuSpan(skeleton, close.end(), False)
            return close.end()
        yield IcuSpan(skeleton, branch.end(), False)
        leaf_end = _matching_brace(text, branch.end(), end)
        yield from _message(text, branch.end(), leaf_end, counted=inside_counts)
        skeleton, position = leaf_end, leaf_end + 1


def _matching_brace(text: str, start: int, end: int) -> int:
    depth = 0
    for position in range(start, end):
        if text[position] == "{":
            depth += 1
        elif text[position] == "}":
            if depth == 0:
                return position
            depth -= 1
    raise ValueError("a brace is never closed")
