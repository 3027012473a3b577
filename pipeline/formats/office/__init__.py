"""Office documents: Word (.docx) and OpenDocument text (.odt). A paragraph is a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.protocol import Translation, replacements
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class Docx:
    """The format ``docx``: body, tables, text boxes, headers, footers, footnotes and endnotes."""

    name: str = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx")
    description: str = "Word documents (body, tables, text boxes, headers, footers, notes)"

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.office import docx
        from pipeline.formats.office.archive import read_members
        from pipeline.formats.office.parse import parse

        members = read_members(data, name, lambda member: bool(docx.MEMBER.match(member)), docx.KIND)
        return parse(members, data, name, self.name, docx)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.office import docx
        from pipeline.formats.office.render import render

        return render(document, replacements(document, translations), docx)


@dataclass(frozen=True, slots=True)
class Odt:
    """The format ``odt``: body, tables, text boxes, notes, page headers and footers."""

    name: str = "odt"
    suffixes: tuple[str, ...] = (".odt", ".ott")
    description: str = "OpenDocument texts (body, tables, text boxes, notes, page headers and footers)"

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.office import odt
        from pipeline.formats.office.archive import read_members
        from pipeline.formats.office.parse import parse

        members = read_members(data, name, lambda member: bool(odt.MEMBER.match(member)), odt.KIND)
        return parse(members, data, name, self.name, odt)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.office import odt
        from pipeline.formats.office.render import render

        return render(document, replacements(document, translations), odt)
