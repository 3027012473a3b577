"""Write a text as a cell of a table, in quotation marks where it needs them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.messages import Message
from pipeline.model import Encoding


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """The style is the table's delimiter."""
    text = texts[0]
    if any(sign in text for sign in (message.style, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text
