"""Read subtitles into units, one for each cue."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.formats.limits import check_units
from pipeline.formats.pairing import SpanRole, numbered
from pipeline.formats.subtitles.cues import Line, find_cues
from pipeline.formats.wrapping import joint
from pipeline.model import Document, Encoding, Placeable, Unit

TAG = re.compile(r"<(/?)([A-Za-z]+)[^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
"""``<i>``, ``<v Ann>``, ``<c.loud>``, a time inside a cue, and ``{\\an8}`` of other subtitle formats."""

_SPEAKER = re.compile(r"\s*(?:<[^<>]*>|\{\\[^{}]*\})*\s*(?:[-–—‐]|>>|<v[ .]|\[?[A-Z][A-Z .]*\]?:|♪)")


def parse(source: str, name: str, encoding: Encoding, format: str) -> Document:
    """Return the document with one unit per cue; lines are joined, but a new speaker keeps a line.

    Raises DocumentError where times cannot be read.
    """
    units: list[Unit] = []
    spans: list[tuple[int, int]] = []
    for cue in find_cues(source, name, format):
        text = text_of(cue)
        placeables = _placeables(text)
        if not any(map(str.isalpha, TAG.sub("", text))):
            continue
        check_units(len(units) + 1, name, cue[0].number)
        units.append(Unit(text, cue[0].number, "Subtitle", placeables=placeables))
        first = cue[0].start + len(cue[0].text) - len(cue[0].text.lstrip())
        spans.append((first, cue[-1].start + len(cue[-1].text.rstrip())))
    return Document(name, format, tuple(units), source, tuple(spans), encoding)


def text_of(cue: Sequence[Line]) -> str:
    """Join the lines of a cue by a space, by nothing between ideographs, by a line end before a speaker."""
    lines = [line.text.strip() for line in cue]
    text = lines[0]
    for line in lines[1:]:
        text += ("\n" if _SPEAKER.match(line) else joint(text[-1:], line[:1])) + line
    return text


def _placeables(text: str) -> tuple[Placeable, ...]:
    ends: dict[tuple[int, int], SpanRole] = {}
    opened: list[tuple[str, tuple[int, int]]] = []
    for found in TAG.finditer(text):
        ends[found.span()] = ("markup", "alone", -1)
        name = found[2]
        if name and not found[1]:
            opened.append((name, found.span()))
        elif name and opened and opened[-1][0] == name:
            start = opened.pop()[1]
            ends[start] = ("markup", "open", start[0])
            ends[found.span()] = ("markup", "close", start[0])
    return numbered(text, ends)
