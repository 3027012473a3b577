"""Write a plain text with its units translated; wrapped paragraphs are wrapped again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import DocumentError
from pipeline.formats.splice import splice
from pipeline.formats.text.lines import NARROWEST, WIDEST, Line, split_groups, wrapped_at
from pipeline.formats.text.paragraphs import join_paragraphs
from pipeline.formats.wrapping import width, wrap
from pipeline.model import Document

_LINE_ENDS = re.compile(r"\s*[\r\n]\s*")


def render(document: Document, translations: Sequence[str | None]) -> str:
    """Return the source with each translated unit in its place; None leaves a unit as it is.

    A paragraph that was wrapped is wrapped at the document's column (its own, where the document has
    none) with its own indentation; every
    other unit stays on one line, whatever the translation's line ends.
    """
    if all(translation is None for translation in translations):
        return document.source
    groups = split_groups(document.source)
    columns = wrapped_at(groups)
    places = {
        (paragraph[0].start, paragraph[-1].end): paragraph
        for group in groups
        for paragraph in join_paragraphs(group, columns)
    }
    written: list[str | None] = []
    for span, translation in zip(document.spans, translations, strict=True):
        if translation is None:
            written.append(None)
        elif span not in places:
            raise DocumentError("a unit is no longer where it was; read the document again.", document.path)
        else:
            written.append(_set(places[span], translation, columns, document.encoding.newline))
    return splice(document.source, document.spans, written)


def _set(paragraph: Sequence[Line], text: str, columns: int | None, newline: str) -> str:
    """Return the text on one line, or wrapped when its paragraph was or could have been wrapped."""
    text = _LINE_ENDS.sub(" ", text).strip()
    first = paragraph[0]
    if len(paragraph) == 1 and not (columns and _long_enough(first, columns)):
        return text
    if not columns:
        columns = min(WIDEST, max(NARROWEST, *(line.length for line in paragraph)))
    elif len(paragraph) > 2:  # its own column; narrower where a quotation is set narrower
        columns = min(WIDEST, max(line.length for line in paragraph))
    prefix = paragraph[1].prefix if len(paragraph) > 1 else first.prefix + " " * width(first.marker)
    return (newline + prefix).join(wrap(text, columns, first.column, width(prefix.expandtabs(8))))


def _long_enough(line: Line, columns: int) -> bool:
    """Tell whether a one-line paragraph is running text: a translation of it may need a second line."""
    return line.length > 0.75 * columns and line.text.rstrip("\"'”’»)").endswith((".", "!", "?", "…"))
