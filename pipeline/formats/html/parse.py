"""Read an HTML document into units."""

from __future__ import annotations

from pipeline.formats.html.blocks import blocks_of
from pipeline.formats.html.text import text_of
from pipeline.formats.limits import check_units
from pipeline.formats.lines import LineNumbers
from pipeline.model import Document, Encoding, Unit


def parse(source: str, name: str, encoding: Encoding) -> Document:
    """Return the document with one unit per block of text and per attribute that people read.

    A unit's text is the block's own HTML on one line, without the tags around all of it. Raises
    DocumentError where elements are nested too deep.
    """
    units: list[Unit] = []
    spans: list[tuple[int, int]] = []
    lines = LineNumbers(source)
    title = ""
    for block in blocks_of(source, name):
        text, placeables = text_of(source, block)
        line = lines.at(block.start)
        units.append(Unit(text, line, block.kind, placeables=placeables))
        spans.append((block.start, block.end))
        check_units(len(units), name, line)
        if not title and block.kind in ("Title", "Heading 1") and block.place != "value":
            title = text
    return Document(name, "html", tuple(units), source, tuple(spans), encoding, title)
