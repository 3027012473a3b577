"""The gate's findings for a person: by file, with source, target and a pointer at the place."""

from __future__ import annotations

import unicodedata
from itertools import groupby

from pipeline.model import Finding
from pipeline.report.checked import Checked

WIDTH = 88
"""Columns of a text that is shown; of a longer one the part around the place."""

_INDENT = "      "


def render_text(checked: Checked) -> str:
    """The whole report, without a line end; ``""`` where there is nothing to say."""
    blocks = []
    for path, group in groupby(checked.findings, key=lambda one: one.path):
        lines = [path]
        for one in group:
            lines += _finding(one)
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _finding(one: Finding) -> list[str]:
    place = f"{one.path}:{one.line}" if one.line else one.path
    message = "".join(visible(one.message)[0])
    lines = [f"  {place}: {one.severity}: {one.rule}: {message}"]
    if one.context is not None:
        lines.append(f"{_INDENT}context  {show(one.context)[0]}")
    for label, text, span in (("source", one.source, one.source_span), ("target", one.target, one.span)):
        if text:
            shown, pointer = show(text, span)
            lines.append(f"{_INDENT}{label}   {shown}")
            if pointer:
                lines.append(f"{_INDENT}         {pointer}")
    if one.reference:
        lines.append(f"{_INDENT}from     {one.reference}")
    return lines


def show(text: str, span: tuple[int, int] | None = None, width: int = WIDTH) -> tuple[str, str]:
    """A text on one line of at most ``width`` columns, and a line of ``^`` under the span (or ``""``).

    Line ends and what cannot be seen are written as escapes: a finding about an invisible character shows it.
    """
    shown, columns = visible(text)
    start, end = span or (0, 0)
    start, end = min(start, len(text)), min(max(end, start), len(text))
    first, last = _window(columns, start, end, width)
    before = "…" if first > 0 else ""
    after = "…" if last < len(text) else ""
    body = "".join(shown[first:last])
    if span is None:
        return before + body + after, ""
    lead = len(before) + columns[start] - columns[first]
    marks = max(1, columns[min(end, last)] - columns[start])
    return before + body + after, " " * lead + "^" * marks


def visible(text: str) -> tuple[list[str], list[int]]:
    """How each character is shown, and the column at which it begins (one more item: the end)."""
    shown: list[str] = []
    columns = [0]
    for character in text:
        piece = _piece(character)
        shown.append(piece)
        columns.append(columns[-1] + sum(map(_width, piece)))
    return shown, columns


def _piece(character: str) -> str:
    if character in "\n\t\r":
        return {"\n": "\\n", "\t": "\\t", "\r": "\\r"}[character]
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"<U+{ord(character):04X}>"
    return character


def _width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _window(columns: list[int], start: int, end: int, width: int) -> tuple[int, int]:
    """The characters to show: all that fit, else a window that begins a little before the place."""
    last = len(columns) - 1
    if columns[last] <= width:
        return 0, last
    first = start
    while first > 0 and columns[start] - columns[first - 1] <= width // 3:
        first -= 1
    if columns[last] - columns[first] <= width:
        while first > 0 and columns[last] - columns[first - 1] <= width:
            first -= 1
    stop = first
    while stop < last and columns[stop + 1] - columns[first] <= width:
        stop += 1
    return first, stop
