"""One catalog on disk, from document and candidates: read what is there now, merge, write if it differs."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from pathlib import Path, PurePosixPath

from pipeline.errors import CatalogError, WriteError
from pipeline.model import Document
from pipeline.review.catalog import Catalog, Entry, Key
from pipeline.review.format import encode_catalog
from pipeline.review.header import HeaderFacts, new_headers, title_comment, updated_headers
from pipeline.review.merge import Candidates, Fate, MergePlan, apply, is_at_rest, obsolete_of, plan
from pipeline.review.po import parse_catalog
from pipeline.review.write import project_lock, write_if_changed

_TEMPLATES = "templates"
_MESSAGES = "LC_MESSAGES"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many entries stand where. ``entries = reviewed + fuzzy + untranslated``; obsolete ones apart."""

    entries: int
    reviewed: int
    fuzzy: int
    untranslated: int
    obsolete: int


@dataclass(frozen=True, slots=True)
class CatalogResult:
    """What an update did. ``entries = new + changed + kept``; ``written`` is False when no byte changed.

    ``differs`` says that the file on disk was another: it was written unless the run was dry. ``renamed_from``
    is the earlier name of the document, where the catalog came along from it. ``data`` are the file's bytes as
    this run found or left them; ``at_rest`` says that another run would not change them. The lines in ``catalog``
    are those before the run.
    """

    catalog: Catalog
    new: int
    changed: int
    kept: int
    counts: Counts
    written: bool
    renamed_from: str = ""
    differs: bool = False
    data: bytes = b""
    at_rest: bool = False


def domain_of(document: str) -> str:
    """The gettext domain of a document: its path without its ending (``articles/a.md`` → ``articles/a``).

    ``document`` is relative to the project root, with ``/``; steps that lead out of it are left out.
    """
    parts = [part for part in PurePosixPath(document).parts if part not in ("..", ".", "/")]
    return str(PurePosixPath(*parts).with_suffix("")) if parts else ""


def catalog_path(locales: Path, locale: str, domain: str) -> Path:
    """``locales/<locale>/LC_MESSAGES/<domain>.po``."""
    return locales / locale / _MESSAGES / f"{domain}.po"


def catalogs_of(locales: Path, locale: str) -> list[Path]:
    """The PO files of a language, sorted."""
    found = (locales / locale / _MESSAGES).rglob("*.po")
    return sorted(path for path in found if not path.name.startswith("."))


def template_path(locales: Path, domain: str) -> Path:
    """``locales/templates/LC_MESSAGES/<domain>.pot``."""
    return locales / _TEMPLATES / _MESSAGES / f"{domain}.pot"


def read_existing(path: Path, name: str) -> Catalog | None:
    """The catalog that is there; None where there is no file, or an empty one.

    Raises:
        CatalogError: it cannot be read.
    """
    return _parse(_read(path, name), name)


def count(catalog: Catalog) -> Counts:
    """Count a catalog's entries by state; one that has text in some plural forms only is untranslated."""
    reviewed = sum(entry.reviewed for entry in catalog.entries)
    fuzzy = sum(entry.fuzzy and entry.translated for entry in catalog.entries)
    total = len(catalog.entries)
    return Counts(total, reviewed, fuzzy, total - reviewed - fuzzy, len(catalog.obsolete))


def merged(
    existing: Catalog | None,
    document: Document,
    candidates: Candidates,
    facts: HeaderFacts,
    *,
    time: int,
    model: str = "",
    force_machine: bool = False,
    outdated: Collection[Key] = (),
    references: str = "line",
    planned: MergePlan | None = None,
) -> tuple[Catalog, MergePlan]:
    """The catalog after a run, without touching a disk. ``time``: see `header.source_time`.

    ``planned`` is the `plan` of these arguments, where it has been made; one for another catalog is made again.
    """
    if not facts.title:
        facts = replace(facts, title=document.title or document.path)
    if planned is None or planned.existing is not existing:
        planned = plan(
            existing,
            document,
            target=facts.target,
            model=model,
            force_machine=force_machine,
            outdated=outdated,
            references=references,
        )
    if document.translation_language == facts.target:
        facts = replace(facts, inherited=document.headers)
    if existing is None or not existing.headers:
        headers = new_headers(facts, time)
        result = apply(planned, candidates, target=facts.target, headers=headers)
        if document.translation_language == facts.target:
            live = {entry.key for entry in result.entries}
            kept = tuple(entry for entry in obsolete_of(document) if entry.key not in live)
            result = replace(result, obsolete=(*result.obsolete, *kept))
        if not result.comments:
            result = replace(result, comments=(title_comment(facts.title, facts.target),))
        return result, planned
    headers = updated_headers(existing.headers, facts, time, revised=False)
    result = apply(planned, candidates, target=facts.target, headers=headers)
    if _revised(existing, result):
        headers = updated_headers(existing.headers, facts, time, revised=True)
        result = replace(result, headers=headers)
    return result, planned


