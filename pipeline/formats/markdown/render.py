"""Write a Markdown document with its units translated, the rest as it was, character by character."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import DocumentError
from pipeline.formats.markdown.blocks import find_blocks
from pipeline.formats.markdown.frontmatter import KEYS
from pipeline.formats.splice import splice
from pipeline.model import Document


def render(document: Document, translations: Sequence[str | None], keys: tuple[str, ...] = KEYS) -> str:
    """Return the source with each translated unit in its place; None leaves a unit as it is.

    The result is parsed again: when its block structure differs from the source's, DocumentError
    names both places and nothing may be written. Links and code inside a text may change: engines are
    held to them by placeables and checks, and what a person wrote is meant.
    """
    from pipeline.formats.markdown.guard import guarded
    from pipeline.formats.markdown.structure import check_structure

    places = {
        (block.start, block.end): block for block in find_blocks(document.source, document.path, keys).blocks
    }
    written: list[str | None] = []
    for span, translation in zip(document.spans, translations, strict=True):
        if translation is None:
            written.append(None)
        elif span not in places:
            raise DocumentError("a unit is no longer where it was; read the document again.", document.path)
        else:
            written.append(guarded(places[span], document.source, translation, document.encoding.newline))
    rendered = splice(document.source, document.spans, written)
    if rendered != document.source:
        changes = check_structure(document, rendered, keys, inline=False)
        if changes:
            raise DocumentError(f"a translation changed the structure: {'; '.join(changes)}.", document.path)
    return rendered
