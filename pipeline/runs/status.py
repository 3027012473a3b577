"""``locpipe status``: how far each catalog is, and what the checks see in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.checks import CheckContext, run_checks
from pipeline.errors import FileError
from pipeline.glossary import Matcher, Terms
from pipeline.model import Finding, LanguagePair
from pipeline.project import Project
from pipeline.protect.placeables import find_placeables
from pipeline.review.catalog import Entry
from pipeline.review.catalogs import Counts, count
from pipeline.review.po import read_catalog
from pipeline.runs.catalogs import CatalogFile, find_catalogs
from pipeline.runs.report import error_json, severity_counts
from pipeline.translation.terms import is_satisfied


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
    """Count every catalog (or those named) and look at each translation, fuzzy or not, with all checks."""
    report = StatusReport()
    for file in find_catalogs(project, paths):
        try:
            catalog = read_catalog(file.path, file.name)
        except FileError as error:
            report.errors.append(error)
            continue
        pair = LanguagePair(catalog.headers.get("X-Source-Language") or "en", file.language)
        matcher = terms.matcher(pair.target, pair.source)
        findings = tuple(
            finding for entry in catalog.entries for finding in _look_at(entry, pair, matcher, file.name)
        )
        report.catalogs.append(CatalogStatus(file, count(catalog), findings))
    return report


def _look_at(entry: Entry, pair: LanguagePair, matcher: Matcher, path: str) -> Iterator[Finding]:
    """What the checks see in each form of an entry; the singular's form is held to the singular's source.

    A caption that has the glossary's translation is right, whatever number its source carries along.
    """
    whole = matcher.match_whole(entry.source)
    if whole is not None and all(is_satisfied(target, whole) for target in entry.translations):
        return
    for form, target in enumerate(entry.translations):
        if not target:
            continue
        source = entry.source if entry.plural is None or form == 0 else entry.plural
        hits = matcher.find(source)
        context = CheckContext(
            pair,
            placeables=find_placeables(source, terms=hits, language=pair.source),
            terms=hits,
            flags=entry.flags,
        )
        for finding in run_checks(source, target, context):
            yield Finding(
                finding.rule,
                finding.severity,
                finding.message,
                path=path,
                line=entry.line,
                language=pair.target,
                source=source,
                target=target,
                reference=":".join(map(str, entry.references[0])) if entry.references else "",
            )
