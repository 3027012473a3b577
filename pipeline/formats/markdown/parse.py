"""Read a Markdown document into units."""

from __future__ import annotations

from pipeline.errors import DocumentError
from pipeline.formats.markdown.blocks import Block, find_blocks
from pipeline.formats.markdown.frontmatter import KEYS
from pipeline.model import Document, Encoding, Unit


def parse(source: str, name: str, encoding: Encoding, keys: tuple[str, ...] = KEYS) -> Document:
    """Return the document with one unit per block that has words to translate.

    ``keys`` are the front matter keys whose values are translated. A unit's text is the block's raw
    inline Markdown on one line (see :func:`pipeline.formats.markdown.inlines.text_of`). Raises
    DocumentError where the document is nested too deep.
    """
    from pipeline.formats.markdown.inlines import has_words, text_of

    outline = find_blocks(source, name, keys)
    units: list[Unit] = []
    spans: list[tuple[int, int]] = []
    title = ""
    for block in outline.blocks:
        try:
            text, placeables = (
                (block.raw, ()) if block.place == "front" else text_of(block.raw, outline.references)
            )
        except RecursionError as error:
            raise DocumentError(
                "brackets are nested too deep to be read; simplify the line or leave the file out.",
                name,
                block.line,
            ) from error
        if has_words(text, placeables):
            units.append(Unit(text, block.line, block.kind, placeables=placeables))
            spans.append((block.start, block.end))
            if not title and _is_title(block):
                title = text
    return Document(name, "markdown", tuple(units), source, tuple(spans), encoding, title)


def _is_title(block: Block) -> bool:
    return block.kind in ("Heading 1", "Front matter: title")
