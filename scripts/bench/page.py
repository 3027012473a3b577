"""Write what was measured into docs/benchmarks.md: one table a section, with the machine and the date."""

from __future__ import annotations

import datetime
import os
import platform
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).resolve().parents[2] / "docs" / "benchmarks.md"


class Row(NamedTuple):
    """One program that was measured; ``ratio`` is ours to it (or, for two workers, to one), ``bar`` its least."""

    name: str
    speed: float
    ratio: float | None = None
    bar: float | None = None

    def holds(self) -> bool:
        return self.bar is None or (self.ratio or 0.0) >= self.bar


def machine() -> str:
    """The machine in words: processor, cores, what else it did; and the date."""
    info = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", info.read_text()) if info.is_file() else None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    name = found[1].strip() if found else platform.machine()
    load = (
        f", load {os.getloadavg()[2]:.1f} in the quarter of an hour before"
        if hasattr(os, "getloadavg")
        else ""
    )
    return f"{datetime.datetime.now(datetime.UTC).date()}, {name}, {cores} cores, Python {platform.python_version()}{load}"


def write_section(name: str, rows: Sequence[Row], unit: str = "words/s") -> None:
    """Replace a section's table between its marks; print it too. A page without the marks is left as it is."""
    lines = [f"Measured {machine()}.", "", f"| what | {unit} | ratio | bar |", "|---|--:|--:|---|"]
    lines += [
        f"| {row.name} | {row.speed:,.0f} | {'' if row.ratio is None else f'{row.ratio:.2f}'} | "
        f"{'' if row.bar is None else f'≥ {row.bar:g}'}{'' if row.holds() else ' **missed**'} |"
        for row in rows
    ]
    table = "\n".join(lines)
    print(table)
    replace_section(PAGE, name, table)


def replace_section(page: Path, name: str, table: str) -> None:
    """Put a text between the marks of a section. A page without them is left as it is."""
    begin, end = f"<!-- measured: {name} -->", "<!-- end -->"
    text = page.read_text(encoding="utf-8")
    if begin in text:
        before, _, rest = text.partition(begin)
        page.write_text(f"{before}{begin}\n\n{table}\n\n{end}{rest.partition(end)[2]}", encoding="utf-8")
