"""``locpipe build``: localized documents and ``.mo`` files from what has been reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.build.documents import Refused, choose_texts, render_chosen
from pipeline.build.mo import mo_bytes
from pipeline.build.output import document_output, mo_output
from pipeline.errors import CatalogError, FileError
from pipeline.model import Document
from pipeline.project import Project
from pipeline.review.catalog import Catalog
from pipeline.review.catalogs import count
from pipeline.review.po import read_catalog
from pipeline.review.write import write_if_changed
from pipeline.runs.catalogs import CatalogFile, document_of, find_catalogs
from pipeline.runs.report import error_json


@dataclass(frozen=True, slots=True)
class Output:
    """A built file: how many of its texts are reviewed, unreviewed (``--use-fuzzy``) or still the source."""

    path: str
    language: str
    reviewed: int
    fuzzy: int
    fallback: int
    written: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "language": self.language,
            "reviewed": self.reviewed,
            "fuzzy": self.fuzzy,
            "fallback": self.fallback,
            "written": self.written,
        }


@dataclass(slots=True)
class BuildReport:
    outputs: list[Output] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "outputs": [output.to_json() for output in self.outputs],
            "errors": [error_json(error) for error in self.errors],
        }


def build_catalogs(
    project: Project,
    paths: Sequence[Path] = (),
    *,
    use_fuzzy: bool = False,
    min_reviewed: float = 0.0,
) -> BuildReport:
    """Build every catalog (or those named): its document, where it has one, and its ``.mo``.

    ``min_reviewed`` is in per cent of the entries: a catalog below it is an error and is not built. A
    text that would damage its document is an error, too, at its place in the catalog; the document is
    built with the source in its place.
    """
    report = BuildReport()
    for file in find_catalogs(project, paths):
        try:
            _build(project, file, use_fuzzy, min_reviewed, report)
        except FileError as error:
            report.errors.append(error)
    return report


def _build(
    project: Project, file: CatalogFile, use_fuzzy: bool, min_reviewed: float, report: BuildReport
) -> None:
    catalog = read_catalog(file.path, file.name)
    counts = count(catalog)
    share = 100 * counts.reviewed / counts.entries if counts.entries else 100.0
    if share < min_reviewed:
        raise FileError(
            f"{share:.0f} % of the entries are reviewed, --min-reviewed asks for {min_reviewed:g} %: not built",
            file.name,
        )
    source = document_of(project, file, catalog)
    if source is not None:
        document = project.read(source)
        chosen = choose_texts(catalog, document, use_fuzzy=use_fuzzy)
        data, chosen, refused = render_chosen(
            lambda texts: project.render(document, texts, file.language), document, chosen
        )
        report.errors += _refusals(file, catalog, document, refused)
        path = document_output(project.out, file.language, source.name)
        written = write_if_changed(path, data, project.name_of(path))
        report.outputs.append(
            Output(
                project.name_of(path), file.language, chosen.reviewed, chosen.fuzzy, chosen.fallback, written
            )
        )
    path = mo_output(project.out, file.language, file.domain)
    fuzzy = counts.fuzzy if use_fuzzy else 0
    written = write_if_changed(path, mo_bytes(catalog, use_fuzzy=use_fuzzy), project.name_of(path))
    fallback = counts.entries - counts.reviewed - fuzzy
    report.outputs.append(
        Output(project.name_of(path), file.language, counts.reviewed, fuzzy, fallback, written)
    )


def _refusals(
    file: CatalogFile, catalog: Catalog, document: Document, refused: Sequence[Refused]
) -> list[FileError]:
    """One error for each entry whose text was left out, at its line in the catalog."""
    lines = {entry.key: entry.line for entry in catalog.entries}
    errors: dict[int, FileError] = {}
    for one in refused:
        unit = document.units[one.unit]
        what = "cannot be written to" if one.unwritable else "would change the structure of"
        place = f"{document.path} (line {unit.line})"
        line = lines[unit.key]
        reason = one.reason.removeprefix("a translation changed the structure: ")
        message = f"this translation {what} {place}: {reason} The source text stands in its place."
        errors.setdefault(line, CatalogError(message, file.name, line))
    return [errors[line] for line in sorted(errors)]
