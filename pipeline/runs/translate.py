"""``locpipe translate``: the main job over many documents and target languages."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.errors import DocumentError, FileError, UsageError
from pipeline.flow import Tools, Understood, localize, make_template, understand
from pipeline.glossary import Terms
from pipeline.languages import language_name, same_language
from pipeline.model import Document, Finding, LanguagePair
from pipeline.project import Project, Source, find_documents
from pipeline.review.catalogs import CatalogResult, catalog_path
from pipeline.review.orphans import Orphans
from pipeline.runs.detect import document_json
from pipeline.runs.guards import Guards
from pipeline.runs.memory import project_memory
from pipeline.runs.report import error_json, severity_counts
from pipeline.runs.routes import Routes
from pipeline.translation import Progress, Translated


@dataclass(frozen=True, slots=True)
class TranslateOptions:
    """What the user asked for; locales are PO locales, ``source`` None means: find out."""

    targets: tuple[str, ...]
    source: str | None = None
    engine: str = "auto"
    order: tuple[str, ...] = ()
    by_language: Mapping[str, str] = field(default_factory=dict)
    missing_model: str = "fail"
    jobs: int = 1
    force_machine: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class CatalogReport:
    """What was done to one catalog."""

    document: str
    domain: str
    language: str
    path: str
    source_language: str
    engine: str
    model: str
    result: CatalogResult
    translated: Translated

    def to_json(self) -> dict[str, Any]:
        counts = self.result.counts
        return {
            "document": self.document,
            "domain": self.domain,
            "language": self.language,
            "path": self.path,
            "source_language": self.source_language,
            "entries": counts.entries,
            "new": self.result.new,
            "changed": self.result.changed,
            "kept": self.result.kept,
            "reviewed": counts.reviewed,
            "fuzzy": counts.fuzzy,
            "untranslated": counts.untranslated,
            "obsolete": counts.obsolete,
            "engine": self.engine,
            "model": self.model,
            "written": self.result.written,
            "renamed_from": self.result.renamed_from,
        }


@dataclass(slots=True)
class TranslateReport:
    catalogs: list[CatalogReport] = field(default_factory=list)
    documents: list[Understood] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    missing: list[LanguagePair] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def findings(self) -> list[Finding]:
        return [
            finding
            for catalog in self.catalogs
            for candidates in catalog.translated.candidates.values()
            for candidate in candidates
            for finding in candidate.findings
        ]

    @property
    def guards(self) -> Guards:
        guards = Guards()
        for catalog in self.catalogs:
            for candidates in catalog.translated.candidates.values():
                guards.count(candidates, catalog.engine)
        return guards

    def to_json(self) -> dict[str, Any]:
        done = [catalog.translated for catalog in self.catalogs]
        return {
            "catalogs": [catalog.to_json() for catalog in self.catalogs],
            "documents": [document_json(one) for one in self.documents],
            "findings": severity_counts(self.findings),
            "segments": {
                "total": sum(one.segments for one in done),
                "memory": sum(one.memory for one in done),
                "machine": sum(one.machine for one in done),
                "engine_calls": sum(one.calls for one in done),
            },
            "guards": self.guards.to_json(),
            "errors": [error_json(error) for error in self.errors],
            "seconds": round(self.seconds, 2),
        }


Watcher = Callable[[str], None]
"""Called with a line such as ``articles/a.md → pt_BR`` before each piece of work."""


def translate_documents(
    project: Project,
    paths: Sequence[str],
    working_folder: Path,
    terms: Terms,
    options: TranslateOptions,
    *,
    progress: Progress | None = None,
    watch: Watcher | None = None,
    message: Callable[[str], None] | None = None,
) -> TranslateReport:
    """Translate every document into every target language and write the catalogs.

    Languages and models are settled for all documents before any work; after that a file that fails
    does not stop the others. ``watch`` is told what is under way, ``message`` what the user should know.

    Raises:
        MissingModel: a pair has no model and ``options.missing_model`` is ``fail``.
        UsageError: no target, or the target is the source language.
    """
    started = time.monotonic()
    _check_targets(options)
    sources, errors = find_documents(project, paths, working_folder)
    report = TranslateReport(errors=list(errors))
    known = _understand_all(project, sources, terms, options, report)
    with (
        Routes(options.engine, options.order, options.by_language) as routes,
        project_memory(project, message) as memory,
    ):
        if options.engine != "none":
            _settle_models(known, options, routes, report)
        tools = Tools(
            project,
            terms,
            routes.find,
            memory,
            translating=options.engine != "none",
            force_machine=options.force_machine,
            dry_run=options.dry_run,
            jobs=options.jobs,
            progress=progress,
            message=message,
            orphans=Orphans(project.root, project.locales),
        )
        if memory is not None and known and not options.dry_run:
            memory.feed()
        for source, understood in known:
            try:
                document = project.read(source)
            except FileError as error:
                report.errors.append(error)
                continue
            whole = replace(understood, document=document)
            for target in options.targets:
                if watch is not None:
                    watch(f"{source.name} → {target}")
                try:
                    report.catalogs.append(_one(whole, source, target, tools))
                except FileError as error:
                    report.errors.append(error)
            if project.config.templates and not options.dry_run:
                try:
                    make_template(whole, source, project)
                except FileError as error:
                    report.errors.append(error)
    report.seconds = time.monotonic() - started
    return report


def _check_targets(options: TranslateOptions) -> None:
    if not options.targets:
        raise UsageError(
            "No target language: name one with --to pt_BR, or set target_languages in locpipe.toml."
        )
    for target in options.targets:
        if options.source and same_language(options.source, target):
            raise UsageError(
                f"The source and the target language are the same ({target}): there is nothing to translate."
            )


def _understand_all(
    project: Project,
    sources: Sequence[Source],
    terms: Terms,
    options: TranslateOptions,
    report: TranslateReport,
) -> list[tuple[Source, Understood]]:
    """The language of every document. The documents themselves are read again when their turn comes."""
    known: list[tuple[Source, Understood]] = []
    for source in sources:
        try:
            document = project.read(source)
            understood = understand(document, terms, options.source)
            for target in options.targets:
                if same_language(understood.language, target):
                    raise DocumentError(
                        f"this is in {language_name(target)} already: there is nothing to translate into {target} "
                        "(if that is wrong, name its language with --from)",
                        source.name,
                    )
        except FileError as error:
            report.errors.append(error)
            continue
        light = replace(understood, document=Document(document.path, document.format, ()))
        known.append((source, light))
        report.documents.append(light)
    return known


def _settle_models(
    known: Sequence[tuple[Source, Understood]],
    options: TranslateOptions,
    routes: Routes,
    report: TranslateReport,
) -> None:
    pairs = {
        LanguagePair(understood.language, target): None
        for _, understood in known
        for target in options.targets
    }
    for pair in pairs:
        if options.missing_model == "empty":
            if routes.find(pair) is None:
                report.missing.append(pair)
        else:
            routes.require(pair)
    if not known and options.missing_model != "empty" and options.source:
        for target in options.targets:
            routes.require(LanguagePair(options.source, target))


def _one(understood: Understood, source: Source, target: str, tools: Tools) -> CatalogReport:
    result, translated = localize(understood, source, target, tools)
    domain = tools.project.domain_of(source.name)
    route = tools.route_for(LanguagePair(understood.language, target)) if tools.translating else None
    return CatalogReport(
        document=source.name,
        domain=domain,
        language=target,
        path=tools.project.name_of(catalog_path(tools.project.locales, target, domain)),
        source_language=understood.language,
        engine=route.engine if route else "none",
        model=route.model if route else "",
        result=result,
        translated=translated,
    )
