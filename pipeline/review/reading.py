"""Make an entry of the strings and comments that belong together, as polib says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from pipeline.review.catalog import NOTE_PREFIX, Entry

_REFERENCE = re.compile("\u2068([^\u2069]+)\u2069(?::([0-9]+))?|([^ \t]+)")
_NUMBER = re.compile(r"[1-9][0-9]*\Z")


class Words(Protocol):
    """Strings and comments of a PO text, by number: a `Lexer` or a `Block`."""

    def text(self, number: int | None) -> str | None: ...
    def lines(self, numbers: Sequence[int]) -> tuple[str, ...]: ...


class Places(NamedTuple):
    """The numbers of a message's strings and comments."""

    context: int | None
    source: int
    plural: int | None
    translations: tuple[int, ...]
    flags: tuple[int, ...]
    references: tuple[int, ...]
    extracted: tuple[int, ...]
    comments: tuple[int, ...]
    previous_context: int | None
    previous_source: int | None
    previous_plural: int | None
    obsolete: bool


def entry_of(places: Places, words: Words, line: int) -> Entry:
    """The entry; ``line`` is that of its msgid.

    Raises:
        CatalogError: an escape that there is not.
    """
    text, lines, old = words.text, words.lines, places.obsolete
    translations = tuple([text(number) or "" for number in places.translations])
    dots = lines(places.extracted) if places.extracted and not old else ()
    bare = places.previous_source is None and places.previous_context is None
    return Entry(
        text(places.context),
        text(places.source) or "",
        text(places.plural),
        translations,
        _parse_flags(",".join(lines(places.flags)), old, bool(translations[0])) if places.flags else (),
        () if old or not places.references else _references(" ".join(lines(places.references))),
        tuple([dot for dot in dots if not dot.startswith(NOTE_PREFIX)]) if dots else (),
        tuple([dot.removeprefix(NOTE_PREFIX) for dot in dots if dot.startswith(NOTE_PREFIX)]) if dots else (),
        lines(places.comments) if places.comments else (),
        None if bare else text(places.previous_context),
        None if bare else text(places.previous_source),
        text(places.previous_plural),
        old,
        line,
    )


def _references(line: str) -> tuple[tuple[str, int], ...]:
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


def parse_headers(text: str) -> dict[str, str]:
    """The fields of the header entry's text, in order."""
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
