"""What an exchange format is: a reader and a writer, and the pieces that all of them share."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from pipeline.errors import GlossaryError
from pipeline.glossary.model import Glossary, Term
from pipeline.glossary.rows import identity, read_term
from pipeline.model import TermStatus

SHOWN_WARNINGS = 10
"""How many rows that were left out one import names."""


class Pair(NamedTuple):
    """What the user said about the languages, as PO locales; None where nothing was said."""

    source: str | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Imported:
    """A glossary read from a foreign file, and a sentence for everything that did not come along."""

    glossary: Glossary
    warnings: tuple[str, ...] = ()


class ExchangeFormat(Protocol):
    """A file format of other tools, as a pair of twins.

    ``multilingual`` formats name their languages themselves; the others need the user to name them.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    multilingual: bool

    def recognises(self, text: str, suffix: str) -> bool:
        """Whether a file with this beginning and ending is of this format."""
        ...

    def read(self, data: bytes, name: str, pair: Pair) -> Imported:
        """Read a file; ``name`` is what errors call it.

        Raises:
            GlossaryError: it is not of this format, with the line.
        """
        ...

    def write(self, terms: Sequence[Term], pair: Pair) -> str:
        """Write the terms that the format can hold; what it cannot hold is left out."""
        ...


class Collector:
    """Collects the terms of a foreign file; a row that makes no term is named in a warning."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._terms: dict[tuple[object, ...], Term] = {}
        self._warnings: list[str] = []

    def add(self, line: int, source: str, target: str, language: str, **cells: str) -> None:
        """One row, its columns as in our CSV; equal source and target without a status are a name."""
        source, target = source.strip(), target.strip()
        if not source and not target:
            return
        if source == target and "status" not in cells:
            cells["status"] = str(TermStatus.UNTRANSLATABLE)
        problems: list[str] = []
        row = {column: cell.strip() for column, cell in cells.items()}
        term = read_term({"source": source, "target": target, "language": language, **row}, line, problems)
        if term is None:
            for problem in problems:
                self.leave_out(line, problem)
        else:
            self._terms.setdefault(identity(term), term)

    def leave_out(self, line: int, reason: str) -> None:
        """Name a row that cannot be taken."""
        self._warnings.append(f"{self._name}:{line}: left out: {reason}")

    def imported(self, source: str | None) -> Imported:
        """What was collected."""
        warnings = self._warnings[:SHOWN_WARNINGS]
        if len(self._warnings) > SHOWN_WARNINGS:
            warnings.append(f"… and {len(self._warnings) - SHOWN_WARNINGS} more rows were left out.")
        return Imported(Glossary(tuple(self._terms.values()), self._name, source), tuple(warnings))


class Concept(NamedTuple):
    """Rows that say the same about the source, one for each language; for formats with a row a concept."""

    head: Term
    rows: tuple[Term, ...]


def group_concepts(terms: Iterable[Term]) -> list[Concept]:
    """Put the preferred rows of one meaning together, in the order of their first; other rows stand alone.

    A format that says of a whole concept that it is forbidden (translate-toolkit reads TBX so) must not
    see a forbidden translation beside a wanted one.
    """
    groups: list[list[Term]] = []
    open_groups: dict[tuple[object, ...], list[Term]] = {}
    for term in terms:
        if term.status is not TermStatus.PREFERRED:
            groups.append([term])
            continue
        key = (
            *(term.source, term.source_language, term.case_sensitive, term.accent_sensitive, term.forms),
            *(term.context, term.part_of_speech, term.domain),
        )
        group = open_groups.get(key)
        if group is None or any(other.language == term.language for other in group):
            group = open_groups[key] = []
            groups.append(group)
        group.append(term)
    return [Concept(group[0], tuple(group)) for group in groups]


def unique_sources(terms: Sequence[Term]) -> list[Term]:
    """The one translation that a list without statuses may give for a source (and context): the first wanted.

    Preferred and untranslatable rows come before allowed ones; forbidden ones never come.
    """
    wanted = [term for term in terms if term.status is not TermStatus.FORBIDDEN]
    chosen: dict[tuple[str, str], Term] = {}
    for term in sorted(wanted, key=lambda term: term.status is TermStatus.ALLOWED):
        chosen.setdefault((term.source, term.context), term)
    return [term for term in wanted if chosen[term.source, term.context] is term]


def csv_rows(text: str, name: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV text with the line each begins in, empty ones left out.

    Raises:
        GlossaryError: a quotation mark is not closed.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise GlossaryError(
                f"{name}:{line}: the row cannot be read ({error}). "
                "Close its quotation marks, and write a quotation mark inside a quoted cell twice."
            ) from error
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield line, cells


def csv_text(rows: Iterable[Sequence[str]], *, quote_all: bool = False) -> str:
    """Rows as CSV text with LF line ends; a cell with any separator in it is quoted, so that none is guessed."""
    return "".join(
        ",".join(
            '"' + cell.replace('"', '""') + '"'
            if quote_all or any(map(cell.__contains__, ',;\t"\r\n'))
            else cell
            for cell in row
        )
        + "\n"
        for row in rows
    )


def guess_delimiter(text: str) -> str:
    """Tab, comma or semicolon: the one that cuts every row into as many cells, and no quoted cell in two.

    Where none does, the one that the first line has most of.
    """
    possible: list[tuple[int, int, str]] = []
    for order, mark in enumerate("\t,;"):
        try:
            rows = [cells for _, cells in csv_rows(text, "", mark)]
        except GlossaryError:
            continue
        if rows and len(rows[0]) > 1 and len({len(cells) for cells in rows}) == 1:
            torn = sum(cell.count('"') % 2 for cells in rows for cell in cells)
            possible.append((torn, order, mark))
    if possible:
        return min(possible)[2]
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def header_cells(text: str) -> list[str]:
    """The cells of the first line in lower case, as far as it can be read."""
    line = next((line for line in text.removeprefix("\ufeff").splitlines() if line.strip()), "")
    try:
        cells = next(csv.reader([line], delimiter=guess_delimiter(line)), [])
    except csv.Error:
        return []
    return [cell.strip().lower() for cell in cells]


def is_clean(term: Term, marks: str = "\t\r\n") -> bool:
    """Whether source and target hold none of the marks that a line format cannot write."""
    return not any(mark in term.source or mark in term.target for mark in marks)
