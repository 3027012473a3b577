"""Write a text as the content of an Android string."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pipeline.formats.android.escapes import escape
from pipeline.formats.messages import Message
from pipeline.formats.xml import Style, write_content
from pipeline.model import Encoding


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """Android's escapes first, then XML's."""
    style = cast(Style, message.style)
    return write_content(escape(texts[0], style), style, encoding.newline)
