"""Commands measured in turns over growing inputs: what is compared meets the same minutes of the machine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.bench.measure import Cost, measure

SHORT, LONG = 2.0, 30.0
MOST = 7


def rounds(seconds: float) -> int:
    """How often a command of so many seconds is run: a busy moment weighs more in a short one."""
    if seconds < SHORT:
        return MOST
    return 2 if seconds < LONG else 1


@dataclass(frozen=True)
class Line:
    """One command. ``sizes`` are all where none are named, ``beside`` names the line that it is compared with."""

    name: str
    command: Sequence[str]
    sizes: tuple[int, ...] = ()
    beside: str = ""


@dataclass(frozen=True)
class Group:
    """Lines that start from the same folder: ``prepare(size, folder)`` fills it, each run gets a copy."""

    prepare: Callable[[int, Path], None]
    lines: Sequence[Line]


@dataclass
class Bench:
    """A folder to work in, and what was measured there: of each line, by size."""

    root: Path
    sizes: Sequence[int]
    only: str = ""
    costs: dict[str, dict[int, Cost]] = field(default_factory=dict)

    def run(self, groups: Iterable[Group]) -> list[Line]:
        """Measure, and return the lines that were asked for."""
        measured: list[Line] = []
        for group in groups:
            lines = [line for line in group.lines if self.only in line.name]
            measured += lines
            for size in sorted({size for line in lines for size in line.sizes or self.sizes}):
                self._size(group, [line for line in lines if size in (line.sizes or self.sizes)], size)
        return measured

    def _size(self, group: Group, lines: Sequence[Line], size: int) -> None:
        ready, place = self.root / "ready", self.root / "place"
        ready.mkdir()
        group.prepare(size, ready)
        found: dict[str, list[Cost]] = {line.name: [] for line in lines}
        for _ in range(MOST):
            for line in lines:
                costs = found[line.name]
                if costs and len(costs) >= rounds(costs[0].seconds):
                    continue
                shutil.copytree(ready, place, symlinks=True)  # time stamps too: what is at rest stays so
                costs.append(measure(line.command, place))
                shutil.rmtree(place)
        shutil.rmtree(ready)
        for name, costs in found.items():
            cost = Cost(min(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))
            self.costs.setdefault(name, {})[size] = cost
            print(f"  {name}, {size:,}: {cost.seconds:.2f} s, {cost.megabytes:.0f} MB", flush=True)

    def ratio(self, line: Line) -> float | None:
        """Seconds of the line beside it to its own, at the largest size that both have."""
        ours, its = self.costs.get(line.beside, {}), self.costs[line.name]
        both = set(ours) & set(its)
        return ours[max(both)].seconds / its[max(both)].seconds if both else None
