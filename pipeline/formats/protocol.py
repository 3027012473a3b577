"""What a document format has to do; built-in formats and plug-ins have the same shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol, runtime_checkable

from pipeline.model import Document

Translation = str | tuple[str, ...] | None
"""The text for a unit; a tuple has one text per plural form; None leaves the unit as it is."""


@runtime_checkable
class Format(Protocol):
    """A document format. It works on bytes, so that containers such as DOCX fit as well.

    ``name`` is what ``Document.format`` holds; ``suffixes`` are file name endings with their dot, in
    lower case; ``description`` is a line for the list of formats.
    """

    @property
    def name(self) -> str: ...
    @property
    def suffixes(self) -> tuple[str, ...]: ...
    @property
    def description(self) -> str: ...

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        """Read a document. ``name`` is its path for errors and references.

        Raises DocumentError (CatalogError for message catalogs) with ``name`` and a line.
        """
        ...

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        """Write the document with one translation per unit, in ``language`` (a PO locale).

        All None gives the bytes back that were parsed. Raises DocumentError when the result would
        have another structure than the source.
        """
        ...


@runtime_checkable
class HasConstructs(Protocol):
    """A format whose texts hold links, pictures or code, which a translation has to have as well."""

    def constructs(self, document: Document) -> Callable[[str], Counter[str]]:
        """Return what counts them, by a word for each kind, in a text of ``document`` or a translation of one."""
        ...


def replacements(document: Document, translations: Sequence[Translation]) -> list[str | None]:
    """Return the text to splice in for each unit of a document without plurals.

    A translation equal to the unit's text changes nothing, so that its line breaks stay.
    """
    texts = [text[0] if isinstance(text, tuple) else text for text in translations]
    return [
        text if text is not None and text != unit.text else None
        for unit, text in zip(document.units, texts, strict=True)
    ]
