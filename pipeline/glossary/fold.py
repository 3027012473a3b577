"""Fold text for matching: case, accents, spelling variants; with a map back to the original offsets.

What is folded: case; combining marks of Latin, Greek and Cyrillic letters, Hebrew points and Arabic
vowel signs; đ ł ø ß æ œ ı and their like; full-width Latin and half-width kana; every kind of
apostrophe, hyphen and white space (a run of white space is one space); soft hyphens and zero-width
spaces vanish. What is not: marks that make another letter (й, ї, ў, the voiced kana, Indic and Thai
vowels and tones).
"""

from __future__ import annotations

import re
import unicodedata

_TABLE = str.maketrans(
    {
        "đ": "d", "ð": "d", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŧ": "t",
        "’": "'", "‘": "'", "ʼ": "'", "＇": "'", "‐": "-", "‑": "-",
        "\u00ad": "", "\u200b": "", "\ufeff": "", "\u2060": "",
    }
)  # fmt: skip
_KEPT = frozenset("йїўЙЇЎ")
_COMPOSED = {unicodedata.normalize("NFD", letter): letter.lower() for letter in sorted(_KEPT)}
_RUN = re.compile(r"\s\s")
_OTHER_SPACE = re.compile(r"[^\S ]")


_DROPPED = (
    (0x0300, 0x036F),  # accents
    (0x0591, 0x05C7),  # Hebrew points
    (0x064B, 0x0652),  # Arabic vowel signs
    (0x0670, 0x0670),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0xFE20, 0xFE2F),
)


def is_dropped(mark: str) -> bool:
    """Whether folding drops this combining mark: an accent, a Hebrew point or an Arabic vowel sign."""
    code = ord(mark)
    return any(low <= code <= high for low, high in _DROPPED) and unicodedata.category(mark) == "Mn"


def fold_char(char: str) -> str:
    """One character folded: none, one or more characters; white space is one space."""
    if char.isspace():
        return " "
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"  # a lone surrogate, which the automaton cannot take
    if "\uff00" <= char <= "\uffef":
        char = unicodedata.normalize("NFKC", char)
    if "\uac00" <= char <= "\ud7a3":
        return char
    if char in _KEPT:
        return char.lower()
    folded = unicodedata.normalize("NFD", char.casefold()).translate(_TABLE)
    return "".join(mark for mark in folded if not is_dropped(mark))


class _Characters(dict[str, str]):
    """Characters already folded; a text's own alphabet, so it stays small."""

    def __missing__(self, char: str) -> str:
        folded = self[char] = fold_char(char)
        return folded


_CHARACTERS = _Characters()


def fold(text: str) -> str:
    """Fold a text without keeping offsets; the same string that `fold_with_map` gives."""
    return fold_with_map(text)[0]


def fold_with_map(text: str) -> tuple[str, list[int] | None]:
    """Fold a text; the map gives for each folded character the original offset it came from.

    The map has one entry more than the folded text, the length of the original. It is None when
    folded and original offsets are the same, as they mostly are.
    """
    if not _RUN.search(text):
        if text.isascii():
            return _OTHER_SPACE.sub(" ", text.lower()), None
        parts = [_CHARACTERS[char] for char in text]
        folded = "".join(parts)
        if len(folded) == len(text) and "" not in parts:
            return folded, None
    pieces: list[str] = []
    offsets: list[int] = []
    space = False
    for offset, char in enumerate(text):
        piece = _CHARACTERS[char]
        if not piece and offset and (letter := _COMPOSED.get(text[offset - 1] + char)):
            pieces[-1] = letter
        elif piece == " ":
            if space:
                continue
            space = True
        elif piece:
            space = False
        pieces.append(piece)
        if len(piece) == 1:
            offsets.append(offset)
        else:
            offsets.extend([offset] * len(piece))
    offsets.append(len(text))
    return "".join(pieces), offsets


def fold_keeping(text: str, *, case: bool, accents: bool) -> str:
    """Fold only what a row lets vary: its case when ``case`` is false, its accents when ``accents`` is.

    Old and new placement of Vietnamese tone marks (hòa, hoà) are equal in any case.
    """
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).translate(_VARIANTS)
    if not accents:
        text = "".join(_plain_keeping_case(char) for char in text)
    else:
        text = unicodedata.normalize("NFC", _TONE.sub(r"\1\3\2", unicodedata.normalize("NFD", text)))
    return text if case else text.casefold()


_VARIANTS = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": "", "\u200b": ""})
_TONE = re.compile("([oOuU])([\u0300\u0301\u0303\u0309\u0323])([aAeEyY])(?![\u0300\u0301\u0303\u0309\u0323])")


def _plain_keeping_case(char: str) -> str:
    folded = fold_char(char)
    return folded if char.casefold() == char else folded.upper() if len(folded) == 1 else folded.capitalize()
