"""CSV and TSV tables of messages, with a header row."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Csv(MessageFormat):
    """The format ``csv``."""

    name: str = "csv"
    suffixes: tuple[str, ...] = (".csv", ".tsv")
    description: str = "CSV and TSV of messages (a column of keys, of sources, of each language)"
    several_languages: bool = True

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.csv.parse import parse
        from pipeline.formats.csv.render import write

        return parse, write
