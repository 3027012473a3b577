"""What a format did not keep: the written file is read back and compared with what was to be written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.glossary.model import Term
from pipeline.glossary.rows import term_cells

_KEY = ("source", "target", "language")


def find_losses(wanted: Sequence[Term], kept: Sequence[Term], format_name: str) -> tuple[str, ...]:
    """A sentence for the rows that are not in the file, and for each column that lost something."""
    left: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for term in kept:
        cells = term_cells(term)
        left.setdefault(_key(cells), []).append(cells)
    missing: list[Term] = []
    columns: dict[str, list[Term]] = {}
    for term in wanted:
        cells = term_cells(term)
        candidates = left.get(_key(cells))
        if not candidates:
            missing.append(term)
            continue
        back = max(candidates, key=lambda other: sum(other[column] == cells[column] for column in cells))
        candidates.remove(back)
        for column, cell in cells.items():
            if cell != back[column]:
                columns.setdefault(column, []).append(term)
    sentences = [
        f"{format_name} cannot hold the {column.replace('_', ' ')} of {_rows(terms)} ({_first(terms)})."
        for column, terms in columns.items()
    ]
    if missing:
        statuses = Counter(str(term.status) for term in missing)
        kinds = ", ".join(f"{count} {status}" for status, count in statuses.items())
        sentences.insert(
            0, f"{_rows(missing)} left out, which {format_name} cannot hold: {kinds} ({_first(missing)})."
        )
    return tuple(sentences)


def _key(cells: dict[str, str]) -> tuple[str, ...]:
    return tuple(cells[column] for column in _KEY)


def _rows(terms: Sequence[Term]) -> str:
    return "1 row" if len(terms) == 1 else f"{len(terms)} rows"


def _first(terms: Sequence[Term]) -> str:
    place = f" in line {terms[0].line}" if terms[0].line else ""
    return ("" if len(terms) == 1 else "the first: ") + f"“{terms[0].source}”{place}"
