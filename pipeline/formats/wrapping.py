"""How lines of running text are joined to one and wrapped again, in terminal columns.

Ideographs and kana count two columns and need no space between them; a line may break beside them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_NOT_FIRST = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ%,.!?:;)]}”’"
)
_NOT_LAST = frozenset("（［｛〈《「『【〔“‘([{")
_WORD = re.compile(r"[^ \t\n]+")


def is_wide(char: str) -> bool:
    """Tell whether a character is an ideograph, kana or full-width sign (not Hangul, which has spaces)."""
    if char < "\u2e80":
        return False
    return unicodedata.east_asian_width(char) in "FW" and not unicodedata.name(char, "").startswith("HANGUL")


def width(text: str) -> int:
    """Count the columns of ``text`` on a terminal: two for wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "FW" else 1
        for char in text
    )


def joint(before: str, after: str) -> str:
    """Return what stands for a line break between two characters: a space, or nothing between ideographs."""
    return "" if before and after and is_wide(before) and is_wide(after) else " "


def wrap(text: str, columns: int, first: int, later: int) -> list[str]:
    """Break ``text`` greedily into lines of at most ``columns`` columns.

    ``first`` and ``later`` are the columns already taken on the first and the following lines. A
    word longer than a line stands alone on one; nothing is hyphenated, no character is lost but
    the spaces at the breaks.
    """
    lines: list[str] = []
    line: list[str] = []
    used, room = 0, columns - first
    for gap, chunk in _chunks(text):
        size = width(chunk)
        if line and used + len(gap) + size > room:
            lines.append("".join(line))
            line, used, room, gap = [], 0, columns - later, ""
        line.append((gap if line else "") + chunk)
        used += (len(gap) if len(line) > 1 else 0) + size
    if line:
        lines.append("".join(line))
    return lines


def _chunks(text: str) -> Iterator[tuple[str, str]]:
    """Yield what must not be broken, each with the spaces (or nothing) before it."""
    at = 0
    for match in _WORD.finditer(text):
        gap = text[at : match.start()]
        at = match.end()
        if match.group().isascii():
            yield gap, match.group()
            continue
        chunk = ""
        for char in match.group():
            breakable = chunk and (is_wide(char) or is_wide(chunk[-1]))
            if breakable and char not in _NOT_FIRST and chunk[-1] not in _NOT_LAST:
                yield gap, chunk
                gap, chunk = "", char
            else:
                chunk += char
        yield gap, chunk
