"""The memory of a project as a run uses it: opened late, made again when damaged, done without when it must be.

No failure of the memory stops a translation. What the user should know is said once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from pipeline.errors import LocpipeError
from pipeline.memory.answers import Answers
from pipeline.memory.feed import Place, feed, has_reviews, learn
from pipeline.memory.match import Recall
from pipeline.memory.recall import Search
from pipeline.memory.records import records_of
from pipeline.memory.store import CATALOG, Damaged, Store
from pipeline.model import LanguagePair
from pipeline.review.catalog import Catalog
from pipeline.review.write import project_lock

R = TypeVar("R")
Message = Callable[[str], None]

DAMAGED = ".damaged"
"""What the name of a broken memory file gets behind it; there is one such file at most."""


class Memory:
    """A project's memory. A context manager: leaving it closes the file.

    Args:
        path: the file, made when there is something to keep.
        places: gives the project's catalogs, from which the memory is fed and, if need be, made again.
        message: is told when the memory was made again or cannot be used.
    """

    def __init__(
        self,
        path: Path,
        places: Callable[[], Sequence[Place]],
        *,
        trust_exact: bool = False,
        at_least: float = 0.75,
        message: Message | None = None,
    ) -> None:
        self.path = path
        self._places = places
        self._trust_exact = trust_exact
        self._at_least = at_least
        self._message = message or (lambda _: None)
        self._store: Store | None = None
        self._opened: tuple[int, int] | None = None
        self._broken = False
        self._searches: dict[LanguagePair, Search] = {}
        self.rebuilt = False

    def feed(self) -> None:
        """Learn what humans have reviewed since the last time."""
        places = self._places()
        if self.path.exists() or any(map(has_reviews, places)):
            self.use(lambda store: feed(store, places), 0)
            self._searches.clear()

    def learn(self, place: Place, catalog: Catalog, data: bytes) -> None:
        """Learn a catalog that this run has written, where there is a memory."""
        if any(True for _ in records_of(catalog)):  # else `feed` sees at a glance that there is nothing
            self.use_if_there(lambda store: learn(store, place, catalog, data), None)

    def recall(self, pair: LanguagePair) -> Recall:
        """The memory of one language pair."""

        def ask(question: Callable[[Search], R], otherwise: R) -> R:
            return self.use_if_there(lambda store: question(self._search(store, pair)), otherwise)

        return Recall(ask, pair, trust_exact=self._trust_exact, at_least=self._at_least)

    def answers(self, route: str, catalog: str, *, forget: bool = False) -> Answers:
        """What an engine has answered for a catalog that was not finished. ``forget``: ask everything again."""
        return Answers(self, route, catalog, forget=forget)

    def rename(self, old: str, new: str) -> None:
        """A catalog has another name now: what was learnt from it goes along."""

        def change(store: Store) -> None:
            with store.transaction():
                store.run(
                    "DELETE FROM translations WHERE origin IN (SELECT id FROM origins WHERE name = ?)", (new,)
                )
                store.run("DELETE FROM origins WHERE kind = ? AND name = ?", (CATALOG, new))
                store.run("UPDATE origins SET name = ? WHERE kind = ? AND name = ?", (new, CATALOG, old))
                for table in ("drafts", "glossaries"):
                    store.run(f"UPDATE OR REPLACE {table} SET catalog = ? WHERE catalog = ?", (new, old))

        self.use_if_there(change, None)

    def use_if_there(self, action: Callable[[Store], R], otherwise: R) -> R:
        """Like `use`; a file that is not there is not made."""
        return self.use(action, otherwise) if self._store is not None or self.path.exists() else otherwise

    def use(self, action: Callable[[Store], R], otherwise: R) -> R:
        """Do something with the file; ``otherwise`` where it cannot be used.

        A damaged file is made again from the catalogs, once in a run.
        """
        if self._broken:
            return otherwise
        try:
            try:
                return action(self._open())
            except (Damaged, sqlite3.Error, TypeError, ValueError) as error:
                # a broken page can read as anything: NULL where there is none, half a letter, another number
                if self.rebuilt or (not isinstance(error, Damaged) and self._is_whole()):
                    raise
                self._make_again()
                return action(self._open())
        except (Damaged, sqlite3.Error, OSError, LocpipeError) as error:
            self._broken = True
            self.close()
            self._message(
                f"The translation memory {self.path} cannot be used: {_reason(error)}. "
                "This run goes on without it; nothing is lost."
            )
            return otherwise

    def _is_whole(self) -> bool:
        """Whether the file stands a look at every page; what cannot be opened is another trouble than damage."""
        try:
            self._open().check()
        except Damaged:
            return False
        except (sqlite3.Error, OSError):
            return True
        return True

    def _open(self) -> Store:
        if self._store is None:
            self._opened = _identity(self.path)
            self._store = Store(self.path)
        return self._store

    def _search(self, store: Store, pair: LanguagePair) -> Search:
        if pair not in self._searches:
            self._searches[pair] = Search(store, pair)
        return self._searches[pair]

    def _make_again(self) -> None:
        """Put the damaged file aside and learn all catalogs into a new one. Two runs that see it do it once."""
        self.close()
        self.rebuilt = True
        with project_lock(self.path.parent, message=self._message):
            if _identity(self.path) == self._opened:  # else another run was here first
                aside = set_aside(self.path)
                with closing(Store(self.path)) as store:
                    feed(store, self._places())
                self._message(
                    f"The translation memory was damaged. It has been made again from the PO files; what "
                    f"`locpipe memory import` had read is to be imported again. The old file is {aside.name}."
                )

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        self._searches.clear()
        if self._store is not None:
            with suppress(sqlite3.Error):
                self._store.close()
            self._store = None

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def set_aside(path: Path) -> Path:
    """Rename a memory file, over the one that was put aside before; its log files go."""
    aside = path.with_name(path.name + DAMAGED)
    path.replace(aside)
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return aside


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one of the same name; None where there is none."""
    try:
        state = path.stat()
    except OSError:
        return None
    return (state.st_dev, state.st_ino)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error).rstrip(".")
