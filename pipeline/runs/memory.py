"""``locpipe memory``: the project's translation memory: open it, import, export, search, count, make again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.errors import DocumentError, FileError, ProjectError, UsageError
from pipeline.memory import Memory, Place
from pipeline.memory.exchange import PO_SUFFIX, SUFFIXES, Refused, Wanted, read_file
from pipeline.memory.exchange.tmx import format_tmx
from pipeline.memory.exchange.xml import Raw
from pipeline.memory.feed import add_records, carry_over, feed, set_origin
from pipeline.memory.learning import edit_rates, edits
from pipeline.memory.project import set_aside
from pipeline.memory.recall import Remembered, Search
from pipeline.memory.repair import differing_words
from pipeline.memory.store import CATALOG, IMPORT, Damaged, Store, StoreError
from pipeline.model import LanguagePair
from pipeline.project import Project
from pipeline.review.write import project_lock, write_if_changed
from pipeline.runs.catalogs import find_catalogs
from pipeline.runs.report import error_json

Message = Callable[[str], None]
Progress = Callable[[int, int], None]


def project_memory(project: Project, message: Message | None = None) -> AbstractContextManager[Memory | None]:
    """The memory of a project for a translation, closed at the end; None where it is switched off."""
    if not project.config.memory:
        return nullcontext()
    return Memory(
        memory_path(project),
        lambda: places(project),
        trust_exact=project.config.trust_exact,
        at_least=project.config.memory_at_least / 100,
        message=message,
    )


def memory_path(project: Project) -> Path:
    return project.root / Path(project.config.memory_file).expanduser()


def places(project: Project) -> list[Place]:
    """The catalogs that the memory learns from."""
    return [Place(one.path, one.name, one.language) for one in find_catalogs(project)]


@contextmanager
def opened(project: Project, message: Message, *, writing: bool = False) -> Iterator[Store | None]:
    """The memory file for a command of its own, brought up to date; None where there is nothing in it yet.

    A damaged file is made again. On a read-only file system it is read as it is, unless ``writing``.

    Raises:
        ProjectError: it cannot be used.
    """
    path = memory_path(project)
    said: list[str] = []
    with Memory(path, lambda: places(project), message=said.append) as memory:
        memory.feed()
        if writing or path.exists():
            store = memory.use(lambda store: store, None)
            if store is not None:
                for line in said:
                    message(line)
                yield store
                return
            if writing:
                raise ProjectError(said[-1])
    if not path.exists():
        yield None
        return
    try:
        store = Store(path, read_only=True)
    except (Damaged, StoreError) as error:
        raise ProjectError(f"The translation memory {path} cannot be read: {error}.") from error
    try:
        message("The translation memory cannot be written to here: it is shown as it is.")
        yield store
    finally:
        store.close()


@dataclass(slots=True)
class ImportReport:
    """What came in: ``taken`` pairs of ``files`` files; ``refused`` counts the others by their reason."""

    files: int = 0
    taken: int = 0
    refused: Refused = field(default_factory=Refused)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "files": self.files,
            "imported": self.taken,
            "refused": dict(sorted(self.refused.reasons.items())),
            "errors": [error_json(error) for error in self.errors],
        }


def import_files(
    project: Project,
    paths: Sequence[Path],
    wanted: Wanted,
    message: Message,
    *,
    every: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Read memories of other tools and remember what is good in them. A file that was read before is read anew.

    A file that fails leaves nothing behind and does not stop the others.

    Raises:
        ProjectError: the memory cannot be written.
    """
    report = ImportReport()
    files = _files(paths, report.errors)
    with opened(project, message, writing=True) as store:
        assert store is not None
        for number, path in enumerate(files):
            if progress is not None:
                progress(number, len(files))
            name = project.name_of(path)
            try:
                digest = blake2b(path.read_bytes(), digest_size=16).hexdigest()
                with store.transaction():
                    origin = set_origin(store, IMPORT, name, wanted.target or "", name, (0, 0, digest))
                    store.run("DELETE FROM translations WHERE origin = ?", (origin,))
                    report.taken += add_records(
                        store, origin, read_file(path, name, wanted, report.refused, every=every)
                    )
                report.files += 1
            except FileError as error:
                report.errors.append(error)
            except OSError as error:
                report.errors.append(DocumentError(f"cannot be read: {error.strerror or error}", name))
    return report


def _files(paths: Sequence[Path], errors: list[FileError]) -> list[Path]:
    """The files that are named, those of folders with an ending that is read; each once."""
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = [
                one
                for one in sorted(path.rglob("*"))
                if one.suffix.lower() in (PO_SUFFIX, *SUFFIXES) and one.is_file()
            ]
            if not inside:
                errors.append(DocumentError("no file of a translation memory in this folder", str(path)))
            found.update(dict.fromkeys(inside))
        elif path.is_file():
            found[path] = None
        else:
            errors.append(DocumentError("no such file or folder", str(path)))
    return list(found)


@dataclass(slots=True)
class ExportReport:
    pairs: int = 0
    left_out: int = 0


