"""Check that one source has one translation in a catalog, and that two sources do not share one."""

from __future__ import annotations

from collections import defaultdict

from pipeline.checks.base import CatalogExample, entry_finding, quote
from pipeline.model import Finding, LanguagePair, Severity
from pipeline.review.catalog import Catalog, Entry

_TWICE = 'msgctxt "{}"\nmsgid "The open door"\nmsgstr "{}"\n\n'


class ConsistencyCheck:
    """The same source, translated in two ways. Off by default: contexts are there to allow it."""

    id = "consistency"
    severity = Severity.NOTE
    description = "The same source text has the same translation throughout a catalog."
    catalog_examples = (
        CatalogExample(_TWICE.format("a", "A porta aberta") + _TWICE.format("b", "A porta aberta")),
        CatalogExample(
            _TWICE.format("a", "A porta aberta") + _TWICE.format("b", "Porta que abriu"), Severity.NOTE
        ),
    )

    def check_catalog(self, catalog: Catalog, pair: LanguagePair) -> list[Finding]:
        seen: dict[str, Entry] = {}
        found = []
        for entry in catalog.entries:
            if not entry.translated or entry.plural is not None:
                continue
            key = _bare(entry.source)
            first = seen.setdefault(key, entry)
            if _bare(first.translations[0]) != _bare(entry.translations[0]):
                message = f"Translated otherwise in line {first.line}: {quote([first.translations[0]])}."
                found.append(entry_finding(self, message, entry, pair))
        return found


class SameTargetCheck:
    """Different sources with one translation. Off by default: languages have fewer words for some things."""

    id = "same-target"
    severity = Severity.NOTE
    description = "Different source texts do not have the same translation."
    catalog_examples = (
        CatalogExample(
            'msgid "Save the file"\nmsgstr "Salvar"\n\nmsgid "Remove the file"\nmsgstr "Remover"\n'
        ),
        CatalogExample(
            'msgid "Save the file"\nmsgstr "Remover"\n\nmsgid "Remove the file"\nmsgstr "Remover"\n',
            Severity.NOTE,
        ),
    )

    def check_catalog(self, catalog: Catalog, pair: LanguagePair) -> list[Finding]:
        sources: dict[str, list[Entry]] = defaultdict(list)
        for entry in catalog.entries:
            if entry.translated and entry.plural is None:
                sources[_bare(entry.translations[0])].append(entry)
        found = []
        for entries in sources.values():
            for entry in entries[1:]:
                if _bare(entry.source) != _bare(entries[0].source):
                    message = (
                        f"The same translation as {quote([entries[0].source])} in line {entries[0].line}."
                    )
                    found.append(entry_finding(self, message, entry, pair))
        return found


def _bare(text: str) -> str:
    return " ".join(text.replace("&", "").replace("_", "").split()).strip(" .:…").casefold()
