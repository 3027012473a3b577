"""Read and write our glossary CSV; the twins `read_glossary` and `write_glossary`.

The columns and their rules are described for people in ``docs/glossaries.md``.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from pipeline.errors import GlossaryError, WriteError
from pipeline.glossary.model import Glossary, Term
from pipeline.glossary.rows import (
    COLUMNS,
    OPTIONAL,
    REQUIRED,
    find_contradictions,
    identity,
    read_term,
    term_cells,
)

SHOWN_ERRORS = 10
"""How many of a file's errors one message lists."""

_DELIMITERS = (",", ";", "\t")


def find_glossaries(folder: Path) -> tuple[Path, ...]:
    """Every ``*.csv`` in a folder (not below it), sorted by name; none when there is no such folder."""
    return tuple(sorted(path for path in folder.glob("*.csv") if path.is_file()))


def read_glossary(path: Path, name: str | None = None) -> Glossary:
    """Read a CSV file: UTF-8 (or UTF-16 with BOM), separated by comma, semicolon or tab as its header is.

    Args:
        name: what errors call the file, and the glossary's name; the path as given, by default.

    Raises:
        GlossaryError: the file cannot be read, or rows are wrong; one message names the lines of the
            first `SHOWN_ERRORS` errors and what to do about each.
    """
    shown = name if name is not None else path.as_posix()
    return parse_glossary(decode(read_bytes(path, shown), shown), shown)


def read_bytes(path: Path, name: str) -> bytes:
    """The bytes of a glossary file of any format.

    Raises:
        GlossaryError: the file cannot be read.
    """
    try:
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(f"{name}: the glossary cannot be read: {error.strerror}.") from error


def parse_glossary(text: str, name: str) -> Glossary:
    """Read a glossary from the text of a CSV file; errors as in `read_glossary`."""
    errors: list[str] = []
    terms: dict[tuple[object, ...], Term] = {}
    for row in scan_glossary(text, name):
        errors += [f"{name}:{row.line}: {problem}" for problem in row.problems]
        if row.term is not None:
            terms.setdefault(identity(row.term), row.term)
    errors += [f"{name}:{line}: {problem}" for line, problem in find_contradictions(terms.values())]
    if errors:
        raise GlossaryError(_report(errors, name))
    return Glossary(tuple(terms.values()), name)


class Row(NamedTuple):
    """One row as it stands in the file: its cells with the spaces around them, and what came of it.

    ``term`` is None where ``problems`` says why.
    """

    line: int
    cells: Mapping[str, str]
    term: Term | None
    problems: tuple[str, ...]


def scan_glossary(text: str, name: str) -> Iterator[Row]:
    """Read every row of a CSV file, the wrong ones too, in order; for `parse_glossary` and for the linter.

    Raises:
        GlossaryError: the header is wrong, or a quotation mark is not closed.
    """
    rows = _rows(text, name)
    header_line, header = next(rows, (1, []))
    columns = _columns(header, header_line, name)
    for line, cells in rows:
        if len(cells) != len(columns):
            problem = (
                f"{_count(len(cells), 'cell')}, but the header has {len(columns)}. "
                "Put quotation marks around a cell that holds the separator."
            )
            yield Row(line, {}, None, (problem,))
            continue
        raw = dict(zip(columns, cells, strict=True))
        problems: list[str] = []
        term = read_term({column: cell.strip() for column, cell in raw.items()}, line, problems)
        yield Row(line, raw, term, tuple(problems))


def format_glossary(glossary: Glossary) -> str:
    """Write a glossary as CSV text: comma, LF, our columns, and the optional ones that a term uses."""
    records = [term_cells(term) for term in glossary.terms]
    columns = [*COLUMNS, *(column for column in OPTIONAL if any(record[column] for record in records))]
    lines = [",".join(columns)]
    lines += [
        ",".join(_quoted(record[column], first=index == 0) for index, column in enumerate(columns))
        for record in records
    ]
    return "\n".join(lines) + "\n"


def write_glossary(glossary: Glossary, path: Path) -> None:
    """Write a glossary as CSV; the old file stays whole until the new one is complete.

    Raises:
        WriteError: the file cannot be written.
    """
    write_text(format_glossary(glossary), path)


