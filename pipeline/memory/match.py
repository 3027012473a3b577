"""What the memory offers for a unit and for a sentence: the same text, a repaired near one, or a near one to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pipeline.memory.recall import Remembered, Search
from pipeline.memory.repair import differing_words, repair
from pipeline.model import LanguagePair, Match, Unit

REPAIRED_FROM = 0.6
"""The similarity from which on a repair is tried: what makes it right is the difference, not the score."""

_TRIED = 3
"""How many near matches are looked at for one that can be repaired."""


R = TypeVar("R")


class Ask(Protocol):
    """Puts a question to the memory; the second value is the answer where the memory cannot be used."""

    def __call__(self, question: Callable[[Search], R], otherwise: R, /) -> R: ...


@dataclass(frozen=True, slots=True)
class Recalled:
    """A match, and what an engine must confirm before a repaired one is used (nothing: it may be used)."""

    match: Match
    unconfirmed: Mapping[str, str] = field(default_factory=dict)


class Recall:
    """The memory, asked for one language pair.

    ``trust_exact`` is the user's wish to have exact matches in their context left unflagged; ``at_least`` is
    the similarity from which on a near match is shown.
    """

    def __init__(
        self, ask: Ask, pair: LanguagePair, *, trust_exact: bool = False, at_least: float = 0.75
    ) -> None:
        self._ask = ask
        self.pair = pair
        self.trust_exact = trust_exact
        self.at_least = at_least

    @property
    def empty(self) -> bool:
        """Whether there is nothing to find for this pair."""
        return self._ask(lambda search: search.empty, True)

    def unit(self, unit: Unit) -> tuple[Match, ...]:
        """The best translation of a unit as a whole, one match for each plural form; empty where there is none."""
        found = [one for one in self._same(unit.text) if one.whole and one.plural == unit.plural]
        if not found:
            return ()
        best = min(found, key=lambda one: (not _same_use(one, unit), one.context != unit.context))
        kind = "context" if _same_use(best, unit) else "exact"
        return tuple(
            Match(kind, best.source, target, target, 1.0, (), best.origin, best.reviewer, best.others)  # type: ignore[arg-type]
            for target in best.targets
        )

    def trusted(self, matches: tuple[Match, ...]) -> bool:
        """Whether a unit's match may stand as reviewed: asked for, in its context, and the only one."""
        return self.trust_exact and all(one.kind == "context" and not one.others for one in matches)

    def sentence(self, text: str) -> Recalled | None:
        """What the memory has of a sentence."""
        same = next((one for one in self._same(text) if one.plural is None), None)
        if same is not None:
            return Recalled(Match(
                "exact", same.source, same.targets[0], same.targets[0], 1.0, (), same.origin, same.reviewer, same.others
            ))  # fmt: skip
        near = [one for one in self._similar(text) if one.plural is None]
        for one in near:
            repaired = repair(one.source, one.targets[0], text, self.pair)
            if repaired is not None:
                match = Match(
                    "repaired", one.source, one.targets[0], repaired.text, one.score, repaired.differing,
                    one.origin, one.reviewer, one.others,
                )  # fmt: skip
                return Recalled(match, {} if repaired.sure else repaired.exchanged)
        if not near or near[0].score < self.at_least:
            return None
        best = near[0]
        words = differing_words(best.source, text, self.pair.source)
        return Recalled(Match(
            "near", best.source, best.targets[0], "", best.score, words, best.origin, best.reviewer, best.others
        ))  # fmt: skip

    def _same(self, text: str) -> list[Remembered]:
        return self._ask(lambda search: search.same(text), [])

    def _similar(self, text: str) -> list[Remembered]:
        return self._ask(lambda search: search.similar(text, min(REPAIRED_FROM, self.at_least), _TRIED), [])


def _same_use(one: Remembered, unit: Unit) -> bool:
    """Whether a stored unit was used as this one is: by a person, in the same context and role."""
    return not one.imported and one.context == unit.context and (not unit.kind or unit.kind in one.kinds)
