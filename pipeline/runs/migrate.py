"""``locpipe init --from``: a folder of PO files from another tool becomes a locpipe project.

Nothing of the other tool is changed or removed. Every reviewed entry is found again afterwards: with the unit
that it translates, or, where no unit is like it, as an obsolete one (``#~``); the files are read again to see it.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline import __version__
from pipeline.errors import CatalogError, FileError, UsageError
from pipeline.migration.layout import ForeignCatalog, find_foreign
from pipeline.migration.match import Matched, match_entries
from pipeline.migration.template import template_from
from pipeline.model import Document
from pipeline.project import Project, Source, known_suffixes
from pipeline.review.catalog import Catalog, Entry, Key
from pipeline.review.catalogs import catalog_path, merged
from pipeline.review.format import encode_catalog
from pipeline.review.header import DOCUMENT_FIELD, HeaderFacts, basepath, source_time
from pipeline.review.outcome import as_obsolete
from pipeline.review.po import read_catalog
from pipeline.review.write import project_lock, write_if_changed

_CATALOGS = frozenset({".po", ".pot"})
_AT_LEAST = 0.5
"""A PO file whose references name documents, but whose entries are for the most part not in them, is a program's."""


@dataclass(slots=True)
class Moved:
    """What became of one PO file: how many entries were reviewed, how many of these found their place, or none."""

    path: str
    language: str
    catalogs: list[str] = field(default_factory=list)
    reviewed: int = 0
    placed: int = 0
    obsolete: int = 0

    @property
    def lost(self) -> int:
        """Reviewed entries that are in no catalog afterwards; any would be a fault of locpipe."""
        return self.reviewed - self.placed - self.obsolete

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "language": self.language,
            "catalogs": self.catalogs,
            "reviewed": self.reviewed,
            "placed": self.placed,
            "obsolete": self.obsolete,
            "lost": self.lost,
        }


@dataclass(slots=True)
class Migration:
    """What was taken over, and the settings that go with it (keys of ``locpipe.toml``)."""

    settings: dict[str, Any] = field(default_factory=dict)
    moved: list[Moved] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "settings": {key: list(v) if isinstance(v, tuple) else v for key, v in self.settings.items()},
            "catalogs": [one.to_json() for one in self.moved],
            "templates": self.templates,
            "errors": [{"path": e.path, "line": e.line, "message": e.message} for e in self.errors],
        }


def migrate(project: Project, folder: Path) -> Migration:
    """Take over every PO file below ``folder``; ``project`` is where the new catalogs go.

    PO files of programs (Django, Sphinx) that lie in ``<folder>/<language>/LC_MESSAGES/`` stay where they are:
    the folder becomes ``locales`` of the project. Others are written anew under ``locales/``.

    Raises:
        UsageError: there is no such folder, or no PO file in it.
        CatalogError: a PO file cannot be read.
        WriteError: a file cannot be written; what was there is whole.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder.")
    migration = Migration()
    domains: dict[str, list[ForeignCatalog]] = defaultdict(list)
    for found in find_foreign(folder, project.name_of, (project.locales, project.out)):
        if isinstance(found, Path):
            message = "neither its header nor its path tells its language: write “Language: …” in its header"
            migration.errors.append(CatalogError(message, project.name_of(found)))
        elif any(not entry.empty for entry in (*found.catalog.entries, *found.catalog.obsolete)):
            domains[found.domain].append(found)
    if not domains and not migration.errors:
        raise UsageError(f"{folder}: there is no translated PO file in this folder.")
    documents: dict[str, None] = {}
    programs: dict[str, list[ForeignCatalog]] = {}
    for domain, group in domains.items():
        sources = _documents_of(project, folder, group)
        if sources:
            documents |= dict.fromkeys(source.name for source in sources)
            _take_documents(project, group, sources, migration)
        else:
            programs[domain] = group
    inside = project.root.absolute() in (folder.absolute(), *folder.absolute().parents)
    stays = inside and not documents and all(one.standard for group in programs.values() for one in group)
    if programs and stays:
        migration.settings["locales"] = project.name_of(folder)
        project = Project(replace(project.config, locales=project.name_of(folder)))
    for domain, group in programs.items():
        template = _template(project, folder if inside else project.root, domain, group, migration)
        documents[template.name] = None
        for one in group:
            _take_catalog(project, one, template, migration, stays=stays)
    migration.settings["target_languages"] = tuple(dict.fromkeys(one.language for one in migration.moved))
    migration.settings["documents"] = tuple(documents)
    return migration


# -- documents ------------------------------------------------------------------------------------------------


def _documents_of(project: Project, folder: Path, group: Sequence[ForeignCatalog]) -> list[Source]:
    """The documents that a domain's entries come from; none for the messages of a program."""
    names: dict[str, None] = {}
    for one in group:
        for entry in one.catalog.entries:
            names |= dict.fromkeys(_file_of(path) for path, _ in entry.references if _file_of(path))
    if not names:  # no references: the domain may be a document's name
        suffixes = ("", *sorted(known_suffixes() - _CATALOGS))
        named = (_find(project, folder, group[0].domain + suffix) for suffix in suffixes)
        sources = [source for source in named if source is not None][:1]
    else:
        there = [source for name in names if (source := _find(project, folder, name)) is not None]
        sources = [source for source in there if source.path.suffix.lower() in known_suffixes() - _CATALOGS]
        if len(sources) < len(there):  # program texts, or formats that locpipe does not read
            return []
    return sources if _are_theirs(project, group, sources) else []


