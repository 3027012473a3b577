"""What one core does, with and without a cluster: the figures under the sizing table of docs/scale.md.

usage: python -m scripts.bench.sizing [--segments 2000]

Made-up documents of one-sentence paragraphs, 11 words each. The pseudo engine costs nothing, so its runs show our own
work; the embedded model's show an engine's. Counted is processor time, of the command with its worker processes and of
the cluster's machines: it hardly depends on what else the machine does, and core-hours are made of it. Each figure is the
difference of a long and a short run, so that starting counts for nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from scripts.machines import Machines, translate, write_documents

_TICK = os.sysconf("SC_CLK_TCK")


class Cost(NamedTuple):
    """Seconds of the clock, of the command's processors, of the cluster's."""

    clock: float
    command: float
    cluster: float


def processor_seconds(groups: Iterable[int]) -> float:
    """What the processes of some process groups have used, with the children that they have waited for."""
    wanted, ticks = set(groups), 0
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[2]) in wanted:
            ticks += sum(map(int, fields[11:15]))
    return ticks / _TICK


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--segments", type=int, default=2000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="locpipe-sizing-") as name:
        folder = Path(name)

        with Machines(folder / "logs", workers=2) as machines:
            groups = [process.pid for process in machines.running]

            def run(title: str, segments: int, *words: str) -> Cost:
                place = folder / f"{title} {segments}".replace(" ", "-")
                write_documents(place / "docs", segments, 1)
                before, there = resource.getrusage(resource.RUSAGE_CHILDREN), processor_seconds(groups)
                _, _, clock = translate(place, *words).end()
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                command = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                return Cost(clock, command, processor_seconds(groups) - there)

            there = ("--scheduler", machines.address)
            ways = {
                "local pseudo": ("--engine", "pseudo"),
                "cluster pseudo": ("--engine", "pseudo", *there),
                "local bergamot": ("--engine", "bergamot", "--jobs", "2"),
                "cluster bergamot": ("--engine", "bergamot", *there),
            }
            few, many = asked.segments // 10, asked.segments
            print("milliseconds a segment: clock, processors of the command, of the cluster")
            for title, words in ways.items():
                short, long = run(title, few, *words), run(title, many, *words)
                each = [1000 * (b - a) / (many - few) for a, b in zip(short, long, strict=True)]
                print(f"{title:18}", *(f"{one:8.2f}" for one in each), flush=True)


if __name__ == "__main__":
    main()
