"""``locpipe status``: how far each catalog is, and what the checks see in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.checks.rules import Rule, choose_rules
from pipeline.errors import FileError
from pipeline.glossary import Terms
from pipeline.model import Finding, Severity
from pipeline.project import Project
from pipeline.review.catalog import Entry
from pipeline.review.catalogs import Counts, count
from pipeline.review.comments import confidence_of
from pipeline.review.po import parse_catalog, read_bytes
from pipeline.runs.catalogs import CatalogFile, find_catalogs
from pipeline.runs.look import look_at_file
from pipeline.runs.report import error_json, severity_counts
from pipeline.runs.settled import digest_bytes, settled_of

_KIND = "status"


@dataclass(frozen=True, slots=True)
class CatalogStatus:
    """How far a catalog is. Of a finding, rule, severity, message, path and line are told."""

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


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An entry that waits for review, with what is known of its quality. ``confidence`` is None where nobody said."""

    path: str
    line: int
    language: str
    confidence: float | None
    source: str
    target: str
    errors: int
    findings: int

    @property
    def rank(self) -> tuple[int, float, int, str, int]:
        """Errors first, then by confidence; an entry without one stands behind those that have one."""
        sure = 1.0 if self.confidence is None else self.confidence
        return (-self.errors, sure, -self.findings, self.path, self.line)

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "line": self.line,
            "language": self.language,
            "confidence": self.confidence,
            "source": self.source,
            "target": self.target,
            "errors": self.errors,
            "findings": self.findings,
        }


@dataclass(slots=True)
class StatusReport:
    catalogs: list[CatalogStatus] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)

    def worst(self, most: int) -> list[Doubtful]:
        """The entries that a reviewer should look at first."""
        return sorted(self.doubtful, key=lambda one: one.rank)[:most]

    def to_json(self, worst: int = 0) -> dict[str, Any]:
        more = {"worst": [one.to_json() for one in self.worst(worst)]} if worst else {}
        return {
            "catalogs": [catalog.to_json() for catalog in self.catalogs],
            **more,
            "errors": [error_json(error) for error in self.errors],
        }


def catalog_status(
    project: Project, terms: Terms, paths: Sequence[Path] = (), *, worst: bool = False, jobs: int = 1
) -> StatusReport:
    """Count every catalog (or those named) and look at each translation, fuzzy or not, as `check` does.

    A catalog that was looked at before and has not changed is not looked at again. ``worst`` collects the entries
    that wait for review as well.
    """
    report = StatusReport()
    rules = choose_rules(project.config.check_select, project.config.check_ignore)
    with settled_of(project, terms.glossary) as settled:
        for file in find_catalogs(project, paths):
            try:
                data = read_bytes(file.path, file.name)
                state = (digest_bytes(data), file.language.encode())
                said = settled.find(_KIND, file.name, state)
                if said is None:
                    said = _look(file, data, terms, rules, jobs)
                    settled.keep(_KIND, file.name, state, said)
            except FileError as error:
                report.errors.append(error)
                continue
            status = _status(file, said)
            report.catalogs.append(status)
            if worst:
                report.doubtful += _doubtful(file, parse_catalog(data, file.name).entries, status.findings)
    return report


def _look(file: CatalogFile, data: bytes, terms: Terms, rules: Sequence[Rule], jobs: int) -> Any:
    """Counts and findings of a catalog, as `Settled` keeps them."""
    catalog = parse_catalog(data, file.name)
    findings, _ = look_at_file(file, catalog, terms, rules, jobs)
    return [
        astuple(count(catalog)),
        [(one.rule, one.severity.value, one.message, one.line) for one in findings],
    ]


def _status(file: CatalogFile, said: Any) -> CatalogStatus:
    counts, findings = said
    return CatalogStatus(
        file,
        Counts(*counts),
        tuple(
            Finding(rule, Severity(severity), message, file.name, line)
            for rule, severity, message, line in findings
        ),
    )


def _doubtful(file: CatalogFile, entries: Sequence[Entry], findings: Sequence[Finding]) -> Iterator[Doubtful]:
    seen: dict[int, list[Finding]] = {}
    for finding in findings:
        seen.setdefault(finding.line, []).append(finding)
    for entry in entries:
        if entry.fuzzy and entry.translated:
            here = seen.get(entry.line, [])
            yield Doubtful(
                file.name,
                entry.line,
                file.language,
                confidence_of(entry),
                entry.source,
                entry.translations[0],
                sum(finding.severity is Severity.ERROR for finding in here),
                len(here),
            )
