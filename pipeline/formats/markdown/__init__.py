"""Markdown: CommonMark with tables, strikethrough and front matter. Units are spans of the source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.formats.markdown.frontmatter import KEYS
from pipeline.formats.protocol import Translation, replacements
from pipeline.formats.source import decode, encode
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class Markdown:
    """The format ``markdown``. ``front_matter_keys`` are the YAML keys whose values are translated.

    Code blocks, link reference definitions and TOML front matter are left untouched, and
    so are the marks of the dialects (footnotes, definitions, admonitions, containers, attribute lists).
    """

    name: str = "markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown", ".mkd", ".mdown", ".mdx")
    description: str = "Markdown and MDX (CommonMark, tables, HTML blocks, front matter, dialects)"
    front_matter_keys: tuple[str, ...] = KEYS

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.markdown.parse import parse

        text, how = decode(data, name, encoding)
        return parse(text, name, how, self.front_matter_keys)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.markdown.render import render

        texts = replacements(document, translations)
        return encode(render(document, texts, self.front_matter_keys), document.encoding, document.path)

    def constructs(self, document: Document) -> Callable[[str], Counter[str]]:
        """Count the links, pictures, footnote marks and code in a text, by the references of its document."""
        from pipeline.formats.markdown.inlines import constructs
        from pipeline.formats.markdown.reading import read_source

        references = read_source(document.source, document.path, self.front_matter_keys).references
        return lambda text: constructs(text, references)
