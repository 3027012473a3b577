"""JSON files of messages: flat and nested, arrays, i18next plurals, ARB, Chrome's messages.json."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.formats.message_format import Edit, MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Json(MessageFormat):
    """The format ``json``."""

    name: str = "json"
    suffixes: tuple[str, ...] = (".json", ".arb")
    description: str = "JSON of messages (nested, i18next, ARB, Chrome)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.json.parse import parse
        from pipeline.formats.json.render import write

        return parse, write

    def settle(self, source: str, edits: Sequence[Edit], newline: str) -> Sequence[Edit]:
        from pipeline.formats.json.render import settle

        return settle(source, edits)
