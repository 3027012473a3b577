"""Write a text as the target of an XLIFF unit, with its tags where there was none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pipeline.formats.messages import Message
from pipeline.formats.xml import Style, write_content
from pipeline.model import Encoding


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """The style says how the content is written, and what stands around it."""
    style, before, after = message.style.split("|")
    return before + write_content(texts[0], cast(Style, style), encoding.newline) + after
