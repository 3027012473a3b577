"""Write a text as a value of an Apple .strings file."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.messages import Message
from pipeline.model import Encoding

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": "\\0"})


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """Escape quotation marks, backslashes and line ends."""
    return texts[0].translate(_ESCAPES)
