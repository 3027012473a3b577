"""gettext PO and POT files as source documents: message catalogs from other people's programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.protocol import Translation
from pipeline.formats.source import encode
from pipeline.model import Document


@dataclass(frozen=True, slots=True)
class Po:
    """The format ``po``: contexts, plurals, flags, references and comments come through."""

    name: str = "po"
    suffixes: tuple[str, ...] = (".po", ".pot")
    description: str = "gettext PO and POT (message catalogs)"

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        from pipeline.formats.po.parse import parse

        return parse(data, name, encoding)

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        from pipeline.formats.po.render import render

        return encode(render(document, translations, language), document.encoding, document.path)
