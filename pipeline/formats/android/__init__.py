"""Android's strings.xml: strings, arrays and plurals."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.formats.message_format import MessageFormat, Parse, Write


@dataclass(frozen=True, slots=True)
class Android(MessageFormat):
    """The format ``android``."""

    name: str = "android"
    suffixes: tuple[str, ...] = (".xml",)
    description: str = "Android string resources (strings.xml: strings, arrays, plurals)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.android.parse import parse
        from pipeline.formats.android.render import write

        return parse, write
