"""Two columns without a header, as DeepL and Google Cloud Translation take them; commas or tabs.

Also read: the four or five columns of DeepL's own exports (source, target, source language, target
language, relevance), and Google's equivalent term sets, whose header names languages (``en,pt-BR,pos,
description``). A source may stand there once only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import UnknownLanguage
from pipeline.glossary.csv import decode
from pipeline.glossary.exchange.protocol import (
    Collector,
    Imported,
    Pair,
    csv_rows,
    csv_text,
    guess_delimiter,
    header_cells,
    unique_sources,
)
from pipeline.glossary.model import Term
from pipeline.languages import parse_language, same_language

# "en", "pt-BR"; not "IT", which may be a term.
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2}\Z")
_NOTES = ("description", "desc", "note", "comment")
_PARTS_OF_SPEECH = ("pos", "part of speech", "partofspeech")


class Pairs:
    """See the module's first line."""

    name = "pairs"
    suffixes: tuple[str, ...] = (".csv", ".tsv")
    description = "two columns without a header (DeepL, Google)"
    multilingual = False

    def recognises(self, text: str, suffix: str) -> bool:
        return suffix in self.suffixes and len(header_cells(text)) >= 2

    def read(self, data: bytes, name: str, pair: Pair) -> Imported:
        text = decode(data, name)
        rows = list(csv_rows(text, name, guess_delimiter(text)))
        collector = Collector(name)
        columns = _language_columns(rows[0][1]) if rows else {}
        if columns:
            return _read_term_sets(rows, columns, pair, collector)
        for line, cells in rows:
            if len(cells) < 2:
                collector.leave_out(line, "there is no second column.")
                continue
            source, target, *others = (cell.strip() for cell in cells)
            own = _languages_of(others)
            if own is not None and (not _fits(own.source, pair.source) or not _fits(own.target, pair.target)):
                continue  # another pair of languages of the same file
            language = own.target if own is not None else pair.target
            collector.add(line, source, target, language or "")
        return collector.imported(pair.source)

    def write(self, terms: Sequence[Term], pair: Pair) -> str:
        # one translation a source, whatever its context
        chosen: dict[str, Term] = {}
        for term in unique_sources(terms):
            chosen.setdefault(term.source, term)
        return csv_text((term.source, term.target) for term in chosen.values())


def _fits(own: str | None, wanted: str | None) -> bool:
    return own is None or wanted is None or same_language(own, wanted)


def _locale(cell: str) -> str | None:
    try:
        return parse_language(cell)
    except UnknownLanguage:
        return None


def _languages_of(others: Sequence[str]) -> Pair | None:
    """The languages in the third and fourth column of DeepL's exports."""
    if len(others) < 2:
        return None
    source, target = _locale(others[0]), _locale(others[1])
    return Pair(source, target) if source and target else None


def _language_columns(header: Sequence[str]) -> dict[int, str]:
    """Column number → language, where the first row names two languages and nothing but known columns."""
    found: dict[int, str] = {}
    for index, cell in enumerate(map(str.strip, header)):
        if cell.lower() in (*_NOTES, *_PARTS_OF_SPEECH):
            continue
        locale = _locale(cell) if _TAG.match(cell) else None
        if locale is None or locale in found.values():
            return {}
        found[index] = locale
    return found if len(found) > 1 else {}


def _read_term_sets(
    rows: Sequence[tuple[int, Sequence[str]]], columns: dict[int, str], pair: Pair, collector: Collector
) -> Imported:
    header = [cell.strip().lower() for cell in rows[0][1]]
    first = next(
        (index for index, locale in columns.items() if pair.source and _fits(locale, pair.source)), 0
    )
    first = first if first in columns else next(iter(columns))
    for line, cells in rows[1:]:
        cells = [*cells, *([""] * (len(header) - len(cells)))]
        known = dict(zip(header, cells, strict=False))
        note = next((known[column] for column in _NOTES if column in known), "")
        part_of_speech = next((known[column] for column in _PARTS_OF_SPEECH if column in known), "")
        for index, locale in columns.items():
            if index != first and _fits(locale, pair.target) and cells[index].strip():
                collector.add(
                    line, cells[first], cells[index], locale, note=note, part_of_speech=part_of_speech
                )
    return collector.imported(columns[first])
