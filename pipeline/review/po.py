"""Read PO files with polib. The only module that imports it.

polib knows the grammar of a PO file but is careless with what stands in it (1.2.0): it drops the last
letter of an unclosed string, ``#~|`` lines, empty ``#.`` lines and trailing blanks, knows no ``\\a``,
``\\x1b`` or ``\\303``, dies on ``#=`` and ``#comment``, cuts strings at U+2028 and references at spaces,
and takes a duplicate without a word. So every string and comment is cut out and read here, and polib gets
a number in its place: what it reads is right, and nothing can be lost on the way. A text that is laid out as
usual is read block by block, and polib sees each shape of a block once (`blocks`); any other as a whole (`lexer`).
Writing is in `format.py`, for polib and msgcat disagree in places and translators' tools follow msgcat.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from pipeline.errors import CatalogError
from pipeline.pause import collector_paused
from pipeline.review.blocks import blocks_of, skeleton_of
from pipeline.review.catalog import Catalog, Entry, Key
from pipeline.review.format import encode_catalog, format_catalog
from pipeline.review.lexer import Lexer, short
from pipeline.review.reading import Places, entry_of, parse_headers

__all__ = ["Catalog", "Entry", "encode_catalog", "format_catalog", "parse_catalog", "read_catalog"]

_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([A-Za-z0-9_:.-]+)")
_LINE_OF_ERROR = re.compile(r"\(line ([0-9]+)\)")
_BEFORE = 'msgid "x"\nmsgstr "x"\n'
"""Stands before all that polib is given: it takes the first comments of a file for the header's."""

Read = tuple[list[Entry], tuple[str, ...]]
"""All messages of a text, the header too, and the comments after the last."""

_COMMENTS = {"#", "#.", "#:", "#,"}


def read_catalog(path: Path, name: str) -> Catalog:
    """Read a PO or POT file. ``name`` is what errors call it (relative to the project root).

    Raises:
        CatalogError: the file cannot be read, or as `parse_catalog`.
    """
    return parse_catalog(read_bytes(path, name), name)


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a PO file.

    Raises:
        CatalogError: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise CatalogError(f"Cannot read this PO file: {error.strerror or error}.", name) from error


def parse_catalog(data: bytes | str, name: str) -> Catalog:
    """Read a PO or POT file from its bytes (charset from its header, UTF-8 without one) or its text.

    Raises:
        CatalogError: syntax error, duplicate entry, wrong or unknown charset; with the line.
    """
    text = data if isinstance(data, str) else _decode(data, name)
    return _parse(text.removeprefix("\ufeff"), name)


@lru_cache(maxsize=3)
def _parse(text: str, name: str) -> Catalog:
    """A run comes back to the same catalog several times: the memory learns from it, it is planned, it is merged.

    At 100,000 entries each reading costs seconds. A template, the catalog, and one more are kept.
    """
    end = text.find("\n")
    newline = "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"
    with collector_paused():  # 1.4 × as fast for a large one
        body = text.replace("\r\n", "\n")
        return _catalog(*(_read_blocks(body) or _read_whole(body, name)), newline, name)


