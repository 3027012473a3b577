"""What engines have answered while a catalog was under way, so that a killed run is not done twice.

An answer is kept with the engine, its model and its languages, for the exact string that was asked: the next run
climbs the same ladders and comes to the same bytes, it only need not ask again. These texts are a machine's
and never become translations of the memory. They go when their catalog is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from pipeline.memory.store import Store, storable
from pipeline.model import Hypotheses, Hypothesis

R = TypeVar("R")
_AT_ONCE = 500  # texts looked up by one statement


class Keeper(Protocol):
    """Has the memory's file; the second value is the result where it cannot be used."""

    def use(self, action: Callable[[Store], R], otherwise: R) -> R: ...
    def use_if_there(self, action: Callable[[Store], R], otherwise: R) -> R: ...


class Answers:
    """The kept answers of one route for one catalog.

    ``route`` names engine, model, languages and the version of locpipe: all that an answer depends on.
    """

    def __init__(self, keeper: Keeper, route: str, catalog: str, *, forget: bool = False) -> None:
        self._keeper = keeper
        self._route = route
        self._catalog = catalog
        self._forget = forget

    def find(self, texts: Sequence[str]) -> dict[str, Hypotheses]:
        """The answers that are there."""
        if self._forget:
            return {}
        return self._keeper.use_if_there(lambda store: self._find(store, texts), {})

    def _find(self, store: Store, texts: Sequence[str]) -> dict[str, Hypotheses]:
        found: dict[str, Hypotheses] = {}
        for start in range(0, len(texts), _AT_ONCE):
            some = [text for text in texts[start : start + _AT_ONCE] if storable(text)]
            rows = store.rows(
                f"SELECT text, hypotheses FROM answers WHERE route = ? AND text IN ({','.join('?' * len(some))})",
                (self._route, *some),
            )
            for text, said in rows:
                found[text] = tuple(Hypothesis(one, score) for one, score in json.loads(said))
        return found

    def keep(self, answers: Sequence[tuple[str, Hypotheses]]) -> None:
        """Keep answers, at once. A refusal is no answer."""
        rows = [
            (self._route, text, json.dumps([[h.text, h.score] for h in said]), self._catalog)
            for text, said in answers
            if said and storable(text)
        ]

        def write(store: Store) -> None:
            with store.transaction():
                store.run_many("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)", rows)

        if rows:
            self._keeper.use(write, None)


def clear_answers(keeper: Keeper, catalog: str) -> None:
    """Drop the answers of a catalog that has been written."""

    def drop(store: Store) -> None:
        if store.rows("SELECT 1 FROM answers WHERE catalog = ? LIMIT 1", (catalog,)):
            with store.transaction():
                store.run("DELETE FROM answers WHERE catalog = ?", (catalog,))

    keeper.use_if_there(drop, None)
