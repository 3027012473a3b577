"""Java's .properties: UTF-8 as Java 9 and later read it, else Latin-1; escapes where they are needed."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.errors import DocumentError
from pipeline.formats.message_format import MessageFormat, Parse, Write
from pipeline.formats.source import decode
from pipeline.model import Encoding


@dataclass(frozen=True, slots=True)
class Properties(MessageFormat):
    """The format ``properties``."""

    name: str = "properties"
    suffixes: tuple[str, ...] = (".properties",)
    description: str = "Java .properties (UTF-8 or Latin-1, escapes)"

    def twins(self) -> tuple[Parse, Write]:
        from pipeline.formats.properties.parse import parse
        from pipeline.formats.properties.render import write

        return parse, write

    def decode(self, data: bytes, name: str, encoding: str | None) -> tuple[str, Encoding]:
        """As Java does: UTF-8, and where the bytes are none, ISO 8859-1, which can write every character by its escape."""
        if encoding is None:
            try:
                data.decode()
            except UnicodeDecodeError as error:
                if b"\0" in data:
                    raise DocumentError("looks like a binary file, not text.", name) from error
                encoding = "iso-8859-1"
        text, how = decode(data, name, encoding)
        return text, replace(how, references=True)
