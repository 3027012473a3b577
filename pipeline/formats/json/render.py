"""Write a text as the inside of a JSON string, escaped as the file's other strings are."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from pipeline.formats.messages import Message
from pipeline.model import Encoding


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """Escape what JSON wants escaped; all that is not ASCII and ``/``, where the file does."""
    text = dumps(texts[0], ensure_ascii="a" in message.style)[1:-1]
    return text.replace("/", "\\/") if "/" in message.style else text
