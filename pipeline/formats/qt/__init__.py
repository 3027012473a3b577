"""Qt Linguist's .ts files."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Qt(MessageFormat):
    """The format ``qt``."""

    name: str = "qt"
    suffixes: tuple[str, ...] = (".ts",)
    description: str = "Qt Linguist (.ts: source and translation in one file)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.qt.parse import parse
        from pipeline.formats.qt.render import write

        return parse, write
