"""The memory's file: SQLite with a full-text index, made when there is something to keep.

What the file holds, and why it stays right: ``sources`` are distinct texts, found by a hash or through
``words``; ``translations`` are what humans made of them, each from an ``origin`` (a catalog or an imported
file); ``answers`` and ``drafts`` are what machines said, which is never recalled as a translation. The PO files
are the truth: the file can be thrown away, and is not for git (its folder ignores itself).

Several processes may use it at once (write-ahead log, short transactions). A kill leaves the last
transaction done or not done.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline.memory.tokens import indexed_tokens

FORMAT = 2
"""Layout of the file; another one is made again from the PO files."""

CATALOG, IMPORT = "catalog", "import"
"""The kinds of origin: a catalog of the project, a file that was imported."""

_WAIT = 30.0  # seconds for another process's transaction
_CACHE = 64_000  # KiB of pages in memory
_MAPPED = 1 << 30  # bytes read through the address space
_PENDING = 1 << 26  # bytes of index that are sorted in memory before they are written

# Only tables with small rows are WITHOUT ROWID: what is over 1 kB in one of those has a page of 4 kB for itself
_SCHEMA = """
CREATE TABLE sources (id INTEGER PRIMARY KEY, language TEXT NOT NULL, text TEXT NOT NULL, hash INTEGER NOT NULL);
CREATE INDEX sources_by_hash ON sources (hash);
CREATE TABLE origins (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, language TEXT NOT NULL, document TEXT NOT NULL,
    size INTEGER NOT NULL, changed INTEGER NOT NULL, digest TEXT NOT NULL, UNIQUE (kind, name)
);
CREATE TABLE translations (
    id INTEGER PRIMARY KEY, source INTEGER NOT NULL, language TEXT NOT NULL, text TEXT NOT NULL, forms TEXT,
    plural TEXT, context TEXT, kinds TEXT NOT NULL, unit INTEGER, origin INTEGER NOT NULL,
    reviewer TEXT NOT NULL, time TEXT NOT NULL
);
CREATE INDEX translations_by_source ON translations (source);
CREATE INDEX translations_by_origin ON translations (origin);
CREATE VIRTUAL TABLE words USING fts5 (
    tokens, content = '', detail = none, columnsize = 0,
    tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M* S* P*'"
);
CREATE TABLE frequency (token TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE answers (
    route TEXT NOT NULL, text TEXT NOT NULL, hypotheses TEXT NOT NULL, catalog TEXT NOT NULL,
    PRIMARY KEY (route, text)
);
CREATE TABLE drafts (
    catalog TEXT NOT NULL, language TEXT NOT NULL, context TEXT NOT NULL, source TEXT NOT NULL, text TEXT NOT NULL,
    engine TEXT NOT NULL, PRIMARY KEY (catalog, context, source)
);
CREATE TABLE glossaries (catalog TEXT PRIMARY KEY, terms TEXT NOT NULL) WITHOUT ROWID;
"""


StoreError = sqlite3.Error
"""What SQLite raises: the file is locked, read-only, on a full disk."""


class Damaged(Exception):
    """The file is no memory, or not whole any more. Never leaves `pipeline.memory`."""


class Store:
    """One open memory file.

    Raises:
        Damaged: from any method, when SQLite finds the file broken.
        sqlite3.OperationalError: the file cannot be opened, read or written.
    """

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.path = path
        self.read_only = read_only
        if read_only:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None
            )
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self._db.close()
            raise

    def _prepare(self) -> None:
        if not self.read_only:
            ignored = self.path.parent / ".gitignore"
            if self.path.parent.name.startswith(".") and not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
        with _mapped():
            self._db.execute(f"PRAGMA cache_size = -{_CACHE}")
            self._db.execute(f"PRAGMA mmap_size = {_MAPPED}")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == FORMAT or self.read_only:
                if version != FORMAT:
                    raise Damaged(f"layout {version}")
                self._db.execute("SELECT 1 FROM translations LIMIT 1").fetchone()
                return
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
        with self.transaction():
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            if version == FORMAT:
                return  # another process was faster
            if version or self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                raise Damaged(f"layout {version}")
            for statement in _SCHEMA.split(";\n"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {FORMAT}")

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is written together or not at all; other writers wait."""
        with _mapped():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def rows(self, statement: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with _mapped():
            return self._db.execute(statement, values).fetchall()

    def each(self, statement: str, values: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, one at a time."""
        with _mapped():
            yield from self._db.execute(statement, values)

    def run(self, statement: str, values: Sequence[Any] = ()) -> int:
        """Run one statement inside a transaction; the id of the row it made."""
        return self._db.execute(statement, values).lastrowid or 0

    def run_many(self, statement: str, values: Iterable[Sequence[Any]]) -> None:
        self._db.executemany(statement, values)

    def check(self) -> None:
        """Read the whole file.

        Raises:
            Damaged: a page is broken.
        """
        (said,) = self.rows("PRAGMA integrity_check(1)")[0]
        if said != "ok":
            raise Damaged(str(said))


class SourceWriter:
    """Adds source texts inside one transaction: each distinct text once, with its index entries."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[tuple[str, str], int] = {}
        self._next = (store.rows("SELECT max(id) FROM sources")[0][0] or 0) + 1
        self._fresh = self._next == 1
        self._sources: list[tuple[int, str, str, int]] = []
        self._words: list[tuple[int, str]] = []
        self._counts: Counter[str] = Counter()
        store.run("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_PENDING,))

    def id_of(self, language: str, text: str) -> int:
        """The id of a text, new or known."""
        key = (language, text)
        found = self._known.get(key)
        if found is None:
            found = None if self._fresh else find_source(self._store, language, text)
            if found is None:
                found = self._add(language, text)
            self._known[key] = found
        return found

    def _add(self, language: str, text: str) -> int:
        number = self._next
        self._next += 1
        tokens = indexed_tokens(text)
        self._counts.update(tokens)
        self._sources.append((number, language, text, hash_of(text)))
        self._words.append((number, " ".join(tokens)))
        if len(self._sources) >= 10_000:
            self._flush()
        return number

    def _flush(self) -> None:
        self._store.run_many("INSERT INTO sources VALUES (?, ?, ?, ?)", self._sources)
        self._store.run_many("INSERT INTO words (rowid, tokens) VALUES (?, ?)", self._words)
        self._sources.clear()
        self._words.clear()

    def finish(self) -> None:
        """Write what is left; to be called once, before the transaction ends."""
        self._flush()
        self._store.run_many(
            "INSERT INTO frequency VALUES (?, ?) ON CONFLICT (token) DO UPDATE SET count = count + excluded.count",
            sorted(self._counts.items()),
        )


def find_source(store: Store, language: str, text: str) -> int | None:
    """The id of exactly this text in exactly this language."""
    rows = store.rows(
        "SELECT id FROM sources WHERE hash = ? AND text = ? AND language = ?", (hash_of(text), text, language)
    )
    return rows[0][0] if rows else None


def storable(text: str) -> bool:
    """Whether SQLite can hold a text: half characters are none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def hash_of(text: str) -> int:
    """A number by which a text is found; the same in every process."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


@contextmanager
def _mapped() -> Iterator[None]:
    """SQLite's word for a broken file becomes ours; the rest (locked, read-only, full disk) goes through."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "decode" in str(error):  # a text that is no UTF-8: we never wrote one
            raise Damaged(str(error)) from error
        raise
    except sqlite3.DatabaseError as error:
        raise Damaged(str(error)) from error
