"""What the tables of docs/quality.md are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

Row = dict[str, Any]


class Figure(NamedTuple):
    """One line of a table: what was measured and its bar (None: there is none).

    ``at_most`` says that less is better; ``watched`` that the figure is compared with the recorded one
    (counts of what was looked at are not).
    """

    name: str
    value: float
    bar: float | None = None
    at_most: bool = False
    watched: bool = True

    def holds(self) -> bool:
        return self.bar is None or (self.value <= self.bar if self.at_most else self.value >= self.bar)

    def has_fallen(self, recorded: float, noise: float) -> bool:
        """Whether it is worse than a recorded value by more than its noise; both are kept with two digits."""
        worse = self.value - recorded if self.at_most else recorded - self.value
        return self.watched and round(worse, 2) > noise


class Section(NamedTuple):
    """One table: its heading, which says what was measured with which model, and its figures."""

    title: str
    figures: tuple[Figure, ...]


def percent(hits: Iterable[bool]) -> float:
    results = list(hits)
    return 100 * sum(results) / max(len(results), 1)


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