def _file_of(reference: str) -> str:
    """The file in a reference; mdpo writes ``guide.md:block 3 (list)``, which is three references to others."""
    name = reference.removesuffix(":block")
    return "" if name.isdecimal() or name.startswith("(") or name.endswith(")") else name


def _find(project: Project, folder: Path, name: str) -> Source | None:
    """The file that a reference means, as seen from the project, the folder or those above it."""
    root = project.root.absolute()
    for base in dict.fromkeys((root, folder.absolute(), *folder.absolute().parents)):
        path = Path(os.path.normpath(base / name))
        if path.is_file() and root in path.parents:
            return Source(path, project.name_of(path))
    return None


def _are_theirs(project: Project, group: Sequence[ForeignCatalog], sources: Sequence[Source]) -> bool:
    """Whether most of the entries are texts of these documents."""
    entries = {e.key: e for one in group for e in one.catalog.entries if not e.empty}
    found: set[Key] = set()
    for source in sources:
        found |= _match(project, source, project.read(source), list(entries.values())).places.keys()
    return bool(sources) and len(found) >= _AT_LEAST * len(entries)


def _match(project: Project, source: Source, document: Document, entries: Sequence[Entry]) -> Matched:
    name = source.name
    return match_entries(entries, document, lambda text: project.parse(text.encode("utf-8"), name).units)


def _take_documents(
    project: Project, group: Sequence[ForeignCatalog], sources: Sequence[Source], migration: Migration
) -> None:
    """One catalog for each document and language, out of PO files that may hold many documents."""
    read = [(source, project.read(source)) for source in sources]
    for one in group:
        matches = [_match(project, source, document, one.catalog.entries) for source, document in read]
        placed = {key for matched in matches for key in matched.places}
        moved = Moved(one.name, one.language)
        written: list[tuple[Matched, Catalog]] = []
        for place, ((source, document), matched) in enumerate(zip(read, matches, strict=True)):
            left = [entry for entry in matched.left if entry.key not in placed]
            left = [entry for entry in left if _home(one.catalog, entry, sources) == place]
            if place == 0:
                left += [entry for entry in one.catalog.obsolete if entry.key not in placed]
            coming = Catalog(
                _own_headers(one.catalog), tuple(matched.entries.values()), tuple(_once(left, matched.entries)),
                comments=one.catalog.comments,
            )  # fmt: skip
            path, catalog = _write(project, source, document, one.language, coming)
            moved.catalogs.append(project.name_of(path))
            written.append((matched, catalog))
        _count(moved, one.catalog, written)
        migration.moved.append(moved)


def _home(catalog: Catalog, entry: Entry, sources: Sequence[Source]) -> int:
    """The document to whose catalog an entry without a unit goes: the one that its references name, or the first."""
    for live in catalog.entries:
        if live.key == entry.key:
            names = [PurePosixPath(_file_of(path)).name for path, _ in live.references]
            found = (n for n, source in enumerate(sources) if PurePosixPath(source.name).name in names)
            return next(found, 0)
    return 0