def write_text(text: str, path: Path) -> None:
    """Write a glossary file of any format in UTF-8; the old file stays whole until the new one is complete.

    Raises:
        WriteError: the file cannot be written.
    """
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_bytes(text.encode())
        temporary.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        with suppress(OSError):
            temporary.unlink()
        reason = os.strerror(error.errno) if isinstance(error, OSError) and error.errno else str(error)
        raise WriteError(f"The glossary cannot be written: {reason}.", path.as_posix()) from error


def decode(data: bytes, name: str) -> str:
    """The text of a glossary file: UTF-8 with or without a byte order mark, or UTF-16 with one.

    Raises:
        GlossaryError: the bytes are in another encoding; with the line.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, label, line_end = "utf-16", "UTF-16", b"\n\0" if data[0] == 0xFF else b"\0\n"
    else:
        encoding, label, line_end = "utf-8-sig", "UTF-8", b"\n"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(line_end, 0, error.start) + 1
        raise GlossaryError(
            f"{name}:{line}: the glossary is not {label} (byte 0x{data[error.start]:02X}). "
            "Save it as “CSV UTF-8” in the spreadsheet."
        ) from error


class _Lines:
    """The lines of a file for the csv reader, without comments; knows where the present row began."""

    def __init__(self, text: str) -> None:
        self._lines = io.StringIO(text, newline="")
        self.number = 0
        self.start = 0
        self.between_rows = True

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        for line in self._lines:
            self.number += 1
            if self.between_rows:
                if line.startswith("#") or not line.strip():
                    continue
                self.start = self.number
                self.between_rows = False
            return line
        raise StopIteration


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with their line numbers, the header first; comments and empty rows are left out."""
    delimiter = _delimiter(text)
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.between_rows = True
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise GlossaryError(
                f"{name}:{lines.start}: the row cannot be read ({error}). "
                "Close its quotation marks, and write a quotation mark inside a quoted cell twice."
            ) from error
        if cells is None:
            return
        if any(map(str.strip, cells)):
            yield lines.start, cells


def _delimiter(text: str) -> str:
    """The separator of the header line that makes most of it known column names."""
    header = next((line for line in _Lines(text)), "")
    known = {*COLUMNS, *OPTIONAL}
    return max(_DELIMITERS, key=lambda mark: sum(_name(cell) in known for cell in header.split(mark)))


def _name(cell: str) -> str:
    return cell.strip().strip('"').strip().lower().replace(" ", "_").replace("-", "_")


def _columns(header: Sequence[str], line: int, name: str) -> list[str]:
    columns = [_name(cell) for cell in header]
    known = (*COLUMNS, *OPTIONAL)
    missing = [column for column in REQUIRED if column not in columns]
    if missing:
        raise GlossaryError(
            f"{name}:{line}: {'these columns are' if len(missing) > 1 else 'a column is'} missing: "
            f"{', '.join(missing)}. The first line must name the columns: {','.join(COLUMNS)}."
        )
    for column in columns:
        if column not in known:
            near = get_close_matches(column, known, n=1)
            hint = f" Did you mean {near[0]}?" if near else f" Known columns: {', '.join(known)}."
            raise GlossaryError(f"{name}:{line}: unknown column {column!r}.{hint}")
        if columns.count(column) > 1:
            raise GlossaryError(f"{name}:{line}: the column {column} is there twice. Remove one.")
    return columns


def _report(errors: Sequence[str], name: str) -> str:
    if len(errors) == 1:
        return errors[0]
    lines = [f"{name}: {len(errors)} errors in the glossary.", *errors[:SHOWN_ERRORS]]
    if len(errors) > SHOWN_ERRORS:
        lines.append(f"… and {len(errors) - SHOWN_ERRORS} more.")
    return "\n".join(lines)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _quoted(cell: str, *, first: bool) -> str:
    if any(mark in cell for mark in ',"\r\n;\t') or (first and cell.startswith("#")):
        return '"' + cell.replace('"', '""') + '"'
    return cell
