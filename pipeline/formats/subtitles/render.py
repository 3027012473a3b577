"""Write subtitles with their cues translated; times, numbers and settings stay as they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.formats.selfcheck import check_read_back
from pipeline.formats.splice import splice
from pipeline.formats.subtitles.parse import TAG, parse
from pipeline.formats.wrapping import is_wide, width, wrap
from pipeline.model import Document

_WORD = re.compile(r"(?:<[^<>]*>|\{\\[^{}]*\}|\S)+")


def render(document: Document, translations: Sequence[str | None], line_length: int) -> str:
    """Return the source with each translated cue in its place, in lines of ``line_length`` columns.

    The result is read again; raises DocumentError when a cue does not come back.
    """
    if all(translation is None for translation in translations):
        return document.source
    arrow = "->" if document.format == "srt" else "--&gt;"
    safe = [None if text is None else text.replace("-->", arrow) for text in translations]
    written = [
        None if text is None else document.encoding.newline.join(set_lines(text, line_length))
        for text in safe
    ]
    rendered = splice(document.source, document.spans, written)
    again = parse(rendered, document.path, document.encoding, document.format)
    expected = [text or unit.text for unit, text in zip(document.units, safe, strict=True)]
    check_read_back(document, again, expected, _meaning)
    return rendered


def _meaning(text: str) -> str:
    """Lines may be broken anywhere; ideographs have no space at a break."""
    return "".join(text.split())


def set_lines(text: str, columns: int) -> list[str]:
    """Break a cue into as few lines of ``columns`` as it needs, of about equal length; 0 breaks nothing.

    Line ends that are in the text stay.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        line = " ".join(line.split())
        if not line:
            continue
        size = _shown(line)
        if not columns or size <= columns:
            lines.append(line)
            continue
        wanted = -(-size // columns)
        broken = _broken(line, columns)
        for narrow in range(-(-size // wanted), columns):
            tried = _broken(line, narrow)
            if len(tried) <= len(broken):
                broken = tried
                break
        lines.extend(broken)
    return lines


def _broken(line: str, columns: int) -> list[str]:
    if any(map(is_wide, line)):
        return wrap(line, columns, 0, 0)
    lines: list[str] = []
    for word in _WORD.findall(line):
        if lines and _shown(lines[-1]) + 1 + _shown(word) <= columns:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _shown(text: str) -> int:
    """Count the columns that a viewer sees."""
    return width(TAG.sub("", text))
