"""Read a table of messages: which column is the key, the source, a note, and the target."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.errors import DocumentError, UnknownLanguage
from pipeline.formats.limits import check_units
from pipeline.formats.messages import Message, MessageFile
from pipeline.formats.placeholders import Dialect
from pipeline.languages import parse_language, same_language

_KEYS = ("key", "keys", "id", "identifier", "name", "msgctxt", "context", "string id", "stringid")
_SOURCES = ("source", "text", "string", "value", "msgid", "original", "message", "default")
_TARGETS = ("target", "translation", "msgstr", "translated")
_NOTES = ("note", "notes", "comment", "comments", "description", "developer comment")
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    span: tuple[int, int]
    line: int


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages. A table with a target column, or one for ``language``, gets its texts there.

    Without one the source column itself is translated. Raises DocumentError for a table whose header names
    no source (a language counts), and for a quotation mark that is never closed.
    """
    delimiter = _delimiter(source)
    rows = list(_rows(source, name, delimiter))
    header = [cell.text.strip().lower() for cell in rows[0]]
    languages = {index: found for index, label in enumerate(header) if (found := _language(label))}
    key, note = _column(header, _KEYS), _column(header, _NOTES)
    origin = _column(header, _SOURCES)
    if origin is None:
        origin = next(
            (index for index, found in languages.items() if found == "en"), next(iter(languages), None)
        )
    if origin is None or len(rows[0]) < 2:
        raise DocumentError(
            "its first row names no column of source texts. Name one “source”, or by a language such as “en”.",
            name,
            1,
        )
    target = _column(header, _TARGETS)
    if target is None and language:
        same = [index for index, found in languages.items() if index != origin and found == language]
        near = [
            index for index, found in languages.items() if index != origin and same_language(found, language)
        ]
        target = next(iter((*same, *near)), None)
    messages = []
    for row in rows[1:]:
        if len(row) < len(rows[0]):
            continue  # a row cut short
        place = row[origin if target is None else target]
        messages.append(
            Message(
                row[key].text if key is not None and row[key].text else None,
                row[origin].text,
                place.span,
                row[origin].line,
                (row[note].text,) if note is not None and row[note].text else (),
                delimiter,
                target=None if target is None else place.text,
            )
        )
    return MessageFile(
        tuple(messages),
        (),
        languages.get(origin),
        language if target is not None and language else None,
        Dialect(brace=True, printf=True),
    )


def _column(header: list[str], names: tuple[str, ...]) -> int | None:
    return next((header.index(one) for one in names if one in header), None)


def _language(label: str) -> str | None:
    if not re.fullmatch(r"[a-z]{2,3}([-_][a-z0-9]{2,4})*", label) or label in (*_KEYS, *_NOTES):
        return None
    try:
        return parse_language(label)
    except UnknownLanguage:
        return None


def _delimiter(source: str) -> str:
    first = _LINE_END.split(source, 1)[0]
    return max(",;\t", key=first.count)


def _rows(source: str, name: str, delimiter: str) -> Iterator[list[_Cell]]:
    """The rows of a table as RFC 4180 has them, every cell with its place; blank lines are left out."""
    cell = re.compile(
        rf'"((?:[^"]|"")*)"(?={re.escape(delimiter)}|\r|\n|\Z)|([^{re.escape(delimiter)}\r\n]*)'
    )
    at, line, count, row = 0, 1, 0, list[_Cell]()
    while True:
        match = cell.match(source, at)
        assert match is not None  # an empty cell always matches
        if match[1] is None and match[2].startswith('"'):
            raise DocumentError("a quotation mark is never closed, or text follows a closed one.", name, line)
        text = match[2] if match[1] is None else match[1].replace('""', '"')
        row.append(_Cell(text, match.span(), line))
        line += len(_LINE_END.findall(match[0]))
        at = match.end()
        if source.startswith(delimiter, at):
            at += 1
            continue
        if len(row) > 1 or row[0].text:
            count += 1
            check_units(count, name, line)
            yield row
        row = []
        end = _LINE_END.match(source, at)
        if end is None or end.end() == len(source):
            return
        line += 1
        at = end.end()
