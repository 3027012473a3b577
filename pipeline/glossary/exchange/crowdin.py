"""Crowdin's glossary CSV: a row a concept, its columns named for a language, ``Term [pt-BR]``.

The columns: ``Concept Definition``, ``Concept Subject``, ``Concept Note``, ``Translatable``, and for each
language ``Term``, ``Description``, ``Part of Speech``, ``Status``, ``Type``, ``Gender``, ``Note``. A status is
preferred, admitted, not recommended, obsolete or draft. The first language column that is not empty is
the source, unless the user names another.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.errors import GlossaryError, UnknownLanguage
from pipeline.glossary.csv import decode
from pipeline.glossary.exchange.protocol import (
    Collector,
    Imported,
    Pair,
    csv_rows,
    csv_text,
    group_concepts,
    guess_delimiter,
    header_cells,
)
from pipeline.glossary.model import Term
from pipeline.languages import parse_language, same_language, to_bcp47
from pipeline.model import TermStatus

_COLUMN = re.compile(r"(?P<column>[A-Za-z ]+?)\s*[\[(](?P<language>[\w@-]+)[\])]\Z")
_STATUSES = {
    "preferred": TermStatus.PREFERRED,
    "admitted": TermStatus.ALLOWED,
    "not recommended": TermStatus.FORBIDDEN,
    "obsolete": TermStatus.FORBIDDEN,
}
_WORDS = {
    TermStatus.PREFERRED: "preferred",
    TermStatus.ALLOWED: "admitted",
    TermStatus.FORBIDDEN: "not recommended",
}
_NO = frozenset({"no", "false", "0"})
_PER_LANGUAGE = ("Term", "Description", "Part of Speech", "Status", "Type", "Gender", "Note")

Cells = Mapping[tuple[str, str], str]
"""(column in lower case, PO locale or ``""``) → cell."""


class Crowdin:
    """See the module's first line."""

    name = "crowdin"
    suffixes: tuple[str, ...] = (".csv",)
    description = "Crowdin glossary CSV (Term [en], Part of Speech [en], Status [en], …)"
    multilingual = True

    def recognises(self, text: str, suffix: str) -> bool:
        return any(cell.startswith(("term [", "term (")) for cell in header_cells(text))

    def read(self, data: bytes, name: str, pair: Pair) -> Imported:
        text = decode(data, name)
        rows = csv_rows(text, name, guess_delimiter(text))
        header_line, header = next(rows, (1, []))
        columns = [_column(cell, f"{name}:{header_line}") for cell in header]
        languages = [language for column, language in columns if column == "term"]
        if not languages:
            raise GlossaryError(
                f"{name}:{header_line}: a Crowdin glossary has columns such as “Term [en]”. "
                "Choose the format with --format."
            )
        default = next(
            (one for one in languages if pair.source and same_language(one, pair.source)), languages[0]
        )
        collector = Collector(name)
        for line, row in rows:
            cells = dict(zip(columns, map(str.strip, row), strict=False))
            _read_concept(cells, languages, default, pair, line, collector)
        return collector.imported(default)

    def write(self, terms: Sequence[Term], pair: Pair) -> str:
        default = pair.source or "en"
        sources = dict.fromkeys(term.source_language or default for term in terms)
        order = [default, *(one for one in sources if one != default)]
        order += [one for one in dict.fromkeys(term.language for term in terms) if one and one not in order]
        records = [
            record for record in (_record(*concept, default) for concept in group_concepts(terms)) if record
        ]
        used = {key for record in records for key in record}
        columns = [(name, "") for name in ("Concept Subject", "Translatable") if (name.lower(), "") in used]
        columns += [
            (column, language)
            for language in order
            for column in _PER_LANGUAGE
            if column == "Term" or (column.lower(), language) in used
        ]
        head = [f"{column} [{to_bcp47(language)}]" if language else column for column, language in columns]
        body = [
            [record.get((column.lower(), language), "") for column, language in columns] for record in records
        ]
        return csv_text([head, *body])


def _column(cell: str, place: str) -> tuple[str, str]:
    match = _COLUMN.match(cell.strip())
    if match is None:
        return cell.strip().lower(), ""
    try:
        return match["column"].lower(), parse_language(match["language"])
    except UnknownLanguage as error:
        raise GlossaryError(f"{place}: {error}") from error


def _read_concept(
    cells: Cells, languages: Sequence[str], default: str, pair: Pair, line: int, collector: Collector
) -> None:
    filled = [language for language in languages if cells.get(("term", language))]
    if not filled:
        return
    own = default if default in filled else filled[0]
    kept = cells.get(("translatable", ""), "").lower() in _NO
    targets = [one for one in filled if one != own and (not pair.target or same_language(one, pair.target))]
    for language in targets or ([""] if kept and len(filled) == 1 else []):
        word = cells.get(("status", language), "").lower()
        if word and word not in _STATUSES:
            collector.leave_out(line, f"the status of {cells['term', language]!r} is {word!r}.")
            continue
        notes = [
            cells.get((column, of), "")
            for of in dict.fromkeys((language, own, ""))
            for column in ("note", "description", "concept definition", "concept note")
        ]
        collector.add(
            line,
            cells["term", own],
            cells.get(("term", language), ""),
            language,
            status=str(TermStatus.UNTRANSLATABLE if kept else _STATUSES.get(word, TermStatus.PREFERRED)),
            note="; ".join(dict.fromkeys(filter(None, notes))),
            source_language="" if own == default else own,
            part_of_speech=cells.get(("part of speech", own), "")
            or cells.get(("part of speech", language), ""),
            gender=cells.get(("gender", language), ""),
            domain=cells.get(("concept subject", ""), ""),
        )


def _record(head: Term, rows: Sequence[Term], default: str) -> dict[tuple[str, str], str] | None:
    """The cells of a concept; None where the source would not be told from the target."""
    own = head.source_language or default
    kept = head.status is TermStatus.UNTRANSLATABLE
    rows = [row for row in rows if row.language not in ("", own, default)]
    if not rows and not (kept and not head.language):
        return None
    record = {("term", own): head.source, ("translatable", ""): "No" if kept else ""}
    record["part of speech", own] = head.part_of_speech
    record["concept subject", ""] = head.domain
    if not rows:
        record["note", own] = head.note
    for row in rows:
        record["term", row.language] = row.target
        record["status", row.language] = "" if kept else _WORDS[row.status]
        record["gender", row.language] = row.gender
        record["note", row.language] = row.note
    return {key: cell for key, cell in record.items() if cell}
