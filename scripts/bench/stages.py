"""Where the time of a command goes, by stage: ``python -m scripts.bench.stages`` (`make bench-stages`).

A command runs in one process, and every few milliseconds of the clock its stack is looked at. The time since the last
look belongs to the innermost folder of `pipeline/` on the stack, libraries that it calls included; waiting for an
engine's worker is time of `engines`. Needs no data: the texts are made by `samples`. Writes docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.catalogs import LOCPIPE, PSEUDO, TRANSLATE, merged, merging, template
from scripts.bench.measure import measure
from scripts.bench.page import PAGE, machine, replace_section

PACKAGE = str(Path(__file__).resolve().parents[2] / "pipeline") + "/"
EVERY = 0.005
"""Seconds between two looks at the stack."""

LEAST = 1.0
"""Per cent of some command from which on a stage has a row."""

START, REST = "start: imports", "the rest"
STAGES = {
    "formats": "`formats`: documents",
    "detect": "`detect`: languages",
    "segment": "`segment`: sentences",
    "protect": "`protect`: placeables",
    "glossary": "`glossary`: terms in texts",
    "terms": "`terms`: required terms",
    "memory": "`memory`",
    "engines": "`engines`, waiting for them included",
    "translation": "`translation`: the ladder",
    "checks": "`checks`: judges and rules",
    "review": "`review`: PO files",
    "build": "`build`: documents, `.mo`",
    "runs": "`runs`: what a command does with many documents",
}
"""A folder of `pipeline/` → how the table names it, in the order of the pipeline."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A command: its name in the table, its arguments, what fills its folder, and how many messages there are."""

    name: str
    command: Sequence[str]
    prepare: Callable[[int, Path], None]
    size: int


class Sampler:
    """Adds up the seconds of this process's main thread by stage, from `start` to `stop`."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._last = 0.0

    def start(self) -> None:
        self._last = time.perf_counter()
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_REAL, EVERY, EVERY)

    def stop(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _look(self, number: int, frame: FrameType | None) -> None:
        now = time.perf_counter()
        self.seconds[stage_of(frame)] += now - self._last
        self._last = now


def stage_of(frame: FrameType | None) -> str:
    """The innermost folder of `pipeline/` on a stack; `START` where it is importing something."""
    found = ""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith("<frozen importlib"):
            return START
        if not found and name.startswith(PACKAGE):
            found = name.removeprefix(PACKAGE).split("/")[0]
        frame = frame.f_back
    return found or START


def inside(out: Path, arguments: Sequence[str]) -> None:
    """Run a command of locpipe in this process and write its seconds by stage."""
    sampler = Sampler()
    sampler.start()
    try:
        from pipeline.cli.app import main as locpipe

        locpipe(list(arguments))
    finally:
        sampler.stop()
        out.write_text(json.dumps(sampler.seconds), encoding="utf-8")


def run(profile: Profile, folder: Path) -> Counter[str]:
    """Seconds by stage of one command in a fresh folder."""
    folder.mkdir()
    profile.prepare(profile.size, folder)
    out = folder / "stages.json"
    arguments = profile.command[3:]  # behind ``python -m pipeline``
    measure((sys.executable, "-m", "scripts.bench.stages", "--inside", str(out), *arguments), folder)
    return Counter(json.loads(out.read_text(encoding="utf-8")))


def table(found: dict[str, Counter[str]]) -> str:
    """A row for each stage in per cent of each command; the seconds in the last row."""
    totals = {name: sum(seconds.values()) for name, seconds in found.items()}
    shares = {
        name: {stage: 100 * spent / totals[name] for stage, spent in seconds.items()}
        for name, seconds in found.items()
    }
    shown = [START, *STAGES]
    shown = [stage for stage in shown if any(one.get(stage, 0) >= LEAST for one in shares.values())]
    rows = [
        ["stage", *found],
        ["---", *["--:"] * len(found)],
        *(
            [STAGES.get(stage, stage), *(_cell(one.get(stage, 0)) for one in shares.values())]
            for stage in shown
        ),
    ]
    rest = [sum(share for stage, share in one.items() if stage not in shown) for one in shares.values()]
    rows.append([REST, *map(_cell, rest)])
    rows.append(["seconds", *(f"{total:.1f}" for total in totals.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(share: float) -> str:
    return f"{share:.0f} %" if share >= LEAST else ""


def profiles(size: int, large: int) -> list[Profile]:
    return [
        Profile("`translate`, embedded model", (*TRANSLATE, "bergamot", "--jobs", "1"), template, size),
        Profile("`translate`, pseudo", PSEUDO, template, size),
        Profile("merge", PSEUDO, merging, large),
        Profile("`check`", (*LOCPIPE, "check", "--exit-zero", "--jobs", "1"), merged, size),
        Profile("`build`", (*LOCPIPE, "build", "--jobs", "1"), merged, size),
    ]


def main() -> None:
    if sys.argv[1:2] == ["--inside"]:
        inside(Path(sys.argv[2]), sys.argv[3:])
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=10_000, help="messages")
    parser.add_argument("--large", type=int, default=100_000, help="messages that are merged")
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="only commands with these words in their name"
    )
    parser.add_argument("--record", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    found: dict[str, Counter[str]] = {}
    with tempfile.TemporaryDirectory(prefix="locpipe-bench-") as root:
        for number, profile in enumerate(profiles(options.size, options.large)):
            if options.only in profile.name:
                found[f"{profile.name}, {profile.size:,}"] = run(profile, Path(root) / str(number))
    text = f"Measured {machine()}.\n\n{table(found)}"
    print(text)
    if options.record:
        replace_section(PAGE, "stages", text)


if __name__ == "__main__":
    main()
