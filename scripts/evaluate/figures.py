"""What the tables of scripts/eval_*.py are made of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Figure(NamedTuple):
    """One line of a table: what was measured and its bar (None: for information)."""

    name: str
    value: float
    bar: float | None = None
    at_most: bool = False

    def holds(self) -> bool:
        return self.bar is None or (self.value <= self.bar if self.at_most else self.value >= self.bar)


def percent(hits: Iterable[bool]) -> float:
    results = list(hits)
    return 100 * sum(results) / max(len(results), 1)
