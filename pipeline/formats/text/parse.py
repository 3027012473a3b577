"""Read a plain text into units."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.limits import check_lines
from pipeline.formats.text.kinds import name_kinds
from pipeline.formats.text.lines import Line, split_groups, wrapped_at
from pipeline.formats.text.paragraphs import join_paragraphs
from pipeline.formats.wrapping import joint
from pipeline.model import Document, Encoding, Unit


def parse(source: str, name: str, encoding: Encoding) -> Document:
    """Return the document with one unit per paragraph, caption, byline, list item or table row.

    Indentation, quote marks, bullets and spaces at line ends stay outside the spans (between the
    lines of a wrapped paragraph they are inside the span, but not in the text). Lines without a
    letter are no units.
    """
    check_lines(source.count("\n") + source.count("\r"), name)
    groups = split_groups(source)
    columns = wrapped_at(groups)
    paragraphs = [
        (paragraph, len(found) == 1)
        for found in (join_paragraphs(group, columns) for group in groups)
        for paragraph in found
        if any(map(str.isalpha, text_of(paragraph)))
    ]
    kinds = name_kinds(paragraphs)
    units = tuple(
        Unit(text_of(paragraph), paragraph[0].number, kind)
        for (paragraph, _), kind in zip(paragraphs, kinds, strict=True)
    )
    spans = tuple((paragraph[0].start, paragraph[-1].end) for paragraph, _ in paragraphs)
    title = units[0].text if kinds and kinds[0] == "Title" else ""
    return Document(name, "text", units, source, spans, encoding, title)


def text_of(paragraph: Sequence[Line]) -> str:
    """Join the lines of a paragraph by a space; by nothing after ``well-`` and between ideographs."""
    pieces = [paragraph[0].text]
    for line in paragraph[1:]:
        before, after = pieces[-1], line.text
        hyphened = len(before) > 1 and before[-1] in "-\u2010" and before[-2].isalpha() and after[0].islower()
        pieces.append("" if hyphened else joint(before[-1], after[0]))
        pieces.append(after)
    return "".join(pieces)
