"""The lines of a plain text, and the column at which they were wrapped.

A text is *wrapped* when somebody broke its paragraphs at a column. That is measured over the whole
document, because two lines alone prove little: a caption and its credit also stand one under the
other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.formats.wrapping import is_wide, width

NARROWEST, WIDEST = 40, 120
"""Columns between which a text is believed to be wrapped; mail is wrapped at 72, source text at 79 or 100."""

_FULL = 0.85
"""A line is full when it and the next line's first word would take more than this share of the columns."""
_FULL_SHARE = 0.6
"""Share of full lines, among lines with a line under them, above which a text is wrapped (greedily: ~1)."""
_FLOW_SHARE = 0.3
"""Share of lines whose sentence runs on, above which a text is wrapped (prose ~0.8, verse ~0)."""

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_PREFIX = re.compile(r"[ \t\f\v\u00a0\u3000\ufeff]*(?:>[ \t]?)*[ \t]*")
_MARKER = re.compile(r"(?:[-*+•◦‣–—·o][ \t]+|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)][ \t]+)(?=\S)")
_BY = re.compile(r"(?i:by|por|von|par|di|da|bởi|theo)\s+[A-ZÀ-Þ]")
_FIELD = re.compile(r"[A-Z][\w-]{0,30}:(?:\s|\Z)")
_GAP = re.compile(r"(?<=[^\s.!?:;”\"'’)])(?:[ ]{2,}|\t+)(?=\S)")
_ENDS = (".", "!", "?", ":", ";", "…", ".”", "。", "！", "？", "।", "؟", "።", "។")
_CLOSERS = "\"'”’»)]」』）"


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank: where its text stands, and what precedes the text.

    ``prefix`` is indentation and quote marks, ``marker`` a bullet or number; neither is translated.
    """

    number: int
    start: int
    end: int
    prefix: str
    marker: str
    text: str

    @property
    def indent(self) -> int:
        """Columns before the marker."""
        return width(self.prefix.expandtabs(8))

    @property
    def column(self) -> int:
        """Columns before the text."""
        return width((self.prefix + self.marker).expandtabs(8))

    @property
    def length(self) -> int:
        """Columns of the whole line."""
        return self.column + width(self.text)


def split_groups(source: str) -> list[list[Line]]:
    """Return the lines of ``source`` in groups that blank lines (or form feeds) separate. Linear."""
    groups: list[list[Line]] = [[]]
    number = at = 0
    while at < len(source):
        match = _LINE.match(source, at)
        assert match is not None and match.end() > at  # there is more, so there is a line
        number += 1
        at, whole = match.end(), match[1]
        prefix = _PREFIX.match(whole)[0]  # type: ignore[index]  # it may be empty, but it matches
        text = whole[len(prefix) :].rstrip()
        if not text:
            if groups[-1]:
                groups.append([])
            continue
        start = match.start() + len(prefix)
        marker = _MARKER.match(text)
        length = marker.end() if marker else 0
        line = Line(number, start + length, start + len(text), prefix, text[:length], text[length:])
        groups[-1].append(line)
    return [group for group in groups if group]


def wrapped_at(
    groups: Sequence[Sequence[Line]], *, narrowest: int = 0, flowing_share: float = _FLOW_SHARE
) -> int | None:
    """Return the column at which the text is wrapped, or None when it is not wrapped.

    ``narrowest`` is the least column that is believed, by default NARROWEST and more for few lines.
    """
    pairs = [pair for group in groups for pair in pairwise(group) if may_join(*pair)]
    if not pairs:
        return None
    lengths = sorted(line.length for line, _ in pairs)
    columns = lengths[min(len(lengths) - 1, len(lengths) * 19 // 20)]
    narrowest = narrowest or (NARROWEST if len(pairs) > 2 else NARROWEST + 15)
    if not narrowest <= columns <= WIDEST:
        return None
    full = sum(is_full(line, after, columns) for line, after in pairs)
    flowing = sum(flows(line, after) for line, after in pairs)
    if full < _FULL_SHARE * len(pairs) or flowing < flowing_share * len(pairs):
        return None
    return columns


def is_tabular(text: str) -> bool:
    """Tell whether a line is set in columns."""
    return (
        text.count("|") > 1
        or "\t" in text
        or len(_GAP.findall(text)) > 2
        or bool(re.search(r"\S {3,}\S", text))
    )


def is_capitals(text: str) -> bool:
    """Tell whether all letters are capitals, in a script that has them."""
    return text.isupper() and sum(map(str.isalpha, text)) > 2


def may_join(line: Line, after: Line) -> bool:
    """Tell whether nothing in the shape of the two lines keeps them apart."""
    return not (
        after.marker
        or is_tabular(line.text)
        or is_tabular(after.text)
        or (is_capitals(after.text) and not is_capitals(line.text) and ends(line))
        or _BY.match(after.text)
        or _FIELD.match(after.text)
        or not any(map(str.isalnum, line.text))
        or not any(map(str.isalnum, after.text))
        or line.prefix.count(">") != after.prefix.count(">")
    )


def is_full(line: Line, after: Line, columns: int) -> bool:
    """Tell whether the next line's first word had no room on this line."""
    word = after.text.split(maxsplit=1)[0]
    size = 2 if is_wide(word[0]) else min(width(word), columns // 4)
    return line.length + 1 + size > _FULL * columns


def flows(line: Line, after: Line) -> bool:
    """Tell whether the sentence plainly runs on: nothing ends it, and a small letter follows."""
    if ends(line):
        return False
    first = after.text.lstrip("\"'“‘«([")[:1]
    return (first.isalpha() and not first.isupper()) or is_capitals(after.text)


def ends(line: Line) -> bool:
    """Tell whether a sentence ends with the line."""
    return line.text.rstrip(_CLOSERS).endswith(_ENDS)
