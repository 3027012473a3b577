"""A POT file from the PO files of a domain, for projects that keep none: Django's, Sphinx's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.catalog import Catalog, Entry, Key

_KEPT = ("Project-Id-Version", "Report-Msgid-Bugs-To", "POT-Creation-Date")


def template_from(catalogs: Sequence[Catalog], source_language: str = "") -> Catalog:
    """All live messages of the catalogs without their translations: those of the longest, then what others add."""
    order = sorted(catalogs, key=lambda catalog: -len(catalog.entries))
    entries: dict[Key, Entry] = {}
    for catalog in order:
        for entry in catalog.entries:
            if entry.key not in entries and entry.source:
                entries[entry.key] = _bare(entry)
    headers = {name: order[0].headers.get(name, "") for name in _KEPT} if order else {}
    headers |= {
        "PO-Revision-Date": "YEAR-MO-DA HO:MI+ZONE",
        "Last-Translator": "FULL NAME <EMAIL@ADDRESS>",
        "Language-Team": "LANGUAGE <LL@li.org>",
        "Language": "",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    if any(entry.plural is not None for entry in entries.values()):
        headers["Plural-Forms"] = "nplurals=INTEGER; plural=EXPRESSION;"
    if source_language:
        headers["X-Source-Language"] = source_language
    return Catalog(headers, tuple(entries.values()), header_fuzzy=True)


def _bare(entry: Entry) -> Entry:
    return replace(
        entry,
        translations=("",) * (1 if entry.plural is None else 2),
        flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
        notes=(),
        comments=(),
        previous_context=None,
        previous_source=None,
        previous_plural=None,
    )
