"""Office documents: Word (.docx) and OpenDocument text (.odt). A paragraph is a unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import ModuleType

from pipeline.formats.protocol import Translation, replacements
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class Office:
    """A format of office documents; each one's own part is its `vocabulary` (imported when first used)."""

    name: str
    suffixes: tuple[str, ...]
    description: str

    def vocabulary(self) -> ModuleType:
        """The module that knows what the XML is made of; see `pipeline.formats.office.paragraphs.Vocabulary`."""
        raise NotImplementedError

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.office.archive import read_members
        from pipeline.formats.office.parse import parse

        words = self.vocabulary()
        members = read_members(
            data,
            name,
            lambda member: bool(words.MEMBER.match(member)),
            words.KIND,
            lambda member: bool(words.MAIN.match(member)),
        )
        return parse(members, data, name, self.name, words)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.office.render import render

        return render(document, replacements(document, translations), self.vocabulary(), language)

    def constructs(self, document: Document) -> Callable[[str], Counter[str]]:
        """Count what is numbered in a text: formatting, links, notes, pictures."""
        from pipeline.formats.office.inline import constructs

        return constructs


@dataclass(frozen=True, slots=True)
class Docx(Office):
    """The format ``docx``: what a reader sees or hears of a document, and its title; reviewers' comments stay."""

    name: str = "docx"
    suffixes: tuple[str, ...] = (".docx", ".docm", ".dotx")
    description: str = (
        "Word documents (body, tables, text boxes, headers, footers, notes, charts, alternative texts)"
    )

    def vocabulary(self) -> ModuleType:
        from pipeline.formats.office import docx

        return docx


@dataclass(frozen=True, slots=True)
class Odt(Office):
    """The format ``odt``: what a reader sees or hears of a document, and its title; reviewers' comments stay."""

    name: str = "odt"
    suffixes: tuple[str, ...] = (".odt", ".ott")
    description: str = (
        "OpenDocument texts (body, tables, text boxes, notes, headers, footers, charts, alternative texts)"
    )

    def vocabulary(self) -> ModuleType:
        from pipeline.formats.office import odt

        return odt
