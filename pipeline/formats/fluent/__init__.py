"""Project Fluent's .ftl files."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Fluent(MessageFormat):
    """The format ``fluent``."""

    name: str = "fluent"
    suffixes: tuple[str, ...] = (".ftl",)
    description: str = "Fluent (.ftl: messages, terms, attributes, selectors)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.fluent.parse import parse
        from pipeline.formats.fluent.render import write

        return parse, write
