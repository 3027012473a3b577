"""Names in running text: capitalised words where no capital is due, words with digits, acronyms, code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.glossary.suggest.tokens import Passage, Token, is_heading, title_spans, tokenize
from pipeline.glossary.suggest.words import (
    COMMON_ACRONYMS,
    COMMON_CAPITALISED,
    COMMON_NAMES,
    DESCRIPTIVE_ENDS,
    GENERAL,
    LOCATIVE,
    NAME_BEGINNINGS,
    PARTICLES,
    PEOPLES,
    TITLES,
    TRANSLATED_ENDS,
    VERBS,
)

Kind = Literal["name", "code", "acronym", "place", "title", "phrase"]

Spans = Callable[[str], Sequence[tuple[int, int, Kind]]]
"""Text → where it holds code and product names (kinds ``code`` and ``name``), as `protect` sees them."""

_ACRONYM = re.compile(r"(?:[A-Z]{2,6}|[A-Z](?:&[A-Z])+)(s?)\Z")
_UNIT = re.compile(r"\d[\s\u00a0\u202f]?\Z")  # 8 MB: a unit
_LONGEST = 6
_CAPITALISES_NOUNS = frozenset({"de", "lb"})


@dataclass(slots=True)
class Seen:
    """A candidate as it was met: how often, in which spellings, first where, after which words."""

    kind: Kind
    count: int = 0
    example: Passage | None = None
    spellings: Counter[str] = field(default_factory=Counter)
    places: int = 0

    def add(self, spelling: str, passage: Passage) -> None:
        self.count += 1
        self.spellings[spelling] += 1
        if self.example is None:
            self.example = passage


def find_names(
    passages: Sequence[Passage],
    language: str,
    stop_words: frozenset[str],
    spans: Spans,
    is_vietnamese: Callable[[Sequence[str]], bool],
) -> dict[str, Seen]:
    """Names, acronyms and code of the passages by their text.

    Args:
        language: base language of the passages; German nouns are capitalised and prove nothing alone.
        is_vietnamese: whether words are a Vietnamese person's name.
    """
    small = {token.text for passage in passages for token in tokenize(passage.text) if token.text.islower()}
    finder = _Finder(language, stop_words, small, spans, is_vietnamese)
    for passage in passages:
        finder.look_at(passage)
    return finder.names()


@dataclass(slots=True)
class _Finder:
    language: str
    stop_words: frozenset[str]
    small: set[str]
    spans: Spans
    is_vietnamese: Callable[[Sequence[str]], bool]
    sure: dict[str, Seen] = field(default_factory=dict)
    at_start: list[tuple[str, Passage]] = field(default_factory=list)

    def look_at(self, passage: Passage) -> None:
        text = passage.text
        taken: list[tuple[int, int]] = []
        code: list[tuple[int, int]] = []
        for start, end, kind in self.spans(text):
            if kind == "code" or any(map(str.isalpha, text[start:end])):
                taken.append((start, end))
                code += [(start, end)] if kind == "code" else []
                self._add(text[start:end], kind, passage)
        titles = title_spans(text)
        tokens = tokenize(text)
        for token in tokens:
            match = _ACRONYM.match(token.text)
            if any(start <= token.start < end for start, end in taken) or _UNIT.search(text[: token.start]):
                continue
            if match and token.text not in COMMON_ACRONYMS and not text.isupper():
                self._add(
                    token.text.removesuffix("s") if match[1] else token.text, "acronym", passage, token.text
                )
        whole_title = is_heading(text, tokens)
        for run in _runs(tokens):
            run = [token for token in run if not any(start <= token.start < end for start, end in code)]
            if not run:
                continue
            names = [token.text for token in run]
            if 1 < len(run) <= 4 and self.is_vietnamese(names):
                self._add(text[run[0].start : run[-1].end], "name", passage)
                continue
            if whole_title or any(start <= run[0].start < end for start, end in titles):
                continue
            run = self._trim(run)
            if run and any(run[0].start < end and start < run[-1].end for start, end in taken):
                while run and _ACRONYM.match(run[-1].text):
                    run = run[:-1]  # "Ascend 910B AI chip": the acronym belongs to what follows
            if not run or any(start <= run[0].start and run[-1].end <= end for start, end in taken):
                continue
            self._add_run(run, tokens, passage)

    def _trim(self, run: list[Token]) -> list[Token]:
        """Take off what only stands there in capitals: first words of sentences, peoples, acronyms."""
        while run and (self._is_ordinary(run[0]) or (len(run) > 1 and _is_people(run[0].text))):
            run = run[1:]
        while run and run[-1].text.lower() in PARTICLES:
            run = run[:-1]
        return run

    def _is_ordinary(self, token: Token) -> bool:
        word = token.text.lower()
        if token.text in PARTICLES or word in TITLES:
            return True
        if not token.first or word in NAME_BEGINNINGS or any(map(str.isdigit, word)):
            return False
        known = word in self.stop_words or word in self.small or word in VERBS or word in GENERAL
        return known or word.endswith("ly")

    def _add_run(self, run: list[Token], tokens: Sequence[Token], passage: Passage) -> None:
        name = passage.text[run[0].start : run[-1].end]
        if len(run) == 1:
            word = run[0].text
            plain = not any(map(str.isdigit, word)) and word[1:].islower()
            if (
                word.replace(".", "") in COMMON_CAPITALISED | COMMON_ACRONYMS
                or _ACRONYM.match(word)
                or len(word) < 2
            ):
                return
            if plain and (word.lower() in self.small | self.stop_words or word.lower() in DESCRIPTIVE_ENDS):
                return  # the Museum, the City: words, even with a capital
            if plain and self.language in _CAPITALISES_NOUNS:
                return
            if plain and run[0].first:
                self.at_start.append((name, passage))
                return
            if "-" in word and any(part.islower() for part in word.split("-")):
                return  # US-based
            if plain and re.match(r"\s\d", passage.text[run[0].end :]):
                return  # Category 4, Article 247
        if name in COMMON_NAMES or all(token.text in COMMON_CAPITALISED for token in run):
            return
        if len(run) > _LONGEST or all(_ACRONYM.match(token.text) for token in run):
            return
        translated = len(run) == 1 and self.language == "en" and name.endswith(TRANSLATED_ENDS)
        descriptive = any(token.text.lower() in DESCRIPTIVE_ENDS for token in run[1:])
        seen = self._add(name, "title" if descriptive else "place" if translated else "name", passage)
        before = next((one for one in reversed(tokens) if one.end <= run[0].start), None)
        if before is not None and run[0].joined and before.text.lower() in LOCATIVE:
            seen.places += 1

    def _add(self, name: str, kind: Kind, passage: Passage, spelling: str | None = None) -> Seen:
        seen = self.sure.setdefault(name, Seen(kind))
        seen.add(spelling or name, passage)
        return seen

    def names(self) -> dict[str, Seen]:
        """All that was met; a word at the start of a sentence counts where it is a name elsewhere."""
        for name, passage in self.at_start:
            if name in self.sure:
                self.sure[name].add(name, passage)
        for seen in self.sure.values():
            if seen.kind == "name" and 2 * seen.places >= seen.count and seen.places:
                seen.kind = "place"
        return self.sure


def _is_people(word: str) -> bool:
    return word in COMMON_ACRONYMS or (word in COMMON_CAPITALISED and word.endswith(PEOPLES))


def _runs(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Capitalised words that follow each other, with particles between them."""
    run: list[Token] = []
    for token in tokens:
        if run and (not token.joined or token.text.lower() in TITLES):
            yield _without_particles(run)
            run = []
        if token.capitalised or (run and token.text.isdigit()) or (run and _joins(run[-1], token)):
            run.append(token)
        elif run:
            yield _without_particles(run)
            run = []
    if run:
        yield _without_particles(run)


def _joins(before: Token, particle: Token) -> bool:
    """``van``, ``de`` join any names; ``of`` only what says what it is: Ministry of Health, not Le Thu Ha of Hanoi."""
    if particle.text in ("of", "e", "y"):
        return particle.text == "of" and before.text.lower() in DESCRIPTIVE_ENDS
    return particle.text in PARTICLES


def _without_particles(run: list[Token]) -> list[Token]:
    while run and (run[-1].text in PARTICLES or run[-1].text.isdigit()):
        run = run[:-1]
    return run
