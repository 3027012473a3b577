"""Read a .properties file: the lines of an entry are found here, javaproperties reads the escapes in them.

Its own reader looks through an entry again for each line that continues it.
"""

from __future__ import annotations

import re

from pipeline.errors import DocumentError
from pipeline.formats.limits import MAX_COMMENTS, check_units
from pipeline.formats.messages import Message, MessageFile
from pipeline.formats.placeholders import Dialect

_LINE_END = re.compile(r"\r\n|\n|\r")
_ENTRY = re.compile(
    r"[ \t\f]*+(?:(?P<comment>[#!][^\r\n]*+)|(?P<entry>(?:[^\\\r\n]++|\\(?:\r\n|[\s\S]|\Z))*+))(?:\r\n|\n|\r|\Z)"
)
"""A comment, or an entry with the lines that continue it; both may be empty."""
_HEAD = re.compile(
    r"(?:\\(?:\r\n|\n|\r)[ \t\f]*+)*+(?P<key>(?:\\(?:\r\n|\n|\r)[ \t\f]*+|\\[^\r\n]|[^\\ \t\f\r\n:=])*+)(?P<sign>[ \t\f]*+(?:\\(?:\r\n|\n|\r)[ \t\f]*+)*+[:=])?[ \t\f]*+(?:\\(?:\r\n|\n|\r)[ \t\f]*+)*+"
)
"""What stands before the value: the key with its sign."""
_CONTINUED = re.compile(r"\\(?:(?:\r\n|\n|\r)[ \t\f]*+|\Z)|(\\[^\r\n])")


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages, with the comment lines in front of each. Raises DocumentError for a broken escape."""
    from javaproperties import InvalidUEscapeError

    style = "a" if source.isascii() else ""
    messages: list[Message] = []
    comments: list[str] = []
    at, line = 0, 1
    try:
        while at < len(source):
            found = _ENTRY.match(source, at)
            assert found is not None  # it matches anything
            if found["comment"] is not None:
                comments.append(found["comment"][1:].strip())
            else:
                key, value, span = _read(source, *found.span("entry"))
                if value:
                    kept = tuple(comments[-MAX_COMMENTS:])
                    messages.append(Message(key, value, span, line, kept, style))
                comments = []
                check_units(len(messages), name, line)
            line += len(_LINE_END.findall(source, at, found.end()))
            at = found.end()
    except InvalidUEscapeError as error:
        raise DocumentError(f"{error}: \\u needs four hexadecimal digits.", name, line) from error
    return MessageFile(tuple(messages), dialect=Dialect(brace=True, printf=True))


def _read(source: str, start: int, end: int) -> tuple[str, str, tuple[int, int]]:
    """Key and value of an entry, and where the value stands."""
    from javaproperties import unescape

    head = _HEAD.match(source, start, end)
    assert head is not None
    key, value = (
        _CONTINUED.sub(lambda one: one[1] or "", text) for text in (head["key"], source[head.end() : end])
    )
    return unescape(key), unescape(value), (head.end(), end)
