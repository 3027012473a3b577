"""Rows as a CSV that a spreadsheet opens: no cell is a formula, and what the spreadsheet makes of the file is read."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence

from pipeline.errors import CatalogError
from pipeline.exchange.rows import Row, State

HEADER = ("catalog", "context", "source", "target", "state", "form", "entry", "notes", "place", "mark")
_NEEDED = ("catalog", "source", "target", "state")
_RISKY = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")


def write_sheet(catalog: str, rows: Sequence[Row]) -> bytes:
    """UTF-8 with a mark and CRLF, as Excel wants it; a cell that begins like a formula gets ``'`` in front.

    An entry without context has ``-`` in that cell, which tells it from an empty context.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADER)
    for row in rows:
        cells = (
            catalog, "-" if row.context is None else f"={row.context}", row.source, row.target, row.state.value,
            str(row.form), row.msgid if row.msgid != row.source else "", "\n".join(row.notes), row.reference, row.mark,
        )  # fmt: skip
        writer.writerow([_guarded(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return "'" + cell if _RISKY.match(cell) else cell


def _bare(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def read_sheet(data: bytes, name: str) -> dict[str, list[Row]]:
    """The rows of each catalog in a CSV or TSV that came back, in UTF-8 or UTF-16, with any of the usual delimiters.

    Raises:
        CatalogError: it is no such table, or a cell says what it must not.
    """
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise CatalogError("is not UTF-8: save the table as “CSV UTF-8”.", name) from error
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True)
    found: dict[str, list[Row]] = {}
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        missing = [column for column in _NEEDED if column not in header]
        if missing:
            raise CatalogError(
                f"has no column {missing[0]!r}: this is no table that locpipe export wrote.", name, 1
            )
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                row = dict(zip(header, map(_bare, cells), strict=False))
                found.setdefault(row["catalog"], []).append(_row(row, name, line))
            line = reader.line_num + 1
    except csv.Error as error:
        raise CatalogError(f"is no valid table: {error}.", name, reader.line_num) from error
    return found


def _row(cells: dict[str, str], name: str, line: int) -> Row:
    state, form = cells.get("state", "").strip().lower(), cells.get("form", "").strip() or "0"
    if state not in tuple(State):
        known = ", ".join(State)
        raise CatalogError(f"the state {state!r} is none of: {known}.", name, line)
    if not form.isdecimal():
        raise CatalogError(f"the plural form {form!r} is no number.", name, line)
    source, context = _lines(cells.get("source", "")), _lines(cells.get("context", "-"))
    return Row(
        None if context in ("-", "") else context[1:],
        _lines(cells.get("entry", "")) or source,
        int(form),
        source,
        _lines(cells.get("target", "")),
        State(state),
        cells.get("mark", ""),
        line=line,
    )


def _lines(cell: str) -> str:
    return cell.replace("\r\n", "\n") if "\n" in cell else cell
