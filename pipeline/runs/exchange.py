"""``locpipe export`` and ``locpipe import``: catalogs out for review, and the reviewed texts back in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.errors import CatalogError, FileError, UsageError
from pipeline.exchange.rows import Conflict, Merged, merge_rows, rows_of
from pipeline.exchange.sheet import read_sheet, write_sheet
from pipeline.exchange.xliff import read_xliff, writable, write_xliff
from pipeline.project import Project
from pipeline.review.format import encode_catalog
from pipeline.review.po import read_catalog
from pipeline.review.write import project_lock, write_if_changed
from pipeline.runs.catalogs import CatalogFile, find_catalogs, source_language
from pipeline.runs.report import error_json

FORMATS = {"xliff": ".xlf", "xliff2": ".xlf", "csv": ".csv"}
"""What ``--as`` takes, and the ending of its files."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written: how many texts, how many of them XML cannot hold."""

    catalog: str
    path: str
    texts: int
    left_out: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What came back for a catalog."""

    catalog: str
    path: str
    changed: int
    reviewed: int
    conflicts: tuple[Conflict, ...]
    written: bool


@dataclass(slots=True)
class ExchangeReport:
    """Of a whole run."""

    exported: list[Exported] = field(default_factory=list)
    imported: list[Imported] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "exported": [
                {"catalog": one.catalog, "path": one.path, "texts": one.texts, "left_out": one.left_out}
                for one in self.exported
            ],
            "imported": [
                {
                    "catalog": one.catalog, "path": one.path, "changed": one.changed, "reviewed": one.reviewed,
                    "written": one.written,
                    "conflicts": [{"line": c.line, "source": c.source, "why": c.why} for c in one.conflicts],
                }
                for one in self.imported
            ],
            "errors": [error_json(error) for error in self.errors],
        }  # fmt: skip


def export_catalogs(project: Project, paths: Sequence[Path], form: str, out: Path) -> ExchangeReport:
    """Write every catalog (or those named) as ``form`` to ``out/<locale>/<domain>``.

    Raises:
        UsageError: an unknown form.
    """
    if form not in FORMATS:
        raise UsageError(f"Unknown format {form!r}. Use one of: {', '.join(FORMATS)}.")
    report = ExchangeReport()
    for file in find_catalogs(project, paths):
        try:
            report.exported.append(_export(project, file, form, out))
        except FileError as error:
            report.errors.append(error)
    return report


def _export(project: Project, file: CatalogFile, form: str, out: Path) -> Exported:
    catalog = read_catalog(file.path, file.name)
    rows = list(rows_of(catalog))
    total = len(rows)
    if form == "csv":
        data = write_sheet(file.name, rows)
    else:
        rows = [row for row in rows if writable(row)]
        version = "2.0" if form == "xliff2" else "1.2"
        data = write_xliff(file.name, rows, source_language(catalog), file.language, version=version)
    path = out / file.language / f"{file.domain}{FORMATS[form]}"
    write_if_changed(path, data, project.name_of(path))
    return Exported(file.name, project.name_of(path), total, total - len(rows))


def import_files(project: Project, paths: Sequence[Path], *, dry_run: bool = False) -> ExchangeReport:
    """Bring files that `export_catalogs` wrote, and people changed, back into their catalogs."""
    report = ExchangeReport()
    known = {one.name: one for one in find_catalogs(project)}
    for path in paths:
        name = project.name_of(path)
        try:
            try:
                data = path.read_bytes()
            except OSError as error:
                raise CatalogError(f"cannot be read: {error.strerror or error}.", name) from error
            read = read_sheet if path.suffix.lower() in (".csv", ".tsv") else read_xliff
            for catalog, rows in read(data, name).items():
                if catalog not in known:
                    raise CatalogError(
                        f"is of the catalog {catalog!r}, which this project does not have.", name
                    )
                file = known[catalog]
                with project_lock(project.locales):
                    merged = merge_rows(read_catalog(file.path, file.name), rows)
                    written = bool(merged.changed) and not dry_run and _write(file, merged)
                report.imported.append(
                    Imported(catalog, name, merged.changed, merged.reviewed, merged.conflicts, written)
                )
        except FileError as error:
            report.errors.append(error)
    return report


def _write(file: CatalogFile, merged: Merged) -> bool:
    return write_if_changed(file.path, encode_catalog(merged.catalog), file.name)
