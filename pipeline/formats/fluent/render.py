"""Write a text as a Fluent pattern: further lines are indented as they were."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.formats.messages import Message
from pipeline.model import Encoding


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """The style is the number of spaces in front of a further line."""
    indent = encoding.newline + " " * int(message.style)
    first, *others = texts[0].split("\n")
    return first + "".join(indent + line if line else encoding.newline for line in others)
