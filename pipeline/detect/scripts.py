"""What the letters alone say: the script gate and the signature letters.

langdetect answers every text with one of its own languages: Georgian with Estonian, short Chinese
with Korean. The script goes first, and settles the languages that have one of their own; letters that
only one language writes settle some more that langdetect lacks (ў Belarusian, ħ Maltese, ə Azerbaijani).
"""

# ruff: noqa: SIM905 - word lists are read more easily as text
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from unicodedata import name

from pipeline.languages import base_language, script_of

# First word of a character's Unicode name → the language that writes this script, for scripts that
# one language (or one by far) uses.
ONE_LANGUAGE: Mapping[str, str] = {
    "HANGUL": "ko",
    "THAI": "th",
    "HEBREW": "he",
    "GREEK": "el",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "KHMER": "km",
    "LAO": "lo",
    "MYANMAR": "my",
    "SINHALA": "si",
    "ETHIOPIC": "am",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "BENGALI": "bn",
    "ORIYA": "or",
    "TIBETAN": "bo",
    "THAANA": "dv",
    "KANA": "ja",
}

# Scripts of several languages → those that have a profile.
SEVERAL_LANGUAGES: Mapping[str, tuple[str, ...]] = {
    "LATIN": tuple(
        "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi".split()
    ),
    "CYRILLIC": ("bg", "mk", "ru", "sr", "uk"),
    "ARABIC": ("ar", "fa", "ur"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "CJK": ("zh_CN", "zh_TW"),
}

# Languages without a profile → those with one that they are taken for.
KIN: Mapping[str, str] = {
    "ast": "es pt ca",
    "az": "tr",
    "be": "uk ru",
    "bs": "hr sl",
    "eo": "es it",
    "eu": "es fr",
    "fo": "da no sv",
    "ga": "cy en",
    "gl": "pt es ca",
    "is": "da no sv",
    "lb": "de nl",
    "ms": "id tl",
    "mt": "it en",
    "oc": "ca fr es",
    "sr": "hr sl",
    "uz": "tr",
    "xh": "sw",
    "zu": "sw",
}

# ISO 15924 codes as `pipeline.languages` gives them → first words of Unicode names.
_BY_CODE = {
    "Latn": "LATIN",
    "Cyrl": "CYRILLIC",
    "Arab": "ARABIC",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Hani": "CJK",
    "Jpan": "KANA",
}

_ALIASES = {"HIRAGANA": "KANA", "KATAKANA": "KANA", "KATAKANA-HIRAGANA": "KANA", "IDEOGRAPHIC": "CJK"}
_WIDE = frozenset({"CJK", "KANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR"})
_SHARE = {"LATIN": 0.015, "CYRILLIC": 0.008, "ARABIC": 0.015}  # of the letters: a foreign name has one or two
_SURE_LETTERS = 25  # a longer text in Latin letters must show two

# Letters that, among the languages of a script, only these write.
SIGNATURES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "LATIN": (
        ("az", "əƏ"),
        ("is", "þÞðÐ"),
        ("mt", "ħĦġĠċĊ"),
        ("yo", "ṣṢ\u0323"),
        ("uz", "ʻ"),
        ("eo", "ĉĈĝĜĥĤĵĴŝŜŭŬ"),
        ("ha", "ɓƁɗƊƙƘ"),
    ),
    "CYRILLIC": (
        ("be", "ўЎ"),
        ("tg", "ӣӢӯӮҳҲҷҶ"),
        ("ba", "ҙҘҫҪҡҠ"),
        ("kk", "қҚұҰғҒ"),
        ("tt", "әӘҗҖ"),
        ("ky", "ңҢ"),
        ("mn", "өӨүҮ"),
        ("cv", "ӑӐӗӖ"),
    ),
    "ARABIC": (
        ("ps", "ټډړښځڅ"),
        ("sd", "ٻڀٿٺڄڃڇڏڌڊڦڪڳڱڻ"),
        ("ckb", "ڵڕێ"),
        ("ug", "ۇۈۋ"),
    ),
    "HEBREW": (("yi", "װײױ"),),
    "BENGALI": (("as", "ৰৱ"),),
}


class _Scripts(dict[str, str]):
    """Character → script name, ``""`` for what is not a letter."""

    def __missing__(self, char: str) -> str:
        script = ""
        if char.isalpha():
            first = name(char, "").removeprefix("FULLWIDTH ").removeprefix("HALFWIDTH ").split(" ")[0]
            script = _ALIASES.get(first, first)
        self[char] = script
        return script


_SCRIPTS = _Scripts()


def count_letters(text: str) -> Counter[str]:
    """Return how many letters of each script a text has."""
    counts = Counter(map(_SCRIPTS.__getitem__, text))
    counts.pop("", None)
    for other in ("MODIFIER", "SUPERSCRIPT", "SUBSCRIPT", "MICRO", "DOUBLE-STRUCK", "MATHEMATICAL"):
        counts.pop(other, None)
    return counts


def dominant_script(words: Iterable[str], counts: Mapping[str, int]) -> str:
    """Return the script that carries the words of a text, ``""`` when there are no letters.

    Latin names and product names stand in texts of every script, the reverse is rare: a letter of
    another alphabet counts twice, one of a script that writes without spaces three times, and beside
    them a capitalised Latin word a quarter. Kana make a text Japanese from one in ten of its Han and kana on.
    """
    weight = {script: count * (12 if script in _WIDE else 8) for script, count in counts.items()}
    if "LATIN" in weight and len(weight) > 1:
        capitalised = sum(_latin_letters(word) for word in words if word[0].isupper())
        weight["LATIN"] = 4 * counts["LATIN"] - 3 * capitalised
    kana = weight.pop("KANA", 0)
    if kana:
        han = weight.pop("CJK", 0)
        weight["KANA" if kana * 10 >= han + kana else "CJK"] = han + kana
    return max(sorted(weight), key=weight.__getitem__, default="")


def _latin_letters(word: str) -> int:
    return sum(_SCRIPTS[char] == "LATIN" for char in word)


def scripts_of(locale: str) -> frozenset[str]:
    """Return the scripts that a text in a language may be in: Japanese may be in kanji alone."""
    code = script_of(locale)
    if code in _BY_CODE:
        found = {_BY_CODE[code]}
    else:
        found = {script for script, language in ONE_LANGUAGE.items() if language == base_language(locale)}
    return frozenset(found | {"CJK"} if "KANA" in found else found or {"LATIN"})


def signature_language(text: str, script: str, letters: int) -> str | None:
    """Return the language without a profile whose own letters a text shows, if any."""
    for language, signature in SIGNATURES.get(script, ()):
        count = sum(map(text.count, signature))
        enough = count > 1 or letters < _SURE_LETTERS or script != "LATIN"
        if count and enough and count >= _SHARE.get(script, 0.0) * letters:
            return language
    if (
        script == "CYRILLIC"
        and _has_any(text, "іІ")
        and _has_any(text, "ыЫ")
        and not _has_any(text, "їЇєЄґҐѣѢ")
    ):
        return "be"  # Russian has no і, Ukrainian no ы; with ї or є it is a text in both
    return None


def _has_any(text: str, letters: str) -> bool:
    return any(letter in text for letter in letters)
