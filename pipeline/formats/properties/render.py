"""Write a text as the value of a property."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.messages import Message
from pipeline.model import Encoding

_ESCAPES = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f"})


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """Escape what Java wants escaped; what is not ASCII too where the file has none of it (any Java reads that)."""
    text = texts[0].translate(_ESCAPES)
    if text[:1] == " ":
        text = "\\" + text
    limit = 0x80 if message.style == "a" else 0x100 if encoding.name == "iso8859-1" else 0x110000
    if text.isascii():
        return text
    return "".join(char if ord(char) < limit else _unicode(char) for char in text)


def _unicode(char: str) -> str:
    units = char.encode("utf-16-be")
    return "".join(f"\\u{units[at : at + 2].hex().upper()}" for at in range(0, len(units), 2))
