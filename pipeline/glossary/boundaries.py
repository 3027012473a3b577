"""Where a word ends: the boundary rules of glossary matching."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from pipeline.glossary.fold import is_dropped
from pipeline.inflection.stems import KOREAN_PARTICLES

# Scripts written without spaces: a term may stand next to any letter of them.
_UNSPACED = (
    (0x0E00, 0x0E7F),  # Thai
    (0x0E80, 0x0EFF),  # Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # iteration mark, ideographic zero
    (0x3040, 0x30FF),  # kana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),  # half-width kana
    (0x20000, 0x3FFFF),
)


@lru_cache(maxsize=65_536)
def is_unspaced(char: str) -> bool:
    """Whether words of this character's script follow each other without a space."""
    code = ord(char)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _UNSPACED)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == "_" or unicodedata.category(char)[0] == "M"


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


def extend_over_marks(text: str, end: int) -> int:
    """Take in the accents that follow, so that ``cafe`` + U+0301 is matched to its last mark."""
    while end < len(text) and is_dropped(text[end]):
        end += 1
    return end


def is_whole_word(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is not a part of a longer word.

    A letter, digit or ``_`` may not touch it, unless it or the neighbour is of an unspaced script;
    behind a term that ends in another sign (``C++``) anything but the same sign may follow. A mark
    that folding keeps may never follow. ``'s`` is no part of the word, ``n't`` is. ``C`` is not in
    ``C++`` or ``C#``. Korean particles may follow.
    """
    return _free_before(text, start) and _free_after(text, start, end)


def _free_before(text: str, start: int) -> bool:
    if start == 0:
        return True
    before = text[start - 1]
    if not _is_word(before) or is_unspaced(before):
        return True
    return is_unspaced(text[start])


def _free_after(text: str, start: int, end: int) -> bool:
    if end >= len(text):
        return True
    after, last = text[end], text[end - 1]
    if not after.isalnum() and unicodedata.category(after)[0] == "M":
        return False
    if not last.isalnum() and unicodedata.category(last)[0] != "M":
        return after != last
    if after in "+#" and end - start == 1:
        return False
    if after in "'’" and text[end + 1 : end + 2] in ("t", "T") and last in "nN":
        return not text[end + 2 : end + 3].isspace() and end + 2 < len(text)
    if not _is_word(after) or is_unspaced(after) or is_unspaced(last):
        return True
    if _is_hangul(after):
        stop = end
        while stop < len(text) and _is_hangul(text[stop]):
            stop += 1
        return text[end:stop] in KOREAN_PARTICLES
    return False
