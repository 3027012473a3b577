"""XLIFF 1.2 and 2.x: the target of each source is written, all else stays."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Xliff(MessageFormat):
    """The format ``xliff``."""

    name: str = "xliff"
    suffixes: tuple[str, ...] = (".xlf", ".xliff")
    description: str = "XLIFF 1.2 and 2.x (source and target in one file)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.xliff.parse import parse
        from pipeline.formats.xliff.render import write

        return parse, write
