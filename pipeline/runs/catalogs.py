"""The catalogs of a project on disk: which there are, and which document each belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import CatalogError, DocumentError, LocpipeError, UnknownLanguage, UsageError
from pipeline.languages import parse_language
from pipeline.project import Project, Source, known_suffixes
from pipeline.review.catalog import Catalog
from pipeline.review.catalogs import domain_of
from pipeline.review.header import DOCUMENT_FIELD
from pipeline.review.po import read_catalog

_CATALOG_SUFFIXES = frozenset({".po", ".pot"})


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """A PO file under ``locales/``: where it is, its name relative to the root, its language and domain."""

    path: Path
    name: str
    language: str
    domain: str


def find_catalogs(project: Project, paths: Sequence[Path] = ()) -> list[CatalogFile]:
    """The catalogs under ``locales/``, or those of them that ``paths`` (files or folders) name, sorted.

    Raises:
        CatalogError: a path is no catalog of this project.
    """
    found = []
    for path in sorted(project.locales.glob("*/LC_MESSAGES/**/*.po")):
        relative = path.relative_to(project.locales)
        locale = relative.parts[0]
        if path.name.startswith(".") or locale == "templates":
            continue
        domain = PurePosixPath(*relative.parts[2:]).with_suffix("").as_posix()
        found.append(CatalogFile(path, project.name_of(path), parse_language(locale), domain))
    if not paths:
        return found
    chosen: dict[str, CatalogFile] = {}
    for wanted in paths:
        absolute = wanted.absolute()
        matching = [one for one in found if absolute in (one.path.absolute(), *one.path.absolute().parents)]
        if not matching:
            raise CatalogError(
                f"no catalog of this project (they are in {project.config.locales}/)", str(wanted)
            )
        chosen.update({one.name: one for one in matching})
    return [chosen[name] for name in sorted(chosen)]


def catalogs_at(project: Project, paths: Sequence[Path]) -> list[CatalogFile]:
    """The catalogs of the project; or the PO files at ``paths`` (files, folders), wherever they lie, sorted.

    The language of a file outside ``locales/`` is that of its header, else the one in its path
    (``locale/de/LC_MESSAGES/django.po``, ``po/de.po``).

    Raises:
        UsageError: a path that is not there, a folder without a PO file, a file of no known language.
    """
    own = {one.path.absolute(): one for one in find_catalogs(project)}
    if not paths:
        return [own[path] for path in sorted(own)]
    chosen: dict[str, CatalogFile] = {}
    for wanted in paths:
        path = wanted.absolute()
        if not path.exists():
            raise UsageError(f"{wanted}: no such file or folder.")
        inside = [path] if path.is_file() else _po_files(path)
        if not inside:
            raise UsageError(f"{wanted}: there is no PO file in this folder.")
        for one in inside:
            file = own.get(one) or _foreign_catalog(project, one)
            chosen[file.name] = file
    return [chosen[name] for name in sorted(chosen)]


def _po_files(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*.po")
        if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _foreign_catalog(project: Project, path: Path) -> CatalogFile:
    name = project.name_of(path)
    if path.suffix.lower() != ".po":
        raise UsageError(f"{name}: this is no PO file. Checks look at catalogs: translate a document first.")
    tags = []
    with suppress(CatalogError):  # whoever reads it says what is wrong
        tags.append(read_catalog(path, name).headers.get("Language", ""))
    tags += [path.stem, *path.parent.parts[::-1]]
    for tag in tags:
        try:
            return CatalogFile(path, name, parse_language(tag), path.stem)
        except UnknownLanguage:
            continue
    raise UsageError(
        f"{name}: neither its header nor its path tells its language. Write “Language: …” in its header."
    )


def source_language(catalog: Catalog) -> str:
    """The language of a catalog's messages: what its header says, else English, as gettext asks."""
    try:
        return parse_language(catalog.headers.get("X-Source-Language", "en"))
    except LocpipeError:
        return "en"


def document_of(project: Project, file: CatalogFile, catalog: Catalog) -> Source | None:
    """The document that a catalog was made from; None for message catalogs, which become ``.mo`` only.

    A catalog says so in its header; one from elsewhere is asked for its references, and without them the
    domain is tried with every ending.

    Raises:
        DocumentError: the references name a document that is gone.
    """
    recorded = catalog.headers.get(DOCUMENT_FIELD, "").strip()
    if recorded:
        if PurePosixPath(recorded).suffix.lower() in _CATALOG_SUFFIXES:
            return None
        if (project.root / recorded).is_file():
            return Source(project.root / recorded, recorded)
        raise DocumentError(_gone(file), recorded)
    references = Counter(path for entry in catalog.entries for path, _ in entry.references)
    own = [name for name, _ in references.most_common() if _domain_matches(name, file.domain)]
    for name in own:
        if PurePosixPath(name).suffix.lower() in _CATALOG_SUFFIXES:
            return None
        if (project.root / name).is_file():
            return Source(project.root / name, name)
    if own:
        raise DocumentError(_gone(file), own[0])
    for name in (
        file.domain,
        *(file.domain + suffix for suffix in sorted(known_suffixes() - _CATALOG_SUFFIXES)),
    ):
        path = project.root / name
        if path.is_file() and path.suffix.lower() in known_suffixes() - _CATALOG_SUFFIXES:
            return Source(path, name)
    return None


def _gone(file: CatalogFile) -> str:
    return (
        f"this document of {file.name} is gone: put it back; where it was renamed, run locpipe translate on it, "
        "and the catalog and its reviewed entries go along"
    )


def _domain_matches(name: str, domain: str) -> bool:
    return domain in (domain_of(name), domain_of(name + ".x"))
