"""Find the cues of a subtitle file: times, and the lines of text under them.

No library that reads subtitles tells where in the file a text stands; the two grammars are a timing line
and what follows it up to a blank line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import DocumentError
from pipeline.formats.limits import check_lines

_LINE = re.compile(r"([^\r\n]*)(\r\n?|\n|\Z)")
_TIME = {
    "srt": re.compile(
        r"\s*-?\d+:\d{1,2}:\d{1,2}(?:[,.:]\d{1,3})?\s*-->\s*-?\d+:\d{1,2}:\d{1,2}(?:[,.:]\d{1,3})?(?:\s.*)?\Z"
    ),
    "webvtt": re.compile(
        r"\s*(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}\s+-->\s+(?:\d{2,}:)?\d{2}:\d{2}\.\d{3}(?:[ \t].*)?\Z"
    ),
}
_INDEX = re.compile(r"\s*\d+\s*\Z")
_BLOCKS = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|\Z)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the file without its line end; ``number`` is 1-based."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    @property
    def blank(self) -> bool:
        return not self.text.strip()


def find_cues(source: str, name: str, format: str) -> list[list[Line]]:
    """Return the lines of text of each cue, without blank ones; cues without text are left out.

    A cue of SubRip that has blank lines in its text is several: one for each part. Raises DocumentError
    with the line for a file that is not what its name says, and for a time that nobody can read.
    """
    check_lines(source.count("\n") + source.count("\r"), name)
    lines = [
        Line(number, match.start(), match[1])
        for number, match in enumerate(_LINE.finditer(source), 1)
        if match[0] or match.start() == 0
    ]
    timed = [bool(_TIME[format].match(line.text)) for line in lines]
    if format == "webvtt" and not re.match(r"\ufeff?WEBVTT(?:[ \t]|\Z)", lines[0].text):
        raise DocumentError("is no WebVTT file: its first line has to be WEBVTT.", name, 1)
    for line, good in zip(lines, timed, strict=True):
        if "-->" in line.text and not good and not _in_note(lines, line, format):
            raise DocumentError(
                f"this time cannot be read: {line.text.strip()[:60]!r}. Write it as "
                f"{'00:00:01,000 --> 00:00:02,000' if format == 'srt' else '00:01.000 --> 00:02.000'}.",
                name,
                line.number,
            )
    if not any(timed):
        raise DocumentError("has no cue: no line with two times and --> between them.", name, 1)
    return list(_cues(lines, timed, format))


def _in_note(lines: list[Line], line: Line, format: str) -> bool:
    """Tell whether a line belongs to a comment or style block of WebVTT."""
    if format != "webvtt":
        return False
    at = line.number - 1
    while at > 0 and not lines[at - 1].blank:
        at -= 1
    return at == 0 or bool(_BLOCKS.match(lines[at].text))


def _cues(lines: list[Line], timed: list[bool], format: str) -> Iterator[list[Line]]:
    cue: list[Line] = []
    inside = False
    for at, line in enumerate(lines):
        ends = timed[at] or (
            format == "srt" and at + 1 < len(lines) and timed[at + 1] and bool(_INDEX.match(line.text))
        )
        if line.blank or ends:
            if cue:
                yield cue
            cue = []
            inside = (inside and format == "srt" and not ends) or timed[at]
        elif inside:
            cue.append(line)
    if cue:
        yield cue
