"""Walk through JSON and say where each string value stands; the strings themselves are read by Python's json."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from json.decoder import JSONDecodeError, JSONDecoder, scanstring  # type: ignore[attr-defined]

from pipeline.errors import DocumentError
from pipeline.formats.limits import MAX_UNITS, Keys, check_units
from pipeline.formats.splice import Span

Path = tuple[str | int, ...]

DEEPEST = 500
"""Levels of nesting; a deeper file is refused."""

_SPACE = re.compile(r"[ \t\r\n]*")
_LITERAL = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")


@dataclass(frozen=True, slots=True)
class Member:
    """A string value: its path, where its name begins (its own place in an array), where it stands."""

    path: Path
    start: int
    span: Span
    text: str


@dataclass(slots=True)
class _Level:
    """An array or object that is open: ``key`` is the next index or the name that was read last."""

    path: Path
    array: bool
    key: str | int = 0
    start: int = 0
    length: int = 0  # of the path, in characters


def walk(source: str, name: str) -> Iterator[Member]:
    """Every string value in order; its ``span`` is inside the quotation marks.

    Raises:
        DocumentError: this is not JSON, or nested too deeply, with the line.
    """
    try:
        yield from _walk(source, name)
    except JSONDecodeError as error:
        raise _wrong(source, name, error.pos, error.msg[:1].lower() + error.msg[1:]) from error


def _walk(source: str, name: str) -> Iterator[Member]:
    literal = _LITERAL.match
    levels: list[_Level] = []
    count = 0
    keys = Keys(name)
    at = _after_space(source, 0)
    while True:  # a value begins at ``at``
        char = source[at : at + 1]
        level = levels[-1] if levels else None
        if char == '"':
            text, end = scanstring(source, at + 1, True)
            path = (*level.path, level.key) if level else ()
            count += 1
            if count > MAX_UNITS:
                check_units(count, name, source.count("\n", 0, at) + 1)
            keys.add(level.length + 8 * len(levels) if level else 0, source, at)
            start = level.start if level and not level.array else at
            yield Member(path, start, (at + 1, end - 1), text)
            at = end
        elif char in ("{", "["):
            if len(levels) == DEEPEST:
                raise _wrong(source, name, at, f"nested deeper than {DEEPEST} levels")
            opened = _Level((*level.path, level.key) if level else (), char == "[")
            opened.length = level.length + len(str(level.key)) if level else 0
            levels.append(opened)
            at = _after_space(source, at + 1)
            if source[at : at + 1] != ("]" if opened.array else "}"):
                at = at if opened.array else _name(source, name, at, opened)
                continue
            levels.pop()
            at += 1
        else:
            match = literal(source, at)
            if match is None:
                raise _wrong(source, name, at, "a value is expected here")
            at = match.end()
        while True:  # a value has ended
            at = _after_space(source, at)
            char = source[at : at + 1]
            if not levels:
                if char:
                    raise _wrong(source, name, at, "there is something behind the end")
                return
            level = levels[-1]
            if char == ",":
                at = _after_space(source, at + 1)
                if level.array:
                    level.key = int(level.key) + 1
                else:
                    at = _name(source, name, at, level)
                break
            if char != ("]" if level.array else "}"):
                expected = "a comma or the end of the " + ("array" if level.array else "object")
                raise _wrong(source, name, at, f"{expected} is expected here")
            levels.pop()
            at += 1


def _name(source: str, name: str, at: int, level: _Level) -> int:
    """Read a member's name and colon; return where its value begins."""
    if source[at : at + 1] != '"':
        raise _wrong(source, name, at, "a name in quotation marks is expected here")
    level.start = at
    level.key, at = scanstring(source, at + 1, True)
    at = _after_space(source, at)
    if source[at : at + 1] != ":":
        raise _wrong(source, name, at, "a colon is expected here")
    return _after_space(source, at + 1)


def _wrong(source: str, name: str, at: int, what: str) -> DocumentError:
    line = source.count("\n", 0, at) + 1
    column = at - source.rfind("\n", 0, at)
    if at >= len(source):
        what = "it ends too early: " + what
    return DocumentError(f"is not valid JSON: {what} (column {column}).", name, line)


def objects_at(source: str, path: Path) -> Iterator[tuple[str, int, int, int]]:
    """The members of the object at ``path`` of a valid JSON text: name, where the value begins and ends, line."""
    at = source.index("{")
    for wanted in path:
        at = next((value for name, _, (value, _) in members(source, at) if name == wanted), at)
    line, counted = 1, 0
    for name, _, (start, end) in members(source, at):
        line += source.count("\n", counted, start)
        counted = start
        yield name, start, end, line


def members(source: str, at: int) -> Iterator[tuple[str, int, Span]]:
    """The members of the object whose brace stands at ``at``: name, where it begins, where the value stands."""
    decode = JSONDecoder(parse_int=str, parse_float=str).raw_decode
    at = _after_space(source, at + 1)
    while source[at] == '"':
        begin = at
        name, at = scanstring(source, at + 1, True)
        start = _after_space(source, _after_space(source, at) + 1)
        _, end = decode(source, start)
        yield name, begin, (start, end)
        at = _after_space(source, end)
        if source[at] != ",":
            return
        at = _after_space(source, at + 1)


def _after_space(source: str, at: int) -> int:
    if source[at : at + 1] > " ":
        return at
    found = _SPACE.match(source, at)
    return found.end() if found else at
