"""Whether two words are forms of one word: their Snowball stems, guarded against derivation."""

from __future__ import annotations

import threading
from functools import lru_cache
from importlib import import_module
from typing import Any

ALGORITHMS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "eo": "esperanto", "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian",
    "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian",
    "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian",
    "ru": "russian", "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
    # close relatives whose own algorithm is missing
    "af": "dutch", "bs": "serbian", "gl": "portuguese", "hr": "serbian", "ms": "indonesian", "sk": "czech",
}  # fmt: skip
"""Snowball's algorithm for each base language."""

SHORTEST = 3
"""Letters a word has at least to be taken for an inflected form of another."""

_lock = threading.Lock()
_stemmers: dict[str, Any] = {}


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Snowball's stem of a lower-case word; the word itself where the language has no algorithm."""
    algorithm = ALGORITHMS.get(language)
    if algorithm is None:
        return word
    with _lock:  # a stemmer keeps the word it works on
        if algorithm not in _stemmers:
            # The pure-Python module by name: `snowballstemmer.stemmer` changes over to PyStemmer,
            # of another version perhaps, where that happens to be installed.
            module = import_module(f"snowballstemmer.{algorithm}_stemmer")
            _stemmers[algorithm] = getattr(module, f"{algorithm.title()}Stemmer")()
        return str(_stemmers[algorithm].stemWord(word))


def same_word(one: str, other: str, language: str) -> bool:
    """Whether two words, spelled for comparison, are forms of one word of the language."""
    if one == other:
        return True
    if min(len(one), len(other)) < SHORTEST or not (one.isalpha() and other.isalpha()):
        return False
    return stem(one, language) == stem(other, language)
