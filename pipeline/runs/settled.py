"""What earlier runs found settled: where nothing has changed since, no document is read, no detector and no model loaded.

A finding is kept with a digest of all that it rests on: the bytes of the document and of its catalogs, the
glossaries, the configuration, the code of locpipe and of every installed package. Whatever differs, a human's
edit in one letter too, leads to the whole way. The file is a cache beside the memory's, not for git: it can be
thrown away, and a run that cannot use it does without.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

import pipeline
from pipeline.glossary import Glossary, Term
from pipeline.project import Project

FILE = ".locpipe/settled.sqlite3"
"""Under the project's root, in the folder that keeps itself out of git."""

_WAIT = 2.0  # seconds for another run's transaction; after that this run keeps nothing
_AT_ONCE = 500  # findings between two transactions
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS settled "
    "(kind TEXT, name TEXT, state BLOB, said TEXT, PRIMARY KEY (kind, name)) WITHOUT ROWID"
)


class Settled:
    """The findings of one project for one basis: glossaries, configuration and code, see `basis_of`."""

    def __init__(self, path: Path, basis: bytes) -> None:
        self._path = path
        self._basis = basis
        self._db: sqlite3.Connection | None = None
        self._broken = False
        self._removed = False
        self._new: list[tuple[str, str, bytes, str]] = []

    def find(self, kind: str, name: str, state: Iterable[bytes]) -> Any:
        """What was said of ``name`` when its state was the same; None where nothing is known."""
        with self._careful():
            db = self._open(make=False)
            if db is not None:
                rows = db.execute(
                    "SELECT said FROM settled WHERE kind = ? AND name = ? AND state = ?",
                    (kind, name, self._digest(state)),
                ).fetchall()
                return json.loads(rows[0][0]) if rows else None
        return None

    def keep(self, kind: str, name: str, state: Iterable[bytes], said: Any) -> None:
        """Remember what was said of ``name`` in this state; ``said`` is JSON."""
        if name.isprintable():
            self._new.append((kind, name, self._digest(state), json.dumps(said)))
            if len(self._new) >= _AT_ONCE:
                self._write()

    def _digest(self, state: Iterable[bytes]) -> bytes:
        return digest((self._basis, *state))

    def _write(self) -> None:
        new, self._new = self._new, []
        with self._careful():
            db = self._open(make=True)
            if db is not None and new:
                with db:
                    db.executemany("INSERT OR REPLACE INTO settled VALUES (?, ?, ?, ?)", new)

    def _open(self, *, make: bool) -> sqlite3.Connection | None:
        if self._broken or (self._db is None and not make and not self._path.exists()):
            return None
        if self._db is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            ignored = self._path.parent / ".gitignore"
            if not ignored.exists():
                ignored.write_text("*\n", encoding="utf-8")
            self._db = sqlite3.connect(self._path, timeout=_WAIT)
            self._db.execute(_SCHEMA)
        return self._db

    @contextmanager
    def _careful(self) -> Iterator[None]:
        """A cache stops no run: one that another run holds is left alone, a damaged one is removed."""
        try:
            yield
        except (sqlite3.Error, OSError, json.JSONDecodeError) as error:
            self._close()
            damaged = not isinstance(error, (sqlite3.OperationalError, OSError))
            self._broken = not damaged or self._removed
            if damaged and not self._removed:
                self._removed = True
                with suppress(OSError):
                    self._path.unlink()

    def _close(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def __enter__(self) -> Settled:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._new:
            self._write()
        self._close()


def settled_of(project: Project, glossary: Glossary, options: str = "") -> Settled:
    """The findings of a project under its present configuration, with these glossaries and ``options``."""
    return Settled(project.root / FILE, basis_of(project, glossary, options))


def basis_of(project: Project, glossary: Glossary, options: str = "") -> bytes:
    """A digest of what all documents and catalogs of a run have in common, and what may change any of them.

    How many processes or machines work, which languages are asked for and where the project lies changes none of them.
    """
    config = replace(project.config, root=Path(), jobs=0, scheduler="", target_languages=())
    state = (sys.version, _installed(), _code(), repr(config), options)
    return digest((repr(state).encode("utf-8", "surrogatepass"), *_terms(glossary)))


def _terms(glossary: Glossary) -> Iterator[bytes]:
    values = attrgetter(*(field.name for field in fields(Term)))
    yield repr(glossary.source_language).encode()
    for term in glossary:
        yield repr(values(term)).encode("utf-8", "surrogatepass")


def _installed() -> list[str]:
    """The installed packages, ``name-version.dist-info``: plug-ins and the libraries behind formats and checks."""
    found: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            names = (path.name for path in Path(folder).iterdir())
            found.update(name for name in names if name.endswith((".dist-info", ".egg-info")))
    return sorted(found)


def _code() -> list[tuple[str, int, int]]:
    """The files of locpipe itself, so that somebody who works on it sees what a change does."""
    root = Path(pipeline.__file__).parent
    found = []
    for path in sorted(root.rglob("*")):
        if path.suffix not in ("", ".pyc"):
            state = path.stat()
            found.append((path.relative_to(root).as_posix(), state.st_size, state.st_mtime_ns))
    return found


def digest(parts: Iterable[bytes]) -> bytes:
    """A digest of byte strings, in order; where one ends and the next begins counts."""
    whole = blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def digest_of(path: Path) -> bytes:
    """The digest of a file's content; empty where there is no file that can be read."""
    whole = blake2b(digest_size=16)
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                whole.update(chunk)
    except OSError:
        return b""
    return whole.digest()


def digest_bytes(data: bytes) -> bytes:
    """The digest of a file that holds ``data``, as `digest_of` finds it."""
    return blake2b(data, digest_size=16).digest()
