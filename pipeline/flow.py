"""THE PIPELINE: what happens to one document, stage by stage, until its PO file is on disk.

::

    document → formats → detect → segment → protect → memory → engines → checks → review (PO) → [Poedit] → build

``segment``, ``protect``, ``engines`` and ``checks`` are climbed together, a sentence at a time, by
`pipeline.translation`; what a *command* does with many documents is in `pipeline.runs`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline import __version__
from pipeline.detect.understand import Understood
from pipeline.glossary import Terms
from pipeline.memory import Memory, Place
from pipeline.memory.answers import clear_answers
from pipeline.memory.drafts import Draft, keep_drafts, keep_terms, terms_of
from pipeline.model import Document, LanguagePair, Origin
from pipeline.project import Project, Source
from pipeline.review.catalogs import (
    CatalogResult,
    catalog_path,
    read_existing,
    template_path,
    update_catalog,
    write_template,
)
from pipeline.review.comments import engine_name
from pipeline.review.header import HeaderFacts, basepath, source_time
from pipeline.review.merge import MergePlan, plan
from pipeline.review.orphans import Orphan, Orphans
from pipeline.review.write import project_lock
from pipeline.translation import Progress, RouteFor, Translated, Translator, translate_units
from pipeline.translation.journal import KeptRoute
from pipeline.translation.outdated import GlossaryChange, glossary_change

Key = tuple[str | None, str]


@dataclass(frozen=True, slots=True)
class Tools:
    """What every document of a run shares."""

    project: Project
    terms: Terms
    route_for: RouteFor
    memory: Memory | None = None
    translating: bool = True
    force_machine: bool = False
    dry_run: bool = False
    jobs: int = 1
    progress: Progress | None = None
    message: Callable[[str], None] | None = None
    orphans: Orphans | None = None


def localize(
    understood: Understood, source: Source, target: str, tools: Tools
) -> tuple[CatalogResult, Translated]:
    """Bring one document into one language: plan against the catalog that is there, translate, merge, write."""
    project = tools.project
    document = project.with_targets(understood.document, source, target)
    path = catalog_path(project.locales, target, project.domain_of(source.name))
    orphan = _renamed(document, path, target, tools)
    if orphan is not None and tools.dry_run:
        path = orphan.path
    name = project.name_of(path)
    route = tools.route_for(LanguagePair(understood.language, target)) if tools.translating else None
    model = engine_name(route.engine, route.model) if route else ""
    existing = read_existing(path, name)

    def planned(outdated: Collection[Key] = ()) -> MergePlan:
        return plan(
            existing,
            document,
            target=target,
            model=model,
            force_machine=tools.force_machine,
            outdated=outdated,
            references=project.config.references,
        )

    planning = planned()
    change = _glossary_change(planning, understood, target, name, tools)
    outdated = change.outdated if route is not None else frozenset()
    planning = planned(outdated) if outdated else planning
    needed = planning.needed
    translated = Translated()
    if needed and not tools.dry_run and (route is not None or tools.memory is not None):
        matcher = tools.terms.matcher(target, understood.language)
        translated = translate_units(
            needed,
            understood.language,
            target,
            lambda pair: _kept(tools.route_for(pair), name, tools),
            lambda unit: matcher,
            foreign=understood.foreign,
            recall=tools.memory.recall(LanguagePair(understood.language, target)) if tools.memory else None,
            only_memory=route is None,
            jobs=tools.jobs,
            progress=tools.progress,
        )
    facts = _facts(understood, source, target, path, project)
    result = update_catalog(
        path,
        document,
        translated.candidates,
        facts,
        time=source_time([source.path]),
        name=name,
        lock=project.locales,
        model=model,
        force_machine=tools.force_machine,
        outdated=outdated,
        references=project.config.references,
        planned=planning,
        dry_run=tools.dry_run,
        message=tools.message,
    )
    if result.written and tools.memory is not None:
        tools.memory.learn(Place(path, name, target), result.catalog, result.data)
    if orphan is not None:
        result = replace(result, renamed_from=orphan.document)
    translated.reopened, translated.loose = len(outdated), change.loose
    if tools.memory is not None and not tools.dry_run:
        _remember(tools.memory, name, target, translated, change)
        if needed:
            clear_answers(tools.memory, name)
    return result, translated


def _glossary_change(
    planned: MergePlan, understood: Understood, target: str, name: str, tools: Tools
) -> GlossaryChange:
    """What the glossary asks of the entries that stay: nothing where there is no glossary."""
    if not len(tools.terms.glossary):
        return GlossaryChange(frozenset(), (), frozenset())
    return glossary_change(
        planned.messages,
        tools.terms.matcher(target, understood.language),
        lambda unit: understood.foreign.get(unit.key, understood.language),
        terms_of(tools.memory, name) if tools.memory is not None else None,
        target,
    )


def _remember(memory: Memory, name: str, target: str, translated: Translated, change: GlossaryChange) -> None:
    """Keep what the machine wrote and the terms that were met, to learn from the review."""
    keep_drafts(
        memory,
        [
            Draft(
                name, target, context or "", source, made[0].text, engine_name(made[0].engine, made[0].model)
            )
            for (context, source), made in translated.candidates.items()
            if made[0].origin is Origin.MACHINE and made[0].text
        ],
    )
    keep_terms(memory, name, change.terms)


def make_template(understood: Understood, source: Source, project: Project) -> bool:
    """Write the document's template, which other tools start a catalog from; False where nothing changed.

    Raises:
        CatalogError: the template that is there cannot be read.
        WriteError: it cannot be written.
    """
    path = template_path(project.locales, project.domain_of(source.name))
    facts = _facts(understood, source, "", path, project)
    time, name = source_time([source.path]), project.name_of(path)
    return write_template(path, understood.document, facts, time=time, name=name)


def _facts(understood: Understood, source: Source, target: str, path: Path, project: Project) -> HeaderFacts:
    return HeaderFacts(
        target=target,
        source_language=understood.language,
        title=understood.document.title or understood.document.path,
        project=project.config.project,
        bugs=project.config.bugs,
        document=source.name,
        basepath=basepath(path, project.root),
        version=__version__,
    )


def _renamed(document: Document, path: Path, target: str, tools: Tools) -> Orphan | None:
    """Where a document was renamed, bring its catalog along to ``path`` and say where it came from."""
    if tools.orphans is None or path.exists():
        return None
    orphan = tools.orphans.like(document, target)
    if orphan is None or tools.dry_run:
        return orphan
    with project_lock(tools.project.locales, message=tools.message):
        if path.exists() or not orphan.path.exists():  # another run was here
            return None
        tools.orphans.move(orphan, path, target, tools.project.name_of(path))
    if tools.memory is not None:
        tools.memory.rename(tools.project.name_of(orphan.path), tools.project.name_of(path))
    if tools.message is not None:
        tools.message(
            f"{document.path} was {orphan.document}: its catalog is now {tools.project.name_of(path)}, "
            "with all that was reviewed."
        )
    return orphan


def _kept(route: Translator | None, catalog: str, tools: Tools) -> Translator | None:
    """The route with its answers kept until the catalog is written, where there is a memory to keep them."""
    if route is None or tools.memory is None:
        return route
    name = f"{__version__} {route.pair.source} {route.pair.target} {engine_name(route.engine, route.model)}"
    return KeptRoute(route, tools.memory.answers(name, catalog, forget=tools.force_machine))
