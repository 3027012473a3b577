"""``locpipe build``: localized documents and ``.mo`` files from what has been reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.build.documents import choose_texts
from pipeline.build.mo import mo_bytes
from pipeline.build.output import document_output, mo_output
from pipeline.errors import FileError
from pipeline.project import Project
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

    ``min_reviewed`` is in per cent of the entries: a catalog below it is an error and is not built.
    """
    report = BuildReport()
    for file in find_catalogs(project, paths):
        try:
            report.outputs += _build(project, file, use_fuzzy, min_reviewed)
        except FileError as error:
            report.errors.append(error)
    return report


def _build(project: Project, file: CatalogFile, use_fuzzy: bool, min_reviewed: float) -> list[Output]:
    catalog = read_catalog(file.path, file.name)
    counts = count(catalog)
    share = 100 * counts.reviewed / counts.entries if counts.entries else 100.0
    if share < min_reviewed:
        raise FileError(
            f"{share:.0f} % of the entries are reviewed, --min-reviewed asks for {min_reviewed:g} %: not built",
            file.name,
        )
    outputs = []
    source = document_of(project, file, catalog)
    if source is not None:
        document = project.read(source)
        chosen = choose_texts(catalog, document, use_fuzzy=use_fuzzy)
        data = project.render(document, chosen.translations, file.language)
        path = document_output(project.out, file.language, source.name)
        written = write_if_changed(path, data, project.name_of(path))
        outputs.append(
            Output(
                project.name_of(path), file.language, chosen.reviewed, chosen.fuzzy, chosen.fallback, written
            )
        )
    path = mo_output(project.out, file.language, file.domain)
    fuzzy = counts.fuzzy if use_fuzzy else 0
    written = write_if_changed(path, mo_bytes(catalog, use_fuzzy=use_fuzzy), project.name_of(path))
    fallback = counts.entries - counts.reviewed - fuzzy
    outputs.append(Output(project.name_of(path), file.language, counts.reviewed, fuzzy, fallback, written))
    return outputs
