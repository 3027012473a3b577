"""Read a Markdown document into units."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.formats.html.text import text_of as html_text_of
from pipeline.formats.limits import check_units
from pipeline.formats.markdown.blocks import Block, Outline, find_blocks
from pipeline.formats.markdown.effort import inline_limits
from pipeline.formats.markdown.frontmatter import KEYS
from pipeline.formats.markdown.inner import Title, titles_in
from pipeline.model import Document, Encoding, Placeable, Unit


def parse(source: str, name: str, encoding: Encoding, keys: tuple[str, ...] = KEYS) -> Document:
    """Return the document with one unit per block that has words to translate.

    ``keys`` are the front matter keys whose values are translated. A unit's text is the block's raw
    inline Markdown on one line (see :func:`pipeline.formats.markdown.inlines.text_of`); titles of links and
    attributes of tags in it are units of their own behind it. Raises DocumentError where the document is
    nested too deep.
    """
    from pipeline.formats.markdown.inlines import has_words

    outline = find_blocks(source, name, keys)
    units: list[Unit] = []
    spans: list[tuple[int, int]] = []
    title = ""
    for block, titles in entries(outline, source, name):
        text, placeables = _text(block, outline, name)
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


def entries(outline: Outline, source: str, name: str) -> Iterator[tuple[Block, list[Title]]]:
    """Yield each block with the titles and attributes inside it.

    Raises DocumentError where brackets are nested too deep or are too many.
    """
    for block in outline.blocks:
        with inline_limits(name, block.line):
            titles = titles_in(block, source, outline.references, name)
        yield block, titles


def _text(block: Block, outline: Outline, name: str) -> tuple[str, tuple[Placeable, ...]]:
    from pipeline.formats.markdown.inlines import text_of

    if block.place == "front":
        return block.raw, ()
    if block.html is not None:
        return html_text_of(block.html.text, block.html.block)
    with inline_limits(name, block.line):
        return text_of(block.raw, outline.references)


def _is_title(block: Block) -> bool:
    return block.kind in ("Heading 1", "Front matter: title")
