"""Apple's Localizable.strings."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Strings(MessageFormat):
    """The format ``strings``."""

    name: str = "strings"
    suffixes: tuple[str, ...] = (".strings",)
    description: str = "Apple .strings (UTF-8 or UTF-16)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.strings.parse import parse
        from pipeline.formats.strings.render import write

        return parse, write