def export_tmx(
    store: Store | None, out: Path | None, source: str, target: str | None
) -> tuple[str, ExportReport]:
    """The memory as TMX, sorted, so that the same memory gives the same bytes; written to ``out`` if given.

    A message with more than two plural forms has no place in TMX: it is left out and counted.

    Raises:
        WriteError: the file cannot be written.
    """
    report = ExportReport()
    pairs: dict[tuple[str, ...], Raw] = {}
    rows = store.each(
        "SELECT s.language, s.text, t.language, t.text, t.forms, t.plural, t.context, t.reviewer, t.time "
        "FROM translations t JOIN sources s ON s.id = t.source"
    ) if store is not None else iter(())  # fmt: skip
    for language, text, locale, translation, forms, plural, context, reviewer, time in rows:
        if target is not None and locale != target:
            continue
        if forms is not None and len(json.loads(forms)) > 2:
            report.left_out += 1
            continue
        both = (
            [(text, translation)]
            if plural is None
            else [(text, translation), (plural, json.loads(forms)[-1])]
        )
        for one, other in both:
            raw = Raw(one, other, language, locale, context or "", reviewer, time)
            key = (language, one, locale, other, raw.context)
            if key not in pairs or (pairs[key].time, pairs[key].reviewer) < (time, reviewer):
                pairs[key] = raw
    ordered = [pairs[key] for key in sorted(pairs)]
    report.pairs = len(ordered)
    text = "".join(format_tmx(ordered, source, __version__))
    if out is not None:
        write_if_changed(out, text.encode("utf-8"), str(out))
    return text, report


def search_memory(
    store: Store | None, text: str, pair: LanguagePair, at_least: float, most: int
) -> list[Remembered]:
    """What the memory has of a text: the same, then the most similar."""
    if store is None:
        return []
    search = Search(store, pair)
    return [*search.same(text), *search.similar(text, at_least, most)][:most]


def remembered_json(one: Remembered, text: str, language: str) -> dict[str, Any]:
    return {
        "score": round(one.score, 2),
        "source": one.source,
        "targets": list(one.targets),
        "context": one.context,
        "origin": one.origin,
        "imported": one.imported,
        "reviewer": one.reviewer,
        "time": one.time,
        "differing": [list(words) for words in differing_words(one.source, text, language)],
    }


def stats(store: Store | None, path: Path) -> dict[str, Any]:
    """What the memory holds, by language pair."""
    if store is None:
        return {"path": str(path), "bytes": 0, "catalogs": 0, "imports": 0, "pairs": [], "edits": []}
    kinds = dict(store.rows("SELECT kind, count(*) FROM origins GROUP BY kind"))
    rows = store.rows(
        "SELECT s.language, t.language, sum(t.unit IS NULL), sum(t.unit IS NOT NULL), sum(t.unit IS NULL AND o.kind = ?), "
        "count(DISTINCT nullif(t.reviewer, '')) FROM translations t JOIN sources s ON s.id = t.source "
        "JOIN origins o ON o.id = t.origin GROUP BY 1, 2 ORDER BY 1, 2",
        (IMPORT,),
    )
    names = ("source", "target", "units", "sentences", "imported", "reviewers")
    return {
        "path": str(path),
        "bytes": path.stat().st_size,
        "catalogs": kinds.get(CATALOG, 0),
        "imports": kinds.get(IMPORT, 0),
        "pairs": [dict(zip(names, row, strict=True)) for row in rows],
        "edits": [
            {
                "document": one.document,
                "language": one.language,
                "engine": one.engine,
                "entries": one.entries,
                "unchanged": one.unchanged,
                "distance": round(one.distance, 3),
            }
            for one in edit_rates(edits(store))
        ],
    }


def rebuild(
    project: Project, message: Message, progress: Progress | None = None
) -> tuple[dict[str, Any], int]:
    """Make the memory again from the PO files; what was imported is carried over where the old file can be read.

    The new file is made beside the old one and takes its place when it is whole. Returns its counts, and how
    many imported translations were carried over.

    Raises:
        ProjectError: the file cannot be written.
        UsageError: there is nothing to make it from.
    """
    path = memory_path(project)
    found = places(project)
    if not found and not path.exists():
        raise UsageError(f"No catalog in {project.config.locales}/: there is nothing to remember yet.")
    fresh = path.with_name(path.name + ".new")
    try:
        with project_lock(path.parent, message=message):
            for ending in ("", "-wal", "-shm"):
                fresh.with_name(fresh.name + ending).unlink(missing_ok=True)
            new = Store(fresh)
            try:
                feed(new, found, progress)
                carried = _carry_over(path, new, message)
                counts = stats(new, fresh)
            finally:
                new.close()
            if path.exists():
                set_aside(path).unlink()
            fresh.replace(path)
    except (Damaged, StoreError, OSError) as error:
        raise ProjectError(f"The translation memory {path} cannot be made: {error}.") from error
    return {**counts, "path": str(path)}, carried


def _carry_over(path: Path, new: Store, message: Message) -> int:
    """Copy what was imported, and what machines said, from the old file."""
    if not path.exists():
        return 0
    try:
        old = Store(path)
        try:
            return carry_over(old, new)
        finally:
            old.close()
    except (Damaged, StoreError) as error:
        message(f"The old file cannot be read ({error}): what was imported is to be imported again.")
        return 0
