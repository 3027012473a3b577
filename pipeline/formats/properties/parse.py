"""Read a .properties file: javaproperties reads it, the length of each entry's source says where its value stands."""

from __future__ import annotations

import re

from pipeline.errors import DocumentError
from pipeline.formats.limits import check_units
from pipeline.formats.messages import Message, MessageFile
from pipeline.formats.placeholders import Dialect

_HEAD = re.compile(
    r"[ \t\f]*(?:\\(?:\r\n|.)|[^\\\s:=])*(?:[ \t\f]*[:=])?[ \t\f]*(?:\\(?:\r\n|\n|\r)[ \t\f]*)*", re.DOTALL
)
_CONTINUED = re.compile(r"\\(?:\r\n|\n|\r)[ \t\f]*")
_LINE_END = re.compile(r"\r\n|\n|\r")


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages, with the comment lines in front of each. Raises DocumentError for a broken escape."""
    from javaproperties import Comment, InvalidUEscapeError, KeyValue
    from javaproperties import parse as read

    style = "a" if source.isascii() else ""
    messages: list[Message] = []
    comments: list[str] = []
    at, line = 0, 1
    try:
        for element in read(source):
            if isinstance(element, KeyValue):
                start, end = _value(element.source)
                if element.value:
                    messages.append(
                        Message(
                            element.key, element.value, (at + start, at + end), line, tuple(comments), style
                        )
                    )
                comments = []
                check_units(len(messages), name, line)
            elif isinstance(element, Comment):
                comments.append(element.value.strip())
            else:
                comments = []
            at += len(element.source)
            line += len(_LINE_END.findall(element.source))
    except InvalidUEscapeError as error:
        raise DocumentError(f"{error}: \\u needs four hexadecimal digits.", name, line) from error
    return MessageFile(tuple(messages), dialect=Dialect(brace=True, printf=True))


def _value(entry: str) -> tuple[int, int]:
    """Where the value stands in an entry's source."""
    head = _HEAD.match(entry)
    return (head.end() if head else 0), len(entry.rstrip("\r\n")) if not entry.endswith("\\\n") else len(
        entry
    )
