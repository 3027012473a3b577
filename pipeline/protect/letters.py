"""Words written with letters that the source language does not have: foreign names, above all.

An English model takes "Nguyễn Phú Trọng" apart and writes "Nguy'n", and "北京" becomes "-". Such words are
names to us: they must arrive as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from pipeline.languages import base_language, script_of

_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*(?:[-'’][^\W\d_]+)*")
_RUN_GAP = re.compile(r"[ ·.]{1,2}\Z")
_ASCII = frozenset(["en", "id", "ms", "sw", "tl", "fil"])
_WESTERN = frozenset(
    ["de", "fr", "es", "pt", "it", "nl", "da", "sv", "nb", "no", "fi", "ca", "gl", "eu", "is"]
)
_LOANS = frozenset("éèêëïîöüçñâàôû")
"""Marks of French and Spanish loan words, which English writes and translates: naïve, café, fiancée, jalapeño."""

# How Unicode names the letters of each script that is not Latin (ISO 15924 → the first word of the name).
_NAMES = {
    "Cyrl": {"CYRILLIC"}, "Grek": {"GREEK"}, "Arab": {"ARABIC"}, "Hebr": {"HEBREW"}, "Deva": {"DEVANAGARI"},
    "Hani": {"CJK"}, "Jpan": {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"}, "Kore": {"HANGUL", "CJK"},
    "Thai": {"THAI"}, "Geor": {"GEORGIAN"}, "Armn": {"ARMENIAN"},
}  # fmt: skip


@cache
def _is_foreign_letter(letter: str, language: str, capitalised: bool) -> bool:
    if letter.isascii():
        return False
    base = base_language(language)
    name = unicodedata.name(letter, "").split()[:1]
    script = script_of(language)
    if script == "Latn":
        if name != ["LATIN"]:
            return bool(name) and letter.isalpha()
        if base in _ASCII:
            return capitalised or letter.casefold() not in _LOANS
        return base in _WESTERN and letter > "\u00ff" and letter not in "œŒŸĳĲ"
    known = _NAMES.get(script)
    return known is not None and name[:1] not in ([one] for one in (*known, "LATIN")) and letter.isalpha()


def foreign_words(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """The runs of foreign words in ``text[start:end]``; a name of several words is one run.

    A text whose words are mostly such is in another language altogether; the caller's affair.
    """
    run: tuple[int, int] | None = None
    for match in _WORD.finditer(text, start, end):
        capitalised = match[0][0].isupper()
        composed = unicodedata.normalize("NFC", match[0])
        if not any(_is_foreign_letter(letter, language, capitalised) for letter in composed):
            continue
        if run is not None and _RUN_GAP.fullmatch(text, run[1], match.start()):
            run = (run[0], match.end())
            continue
        if run is not None:
            yield run
        run = match.span()
    if run is not None:
        yield run
