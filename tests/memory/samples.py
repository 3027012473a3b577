"""Small memories for the tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.memory.feed import add_records, set_origin
from pipeline.memory.recall import Search
from pipeline.memory.records import Record
from pipeline.memory.store import CATALOG, Store
from pipeline.model import LanguagePair

PAIR = LanguagePair("en", "pt_BR")


def remember(
    folder: Path,
    records: Iterable[Record | tuple[str, str]],
    pair: LanguagePair = PAIR,
    *,
    kind: str = CATALOG,
) -> Store:
    """A memory with these records from one origin, ``a.po`` of the document ``a.md``."""
    store = Store(folder / ".locpipe" / "memory.sqlite3")
    whole = [one if isinstance(one, Record) else Record(one[0], (one[1],)) for one in records]
    with store.transaction():
        origin = set_origin(store, kind, "a.po", pair.target, "a.md", (0, 0, ""))
        add_records(store, origin, ((one, pair) for one in whole))
    return store


def search_in(store: Store, pair: LanguagePair = PAIR) -> Search:
    return Search(store, pair)
