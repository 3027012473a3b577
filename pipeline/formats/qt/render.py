"""Write a text as the ``<translation>`` of a Qt message: finished, with its numerus forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from pipeline.formats.messages import Message
from pipeline.formats.xml import Style, write_content
from pipeline.model import Encoding


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """An empty text leaves the message unfinished."""
    style, _, indent = message.style.partition("|")
    opening = "<translation>" if any(texts) else '<translation type="unfinished">'
    written = [write_content(text, cast(Style, style), encoding.newline) for text in texts]
    if message.plural is None:
        return f"{opening}{written[0]}</translation>"
    forms = "".join(f"{indent}    <numerusform>{text}</numerusform>" for text in written)
    return f"{opening}{forms}{indent}</translation>"
