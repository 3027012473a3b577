"""Measure whole commands over growing inputs: ``python -m scripts.bench.size`` (`make bench-size`).

Needs no data: the texts are made by `samples`. A figure is the least of `ROUNDS` rounds, each in a fresh folder;
memory is that of the command and its workers together, the most of the rounds. Beside our figures stand those of
gettext, polib and translate-toolkit where they are installed. Writes docs/scale.md and docs/charts/.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.chart import write_chart
from scripts.bench.measure import Cost, measure
from scripts.bench.page import machine, replace_section
from scripts.bench.samples import write_documents, write_reviewed, write_template

DOCS = Path(__file__).resolve().parents[2] / "docs"
SIZES = (1_000, 10_000, 100_000)
ROUNDS = 2
LONG = 5.0
"""Seconds from which on one round has to do."""

LOCPIPE = (sys.executable, "-m", "pipeline")
PSEUDO = (*LOCPIPE, "translate", "app.pot", "--from", "en", "--to", "pt_BR", "--engine", "pseudo")
BERGAMOT = (*PSEUDO[:-1], "bergamot", "--jobs")
CATALOG = Path("locales/pt_BR/LC_MESSAGES/app.po")
POLIB = """
import polib
old, new = polib.pofile("locales/pt_BR/LC_MESSAGES/app.po"), polib.pofile("app.pot")
old.merge(new)
old.save("merged.po")
"""


@dataclass
class Line:
    """One command over growing inputs; ``beside`` names the line it is compared with."""

    name: str
    costs: dict[int, Cost] = field(default_factory=dict)
    beside: str = ""


class Bench:
    """A folder to work in, and what was measured."""

    def __init__(self, root: Path, sizes: Sequence[int], only: str = "") -> None:
        self.lines: dict[str, Line] = {}
        self.sizes = sizes
        self._only = only
        self._root = root
        self._count = 0

    def folder(self) -> Path:
        self._count += 1
        place = self._root / str(self._count)
        place.mkdir()
        return place

    def line(
        self,
        name: str,
        command: Sequence[str],
        prepare: Callable[[int, Path], None],
        sizes: Iterable[int] | None = None,
        beside: str = "",
    ) -> None:
        """Measure a command at each size, in a folder that ``prepare(size, folder)`` has filled."""
        if self._only not in name:
            return
        line = self.lines[name] = Line(name, beside=beside)
        for size in self.sizes if sizes is None else sizes:
            costs: list[Cost] = []
            while not costs or (len(costs) < ROUNDS and costs[0].seconds < LONG):
                place = self.folder()
                prepare(size, place)
                costs.append(measure(command, place))
            line.costs[size] = Cost(
                min(cost.seconds for cost in costs), max(cost.megabytes for cost in costs)
            )
            print(
                f"  {name}, {size:,}: {line.costs[size].seconds:.2f} s, {line.costs[size].megabytes:.0f} MB",
                flush=True,
            )
            for used in self._root.iterdir():
                shutil.rmtree(used)


def template(size: int, folder: Path) -> None:
    write_template(folder / "app.pot", size)


def merging(size: int, folder: Path) -> None:
    """A reviewed catalog, known to the memory, whose template changes in every twentieth message."""
    write_template(folder / "app.pot", size)
    write_reviewed(folder / CATALOG, size)
    measure(PSEUDO, folder)
    write_template(folder / "app.pot", size, changed=20)


def merged(size: int, folder: Path) -> None:
    merging(size, folder)
    measure(PSEUDO, folder)


DOCUMENTS = (*LOCPIPE, "translate", "texts", "--from", "en", "--engine", "pseudo")


def documents(size: int, folder: Path, status: bool = False) -> None:
    """So many documents in three languages, translated: nothing is left to do."""
    write_documents(folder / "texts", size)
    (folder / "locpipe.toml").write_text('target_languages = ["pt_BR", "es", "de"]\n', encoding="utf-8")
    measure(DOCUMENTS, folder)
    if status:
        measure((*LOCPIPE, "status"), folder)


def run(bench: Bench, embedded: Sequence[int], jobs: int) -> None:
    for option in ("--version", "--help"):
        bench.line(f"`locpipe {option}`", (*LOCPIPE, option), lambda size, folder: None, [1])
    bench.line(
        "`status` of 300 catalogs that have not changed",
        (*LOCPIPE, "status"),
        partial(documents, status=True),
        [100],
    )
    bench.line("`translate` of documents × 3 languages, nothing changed", DOCUMENTS, documents, [200])
    bench.line("`translate` by the pseudo engine: all but an engine's time", PSEUDO, template)
    bench.line(
        f"`translate` by the embedded model, {jobs} workers", (*BERGAMOT, str(jobs)), template, embedded
    )
    ours = "merge with a changed template and write"
    bench.line(ours, PSEUDO, merging)
    bench.line("the same again: nothing has changed", PSEUDO, merged)
    bench.line("`check`", (*LOCPIPE, "check", "--exit-zero"), merged)
    bench.line("`build`: the rules, and a `.mo`", (*LOCPIPE, "build"), merged)
    old = str(CATALOG)
    if shutil.which("msgmerge"):
        bench.line(
            "`msgmerge -N` over the same files",
            ("msgmerge", "-q", "-N", "-o", "merged.po", old, "app.pot"),
            merging,
            beside=ours,
        )
    bench.line("polib alone: read both, merge, save", (sys.executable, "-c", POLIB), merging, beside=ours)
    if shutil.which("pot2po"):
        bench.line(
            "translate-toolkit's `pot2po`",
            ("pot2po", "-t", old, "app.pot", "merged.po"),
            merging,
            bench.sizes[:1],
            beside=ours,
        )
    if shutil.which("msgfmt"):
        bench.line(
            "`msgfmt` over the same file",
            ("msgfmt", "-o", "app.mo", old),
            merged,
            beside="`build`: the rules, and a `.mo`",
        )


def table(bench: Bench) -> str:
    sizes = bench.sizes
    head = ["what", *(f"{size:,}" for size in sizes), "memory", "our time ÷ its"]
    rows = [head, ["---", *["--:"] * (len(sizes) + 2)]]
    for line in bench.lines.values():
        cells = [f"{line.costs[size].seconds:,.2f} s" if size in line.costs else "" for size in sizes]
        if not any(cells):  # not a matter of messages
            ((size, cost),) = line.costs.items()
            cells = [f"{cost.seconds:.2f} s" + (f" ({size})" if size > 1 else ""), *[""] * (len(sizes) - 1)]
        largest = max(line.costs)
        ratio = ""
        if line.beside in bench.lines:
            ratio = f"{bench.lines[line.beside].costs[largest].seconds / line.costs[largest].seconds:.2f}"
        rows.append([line.name, *cells, f"{line.costs[largest].megabytes:,.0f} MB", ratio])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def charts(bench: Bench) -> None:
    def lines(*names: str) -> dict[str, list[tuple[float, float]]]:
        return {
            name.replace("`", ""): [(size, cost.seconds) for size, cost in bench.lines[name].costs.items()]
            for name in names
            if name in bench.lines
        }

    first, *rest = [
        name
        for name in bench.lines
        if name.startswith("merge") or bench.lines[name].beside.startswith("merge")
    ]
    write_chart(
        DOCS / "charts" / "merge.svg",
        "Merging a catalog with its template",
        "messages",
        "seconds",
        lines(first, *rest),
    )
    write_chart(
        DOCS / "charts" / "translate.svg", "A whole run of locpipe", "messages", "seconds",
        lines(*(name for name in bench.lines if name.startswith("`translate` by") or name == "`check`")),
    )  # fmt: skip


@contextmanager
def working_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="locpipe-bench-") as folder:
        yield Path(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument(
        "--embedded", type=int, nargs="*", default=list(SIZES[:2]), help="messages for the embedded model"
    )
    parser.add_argument("--jobs", type=int, default=2, help="workers of the embedded model")
    parser.add_argument(
        "--only", default="", metavar="WORDS", help="only lines with these words in their name"
    )
    parser.add_argument("--record", action="store_true", help="write docs/scale.md and docs/charts/")
    options = parser.parse_args()
    with working_folder() as root:
        bench = Bench(root, options.sizes, options.only)
        run(bench, options.embedded, options.jobs)
    text = f"Measured {machine()}.\n\n{table(bench)}"
    print(text)
    if options.record:
        replace_section(DOCS / "scale.md", "size", text)
        charts(bench)


if __name__ == "__main__":
    main()
