"""Write a text as the inside of a JSON string, escaped as the file's other strings are; take members out."""

from __future__ import annotations

from collections.abc import Sequence
from json import dumps

from pipeline.formats.json.parse import member_cut
from pipeline.formats.messages import Message
from pipeline.formats.splice import Span
from pipeline.model import Encoding


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """Escape what JSON wants escaped; all that is not ASCII and ``/``, where the file does."""
    text = dumps(texts[0], ensure_ascii="a" in message.style)[1:-1]
    return text.replace("/", "\\/") if "/" in message.style else text


def settle(source: str, edits: Sequence[tuple[Span, str]]) -> list[tuple[Span, str]]:
    """Members that go and stand side by side go together: each alone would take the same comma."""
    settled: list[tuple[Span, str]] = []
    for (start, end), text in edits:
        if settled and text == "" == settled[-1][1] and start <= settled[-1][0][1]:
            (start, before), _ = settled.pop()
            end = max(end, before)
            inner = source[start:end]
            start += len(inner) - len(inner.lstrip(" \t\r\n,"))
            end -= len(inner) - len(inner.rstrip(" \t\r\n,"))
            start, end = member_cut(source, (start, end))
        settled.append(((start, end), text))
    return settled
