"""Find inflected glossary terms in texts whose language has more endings than English."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.glossary.fold import fold
from pipeline.inflection.paradigms import PREFIXED
from pipeline.inflection.spans import span_at, term_words
from pipeline.inflection.stems import inflects, same_word, term_keys, text_keys
from pipeline.inflection.words import Word, initial, words_of

_Files = dict[str, dict[str, dict[str, list["_Filed"]]]]
"""By key of the first word, by the first word, by the initial of the second (``""``: there is none)."""


class _Filed(NamedTuple):
    """A spelling of a term: what the matcher calls it, its words, and the signs behind them."""

    number: int
    words: Sequence[Word]
    tail: str


class InflectedTerms:
    """The terms of one language by the stems of their first words.

    Stemming 100,000 terms takes seconds, so it is done when a text first has a word that begins as
    they do. From any thread: two that come at once do the same work.

    Args:
        language: base language of terms and texts.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._waiting: dict[str, list[tuple[int, str]]] = {}
        self._filed: dict[str, _Files] = {}

    @staticmethod
    def serves(language: str) -> bool:
        """Whether the inflection of a base language is known; English has `plurals`, which are faster."""
        return language != "en" and inflects(language)

    def add(self, number: int, spelling: str) -> None:
        """Put in a spelling under the number that `find` gives for it."""
        self._waiting.setdefault(self._drawer(fold(spelling).strip()), []).append((number, spelling))

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """Every place of every term, inflected or not, as ``(number, start, end)`` in code points."""
        language = self._language
        found: dict[tuple[int, int, int], None] = {}
        words = words_of(text, language)
        for place, word in enumerate(words):
            drawer = self._drawer(fold(word.text))
            if drawer not in self._waiting:
                continue
            files = self._filed.get(drawer)
            if files is None:
                files = self._filed[drawer] = self._file(drawer)
            second = initial(words[place + 1].text[0]) if place + 1 < len(words) else None
            for key in text_keys(word.text, language):
                for first, terms in files.get(key, {}).items():
                    if first != word.text and not same_word(first, word.text, language):
                        continue
                    near = terms.get("", [])
                    if second is not None and second in terms:
                        near = near + terms[second]
                    for number, wanted, tail in near:
                        span = span_at(text, place, wanted, tail, language)
                        if span is not None:
                            found[(number, *span)] = None
        return list(found)

    def _drawer(self, folded: str) -> str:
        return "" if self._language in PREFIXED else folded[:2]

    def _file(self, drawer: str) -> _Files:
        files: _Files = {}
        for number, spelling in self._waiting[drawer]:
            words, tail = term_words(spelling, self._language)
            if not words:
                continue
            second = "" if len(words) == 1 or self._language in PREFIXED else initial(words[1].text[0])
            for key in term_keys(words[0].text, self._language):
                terms = files.setdefault(key, {}).setdefault(words[0].text, {})
                terms.setdefault(second, []).append(_Filed(number, words, tail))
        return files
