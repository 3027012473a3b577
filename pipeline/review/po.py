"""Read PO files with polib. The only module that imports it.

polib knows the grammar of a PO file but is careless with what stands in it (1.2.0): it drops the last
letter of an unclosed string, ``#~|`` lines, empty ``#.`` lines and trailing blanks, knows no ``\\a``,
``\\x1b`` or ``\\303``, dies on ``#=`` and ``#comment``, cuts strings at U+2028 and references at spaces,
and takes a duplicate without a word. So every string and comment is cut out and read here, and polib gets
a number in its place: what it reads is right, and nothing can be lost on the way. It is also faster.
Writing is in `format.py`, for polib and msgcat disagree in places and translators' tools follow msgcat.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.errors import CatalogError
from pipeline.pause import collector_paused
from pipeline.review.catalog import NOTE_PREFIX, Catalog, Entry, Key
from pipeline.review.format import encode_catalog, format_catalog
from pipeline.review.lexer import Lexer, short

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Catalog", "Entry", "encode_catalog", "format_catalog", "parse_catalog", "read_catalog"]

_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([A-Za-z0-9_:.-]+)")
_LINE_OF_ERROR = re.compile(r"\(line ([0-9]+)\)")
_REFERENCE = re.compile("\u2068([^\u2069]+)\u2069(?::([0-9]+))?|([^ \t]+)")
_NUMBER = re.compile(r"[1-9][0-9]*\Z")


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
        return _Reader(text.replace("\r\n", "\n"), name).catalog(newline)


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


class _Reader:
    """Makes entries of what polib read in the skeleton of a text."""

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.lexer = Lexer(text, name)
        self.strings = self.lexer.strings
        self.comments = self.lexer.comments
        self.text = self.lexer.text
        self.lines = self.lexer.lines

    def catalog(self, newline: str) -> Catalog:
        import polib

        try:
            parsed = polib.pofile(self.lexer.skeleton)
        except OSError as error:
            found = _LINE_OF_ERROR.search(str(error))
            raise CatalogError(
                "Syntax error: this line does not belong here (is a msgid or msgstr missing above it?).",
                self.name,
                int(found[1]) if found else 0,
            ) from error
        self._compare_messages(parsed)
        comments = tuple(self.lines(parsed.header))
        headers: dict[str, str] = {}
        header_fuzzy = False
        entries: list[Entry] = []
        obsolete: list[Entry] = []
        seen: dict[Key, int] = {}
        for position, raw in enumerate(parsed):
            entry = self._entry(raw)
            if entry.key in seen:
                raise CatalogError(
                    f"Duplicate entry {short(entry.source)} (the first is in line {seen[entry.key]}). "
                    "Remove one of the two.",
                    self.name,
                    entry.line,
                )
            seen[entry.key] = entry.line
            if entry.key == (None, "") and not entry.obsolete:
                headers = _parse_headers(entry.translations[0])
                header_fuzzy = entry.fuzzy
                comments += entry.comments
                continue
            if position == 0 and comments:  # no header entry: the comment is this message's
                entry = replace(entry, comments=comments + entry.comments)
                comments = ()
            if not entry.obsolete:
                entries.append(entry)
            elif not entry.empty:
                obsolete.append(entry)
        return Catalog(
            headers=headers,
            entries=tuple(entries),
            obsolete=tuple(obsolete),
            comments=comments,
            header_fuzzy=header_fuzzy,
            newline=newline,
            trailing=tuple(self.comments[self.lexer.after_last :]) if self.strings else (),
        )

    def _compare_messages(self, parsed: Iterable[Any]) -> None:
        """Raise where polib took two msgids for one message, or one without msgstr."""
        read = [self.strings[int(raw.msgid)][0] if raw.msgid else 0 for raw in parsed]
        for raw, line in zip(parsed, read, strict=True):
            if not raw.msgid:
                raise CatalogError("A message has no msgid.", self.name, self._any_line(raw))
            if not raw.msgstr and not raw.msgstr_plural:
                raise CatalogError("This msgid has no msgstr.", self.name, line)
        if len(read) != len(self.lexer.messages):
            lost = min(set(self.lexer.messages) - set(read))
            raise CatalogError("This msgid has no msgstr.", self.name, lost)

    def _any_line(self, raw: Any) -> int:
        numbers = [raw.msgstr, *raw.msgstr_plural.values(), raw.msgctxt, raw.msgid_plural]
        return min((self.strings[int(n)][0] for n in numbers if n), default=0)

    def _entry(self, raw: Any) -> Entry:
        line = self.strings[int(raw.msgid)][0]
        plural = self.text(raw.msgid_plural or None)
        if plural is None:
            if raw.msgstr_plural:
                raise CatalogError("msgstr[0] without msgid_plural.", self.name, line)
            translations: tuple[str, ...] = (self.text(raw.msgstr) or "",)
        else:
            forms = sorted(raw.msgstr_plural)
            if raw.msgstr or forms != list(range(len(forms))):
                raise CatalogError(
                    "Plural forms must be msgstr[0], msgstr[1] … without a gap.", self.name, line
                )
            translations = tuple(self.text(raw.msgstr_plural[form]) or "" for form in forms)
        old = bool(raw.obsolete)
        dots = () if old else self.lines(raw.comment)
        return Entry(
            context=self.text(raw.msgctxt),
            source=self.text(raw.msgid) or "",
            plural=plural,
            translations=translations,
            flags=self._flags(raw.flags, old, bool(translations and translations[0])),
            references=() if old else self._references(raw.occurrences),
            extracted=tuple(dot for dot in dots if not dot.startswith(NOTE_PREFIX)),
            notes=tuple(dot.removeprefix(NOTE_PREFIX) for dot in dots if dot.startswith(NOTE_PREFIX)),
            comments=tuple(self.lines(raw.tcomment)),
            previous_context=self.text(raw.previous_msgctxt),
            previous_source=self.text(raw.previous_msgid),
            previous_plural=self.text(raw.previous_msgid_plural),
            obsolete=old,
            line=line,
        )

    def _flags(self, numbers: list[str], old: bool, text: bool) -> tuple[str, ...]:
        if not numbers:
            return ()
        return _parse_flags(",".join([self.comments[int(number)] for number in numbers]), old, text)

    def _references(self, occurrences: list[tuple[str, str]]) -> tuple[tuple[str, int], ...]:
        if not occurrences:
            return ()
        line = " ".join(self.comments[int(number)] for number, _ in occurrences)
        places: dict[tuple[str, int], None] = {}
        for isolated, at, plain in _REFERENCE.findall(line):
            name, colon, number = plain.rpartition(":") if not isolated else (isolated, at, at)
            if colon and name and _NUMBER.match(number):
                places[name, int(number)] = None
            else:
                places[plain or isolated, 0] = None
        return tuple(places)


@lru_cache(maxsize=1024)
def _parse_flags(line: str, old: bool, text: bool) -> tuple[str, ...]:
    """``fuzzy`` first; none but ``fuzzy`` on an obsolete entry; no ``fuzzy`` without text (as gettext)."""
    names = [name for flag in line.split(",") if (name := flag.strip())]
    kept = [name for name in dict.fromkeys(names) if (text if name == "fuzzy" else not old)]
    return tuple(sorted(kept, key=lambda name: name != "fuzzy"))


def _parse_headers(text: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    last = ""
    for line in text.removesuffix("\n").split("\n") if text else ():
        key, colon, value = line.partition(":")
        if colon and key.strip() == key and key and key not in headers:
            headers[key] = value.removeprefix(" ").rstrip()  # further blanks are the file's own
            last = key
        elif last:
            headers[last] += "\n" + line
    return headers
