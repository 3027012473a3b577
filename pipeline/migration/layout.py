"""Which PO files a folder holds: the language and the domain of each, by the layouts that tools use.

========================================  ==================================
``po/pt_BR.po``                           gettext, po4a; domain: the POT beside it, else the folder
``po/guide.pt_BR.po`` ``guide-pt_BR.po``  po4a, mdpo; domain ``guide``
``guide/pt_BR.po``                        Weblate; domain ``guide``
``locale/pt_BR/LC_MESSAGES/django.po``    Django, Sphinx, mdpo; domain ``django``
``locale/pt_BR/guide.po``                 domain ``guide``
========================================  ==================================
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import UnknownLanguage
from pipeline.languages import parse_language, same_language
from pipeline.review.catalog import Catalog
from pipeline.review.po import read_catalog

_MESSAGES = "LC_MESSAGES"
_PACKAGES = frozenset({"node_modules", "site-packages", "dist-packages"})
_STEM = re.compile(r"(?P<domain>.+?)[._-](?P<tag>[A-Za-z]{2,3}(?:[-_@][A-Za-z]+)*)\Z")


@dataclass(frozen=True, slots=True)
class ForeignCatalog:
    """A PO file of another tool. ``name`` is what errors and reports call it.

    ``standard`` says that it lies in ``<language>/LC_MESSAGES/`` straight below the folder that was named:
    where locpipe keeps its own.
    """

    path: Path
    name: str
    language: str
    domain: str
    standard: bool
    catalog: Catalog


def find_foreign(
    folder: Path, name_of: Callable[[Path], str], own: Collection[Path] = ()
) -> Iterator[ForeignCatalog | Path]:
    """The PO files below a folder, sorted by path; those of no known language come as their paths.

    Left out are hidden folders, those of installed packages, and the folders ``own`` of the project itself,
    unless the folder is one of them.

    Raises:
        CatalogError: a file cannot be read. Nothing of it could be taken over.
    """
    skipped = [one.absolute() for one in own if one.absolute() != folder.absolute()]
    for path in sorted(folder.rglob("*.po")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") or part in _PACKAGES for part in relative.parts):
            continue
        if any(one in path.absolute().parents for one in skipped):
            continue
        catalog = read_catalog(path, name_of(path))
        place = _place(
            PurePosixPath(relative.as_posix()), folder, _language(catalog.headers.get("Language", ""))
        )
        if place is None:
            yield path
            continue
        language, domain = place
        parts = relative.parts
        standard = len(parts) > 2 and parts[1] == _MESSAGES and _language(parts[0]) == language
        yield ForeignCatalog(path, name_of(path), language, domain, standard, catalog)


def _place(path: PurePosixPath, folder: Path, said: str) -> tuple[str, str] | None:
    """Language and domain of a PO file, by its path below ``folder``. What its header says (``said``) counts more.

    "man", "new" and "the" are languages, too: a part of the path counts only where a language may stand,
    and not against the header.
    """

    def language_in(part: str) -> str:
        found = _language(part)
        return found if found and (not said or same_language(found, said)) else ""

    stem, parents = path.stem, list(path.parts[:-1])
    for at, part in enumerate(parents):
        last = at + 1 == len(parents)
        if (language := language_in(part)) and (last or parents[at + 1] == _MESSAGES or bool(said)):
            rest = [one for one in (*parents[:at], *parents[at + 1 :], stem) if one != _MESSAGES]
            return language, "/".join(rest)
    if language := language_in(stem):
        return language, "/".join(parents) or _template_beside(folder) or folder.absolute().name
    found = _STEM.fullmatch(stem)
    if found and (language := language_in(found["tag"])):
        return language, "/".join([*parents, found["domain"]])
    return (said, "/".join([*parents, stem])) if said else None


def _template_beside(folder: Path) -> str:
    """The name of the one POT file in a folder, without ending; empty where there is none, or several."""
    found = sorted(folder.glob("*.pot"))
    return found[0].stem if len(found) == 1 else ""


def _language(tag: str) -> str:
    try:
        return parse_language(tag) if tag.strip() else ""
    except UnknownLanguage:
        return ""
