"""Read an office document into units, one for each paragraph that has words."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import cast

from pipeline.formats.limits import check_units
from pipeline.formats.office.inline import text_of
from pipeline.formats.office.paragraphs import Vocabulary, find_paragraphs
from pipeline.model import Document, Unit


def parse(
    members: Mapping[str, str], data: bytes, name: str, format: str, vocabulary: ModuleType
) -> Document:
    """Return the document; the line of a unit is the number of its paragraph in the file.

    Raises DocumentError where elements are nested too deep.
    """
    units: list[Unit] = []
    spans: list[tuple[int, int]] = []
    title = ""
    for paragraph in find_paragraphs(members, cast(Vocabulary, vocabulary), name):
        text, placeables = text_of(paragraph.items)
        check_units(len(units) + 1, name, paragraph.number)
        units.append(Unit(text, paragraph.number, paragraph.kind, placeables=placeables))
        spans.append(paragraph.span)
        if not title and paragraph.kind in ("Title", "Heading 1"):
            title = text
    source = "".join(members.values())
    return Document(name, format, tuple(units), source, tuple(spans), title=title, container=data)
