"""``locpipe diff``: what changed between two states of the catalogs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.errors import CatalogError, FileError, UsageError
from pipeline.project import Project
from pipeline.review.catalog import Catalog
from pipeline.review.catalogs import Counts, count
from pipeline.review.changes import Change, EntryChange, catalog_changes
from pipeline.review.po import parse_catalog
from pipeline.runs.report import error_json
from pipeline.runs.revision import files_at, is_revision

State = dict[str, bytes]
"""The PO files of a state by their path below its folder."""


@dataclass(frozen=True, slots=True)
class CatalogDiff:
    """A catalog of either state; ``before`` or ``after`` is None where it was not there."""

    path: str
    language: str
    before: Counts | None
    after: Counts | None
    changes: tuple[EntryChange, ...]

    def counted(self) -> Counter[Change]:
        return Counter(change.kind for change in self.changes)

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "language": self.language,
            "before": _counts_json(self.before),
            "after": _counts_json(self.after),
            "changes": [_change_json(change) for change in self.changes],
        }


@dataclass(slots=True)
class DiffReport:
    catalogs: list[CatalogDiff] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def counted(self) -> Counter[Change]:
        return sum((one.counted() for one in self.catalogs), Counter())

    def to_json(self) -> dict[str, Any]:
        counted = self.counted()
        return {
            "catalogs": [one.to_json() for one in self.catalogs],
            "summary": {kind.value: counted[kind] for kind in Change},
            "errors": [error_json(error) for error in self.errors],
        }


def diff_states(project: Project, before: str, after: str | None, working_folder: Path) -> DiffReport:
    """Compare two states: folders, PO files or commits of git; without ``after`` the project's catalogs now.

    Of a commit the folder of the project's catalogs is read. Only catalogs that changed are in the report.

    Raises:
        UsageError: a state that is neither on disk nor in git.
    """
    old = _state(project, before, working_folder)
    new = _state(project, after, working_folder) if after is not None else _folder(project.locales)
    if len(old) == len(new) == 1 and "" in old and "" in new:
        name = PurePosixPath(after or before).name
        old, new = {name: old[""]}, {name: new[""]}
    report = DiffReport()
    for name in sorted(old.keys() | new.keys()):
        try:
            one = _compare(name, old.get(name), new.get(name))
        except CatalogError as error:
            report.errors.append(error)
            continue
        if one.changes or one.before is None or one.after is None:
            report.catalogs.append(one)
    return report


def _state(project: Project, name: str, working_folder: Path) -> State:
    path = working_folder / name
    if path.is_file():
        return {"": path.read_bytes()}
    if path.is_dir():
        return _folder(path)
    if is_revision(name, working_folder):
        if not project.locales.is_dir():
            raise UsageError(f"There is no folder {project.config.locales}/ to compare with {name}.")
        return files_at(name, project.locales, ".po")
    raise UsageError(f"{name}: neither a file or folder, nor a commit that git knows.")


def _folder(folder: Path) -> State:
    if not folder.is_dir():
        raise UsageError(f"{folder.name}/: there is no such folder.")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in _po_files(folder)}


def _po_files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*.po")):
        if not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path


def _compare(name: str, before: bytes | None, after: bytes | None) -> CatalogDiff:
    old, new = (None if data is None else parse_catalog(data, name) for data in (before, after))
    language = (new or old or Catalog()).headers.get("Language", "").strip()
    return CatalogDiff(
        name,
        language,
        None if old is None else count(old),
        None if new is None else count(new),
        tuple(catalog_changes(old or Catalog(), new or Catalog())) if before != after else (),
    )


def _counts_json(counts: Counts | None) -> dict[str, int] | None:
    if counts is None:
        return None
    return {
        "entries": counts.entries,
        "reviewed": counts.reviewed,
        "fuzzy": counts.fuzzy,
        "untranslated": counts.untranslated,
    }


def _change_json(change: EntryChange) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "line": change.entry.line,
        "context": change.entry.context,
        "source": change.entry.source,
        "before": None if change.before is None else list(change.before.translations),
        "after": None if change.after is None else list(change.after.translations),
    }
