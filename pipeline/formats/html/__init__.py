"""HTML and XHTML pages and fragments. Units are blocks of text and the attributes that people read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.formats.protocol import Translation, replacements
from pipeline.formats.source import decode, encode
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class Html:
    """The format ``html``. Scripts, styles, ``pre`` and what says ``translate="no"`` are left untouched."""

    name: str = "html"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    description: str = (
        "HTML (text, alt, title, placeholder, aria-label, meta description; lang and dir are set)"
    )

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.html.language import declared_encoding
        from pipeline.formats.html.parse import parse

        text, how = decode(data, name, encoding or declared_encoding(data))
        return parse(text, name, replace(how, references=not how.name.startswith("utf")))

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.html.render import render

        text = render(document, replacements(document, translations), language)
        return encode(text, document.encoding, document.path)

    def constructs(self, document: Document) -> Callable[[str], Counter[str]]:
        """Count the links, pictures and code in a text."""
        from pipeline.formats.html.text import constructs

        return constructs
