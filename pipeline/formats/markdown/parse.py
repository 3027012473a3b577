"""Read a Markdown document into units."""

from __future__ import annotations

from pipeline.formats.html.text import text_of as html_text_of
from pipeline.formats.limits import check_units
from pipeline.formats.markdown.blocks import Block
from pipeline.formats.markdown.effort import References, inline_limits
from pipeline.formats.markdown.frontmatter import KEYS
from pipeline.formats.markdown.inlines import has_words, text_of
from pipeline.formats.markdown.reading import read_source
from pipeline.model import Document, Encoding, Placeable, Unit


def parse(source: str, name: str, encoding: Encoding, keys: tuple[str, ...] = KEYS) -> Document:
    """Return the document with one unit per block that has words to translate.

    ``keys`` are the front matter keys whose values are translated. A unit's text is the block's raw
    inline Markdown on one line (see :func:`pipeline.formats.markdown.inlines.text_of`); titles of links and
    attributes of tags in it are units of their own behind it. Raises DocumentError where the document is
    nested too deep.
    """
    reading = read_source(source, name, keys)
    references = References(reading.references, len(source))
    units: list[Unit] = []
    spans: list[tuple[int, int]] = []
    title = ""
    with inline_limits(name, lambda: block.line):
        for block, titles in reading.found:
            text, placeables = _text(block, references)
            check_units(len(units) + 1, name, block.line)
            if has_words(text, placeables):
                units.append(Unit(text, block.line, block.kind, placeables=placeables))
                spans.append((block.start, block.end))
                if not title and _is_title(block):
                    title = text
            for inner in titles:
                units.append(Unit(inner.text, inner.line, inner.kind))
                spans.append((inner.start, inner.end))
    return Document(name, "markdown", tuple(units), source, tuple(spans), encoding, title)


def _text(block: Block, references: References) -> tuple[str, tuple[Placeable, ...]]:
    if block.place == "front":
        return block.raw, ()
    if block.html is not None:
        return html_text_of(block.html.text, block.html.block)
    return text_of(block.raw, references)


def _is_title(block: Block) -> bool:
    return block.kind in ("Heading 1", "Front matter: title")
