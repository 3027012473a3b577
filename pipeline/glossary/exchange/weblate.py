"""Weblate's CSV of a glossary: the columns of translate-toolkit, every cell in quotation marks.

Columns after Weblate's documentation (formats/csv). Its flags (forbidden, read-only) are not in the
file. A row that needs editing (``fuzzy``) is not agreed yet and is left out on reading.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import GlossaryError
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

_COLUMNS = (
    "location", "source", "target", "ID", "fuzzy", "context", "translator_comments", "developer_comments",
)  # fmt: skip
_OWN = {"location", "id", "fuzzy", "translator_comments", "developer_comments"}
_TRUE = frozenset({"true", "yes", "1"})


class WeblateCsv:
    """See the module's first line."""

    name = "weblate"
    suffixes: tuple[str, ...] = (".csv",)
    description = "Weblate CSV (location, source, target, ID, fuzzy, context, comments)"
    multilingual = False

    def recognises(self, text: str, suffix: str) -> bool:
        header = set(header_cells(text))
        return {"source", "target"} <= header and bool(header & _OWN)

    def read(self, data: bytes, name: str, pair: Pair) -> Imported:
        text = decode(data, name)
        rows = csv_rows(text, name, guess_delimiter(text))
        header_line, header = next(rows, (1, []))
        columns = [cell.strip().lower() for cell in header]
        if not {"source", "target"} <= set(columns):
            raise GlossaryError(
                f"{name}:{header_line}: a Weblate CSV names the columns source and target in its first line. "
                "Choose the format with --format."
            )
        collector = Collector(name)
        for line, cells in rows:
            known = dict(zip(columns, map(str.strip, cells), strict=False))
            if known.get("fuzzy", "").lower() in _TRUE:
                collector.leave_out(line, f"{known['source']!r} needs editing (fuzzy).")
                continue
            comments = (known.get("translator_comments", ""), known.get("developer_comments", ""))
            collector.add(
                line,
                known.get("source", ""),
                known.get("target", ""),
                pair.target or "",
                note="; ".join(dict.fromkeys(filter(None, comments))),
                context=known.get("context", ""),
            )
        return collector.imported(pair.source)

    def write(self, terms: Sequence[Term], pair: Pair) -> str:
        rows = [
            ("", term.source, term.target, "", "", term.context, "", term.note)
            for term in unique_sources(terms)
        ]
        return csv_text([_COLUMNS, *rows], quote_all=True)
