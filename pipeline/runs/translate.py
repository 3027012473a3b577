"""``locpipe translate``: the main job over many documents and target languages."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.detect.understand import Understood, understand
from pipeline.errors import DocumentError, FileError, UsageError
from pipeline.flow import Tools, localize, make_template
from pipeline.glossary import Terms
from pipeline.languages import language_name, same_language
from pipeline.model import Document, LanguagePair
from pipeline.project import Project, Source, find_documents
from pipeline.review.catalogs import catalog_path
from pipeline.review.orphans import Orphans
from pipeline.review.write import require_writable
from pipeline.runs.estimate import Estimate
from pipeline.runs.memory import project_memory
from pipeline.runs.routes import Routes
from pipeline.runs.settled import digest_bytes, settled_of
from pipeline.runs.translation_report import CatalogReport, TranslateReport
from pipeline.runs.unchanged import AtRest, Unchanged
from pipeline.translation import Progress

if TYPE_CHECKING:
    from pipeline.scale import Cluster


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
    scheduler: str = ""

    def cluster(self, say: Callable[[str], None] | None) -> AbstractContextManager[Cluster | None]:
        """The workers behind ``scheduler``; nothing where none is named.

        Raises:
            UsageError: the address is none.
            EngineError: the extra ``dask`` is not installed.
        """
        if not self.scheduler:
            return nullcontext()
        from pipeline.scale import Cluster

        return Cluster(self.scheduler, say)


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
    does not stop the others. ``progress`` is told how many bytes of the documents are done, and of how many, over all
    languages; ``watch`` what is under way, ``message`` what the user should know.

    Raises:
        MissingModel: a pair has no model and ``options.missing_model`` is ``fail``.
        UsageError: no target, or the target is the source language; no address of a scheduler.
        EngineError: an engine, or the cluster, cannot be used.
        ProjectError: the folder of the catalogs cannot be written.
    """
    started = time.monotonic()
    _check_targets(options)
    sources, errors = find_documents(project, paths, working_folder)
    report = TranslateReport(errors=list(errors))
    with (
        nullcontext() if options.force_machine else settled_of(project, terms.glossary) as settled,
        options.cluster(message) as cluster,
        Routes(options.engine, options.order, options.by_language, cluster) as routes,
        project_memory(project, message) as memory,
    ):
        if cluster is not None:
            report.cluster = cluster.events
        unchanged = Unchanged(settled, project)
        known = _understand_all(project, sources, terms, options, report, unchanged)
        if options.engine != "none":
            _settle_models(known, options, routes, report)
        to_do = [source for source, _, at_rest in known if at_rest is None]
        if to_do and not options.dry_run:
            require_writable(project.locales)
        estimate = Estimate(to_do, len(options.targets), progress)
        tools = Tools(
            project,
            terms,
            routes.find,
            memory,
            translating=options.engine != "none",
            force_machine=options.force_machine,
            dry_run=options.dry_run,
            jobs=options.jobs,
            progress=estimate.part,
            message=message,
            orphans=Orphans(project.root, project.locales),
        )
        if memory is not None and known and not options.dry_run:
            memory.feed()
        for source, understood, at_rest in known:
            if at_rest is not None and at_rest.made_with(_models(understood.language, options, tools)):
                report.catalogs += at_rest.catalogs
                continue
            state = unchanged.state(source)
            try:
                document = project.read(source)
                if at_rest is not None:
                    understood = understand(document, terms, options.source)
            except FileError as error:
                report.errors.append(error)
                continue
            whole = replace(understood, document=document)
            done: list[tuple[CatalogReport, bytes]] = []
            for target in options.targets:
                if watch is not None:
                    watch(f"{source.name} → {target}")
                estimate.begin(source)
                try:
                    done.append(_one(whole, source, target, tools, report))
                except FileError as error:
                    report.errors.append(error)
                estimate.end()
            if options.dry_run:
                continue
            if project.config.templates:
                try:
                    make_template(whole, source, project)
                except FileError as error:
                    report.errors.append(error)
                    continue
            for catalog, rest in done:
                unchanged.keep(source, state, whole, catalog, rest)
    report.seconds = time.monotonic() - started
    return report


def _models(language: str, options: TranslateOptions, tools: Tools) -> dict[str, tuple[str, str]]:
    return {target: _model(LanguagePair(language, target), tools) for target in options.targets}


def _model(pair: LanguagePair, tools: Tools) -> tuple[str, str]:
    """Engine and model of a pair, as a report shows them."""
    route = tools.route_for(pair) if tools.translating else None
    return (route.engine, route.model) if route else ("none", "")


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
    unchanged: Unchanged,
) -> list[tuple[Source, Understood, AtRest | None]]:
    """The language of every document. The documents themselves are read again when their turn comes."""
    known: list[tuple[Source, Understood, AtRest | None]] = []
    for source in sources:
        at_rest = unchanged.look(source, options.targets)
        try:
            if at_rest is not None:
                understood = at_rest.understood
            else:
                understood = understand(project.read(source), terms, options.source)
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
        document = understood.document
        light = replace(understood, document=Document(document.path, document.format, ()))
        known.append((source, light, at_rest))
        report.documents.append(light)
    return known


def _settle_models(
    known: Sequence[tuple[Source, Understood, AtRest | None]],
    options: TranslateOptions,
    routes: Routes,
    report: TranslateReport,
) -> None:
    pairs = {
        LanguagePair(understood.language, target): None
        for _, understood, _ in known
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


def _one(
    understood: Understood, source: Source, target: str, tools: Tools, report: TranslateReport
) -> tuple[CatalogReport, bytes]:
    """Report a catalog; returns that, and the digest of its bytes where another run would leave it as it is."""
    result, translated = localize(understood, source, target, tools)
    domain = tools.project.domain_of(source.name)
    engine, model = _model(LanguagePair(understood.language, target), tools)
    catalog = CatalogReport.of(
        result,
        translated,
        document=source.name,
        domain=domain,
        language=target,
        path=tools.project.name_of(catalog_path(tools.project.locales, target, domain)),
        source_language=understood.language,
        engine=engine,
        model=model,
    )
    report.catalogs.append(catalog)
    report.reopened += translated.reopened
    report.loose += [(catalog.path, one) for one in translated.loose]
    for candidates in translated.candidates.values():
        report.guards.count(candidates, engine)
    return catalog, digest_bytes(result.data) if result.at_rest and not translated.loose else b""
