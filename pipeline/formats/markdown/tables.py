"""The block rule for tables: a token for each row, with the places of its cells.

markdown-it's own rule has three tokens for each cell and cuts each row character by character, and does not say
where a cell stands. In documents with tables that was most of the time. Which lines are a table is decided as it decides.
"""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from pipeline.formats.markdown.blocks import TRIM
from pipeline.formats.splice import Span

MAX_MISSING = 65_536
"""Most cells that the rows of a table may lack; what is behind them is text."""

_DELIMITERS = re.compile(r"(?!-?[ \t]|.\Z)(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?\Z")
_PIPE = re.compile(r"(?<!\\)\|")


def table(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    """``table_open`` with the alignments, a ``table_head`` and each ``table_row`` with ``meta["cells"]``."""
    line = start_line + 1
    if line >= end_line or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    begin = state.bMarks[line] + state.tShift[line]
    if state.src[begin : begin + 1] not in ("|", "-", ":"):
        return False
    delimiters = state.src[begin : state.eMarks[line]]
    if not _DELIMITERS.match(delimiters) or state.is_code_block(start_line):
        return False
    if state.src.find("|", state.bMarks[start_line] + state.tShift[start_line], state.eMarks[start_line]) < 0:
        return False
    alignments = [
        f"{cell[0]}-{cell[-1]}" for cell in (cell.strip() for cell in delimiters.split("|")) if cell
    ]
    head = _cells_on(state, start_line)
    if not head or len(head) != len(alignments):
        return False
    if silent:
        return True
    opening = state.push("table_open", "", 1)
    opening.info = "|".join(alignments)
    _push_row(state, "table_head", start_line, head)
    parent, state.parentType = state.parentType, "table"
    end_of_table = state.md.block.ruler.getRules("blockquote")
    missing = 0
    line += 1
    while line < end_line and state.sCount[line] >= state.blkIndent:
        if any(rule(state, line, end_line, True) for rule in end_of_table):
            break
        row = _cells_on(state, line)
        if row is None or state.is_code_block(line):
            break
        missing += len(head) - len(row)
        if missing > MAX_MISSING:
            break
        _push_row(state, "table_row", line, row[: len(head)])
        line += 1
    state.push("table_close", "", -1)
    opening.map = [start_line, line]
    state.parentType = parent
    state.line = line
    return True


def _push_row(state: StateBlock, kind: str, line: int, cells: list[Span]) -> None:
    token = state.push(kind, "", 0)
    token.map, token.meta = [line, line + 1], {"cells": cells}


def _cells_on(state: StateBlock, line: int) -> list[Span] | None:
    """Return where the cells of a row stand in ``state.src``, white space cut off; None for a blank line."""
    begin, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
    row = state.src[begin:end].lstrip(TRIM)
    begin = end - len(row)
    row = row.rstrip(TRIM)
    if not row:
        return None
    pieces = _PIPE.split(row) if "\\" in row else row.split("|")
    if not pieces[0]:
        del pieces[0]
        begin += 1
    if pieces and not pieces[-1]:
        del pieces[-1]
    cells = []
    for piece in pieces:
        text = piece.strip(TRIM)
        start = begin + piece.find(text)
        cells.append((start, start + len(text)))
        begin += len(piece) + 1
    return cells
