"""``locpipe status``: how far each catalog is, and what the checks see in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.checks.rules import choose_rules
from pipeline.errors import FileError
from pipeline.glossary import Terms
from pipeline.model import Finding
from pipeline.project import Project
from pipeline.review.catalogs import Counts, count
from pipeline.review.po import read_catalog
from pipeline.runs.catalogs import CatalogFile, find_catalogs
from pipeline.runs.look import look_at_file
from pipeline.runs.report import error_json, severity_counts


@dataclass(frozen=True, slots=True)
class CatalogStatus:
    file: CatalogFile
    counts: Counts
    findings: tuple[Finding, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.file.name,
            "language": self.file.language,
            "entries": self.counts.entries,
            "reviewed": self.counts.reviewed,
            "fuzzy": self.counts.fuzzy,
            "untranslated": self.counts.untranslated,
            "obsolete": self.counts.obsolete,
            "findings": severity_counts(self.findings),
        }


@dataclass(slots=True)
class StatusReport:
    catalogs: list[CatalogStatus] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "catalogs": [catalog.to_json() for catalog in self.catalogs],
            "errors": [error_json(error) for error in self.errors],
        }


def catalog_status(project: Project, terms: Terms, paths: Sequence[Path] = ()) -> StatusReport:
    """Count every catalog (or those named) and look at each translation, fuzzy or not, as `check` does."""
    report = StatusReport()
    rules = choose_rules(project.config.check_select, project.config.check_ignore)
    for file in find_catalogs(project, paths):
        try:
            catalog = read_catalog(file.path, file.name)
        except FileError as error:
            report.errors.append(error)
            continue
        findings, _ = look_at_file(file, catalog, terms, rules)
        report.catalogs.append(CatalogStatus(file, count(catalog), tuple(findings)))
    return report
