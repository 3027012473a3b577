"""The script of a letter: the one piece of Unicode knowledge that several checks share."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NAMED = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "GREEK": "Grek",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "ORIYA": "Orya",
    "TAMIL": "Taml",
    "TELUGU": "Telu",
    "KANNADA": "Knda",
    "MALAYALAM": "Mlym",
    "SINHALA": "Sinh",
    "THAI": "Thai",
    "LAO": "Laoo",
    "KHMER": "Khmr",
    "MYANMAR": "Mymr",
    "TIBETAN": "Tibt",
    "GEORGIAN": "Geor",
    "ARMENIAN": "Armn",
    "ETHIOPIC": "Ethi",
    "HIRAGANA": "Kana",
    "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana",
    "HANGUL": "Hang",
    "CJK": "Hani",
    "IDEOGRAPHIC": "Hani",
}

WRITTEN_WITH = {"Jpan": frozenset({"Kana", "Hani"}), "Kore": frozenset({"Hang", "Hani"})}
"""Languages written in several scripts at once."""


@lru_cache(maxsize=8192)
def letter_script(character: str) -> str:
    """ISO 15924 code (``Kana`` for both kana) of a letter; ``""`` for anything else, or an unusual script.

    Modifier letters and symbols that every script borrows (ª º µ) count as none.
    """
    if not character.isalpha() or character in "ªºµΩ℃ー":
        return ""
    if "A" <= character <= "z":
        return "Latn"
    if unicodedata.category(character) == "Lm" or unicodedata.normalize("NFKC", character) != character:
        character = unicodedata.normalize("NFKC", character)[:1]
        if not character.isalpha() or unicodedata.category(character) == "Lm":
            return ""
    return _NAMED.get(unicodedata.name(character, "").partition(" ")[0], "")
