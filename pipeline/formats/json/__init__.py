"""JSON files of messages: flat and nested, arrays, i18next plurals, ARB, Chrome's messages.json."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


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