def update_catalog(
    path: Path,
    document: Document,
    candidates: Candidates,
    facts: HeaderFacts,
    *,
    time: int,
    name: str = "",
    lock: Path | None = None,
    model: str = "",
    force_machine: bool = False,
    outdated: Collection[Key] = (),
    references: str = "line",
    planned: MergePlan | None = None,
    dry_run: bool = False,
    message: Callable[[str], None] | None = None,
) -> CatalogResult:
    """Merge a document and its candidates into the catalog at ``path`` and write it if it differs.

    The file is read as it is now, and once more under the lock of the folder ``lock`` (``locales/``): a
    reviewer may have saved it while the machine worked. ``name`` is what errors call the file; the other
    arguments are those of `merged`. A catalog that says the same is not touched, however it is laid out.

    Raises:
        CatalogError: the file that is there cannot be read.
        WriteError: the new one cannot be written; the old one is whole.
        ProjectError: the lock cannot be had.
    """
    name = name or str(path)

    def look() -> _Look:
        data = _read(path, name)
        existing = _parse(data, name)
        result, made = merged(
            existing,
            document,
            candidates,
            facts,
            time=time,
            model=model,
            force_machine=force_machine,
            outdated=outdated,
            references=references,
            planned=planned,
        )
        return _Look(data, existing, result, made)

    seen = look()
    data, written = seen.data, False
    if seen.changes and not dry_run:
        with nullcontext() if lock is None else project_lock(lock, message=message):
            if _read(path, name) != seen.data:
                seen = look()
            data = seen.data
            if seen.changes:
                data = _encode(seen.result, name)
                written = write_if_changed(path, data, name)
    return CatalogResult(
        catalog=seen.result,
        new=seen.planned.count(Fate.NEW, Fate.RESTORED),
        changed=seen.planned.count(Fate.CHANGED, Fate.MOVED),
        kept=seen.planned.count(Fate.KEPT, Fate.RETRY),
        counts=count(seen.result),
        written=written,
        differs=seen.changes,
        data=data,
        at_rest=not dry_run and is_at_rest(seen.planned, seen.result, model),
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """A catalog's bytes, what they say, and what a run would make of it."""

    data: bytes
    existing: Catalog | None
    result: Catalog
    planned: MergePlan

    @property
    def changes(self) -> bool:
        """Whether there is something to write; msgfmt refuses a byte order mark, so it has to go."""
        return self.result != self.existing or self.data.startswith(codecs.BOM_UTF8)


def write_template(path: Path, document: Document, facts: HeaderFacts, *, time: int, name: str = "") -> bool:
    """Write the document's POT template; returns False where its messages have not changed.

    Raises:
        WriteError: it cannot be written.
    """
    facts = replace(facts, target="")
    existing = read_existing(path, name or str(path))
    bare = replace(document, translation_language=None)
    result, _ = merged(existing, bare, {}, facts, time=time)
    result = replace(result, header_fuzzy=True, obsolete=())
    name = name or str(path)
    return result != existing and write_if_changed(path, _encode(result, name), name)


def _read(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise CatalogError(f"Cannot read this PO file: {error.strerror or error}.", name) from error


def _parse(data: bytes, name: str) -> Catalog | None:
    catalog = parse_catalog(data, name)
    return None if catalog == Catalog(newline=catalog.newline) else catalog


def _encode(catalog: Catalog, name: str) -> bytes:
    try:
        return encode_catalog(catalog)
    except UnicodeEncodeError as error:
        raise WriteError(
            f"A text holds U+{ord(error.object[error.start]):04X}, half a character, which no file can hold.",
            name,
        ) from error


def _revised(old: Catalog, new: Catalog) -> bool:
    """Whether more changed than the places and comments of the messages."""
    if old.entries == new.entries:
        return old.obsolete != new.obsolete
    changed = _human_side(old.entries, new.entries) != _human_side(new.entries, old.entries)
    return changed or old.obsolete != new.obsolete


def _human_side(entries: Sequence[Entry], beside: Sequence[Entry]) -> set[tuple[object, ...]]:
    """The entries that ``beside`` does not hold as they are, without what only says where they stand."""
    same = set(map(id, beside))
    return {_human(entry) for entry in entries if id(entry) not in same}


_human = attrgetter(
    *(
        field.name
        for field in fields(Entry)
        if field.compare and field.name not in ("references", "extracted", "notes")
    )
)
