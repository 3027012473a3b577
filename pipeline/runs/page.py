"""``locpipe report``: read every catalog, look at it as `check` does, and write the review page."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.checks.rules import choose_rules
from pipeline.errors import FileError
from pipeline.glossary import Terms
from pipeline.model import Finding
from pipeline.project import Project
from pipeline.report.html import Links, PageCatalog, PageEntry, page_entry, render_page
from pipeline.review.catalog import Catalog, Entry, Key
from pipeline.review.catalogs import count
from pipeline.review.header import DOCUMENT_FIELD
from pipeline.review.po import read_catalog
from pipeline.review.write import write_if_changed
from pipeline.runs.catalogs import CatalogFile, find_catalogs, source_language
from pipeline.runs.look import Looker, look_at_catalog, looker_for
from pipeline.runs.report import error_json, severity_counts
from pipeline.runs.share import share

CHUNK = 250
"""Entries that a process takes at a time."""

_NOBODY = ("Automatically generated", "FULL NAME <EMAIL@ADDRESS>")


@dataclass(slots=True)
class PageReport:
    """What was written: the page's path (empty where there was nothing to show), and what stands in it."""

    path: str = ""
    written: bool = False
    catalogs: list[PageCatalog] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    @property
    def entries(self) -> int:
        return sum(len(catalog.entries) for catalog in self.catalogs)

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "written": self.written,
            "catalogs": [
                {
                    "path": one.path,
                    "document": one.document,
                    "language": one.language,
                    "entries": one.counts.entries,
                    "reviewed": one.counts.reviewed,
                    "fuzzy": one.counts.fuzzy,
                    "untranslated": one.counts.untranslated,
                    "findings": severity_counts(f for entry in one.entries for f in entry.findings),
                }
                for one in self.catalogs
            ],
            "errors": [error_json(error) for error in self.errors],
        }


def write_page(
    project: Project,
    terms: Terms,
    out: Path,
    paths: Sequence[Path] = (),
    *,
    link: str = "",
    jobs: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> PageReport:
    """Write the page for every catalog, or for those named, to ``out``. Without a catalog nothing is written.

    Raises:
        UsageError: ``link`` has no ``{path}`` in it.
        CatalogError: a path is no catalog of this project.
        WriteError: the page cannot be written.
    """
    links = Links(link, os.path.relpath(project.root, out.parent).replace(os.sep, "/"))
    report = PageReport()
    rules = choose_rules(project.config.check_select, project.config.check_ignore)
    opened: list[tuple[CatalogFile, Catalog, Looker]] = []
    for file in find_catalogs(project, paths):
        try:
            catalog = read_catalog(file.path, file.name)
        except FileError as error:
            report.errors.append(error)
            continue
        opened.append((file, catalog, looker_for(file, catalog, terms, rules)))
    work = [
        _Work(
            place, looker, {entry.key: entry for entry in catalog.obsolete}, _findings(catalog, looker), part
        )
        for place, (_, catalog, looker) in enumerate(opened)
        for part in _parts(catalog.entries)
    ]
    made: defaultdict[int, list[PageEntry]] = defaultdict(list)
    for piece, entries in zip(work, share(_page_entries, work, jobs, progress), strict=True):
        made[piece.place] += entries
    for place, (file, catalog, looker) in enumerate(opened):
        report.catalogs.append(_page_catalog(file, catalog, looker, made[place]))
    if report.catalogs:
        title = project.config.project or project.root.absolute().name or "Review"
        page = render_page(title, report.catalogs, links=links, generator=f"locpipe {__version__}")
        report.path = project.name_of(out)
        report.written = write_if_changed(out, page.encode("utf-8", "replace"), report.path)
    return report


@dataclass(frozen=True, slots=True)
class _Work:
    """Some entries of a catalog, with what is needed to show them."""

    place: int
    looker: Looker
    obsolete: Mapping[Key, Entry]
    of_catalog: Mapping[int, Sequence[Finding]]
    entries: Sequence[Entry]


def _parts(entries: Sequence[Entry]) -> list[Sequence[Entry]]:
    return [entries[start : start + CHUNK] for start in range(0, len(entries), CHUNK)]


def _findings(catalog: Catalog, looker: Looker) -> Mapping[int, Sequence[Finding]]:
    """What the rules about whole catalogs see, by line."""
    found: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in look_at_catalog(catalog, looker):
        found[finding.line].append(finding)
    return found


def _page_entries(work: _Work) -> list[PageEntry]:
    shown = []
    for entry in work.entries:
        sources = [entry.source] if entry.plural is None else [entry.source, entry.plural]
        found = [] if entry.empty else work.looker.look_at(entry)[0]
        shown.append(
            page_entry(
                entry,
                hits=[work.looker.terms_in(source, entry.context) for source in sources],
                findings=[*found, *work.of_catalog.get(entry.line, ())],
                language=work.looker.pair.target,
                obsolete=work.obsolete,
            )
        )
    return shown


def _page_catalog(
    file: CatalogFile, catalog: Catalog, looker: Looker, entries: Sequence[PageEntry]
) -> PageCatalog:
    reviewer = catalog.headers.get("Last-Translator", "").strip()
    return PageCatalog(
        path=file.name,
        document=catalog.headers.get(DOCUMENT_FIELD, "").strip() or file.domain,
        language=file.language,
        source_language=source_language(catalog),
        counts=count(catalog),
        entries=tuple(entries),
        reviewer="" if reviewer in _NOBODY else reviewer.partition(" <")[0],
    )