def _decode(data: bytes, name: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise CatalogError("This PO file is UTF-16, which gettext cannot read. Save it as UTF-8.", name)
    found = _CHARSET.search(data)
    charset = found[1].decode("ascii") if found else "utf-8"
    if charset == "CHARSET" or data.startswith(codecs.BOM_UTF8):  # an untouched template; a BOM wins
        charset = "utf-8"
    try:
        if found and codecs.lookup(charset).name not in (
            "utf-8",
            "ascii",
        ):  # what we write is UTF-8, and says so
            data = b"".join((data[: found.start(1)], b"UTF-8", data[found.end(1) :]))
        return data.decode(charset)
    except LookupError as error:
        line = data.count(b"\n", 0, found.start() if found else 0) + 1
        raise CatalogError(
            f"Unknown charset {charset!r} in the header. Save the file as UTF-8.", name, line
        ) from error
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CatalogError(
            f"Not valid {charset}, which the header announces. Save the file as UTF-8.", name, line
        ) from error


def _catalog(messages: list[Entry], trailing: tuple[str, ...], newline: str, name: str) -> Catalog:
    comments, trailing = ((), trailing) if messages else (trailing, ())
    headers: dict[str, str] = {}
    header_fuzzy = False
    entries: list[Entry] = []
    obsolete: list[Entry] = []
    seen: dict[Key, int] = {}
    for entry in messages:
        key = entry.key
        if key in seen:
            raise CatalogError(
                f"Duplicate entry {short(entry.source)} (the first is in line {seen[key]}). "
                "Remove one of the two.",
                name,
                entry.line,
            )
        seen[key] = entry.line
        if not entry.obsolete:
            if key == (None, ""):
                headers = parse_headers(entry.translations[0])
                header_fuzzy = entry.fuzzy
                comments = entry.comments
            else:
                entries.append(entry)
        elif not entry.empty:
            obsolete.append(entry)
    return Catalog(headers, tuple(entries), tuple(obsolete), comments, header_fuzzy, newline, trailing)


def _read_blocks(text: str) -> Read | None:
    """Read a text block by block; None where it has to be read as a whole, if only to say what is wrong."""
    shapes: dict[str, list[Places] | None] = {}
    messages: list[Entry] = []
    trailing: tuple[str, ...] = ()
    try:
        for block in blocks_of(text):
            shape = block.shape
            if shape not in shapes:
                shapes[shape] = _read_shape(shape)
            found = shapes[shape]
            if found is None:
                if trailing or not messages or not _COMMENTS.issuperset(shape.split("\n")):
                    return None
                trailing = block.lines(range(len(block.items)))
            elif trailing:
                return None
            else:
                messages += [entry_of(places, block, block.line_of(places.source)) for places in found]
    except CatalogError:  # without its line
        return None
    return (messages, trailing) if messages else None


def _read_shape(shape: str) -> list[Places] | None:
    """The messages of a shape that is made of whole ones, as polib sees them; None for any other."""
    import polib

    items = shape.split("\n")
    if "" in items or not items[-1].partition("msg")[2].startswith("str"):
        return None
    try:
        found = [_places(raw) for raw in polib.pofile(_BEFORE + skeleton_of(shape))[1:]]
    except (OSError, ValueError):
        return None
    sources = sum(item.endswith("msgid") and "|" not in item for item in items)
    texts = sum(item.endswith(("msgstr", "msgstr[0]")) for item in items)
    return found if len(found) == sources == texts else None


def _read_whole(text: str, name: str) -> Read:
    import polib

    lexer = Lexer(text, name)
    try:
        parsed = polib.pofile(_BEFORE + lexer.skeleton)[1:]
    except OSError as error:
        found = _LINE_OF_ERROR.search(str(error))
        raise CatalogError(
            "Syntax error: this line does not belong here (is a msgid or msgstr missing above it?).",
            name,
            int(found[1]) - _BEFORE.count("\n") if found else 0,
        ) from error
    read = [lexer.strings[int(raw.msgid)][0] if raw.msgid else 0 for raw in parsed]
    messages: list[Entry] = []
    for raw, line in zip(parsed, read, strict=True):
        if not raw.msgid:
            raise CatalogError("A message has no msgid.", name, _any_line(raw, lexer))
        try:
            messages.append(entry_of(_places(raw), lexer, line))
        except ValueError as error:
            raise CatalogError(str(error), name, line) from error
    if len(read) != len(lexer.messages):
        lost = min(set(lexer.messages) - set(read))
        raise CatalogError("This msgid has no msgstr.", name, lost)
    if len(read) != len(lexer.texts):  # polib drops a message without msgid
        raise CatalogError(
            "A message has no msgid.", name, min(set(lexer.texts) - _text_lines(parsed, lexer))
        )
    return messages, tuple(lexer.comments[lexer.after_last :])


def _text_lines(parsed: Iterable[Any], lexer: Lexer) -> set[int]:
    return {lexer.strings[int(raw.msgstr or raw.msgstr_plural[0])][0] for raw in parsed}


def _any_line(raw: Any, lexer: Lexer) -> int:
    numbers = [raw.msgstr, *raw.msgstr_plural.values(), raw.msgctxt, raw.msgid_plural]
    return min((lexer.strings[int(n)][0] for n in numbers if n), default=0)


def _places(raw: Any) -> Places:
    """Where polib found what of a message.

    Raises:
        ValueError: it found too little, or forms that do not belong together; with a sentence for the user.
    """
    if not raw.msgid or not (raw.msgstr or raw.msgstr_plural):
        raise ValueError("This msgid has no msgstr.")
    forms = sorted(raw.msgstr_plural)
    if not raw.msgid_plural:
        if forms:
            raise ValueError("msgstr[0] without msgid_plural.")
        translations: tuple[int, ...] = (int(raw.msgstr),)
    else:
        if raw.msgstr or forms != list(range(len(forms))):
            raise ValueError("Plural forms must be msgstr[0], msgstr[1] … without a gap.")
        translations = tuple([int(raw.msgstr_plural[form]) for form in forms])
    return Places(
        _number(raw.msgctxt),
        int(raw.msgid),
        _number(raw.msgid_plural),
        translations,
        tuple(map(int, raw.flags)),
        tuple([int(number) for number, _ in raw.occurrences]),
        _numbers(raw.comment),
        _numbers(raw.tcomment),
        _number(raw.previous_msgctxt),
        _number(raw.previous_msgid),
        _number(raw.previous_msgid_plural),
        bool(raw.obsolete),
    )


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _numbers(lines: str) -> tuple[int, ...]:
    return tuple(map(int, lines.split("\n"))) if lines else ()
