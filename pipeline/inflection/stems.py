"""Whether two words are forms of one word: Snowball's stems, mended and guarded by `paradigms`."""

from __future__ import annotations

import threading
import unicodedata
from functools import lru_cache
from importlib import import_module
from typing import Any

from pipeline.inflection.paradigms import (
    ALGORITHMS,
    DERIVATIONS,
    FLEETING,
    PREFIXED,
    RESPELLINGS,
    UMLAUT_ALONE,
    UNSTEMMED,
    VOWEL_ENDINGS,
)
from pipeline.inflection.suffixes import AGGLUTINATING, finnish_shapes, turkish_shapes
from pipeline.inflection.words import initial

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


@lru_cache(maxsize=65_536)
def same_word(one: str, other: str, language: str) -> bool:
    """Whether two words, spelled for comparison, are forms of one word of the language.

    Short words, and words with digits or signs in them, have no forms but themselves.
    """
    if one == other:
        return True
    if language == "ko":
        return other.startswith(one) and other[len(one) :] in KOREAN_PARTICLES
    if language == "he":
        return _behind_prefix(one, other)
    if min(len(one), len(other)) < SHORTEST or not (_is_word(one) and _is_word(other)):
        return False
    if initial(one[0]) != initial(other[0]) and language not in PREFIXED:
        return False
    if language in AGGLUTINATING:
        return AGGLUTINATING[language](one, other)
    if language in UNSTEMMED:
        return _same_beginning(one, other)
    if language not in ALGORITHMS:
        return False
    made, making = _derivations(one, language), _derivations(other, language)
    if made != making and made.isdisjoint(making):
        return False
    if language == "de" and _umlaut_alone(one, other):
        return False
    return not _keys(one, language).isdisjoint(_keys(other, language))


def inflects(language: str) -> bool:
    """Whether anything is known about the inflection of a base language."""
    return language in ALGORITHMS or language in AGGLUTINATING or language in UNSTEMMED


def term_keys(word: str, language: str) -> frozenset[str]:
    """Where to file a word of a term: whenever `same_word` holds, one of `text_keys` of the other is there."""
    if language in AGGLUTINATING:
        shapes = finnish_shapes(word) if language == "fi" else turkish_shapes(word)
        return frozenset(shape[:4] for shape in (word, *shapes))
    return text_keys(word, language)


def text_keys(word: str, language: str) -> frozenset[str]:
    """Where to look for the terms that a word of a text may be a form of; see `term_keys`."""
    if language in AGGLUTINATING:
        return frozenset((word[:4], word[:3], word[:2]))
    if min(len(word), SHORTEST) < SHORTEST or not _is_word(word):
        return frozenset((word,))
    if language in UNSTEMMED:
        return frozenset((word, word[:4]))
    return _keys(word, language)


_PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 께 한테 로 으로 와 과 도 만 보다 까지 부터 처럼 이나 나 랑 이랑 라 "
    "이라 라는 이라는 라고 이라고 이다 입니다 들 들은 들이 들을 들의 에는 에도 에서는 에서도 로는 으로는"
)
KOREAN_PARTICLES = frozenset(_PARTICLES.split())
"""What is written onto a Korean word without a space; a term followed by one of them is still whole."""


def _is_word(word: str) -> bool:
    return word.isalpha() or all(char.isalpha() or unicodedata.category(char)[0] == "M" for char in word)


@lru_cache(maxsize=65_536)
def _keys(word: str, language: str) -> frozenset[str]:
    """The stems a word may have: as it is, and with endings that Snowball leaves written the regular way."""
    spellings = [word]
    for ending, regular in RESPELLINGS.get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            spellings.append(word[: len(word) - len(ending)] + regular)
    # the word itself: Snowball takes гранит, but not гранитами, for a verb
    keys = {stem(spelling, language) for spelling in spellings} | set(spellings)
    vowels = VOWEL_ENDINGS.get(language, "")
    keys |= {spelling[:-1] for spelling in spellings if spelling[-1] in vowels and len(spelling) >= 4}
    if language == "hu":  # videokártyák → videokártya → videokárty
        keys |= {stem(key, language) for key in keys}
    if len(word) >= 4 and word[-2] in FLEETING.get(language, "") and not _is_vowel(word[-1]):
        keys.add(stem(word[:-2] + word[-1], language))
    return frozenset(keys)


def _is_vowel(char: str) -> bool:
    return initial(char) in "aeiouyаеиоуыэюяіє"


@lru_cache(maxsize=65_536)
def _derivations(word: str, language: str) -> frozenset[int]:
    """Which derivational suffixes a word may end in, as indices; forms of one word have one in common."""
    return frozenset(
        index for index, endings in enumerate(DERIVATIONS.get(language, ())) if word.endswith(endings)
    )


def _umlaut_alone(one: str, other: str) -> bool:
    """Whether nothing but an umlaut tells two German words apart, and it is no plural: Drucker, Drücker."""
    if len(one) != len(other):
        return False
    plain = [unicodedata.normalize("NFD", word).replace("\u0308", "") for word in (one, other)]
    return plain[0] == plain[1] and not plain[0].endswith(UMLAUT_ALONE)


def _behind_prefix(one: str, other: str) -> bool:
    return (
        other.endswith(one) and 0 < len(other) - len(one) <= 3 and set(other[: -len(one)]) <= set("ושהכלבמ")
    )


def _same_beginning(one: str, other: str) -> bool:
    """The rule for inflecting languages without an algorithm: only up to three last letters differ.

    At least four letters, and three fifths of the longer word, are the same.
    """
    longest = max(len(one), len(other))
    common = next(
        (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    return common >= 4 and longest - common <= 3 and 5 * common >= 3 * longest