def _once(entries: Iterable[Entry], live: Mapping[Key, Entry]) -> list[Entry]:
    return list({entry.key: entry for entry in entries if entry.key not in live}.values())


def _write(
    project: Project, source: Source, document: Document, language: str, coming: Catalog
) -> tuple[Path, Catalog]:
    path = catalog_path(project.locales, language, project.domain_of(source.name))
    name = project.name_of(path)
    facts = HeaderFacts(
        target=language,
        source_language=document.source_language or "",
        title=document.title or document.path,
        project=project.config.project,
        bugs=project.config.bugs,
        document=source.name,
        basepath=basepath(path, project.root),
        version=__version__,
    )
    with project_lock(project.locales):
        if path.exists():
            coming = _united(read_catalog(path, name), coming)
        result, _ = merged(coming, document, {}, facts, time=source_time([source.path]))
        write_if_changed(path, encode_catalog(result), name)
    return path, read_catalog(path, name)


def _own_headers(catalog: Catalog) -> dict[str, str]:
    """The header without what only Poedit reads in the place where the file was."""
    return {
        name: value
        for name, value in catalog.headers.items()
        if not name.startswith(("X-Poedit-SearchPath", "X-Poedit-Basepath", "X-Poedit-Keywords"))
    }


def _united(here: Catalog, coming: Catalog) -> Catalog:
    """The catalog that is there, with what the coming one has reviewed and it has not."""
    known = {entry.key: entry for entry in here.entries}
    better = {
        e.key: e for e in coming.entries if e.key not in known or (e.reviewed and not known[e.key].reviewed)
    }
    live = known | better
    gone = {entry.key: entry for entry in (*coming.obsolete, *here.obsolete) if entry.key not in live}
    return here.with_entries(tuple(live.values()), tuple(gone.values()))


# -- programs -------------------------------------------------------------------------------------------------


def _template(
    project: Project, base: Path, domain: str, group: Sequence[ForeignCatalog], migration: Migration
) -> Source:
    """The POT file of a domain: the one that is there, or one made from the PO files."""
    for path in (base / f"{domain}.pot", base / f"{PurePosixPath(domain).name}.pot"):
        if path.is_file():
            return Source(path, project.name_of(path))
    path = base / f"{domain}.pot"
    name = project.name_of(path)
    made = template_from([one.catalog for one in group], _source_language(group))
    write_if_changed(path, encode_catalog(made), name)
    migration.templates.append(name)
    return Source(path, name)


def _source_language(group: Sequence[ForeignCatalog]) -> str:
    return next((said for one in group if (said := one.catalog.headers.get("X-Source-Language", ""))), "")


def _take_catalog(
    project: Project, one: ForeignCatalog, template: Source, migration: Migration, *, stays: bool
) -> None:
    moved = Moved(one.name, one.language)
    if stays:
        moved.catalogs.append(one.name)
        catalog = read_catalog(one.path, one.name)
    else:
        path = catalog_path(project.locales, one.language, project.domain_of(template.name))
        name = project.name_of(path)
        headers = _own_headers(one.catalog) | {DOCUMENT_FIELD: template.name}
        coming = replace(one.catalog, headers=headers)
        with project_lock(project.locales):
            if path.exists():
                coming = _united(read_catalog(path, name), coming)
            write_if_changed(path, encode_catalog(coming), name)
        moved.catalogs.append(name)
        catalog = read_catalog(path, name)
    same = Matched(places={entry.key: (entry.key,) for entry in one.catalog.entries})
    _count(moved, one.catalog, [(same, catalog)])
    migration.moved.append(moved)


# -- the count ------------------------------------------------------------------------------------------------


def _count(moved: Moved, before: Catalog, written: Sequence[tuple[Matched, Catalog]]) -> None:
    """Look up each reviewed entry in what was read back from the new files."""
    after = [
        (matched, {e.key: e for e in catalog.entries}, {e.key: e for e in catalog.obsolete})
        for matched, catalog in written
    ]
    for entry in before.entries:
        if not entry.reviewed:
            continue
        moved.reviewed += 1
        if any(
            places and all(key in live and live[key].reviewed for key in places)
            for matched, live, _ in after
            if (places := matched.places.get(entry.key, ()))
        ):
            moved.placed += 1
        elif any(gone.get(entry.key) == as_obsolete(entry) for _, _, gone in after):
            moved.obsolete += 1
