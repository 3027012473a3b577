"""Read a gettext PO or POT file into units, one per message."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace

from pipeline.errors import CatalogError, UnknownLanguage
from pipeline.formats.limits import check_count
from pipeline.formats.source import decode
from pipeline.languages import parse_language
from pipeline.model import Document, Unit
from pipeline.review.po import Catalog, Entry, parse_catalog

MOST = 250_000
"""Messages of a catalog that is read as a document: 3 kB of memory each."""

_CHARSET = re.compile(rb"Content-Type:[^\n]*?charset=([A-Za-z0-9_:.-]+)")


def parse(data: bytes, name: str, encoding: str | None = None) -> Document:
    """Return the catalog's live messages as units; ``encoding`` overrules the charset of the header.

    Obsolete messages are left out and the header entry becomes ``Document.headers``. Translations
    that are there come through in ``Unit.translations``, with ``Document.translation_language``
    from the ``Language`` header. Raises DocumentError for an empty or binary file or undecodable
    bytes, CatalogError for a syntax error or a duplicate message.
    """
    source, how = decode(data, name, encoding or _charset(data))
    if how.name.startswith("utf-16"):
        raise CatalogError("is UTF-16, which gettext cannot read; save it as UTF-8.", name)
    check_count(source, MOST, name, "msgid ", shown="“msgid ”")
    catalog = parse_catalog(source if encoding else data, name)
    units = tuple(_unit(entry) for entry in messages(catalog))
    language = _locale(catalog.headers.get("Language", "").strip())
    return Document(
        name,
        "po",
        units,
        source,
        encoding=replace(how, newline=catalog.newline),
        source_language=_locale(catalog.headers.get("X-Source-Language", "").strip()),
        translation_language=language if any(unit.translations for unit in units) else None,
        headers=dict(catalog.headers),
    )


def messages(catalog: Catalog) -> list[Entry]:
    """Return the entries that are units, in their order: all live ones that have a source text."""
    return [entry for entry in catalog.entries if entry.source.strip()]


def _unit(entry: Entry) -> Unit:
    return Unit(
        text=entry.source,
        line=entry.line,
        context=entry.context,
        plural=entry.plural,
        flags=tuple([flag for flag in entry.flags if flag != "fuzzy"]),
        references=entry.references,
        comments=entry.extracted,
        translator_comments=entry.comments,
        translations=() if entry.empty else entry.translations,
        fuzzy=entry.fuzzy,
    )


def _charset(data: bytes) -> str | None:
    """Return the charset the header announces, None for UTF-8, an untouched template or nonsense."""
    found = _CHARSET.search(data)
    name = found[1].decode("ascii") if found else "utf-8"
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None  # "CHARSET", or a name that parse_catalog will refuse with its line
    return None if known == "utf-8" else name


def _locale(tag: str) -> str | None:
    try:
        return parse_language(tag) if tag.strip() else None
    except UnknownLanguage:
        return None
