"""``locpipe check``: the gate over PO files, fuzzy entries too."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.checks.rules import FUZZY, SYNTAX, UNTRANSLATED, choose_rules
from pipeline.errors import FileError, UsageError
from pipeline.glossary import Terms
from pipeline.model import Finding, Severity
from pipeline.project import Project
from pipeline.report.checked import Checked, CheckedCatalog, RuleFacts
from pipeline.review.catalog import Catalog
from pipeline.review.catalogs import count
from pipeline.review.po import read_catalog
from pipeline.runs.baseline import subtract
from pipeline.runs.catalogs import CatalogFile, catalogs_at
from pipeline.runs.look import Progress, look_at_files

_SYNTAX = RuleFacts(
    SYNTAX, Severity.ERROR, "A PO file can be read: its syntax, its charset, no message twice."
)


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What is looked at. ``states`` are ``fuzzy`` and ``untranslated``, where entries in that state count."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    states: frozenset[str] = frozenset()
    baseline: dict[str, int] = field(default_factory=dict)
    jobs: int = 1


def check_catalogs(
    project: Project,
    terms: Terms,
    paths: Sequence[Path],
    options: CheckOptions,
    *,
    progress: Progress | None = None,
) -> Checked:
    """Look at every catalog under ``locales/``, or at the PO files and folders that are named.

    A file that cannot be read is a finding of the rule ``syntax``: every form of report shows it.

    Raises:
        UsageError: no such rule or path; or there is no catalog, for a gate that saw nothing must not be green.
    """
    rules = choose_rules(options.select, options.ignore)
    files = catalogs_at(project, paths)
    if not files:
        raise UsageError(
            f"No catalog in {project.config.locales}/: there is nothing to check. "
            "Name PO files or folders, or make some first: locpipe translate PATH --to LANG"
        )
    findings: list[Finding] = []
    catalogs: list[CheckedCatalog] = []
    answered = 0
    opened, broken = _read(files)
    findings += broken
    looked = look_at_files(opened, terms, rules, options.jobs, progress)
    for (file, catalog), (found, silent) in zip(opened, looked, strict=True):
        findings += found
        answered += silent
        findings += _waiting(file, catalog, options.states)
        counts = count(catalog)
        catalogs.append(
            CheckedCatalog(
                file.name, file.language, counts.entries, counts.reviewed, counts.fuzzy, counts.untranslated
            )
        )
    findings, known = subtract(findings, options.baseline)
    order = [SYNTAX, *(rule.id for rule in rules)]
    findings.sort(key=lambda one: (one.path, one.line, one.form, _rank(one.rule, order)))
    facts = tuple(RuleFacts(rule.id, rule.severity, rule.check.description) for rule in rules)
    return Checked(tuple(findings), tuple(catalogs), (_SYNTAX, *facts), answered, known)


def _rank(rule: str, order: Sequence[str]) -> int:
    return order.index(rule) if rule in order else len(order)


def _read(files: Iterable[CatalogFile]) -> tuple[list[tuple[CatalogFile, Catalog]], list[Finding]]:
    opened: list[tuple[CatalogFile, Catalog]] = []
    broken: list[Finding] = []
    for file in files:
        try:
            opened.append((file, read_catalog(file.path, file.name)))
        except FileError as error:
            broken.append(
                Finding(SYNTAX, Severity.ERROR, error.message, file.name, error.line, file.language)
            )
    return opened, broken


def _waiting(file: CatalogFile, catalog: Catalog, states: Collection[str]) -> list[Finding]:
    """One finding a catalog for entries in a state that counts, at the first of them."""
    found = []
    total = len(catalog.entries)
    for rule, entries, what in (
        (FUZZY, [e for e in catalog.entries if e.fuzzy and e.translated], "wait for review"),
        (UNTRANSLATED, [e for e in catalog.entries if not e.translated], "are untranslated"),
    ):
        if rule in states and entries:
            message = f"{len(entries)} of {total} entries {what}; this is the first."
            first = entries[0]
            found.append(
                Finding(
                    rule,
                    Severity.ERROR,
                    message,
                    file.name,
                    first.line,
                    file.language,
                    first.source,
                    first.translations[0],
                    context=first.context,
                )
            )
    return found
