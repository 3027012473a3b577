"""Plain text: paragraphs, wrapped or not; bylines, captions and list items as units of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.protocol import Translation, replacements
from pipeline.formats.source import decode, encode
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class Text:
    """The format ``text``."""

    name: str = "text"
    suffixes: tuple[str, ...] = (".txt", ".text")
    description: str = "Plain text (paragraphs, wrapped or one per line)"

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.text.parse import parse

        text, how = decode(data, name, encoding)
        return parse(text, name, how)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.text.render import render

        return encode(
            render(document, replacements(document, translations)), document.encoding, document.path
        )
