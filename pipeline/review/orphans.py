"""Catalogs whose document is gone: a document that was renamed takes its reviewed work along.

A catalog names its document in its header. Where that file is gone and a document without a catalog holds
much of the same text, it is the same document under another name (git finds renames so, too).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from pipeline.errors import CatalogError, WriteError
from pipeline.model import Document
from pipeline.review.catalog import Key
from pipeline.review.catalogs import catalogs_of
from pipeline.review.header import document_in
from pipeline.review.po import read_catalog

ALIKE = 0.5
"""From this share of common text on, a document is a renamed one (git's own threshold for a rename)."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A catalog at ``path`` that was made from ``document``, a file that is gone."""

    path: Path
    document: str


@dataclass(slots=True)
class Orphans:
    """The catalogs under ``locales`` whose documents are gone from ``root``; looked up when first asked for."""

    root: Path
    locales: Path
    _found: dict[str, list[Orphan]] = field(default_factory=dict)
    _keys: dict[Path, frozenset[Key]] = field(default_factory=dict)

    def like(self, document: Document, target: str) -> Orphan | None:
        """The orphan in this language that has most of the document's text; None where none has much of it.

        Of two that have as much the one whose file had the same name comes first: a folder may have been renamed.
        """
        if target not in self._found:
            self._found[target] = list(self._look_for(target))
        wanted = frozenset(unit.key for unit in document.units)
        best, most = None, (0.0, False)
        for orphan in self._found[target]:
            share = _common(wanted, self._keys_of(orphan))
            rank = share, PurePosixPath(orphan.document).name == PurePosixPath(document.path).name
            if share >= ALIKE and rank > most:
                best, most = orphan, rank
        return best

    def move(self, orphan: Orphan, path: Path, target: str, name: str = "") -> None:
        """Give the orphan's file the name of the new document's catalog, which must not be there.

        One step: a killed run leaves it under the one name or the other. Folders left empty go. The caller
        holds the lock of ``locales``.

        Raises:
            WriteError: it cannot be moved; it is where it was.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            orphan.path.rename(path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise WriteError(
                f"Cannot give the catalog {orphan.path.name} this name: {reason}.", name
            ) from error
        self._found[target].remove(orphan)
        folder = orphan.path.parent
        with suppress(OSError):
            while folder != self.locales:
                folder.rmdir()
                folder = folder.parent

    def _look_for(self, target: str) -> list[Orphan]:
        recorded = [(path, document_in(path)) for path in catalogs_of(self.locales, target)]
        return [Orphan(path, name) for path, name in recorded if name and not (self.root / name).is_file()]

    def _keys_of(self, orphan: Orphan) -> frozenset[Key]:
        if orphan.path not in self._keys:
            keys: frozenset[Key] = frozenset()
            with suppress(CatalogError):  # it is named where it is read for its own sake
                keys = frozenset(entry.key for entry in read_catalog(orphan.path, orphan.path.name).entries)
            self._keys[orphan.path] = keys
        return self._keys[orphan.path]


def _common(one: frozenset[Key], other: frozenset[Key]) -> float:
    """How much of two sets of messages is the same, in [0, 1]; long ones count for more than captions."""
    whole = _size(one) + _size(other)
    return 2 * _size(one & other) / whole if whole else 0.0


def _size(keys: frozenset[Key]) -> int:
    return sum(len(source) for _, source in keys)
