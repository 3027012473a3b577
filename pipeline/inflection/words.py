"""Texts as words with their places, spelled in one way: case, composed letters, Vietnamese tone placement."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Scripts without spaces (Thai, Lao, Burmese, Khmer, kana, Han): their letters are no part of a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0900-\u0903"
    "\u093a-\u094f\u0951-\u0957\u0962-\u0963\u0980-\u0983\u09bc-\u09cd\u0a01-\u0a75\u0abc-\u0acd\u0b3c-\u0b57"
    "\u0bbe-\u0bcd\u0c3e-\u0c56\u0cbc-\u0cd6\u0d3e-\u0d4d\u0dca-\u0ddf\u1ab0-\u1aff\u1dc0-\u1dff"
)
_JOINERS = "\u00ad\u200c\u200d\u2060"
_WORD = re.compile(rf"[^\W{UNSPACED}](?:[^\W{UNSPACED}]|[{_MARKS}{_JOINERS}])*")
_DROPPED = re.compile(f"[{_JOINERS}]")
_SPACES = re.compile(r"\s+")
_SIGNS = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "＇": "'", "‐": "-", "‑": "-", "\u00ad": "", "\u200b": "", "\ufeff": ""}
)
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_VIETNAMESE = frozenset({"vi"})
_TURKISH = str.maketrans("ıâîû", "iaiu")
_DOTTED_I = frozenset({"tr", "az", "crh"})


class Word(NamedTuple):
    """A word of a text: where it stands, as ``written``, and as ``text``, its spelling for comparison.

    ``gap`` is what stands between it and the word before, spelled for comparison.
    """

    start: int
    end: int
    written: str
    text: str
    gap: str

    @property
    def acronym(self) -> bool:
        """Whether it is all capitals, two to six of them: GPU has GPUs beside it and no other form."""
        return 2 <= len(self.written) <= 6 and self.written.isupper()


def spell(word: str, language: str) -> str:
    """A word as it is compared: composed, without case, soft hyphens and joiners.

    Vietnamese tones stand at the end, so that the old and new placement (hoà, hòa) are equal.
    Turkish ı and i are equal, since capitals of foreign names do not tell them apart, and so are
    letters with and without a circumflex (zekâ, zeka).
    """
    word = _DROPPED.sub("", word)
    if not word.isascii():
        word = unicodedata.normalize("NFC", word)
        if language in _VIETNAMESE:
            parts = unicodedata.normalize("NFD", word.casefold())
            return unicodedata.normalize("NFC", _TONES.sub("", parts)) + "".join(_TONES.findall(parts))
        if language in _DOTTED_I:
            return word.replace("İ", "i").casefold().translate(_TURKISH)
    return word.casefold()


def spell_gap(gap: str) -> str:
    """What stands between words as it is compared: one kind of space, apostrophe and hyphen."""
    if gap in (" ", "-", ""):
        return gap
    return _SPACES.sub(" ", gap.translate(_SIGNS))


@lru_cache(maxsize=4096)
def initial(char: str) -> str:
    """A letter without its accent: forms of a word begin with the same one (Apfel, Äpfel)."""
    return char if char.isascii() else unicodedata.normalize("NFD", char)[0]


@lru_cache(maxsize=4096)
def places_of(text: str, language: str) -> dict[str, list[int]]:
    """Where in `words_of` a text the words with each initial stand; to be read only."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words_of(text, language)):
        places.setdefault(initial(word.text[0]), []).append(index)
    return places


@lru_cache(maxsize=4096)
def words_of(text: str, language: str) -> tuple[Word, ...]:
    """The words of a text in order; hyphens and apostrophes part them. ``language`` is a base language."""
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        written = match.group()
        gap = spell_gap(text[end : match.start()])
        end = match.end()
        found.append(Word(match.start(), end, written, spell(written, language), gap))
    return tuple(found)
