"""Xcode's string catalogs: all languages of a program in one JSON file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.message_format import Edit, MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Xcstrings(MessageFormat):
    """The format ``xcstrings``."""

    name: str = "xcstrings"
    suffixes: tuple[str, ...] = (".xcstrings",)
    description: str = "Xcode string catalogs (.xcstrings: all languages in one file)"
    several_languages: bool = True

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.xcstrings.parse import parse
        from pipeline.formats.xcstrings.render import write

        return parse, write

    def settle(self, source: str, edits: Sequence[Edit], newline: str) -> Sequence[Edit]:
        from pipeline.formats.xcstrings.render import settle

        return settle(source, edits, newline)
