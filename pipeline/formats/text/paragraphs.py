"""Which lines of a plain text are one paragraph.

Where the text is wrapped at a column, its full lines run on. Elsewhere the words themselves have to
say so: a further line of a list item is indented under it; a line that begins with a small letter
goes on with the sentence above. All others are paragraphs of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.formats.text.kinds import is_byline, is_caption
from pipeline.formats.text.lines import (
    WIDEST,
    Line,
    ends,
    flows,
    is_capitals,
    is_full,
    is_tabular,
    may_join,
    wrapped_at,
)

_RUNS_ON = 0.6
"""A line this long (of the columns) whose sentence plainly runs on is joined even when it is not full."""
_NARROW, _NARROW_FLOW = 28, 0.5
"""Least columns of a single wrapped paragraph, and the share of its lines whose sentence has to run on."""
_CREDITED = 3
"""Lines up to which a group can be a caption or byline with what belongs to it."""


def join_paragraphs(group: Sequence[Line], columns: int | None) -> list[list[Line]]:
    """Split a group into paragraphs: a line joins the one before it when that one was broken by wrapping.

    ``columns`` is where the whole text is wrapped, None where it is not.
    """
    prose = _is_prose(group)
    if not columns and prose and any(_continues(*pair) for pair in pairwise(group)):
        columns = wrapped_at([group], narrowest=_NARROW, flowing_share=_NARROW_FLOW)
    paragraphs = [[group[0]]]
    for line, after in pairwise(group):
        paragraph = paragraphs[-1]
        if _hangs(paragraph, after) or (
            may_join(line, after)
            and _aligned(paragraph, after)
            and not _is_heading_above(paragraph, after)
            and (_broken(line, after, columns) or (prose and _continues(line, after)))
        ):
            paragraph.append(after)
        else:
            paragraphs.append([after])
    return paragraphs


def _is_prose(group: Sequence[Line]) -> bool:
    """Tell whether small letters at line beginnings mean anything in this group.

    Not where it begins with one itself (verse, lists of words), nor beside captions and bylines.
    """
    first = group[0]
    if not first.marker and first.text[:1].islower():
        return False
    return len(group) > _CREDITED or not any(
        len(line.text) <= WIDEST and (is_caption(line.text) or is_byline(line.text)) for line in group
    )


def _hangs(paragraph: Sequence[Line], after: Line) -> bool:
    """Tell whether ``after`` is indented under the text of a list item as its further line."""
    first, line = paragraph[0], paragraph[-1]
    if not first.marker or after.marker or first.prefix.count(">") != after.prefix.count(">"):
        return False
    if is_tabular(line.text) or is_tabular(after.text) or not any(map(str.isalnum, after.text)):
        return False
    if len(paragraph) > 1:
        return after.indent == line.indent
    return first.indent < after.indent <= first.column + 1


def _aligned(paragraph: Sequence[Line], after: Line) -> bool:
    """Tell whether ``after`` has the indentation of a further line of the paragraph."""
    first = paragraph[0]
    if len(paragraph) > 1:
        return after.indent == paragraph[1].indent
    return after.indent <= first.indent or (bool(first.marker) and after.indent <= first.column + 1)


def _is_heading_above(paragraph: Sequence[Line], after: Line) -> bool:
    """Tell whether the paragraph is one line in capitals above text that is not."""
    return len(paragraph) == 1 and is_capitals(paragraph[0].text) and not is_capitals(after.text)


def _broken(line: Line, after: Line, columns: int | None) -> bool:
    """Tell whether wrapping broke the line."""
    if not columns:
        return False
    return is_full(line, after, columns) or (line.length >= _RUNS_ON * columns and flows(line, after))


def _continues(line: Line, after: Line) -> bool:
    """Tell whether a sentence goes on with a small letter, in a script that has capitals."""
    return not ends(line) and after.text.lstrip("\"'“‘«([")[:1].islower()
