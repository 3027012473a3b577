"""Noun phrases without a tagger: runs of words between function words, ranked by C-value.

C-value after Frantzi, Ananiadou and Mima (2000), "Automatic recognition of multi-word terms: the
C-value/NC-value method": a phrase counts by its frequency and length, less the mean frequency of the
longer phrases it stands in.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.glossary.suggest.names import Seen
from pipeline.glossary.suggest.tokens import Passage, Token, is_heading, title_spans, tokenize
from pipeline.glossary.suggest.words import COMMON_ACRONYMS, COMMON_CAPITALISED, GENERAL, VERBS

_LONGEST = 4
_ONCE_LONGEST = 3
_BOUND = 0.35
"""How much of the use of its words a phrase that stands once must be (Dice): 2 of 4, not 2 of 30."""

_ACRONYM = re.compile(r"[A-Z]{2,6}s?\Z")


class Phrase(NamedTuple):
    """A phrase in lower case, its C-value, what was seen of it, and whether an acronym was given for it."""

    text: str
    value: float
    seen: Seen
    acronym: str = ""


def find_phrases(
    passages: Sequence[Passage], language: str, stop_words: frozenset[str], names: frozenset[str]
) -> list[Phrase]:
    """Phrases that are repeated, whose words are, or that an acronym is given for; best first.

    Args:
        names: words that are names; a phrase holds none of them, acronyms aside.
    """
    english = language == "en"
    met: dict[str, Seen] = {}
    whole: set[str] = set()
    given: dict[str, str] = {}
    words: Counter[str] = Counter()
    for passage in passages:
        for chunk in _chunks(passage, stop_words, names, english):
            texts = [_plain(token) for token in chunk]
            words.update(_singular(text) for text in texts)
            if _is_phrase(texts, english):
                whole.add(" ".join(texts))
            for start in range(len(chunk)):
                for end in range(start + 2, min(len(chunk), start + _LONGEST) + 1):
                    if _is_phrase(texts[start:end], english):
                        _add(met, texts[start:end], passage)
            for token in chunk:
                if _is_compound(token.text):
                    _add(met, [_plain(token)], passage)
        for acronym, long_form in _given_acronyms(passage.text):
            given.setdefault(_key(long_form.lower().split()), acronym)
    for key in [key for key in given if key not in met]:  # a term, whatever its words
        for passage in passages:
            for texts in _occurrences(passage.text, key):
                _add(met, texts, passage)
    return _ranked(met, {_key(text.split()) for text in whole}, given, words)


def _ranked(
    met: dict[str, Seen], whole: set[str], given: dict[str, str], words: Counter[str]
) -> list[Phrase]:
    longer: dict[str, list[int]] = defaultdict(list)
    for key, seen in met.items():
        parts = key.split()
        for start in range(len(parts)):
            for end in range(start + 1, len(parts) + 1):
                if end - start < len(parts):
                    longer[" ".join(parts[start:end])].append(seen.count)
    phrases = []
    for key, seen in met.items():
        parts = key.split()
        nested = longer.get(key, ())
        value = math.log2(len(parts) + 1) * (seen.count - (sum(nested) / len(nested) if nested else 0))
        known = key in given
        once = (
            seen.count == 1
            and key in whole
            and 1 < len(parts) <= _ONCE_LONGEST
            and all(words[part] > 1 for part in parts)
            and len(parts) / sum(words[part] for part in parts) >= _BOUND
        )
        swallowed = bool(nested) and max(nested) == seen.count
        if known or once or (seen.count > 1 and value > 0 and not swallowed):
            text = max(seen.spellings, key=lambda spelling: (seen.spellings[spelling], -len(spelling)))
            phrases.append(Phrase(text, value, seen, given.get(key, "")))
    return sorted(phrases, key=lambda phrase: (-phrase.seen.count, -phrase.value, phrase.text))


def _chunks(
    passage: Passage, stop_words: frozenset[str], names: frozenset[str], english: bool
) -> Iterator[list[Token]]:
    """Runs of words that may make a term: no function word, name, number or mark among them."""
    tokens = tokenize(passage.text)
    if is_heading(passage.text, tokens):
        return
    titles = title_spans(passage.text)
    chunk: list[Token] = []
    for token in tokens:
        word = token.text.lower()
        ends = (
            word in stop_words
            or any(map(str.isdigit, word))
            or len(word) < 2
            or (token.text in names and not _ACRONYM.match(token.text))
            or token.text in COMMON_CAPITALISED
            or token.text in COMMON_ACRONYMS
            or (token.capitalised and not token.first and not _ACRONYM.match(token.text))
            or any(start <= token.start < end for start, end in titles)
            or (english and (word in VERBS or word in GENERAL or word.endswith("ly")))
        )
        if chunk and (ends or not token.joined):
            yield chunk
            chunk = []
        if not ends:
            chunk.append(token)
    if chunk:
        yield chunk


def _is_phrase(texts: Sequence[str], english: bool) -> bool:
    if len(texts) < 2 or all(_ACRONYM.match(text) for text in texts):
        return False
    if english and texts[-1].endswith(("ed", "ous", "ive", "ful", "al", "ic", "able")) and len(texts[-1]) > 4:
        return texts[-1] in _NOUNS
    return True


# Nouns with the ending of an adjective.
_NOUNS = frozenset(
    [
        "capital",
        "festival",
        "hospital",
        "journal",
        "manual",
        "material",
        "metal",
        "proposal",
        "signal",
        "terminal",
        "tutorial",
        "portal",
        "topic",
        "music",
        "logic",
        "traffic",
        "archive",
        "drive",
        "objective",
        "fabric",
        "clinic",
        "critic",
        "speed",
        "feed",
        "seed",
        "need",
    ]
)


def _is_compound(word: str) -> bool:
    """``text-to-video``; not ``head-to-head``, ``state-owned``."""
    parts = word.lower().split("-")
    return (
        len(parts) > 1 and len(set(parts)) == len(parts) and len(word) > 5 and not word.endswith(("ly", "ed"))
    )


def _plain(token: Token) -> str:
    return token.text if _ACRONYM.match(token.text) else token.text.lower()


def _singular(word: str) -> str:
    """A plural and its singular under one key; no dictionary, so only what is nearly always right."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _key(texts: Sequence[str]) -> str:
    return " ".join([*texts[:-1], _singular(texts[-1])])


def _add(met: dict[str, Seen], texts: Sequence[str], passage: Passage) -> None:
    met.setdefault(_key(texts), Seen("phrase")).add(" ".join(texts), passage)


def _occurrences(text: str, key: str) -> Iterator[list[str]]:
    words = [token.text.lower() for token in tokenize(text)]
    size = len(key.split())
    for start in range(len(words) - size + 1):
        if _key(words[start : start + size]) == key:
            yield words[start : start + size]


def _given_acronyms(text: str) -> Iterator[tuple[str, str]]:
    """``large language models (LLMs)`` → (LLM, large language models): the initials must agree."""
    for match in re.finditer(r"\(([A-Z]{2,6})s?\)", text):
        letters = match[1]
        before = re.findall(r"[^\W\d_]+", text[: match.start()])[-len(letters) :]
        if "".join(word[0].upper() for word in before) == letters:
            yield letters, " ".join(before)
