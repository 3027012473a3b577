"""How much is read at most: beyond it a file is refused with its place, before memory or time run out."""

from __future__ import annotations

import re
from itertools import islice

from pipeline.errors import DocumentError

MAX_BYTES = 32_000_000
"""Largest document; 10 MB is a novel of 2,000 pages."""

MAX_LINES = 400_000
"""Most lines of a document whose parser keeps a tree of it (Markdown): about 2 kB of memory each."""

MAX_MARKS = 800_000
"""Most ``<``, ``&``, ``*``, backticks and backslashes of a Markdown document: each may be a token of 850 bytes."""

MAX_UNITS = 500_000
"""Most units of a document: about 400 bytes of memory each."""

MAX_COMMENTS = 100
"""Most lines of comments that are shown for a text: those nearest to it."""

MAX_KEYS = 100_000_000
"""Most characters of all keys of a file together, those of the levels around a text counted for each text."""

MAX_INSIDE = 1_000
"""Most titles and attributes inside one text of a Markdown file: each is looked for in its translation."""


def check_size(data: bytes, name: str, limit: int = MAX_BYTES) -> None:
    """Raise DocumentError for a file larger than ``limit`` bytes, with the line where the limit is."""
    if len(data) > limit:
        raise DocumentError(
            f"has {len(data) / 1e6:.0f} MB; documents are read up to {limit / 1e6:.0f} MB. Split it into parts.",
            name,
            data.count(b"\n", 0, limit) + 1,
        )


def check_units(count: int, name: str, line: int) -> None:
    """Raise DocumentError at ``line`` when a document has more than MAX_UNITS."""
    if count > MAX_UNITS:
        raise DocumentError(f"has more than {MAX_UNITS:,} texts. Split it into parts.", name, line)


def check_inside(count: int, name: str, line: int) -> None:
    """Raise DocumentError at ``line`` when a text holds more than MAX_INSIDE others."""
    if count > MAX_INSIDE:
        raise DocumentError(
            f"a text has more than {MAX_INSIDE:,} titles and attributes in it. Part it or leave the file out.",
            name,
            line,
        )


class Keys:
    """What the keys of a file need: a long name around many texts is in the key of each."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._length = 0

    def add(self, length: int, source: str, at: int) -> None:
        """Count a key; DocumentError at the line of ``at`` when there is too much of them."""
        self._length += length
        if self._length > MAX_KEYS:
            raise DocumentError(
                f"its keys have more than {MAX_KEYS:,} characters together: a name around many texts is too long.",
                self._name,
                source.count("\n", 0, at) + 1,
            )


def check_count(source: str, most: int, name: str, *pieces: str, shown: str) -> None:
    """Raise DocumentError at the line where ``source`` has had any of the pieces ``most`` times and has one again.

    For parsers that build a tree of all of it, at a cost for each construct that such a piece begins; the error
    calls them what ``shown`` says.
    """
    if sum(map(source.count, pieces)) <= most:
        return
    at = next(islice(re.finditer("|".join(map(re.escape, pieces)), source), most, None)).start()
    raise DocumentError(
        f"has more than {most:,} {shown}. Split it into parts.", name, source.count("\n", 0, at) + 1
    )


def check_marks(source: str, name: str) -> None:
    """Raise DocumentError at the first mark too many when a Markdown document has more than MAX_MARKS."""
    shown = "tags, entities, backslashes, backticks and asterisks"
    check_count(source, MAX_MARKS, name, *"<&\\`*", shown=shown)


def check_lines(count: int, name: str) -> None:
    """Raise DocumentError when a document has more than MAX_LINES."""
    if count > MAX_LINES:
        raise DocumentError(
            f"has {count:,} lines; up to {MAX_LINES:,} are read. Split it into parts.", name, MAX_LINES + 1
        )
