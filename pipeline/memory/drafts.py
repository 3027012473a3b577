"""What the machine last wrote into each entry, and the terms met there: kept to learn from what reviewers make of it.

A draft is a machine's text. It is compared with the reviewed one later, and never recalled as a translation.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from pipeline.memory.answers import Keeper
from pipeline.memory.store import Store, storable


class Draft(NamedTuple):
    """``engine`` is as the notes call it; ``context`` is empty where the entry has none."""

    catalog: str
    language: str
    context: str
    source: str
    text: str
    engine: str


def keep_drafts(keeper: Keeper, drafts: Iterable[Draft]) -> None:
    """Keep the newest draft of each entry."""
    rows = [draft for draft in drafts if storable(draft.source) and storable(draft.text)]

    def write(store: Store) -> None:
        with store.transaction():
            store.run_many("INSERT OR REPLACE INTO drafts VALUES (?, ?, ?, ?, ?, ?)", rows)

    if rows:
        keeper.use(write, None)


def terms_of(keeper: Keeper, catalog: str) -> frozenset[str] | None:
    """The terms that were met in a catalog in the last run; None where that is not known."""

    def read(store: Store) -> list[tuple[str]]:
        return [(row[0],) for row in store.rows("SELECT terms FROM glossaries WHERE catalog = ?", (catalog,))]

    none: list[tuple[str]] = []
    rows = keeper.use_if_there(read, none)
    return frozenset(json.loads(rows[0][0])) if rows else None


def keep_terms(keeper: Keeper, catalog: str, terms: Collection[str]) -> None:
    """Keep the terms met in a catalog, where there is a memory to keep them in."""

    def write(store: Store) -> None:
        with store.transaction():
            store.run(
                "INSERT OR REPLACE INTO glossaries VALUES (?, ?)",
                (catalog, json.dumps(sorted(terms), ensure_ascii=False)),
            )

    if terms_of(keeper, catalog) != frozenset(terms):
        keeper.use_if_there(write, None)
