"""The figures that docs/quality.md keeps: read, compared with new ones, and written again.

The page is the record: between two marks stand tables with one figure a line, its value, its bar and its
noise. What a person writes stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from scripts.evaluate.figures import Figure, Section
from scripts.write_docs import replace_part

BEGIN, END = "<!-- measured: make eval -->\n", "<!-- end -->\n"
_HEADING = re.compile(r"### (?P<title>.+)")
_LINE = re.compile(r"\| (?P<name>.+?) +\| +(?P<value>-?[\d.]+) \| (?P<bar>[^|]*) \| +(?P<noise>[\d.]*) +\|")


class Kept(NamedTuple):
    """A recorded value; ``noise`` is how far the figure moves for no reason, in its own unit."""

    value: float
    noise: float


Record = Mapping[tuple[str, str], Kept]
"""By heading and name of the figure."""


def read_record(page: str) -> dict[tuple[str, str], Kept]:
    record: dict[tuple[str, str], Kept] = {}
    title = ""
    for line in page.splitlines():
        if heading := _HEADING.fullmatch(line):
            title = heading["title"]
        elif found := _LINE.fullmatch(line):
            record[title, found["name"]] = Kept(float(found["value"]), float(found["noise"] or 0))
    return record


def fallen(sections: Iterable[Section], record: Record) -> Iterator[str]:
    """A sentence for each figure that is worse than its record by more than its noise."""
    for section in sections:
        for figure in section.figures:
            kept = record.get((section.title, figure.name))
            if kept is not None and figure.has_fallen(*kept):
                yield (
                    f"{section.title}: {figure.name} was {kept.value:.2f} and is {figure.value:.2f}; "
                    f"its noise is {kept.noise:.2f}"
                )


def write_record(page: str, sections: Sequence[Section], noise: Mapping[tuple[str, str], float]) -> str:
    """The page with these tables; a section that was not measured this time keeps its own."""
    old = read_record(page)
    tables = dict(_tables(page))
    for section in sections:
        tables[section.title] = list(_table(section, old, noise))
    part = "\n".join(line for title, lines in tables.items() for line in (f"### {title}", "", *lines, ""))
    return replace_part(page, part.rstrip("\n"), (BEGIN, END))


def _table(section: Section, old: Record, noise: Mapping[tuple[str, str], float]) -> Iterator[str]:
    yield f"| {'figure':54} | {'value':>8} | {'bar':8} | {'noise':>6} |"
    yield "|---|--:|---|--:|"
    for figure in section.figures:
        key = (section.title, figure.name)
        known = noise.get(key, old[key].noise if key in old else 0.0)
        shown = f"{known:.2f}" if figure.watched else ""
        yield f"| {figure.name:54} | {figure.value:8.2f} | {bar_text(figure):8} | {shown:>6} |"


def bar_text(figure: Figure) -> str:
    return "" if figure.bar is None else f"{'≤' if figure.at_most else '≥'} {figure.bar:g}"


def _tables(page: str) -> Iterator[tuple[str, list[str]]]:
    """The tables of a page as they stand, by heading."""
    title, lines = "", list[str]()
    for line in page.splitlines():
        heading = _HEADING.fullmatch(line)
        if (heading or line.startswith("<!-- end")) and title:
            yield title, lines
        if heading:
            title, lines = heading["title"], []
        elif line.startswith("|"):
            lines.append(line)
