"""Find what the memory has of a text: the same, or the most similar.

The most similar one is found among a few hundred: those that share most of the text's rare words. They are
compared by the share of letters in common, in order (`rapidfuzz`'s normalised indel similarity). Measured on
a million segments: docs/memory.md.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.languages import same_language
from pipeline.memory.store import IMPORT, Store, hash_of, storable
from pipeline.memory.tokens import sought_tokens
from pipeline.model import LanguagePair

_STEPS = ((3_000, 200), (40_000, 600))
"""Of a search and a wider one: how many index entries are read at most, from the rarest word on (two words are
always read), and how many candidates are compared in full."""

_SURE = 0.85
"""From this similarity on nothing better is expected from the wider search."""

_CHECKED = 20
"""How many of the most similar are looked at for a translation into the language."""

_MOST_WORDS = 10
_LONGEST = 5_000  # code points; longer texts are looked up exactly, not by similarity


@dataclass(frozen=True, slots=True)
class Remembered:
    """One translation as it is stored, and how similar its source is to what was asked (1.0: the same).

    ``whole`` says that it is a unit of its document, not a sentence of one. ``others`` counts the different
    translations that the same source has besides. ``imported`` ones come from a file, not from a catalog.
    """

    source: str
    targets: tuple[str, ...]
    score: float
    plural: str | None = None
    context: str | None = None
    kinds: tuple[str, ...] = ()
    whole: bool = True
    origin: str = ""
    reviewer: str = ""
    time: str = ""
    others: int = 0
    imported: bool = False


class Search:
    """Looks things up for one language pair. A store that grows meanwhile is seen as it grows."""

    def __init__(self, store: Store, pair: LanguagePair) -> None:
        self._store = store
        self.pair = pair

    @cached_property
    def _sources(self) -> tuple[str, ...]:
        found = self._store.rows("SELECT DISTINCT language FROM sources")
        return tuple(sorted(one for (one,) in found if same_language(one, self.pair.source)))

    @cached_property
    def _targets(self) -> tuple[str, ...]:
        """The locales that serve, the exact one first."""
        found = self._store.rows("SELECT DISTINCT language FROM translations")
        fitting = [one for (one,) in found if same_language(one, self.pair.target)]
        return tuple(sorted(fitting, key=lambda one: (one != self.pair.target, one)))

    @property
    def empty(self) -> bool:
        """Whether there is nothing to find for this pair."""
        return not (self._sources and self._targets)

    def same(self, text: str) -> list[Remembered]:
        """What this very text has been translated into, the best first.

        Units before sentences, the project's own before what was imported, then what was translated so most often,
        then the newest.
        """
        if self.empty or not text.strip() or not storable(text):
            return []
        rows = self._store.rows(
            f"SELECT {_COLUMNS} {_JOINED} WHERE s.hash = ? AND s.text = ? AND s.language IN ({_marks(self._sources)}) "
            f"AND t.language IN ({_marks(self._targets)})",
            (hash_of(text), text, *self._sources, *self._targets),
        )
        return self._ranked(rows, {text: 1.0})

    def similar(self, text: str, at_least: float, most: int = 1) -> list[Remembered]:
        """The translations of the most similar other texts, the nearest first; only sources above ``at_least``."""
        if self.empty or not text.strip() or not storable(text) or len(text) > _LONGEST:
            return []
        near = self._nearest(text, at_least, most)
        if not near:
            return []
        rows = self._store.rows(
            f"SELECT {_COLUMNS} {_JOINED} WHERE t.source IN ({','.join(map(str, near))}) "
            f"AND t.language IN ({_marks(self._targets)})",
            self._targets,
        )
        return self._ranked(rows, dict(near.values()))[:most]

    def _nearest(self, text: str, at_least: float, most: int) -> dict[int, tuple[str, float]]:
        """The ids of the most similar sources with a translation, with their texts and similarities.

        First among few; a wider search is only made where nothing very similar was found.
        """
        from rapidfuzz import fuzz, process

        words = self._words_by_rarity(text)
        lists: list[list[int]] = []
        seen: dict[int, str] = {}
        for postings, compared in _STEPS:
            self._read_postings(words, lists, postings)
            fresh = [number for number in _most_shared(lists, compared) if number not in seen]
            seen |= self._texts(fresh)
            candidates = {number: source for number, source in seen.items() if source != text}
            found = process.extract(
                text, candidates, scorer=fuzz.ratio, score_cutoff=100 * at_least, limit=_CHECKED + most
            )  # equal scores: in the order in which they came
            if found and found[0][1] >= 100 * _SURE:
                break
        serving = self._with_translation([number for _, _, number in found])
        kept = [(number, source, score / 100) for source, score, number in found if number in serving]
        return {number: (source, score) for number, source, score in kept[:most]}

    def _words_by_rarity(self, text: str) -> list[tuple[int, str]]:
        tokens = sought_tokens(text)
        if not tokens:
            return []
        return sorted(
            self._store.rows(f"SELECT count, token FROM frequency WHERE token IN ({_marks(tokens)})", tokens)
        )

    def _read_postings(self, words: Sequence[tuple[int, str]], lists: list[list[int]], most: int) -> None:
        """Append to ``lists`` the ids of the sources that hold the next rare words, up to ``most`` ids in all."""
        read = sum(map(len, lists))
        for count, token in words[len(lists) : _MOST_WORDS]:
            used = len(lists)
            if (used >= 2 and read + count > most) or (used and count > 4 * most):
                break
            rows = self._store.rows("SELECT rowid FROM words WHERE words MATCH ?", (f'"{token}"',))
            lists.append([number for (number,) in rows])
            read += count

    def _texts(self, numbers: Sequence[int]) -> dict[int, str]:
        rows = self._store.rows(
            f"SELECT id, text FROM sources WHERE id IN ({','.join(map(str, numbers))}) "
            f"AND language IN ({_marks(self._sources)})",
            self._sources,
        )
        return dict(rows)

    def _with_translation(self, numbers: Sequence[int]) -> set[int]:
        """Those of these sources that have a translation into the language."""
        rows = self._store.rows(
            f"SELECT source FROM translations WHERE source IN ({','.join(map(str, numbers))}) "
            f"AND language IN ({_marks(self._targets)})",
            self._targets,
        )
        return {number for (number,) in rows}

    def _worth(self, row: _Row) -> tuple[bool, bool, bool, str, int]:
        """Of rows that say the same, the best is shown: of the project itself, a whole unit, the newest."""
        return (row.origin != IMPORT, row.unit is None, row.language == self.pair.target, row.time, row.id)

    def _ranked(self, rows: Sequence[tuple[object, ...]], scores: dict[str, float]) -> list[Remembered]:
        """Stored rows as `Remembered`: of each source its different translations, the best first."""
        grouped: dict[tuple[str, tuple[str, ...], str | None], list[_Row]] = {}
        for values in rows:
            row = _Row(*values)  # type: ignore[arg-type]
            targets = tuple(json.loads(row.forms)) if row.forms else (row.text,)
            grouped.setdefault((row.source, targets, row.context), []).append(row)
        translations: dict[str, set[tuple[str, ...]]] = {}
        for source, targets, _ in grouped:
            translations.setdefault(source, set()).add(targets)
        ranked = []
        for (source, targets, context), same in grouped.items():
            best = max(same, key=self._worth)
            imported = best.origin == IMPORT
            order = (
                -scores[source],
                best.unit is not None,
                imported,
                best.language != self.pair.target,
                -len(same),
            )
            kinds = dict.fromkeys(kind for row in same for kind in row.kinds.split("\n") if kind)
            ranked.append((order, best, Remembered(
                source, targets, scores[source], best.plural, context, tuple(kinds), best.unit is None,
                best.document or best.name, best.reviewer, best.time, len(translations[source]) - 1,
                best.origin == IMPORT,
            )))  # fmt: skip
        ranked.sort(key=lambda one: (one[0], _descending(one[1].time), one[2].targets))
        return [one for _, _, one in ranked]


def _most_shared(lists: Sequence[list[int]], most: int) -> list[int]:
    """Ids by the number of lists that they are in; of those that are in one, from the rarest word on."""
    counts: Counter[int] = Counter()
    for numbers in lists:
        counts.update(numbers)
    several = sorted((number for number, count in counts.items() if count > 1), key=lambda n: (-counts[n], n))
    chosen = dict.fromkeys(several[: most * 3 // 4])
    for numbers in lists:
        for number in numbers:
            if len(chosen) >= most:
                return list(chosen)
            chosen[number] = None
    return list(chosen)


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    source: str
    language: str
    text: str
    forms: str | None
    plural: str | None
    context: str | None
    kinds: str
    unit: int | None
    reviewer: str
    time: str
    origin: str
    name: str
    document: str


_COLUMNS = (
    "t.id, s.text, t.language, t.text, t.forms, t.plural, t.context, t.kinds, t.unit, t.reviewer, t.time, "
    "o.kind, o.name, o.document"
)
_JOINED = "FROM translations t JOIN sources s ON s.id = t.source JOIN origins o ON o.id = t.origin"


def _descending(text: str) -> tuple[int, ...]:
    return tuple(-ord(char) for char in text)


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
