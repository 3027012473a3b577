"""Subtitles: SubRip (.srt) and WebVTT (.vtt). A cue is a unit; its time is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.protocol import Translation, replacements
from pipeline.formats.source import decode, encode
from pipeline.model import Document

LINE_LENGTH = 42
"""Columns of a line of subtitles by default: what broadcasters and streaming services ask for."""


@dataclass(frozen=True, slots=True)
class Srt:
    """The format ``srt``. A cue with a translation is broken into lines of ``line_length`` columns; 0: never."""

    name: str = "srt"
    suffixes: tuple[str, ...] = (".srt",)
    description: str = "SubRip subtitles (cues keep their times)"
    line_length: int = LINE_LENGTH

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.subtitles.parse import parse

        text, how = decode(data, name, encoding)
        return parse(text, name, how, self.name)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.subtitles.render import render

        text = render(document, replacements(document, translations), self.line_length)
        return encode(text, document.encoding, document.path)


@dataclass(frozen=True, slots=True)
class WebVtt(Srt):
    """The format ``webvtt``. Notes, styles and regions are left untouched."""

    name: str = "webvtt"
    suffixes: tuple[str, ...] = (".vtt",)
    description: str = "WebVTT subtitles (cues keep their times and settings)"
