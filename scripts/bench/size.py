"""Measure whole commands over growing inputs: ``python -m scripts.bench.size`` (`make bench-size`).

Needs no data: the texts are made by `samples`. A figure is the least of several rounds (`lines.rounds`), in each of which all lines that are
compared take their turn, each in a fresh folder; memory is that of the command and its workers together, the most of
the rounds. Beside our figures stand those of other programs where they are installed; those that are not are named.
Writes docs/scale.md, docs/benchmarks.md and docs/charts/.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench import catalogs, documents
from scripts.bench.chart import write_chart
from scripts.bench.lines import Bench, Line
from scripts.bench.page import machine, replace_section
from scripts.bench.programs import missing

DOCS = Path(__file__).resolve().parents[2] / "docs"
SIZES = (1_000, 10_000, 100_000)


def table(bench: Bench, lines: Sequence[Line], sizes: Sequence[int]) -> str:
    head = ["what", *(f"{size:,}" for size in sizes), "memory", "our time ÷ its"]
    rows = [head, ["---", *["--:"] * (len(sizes) + 2)]]
    for line in lines:
        costs = bench.costs[line.name]
        cells = [f"{costs[size].seconds:,.2f} s" if size in costs else "" for size in sizes]
        if not any(cells):  # not a matter of messages
            said = ", ".join(f"{cost.seconds:.2f} s ({size:,})" for size, cost in costs.items())
            cells = [said, *[""] * (len(sizes) - 1)]
        ratio = bench.ratio(line)
        rows.append(
            [
                line.name,
                *cells,
                f"{costs[max(costs)].megabytes:,.0f} MB",
                f"{ratio:.2f}" if ratio is not None else "",
            ]
        )
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def charts(bench: Bench) -> None:
    def points(names: Sequence[str]) -> dict[str, list[tuple[float, float]]]:
        return {
            name.replace("`", ""): [(size, cost.seconds) for size, cost in bench.costs[name].items()]
            for name in names
        }

    lines = [line for group in catalogs.groups((), 0) for line in group.lines]
    merging = [line.name for line in lines if catalogs.MERGE in (line.name, line.beside)]
    write_chart(
        DOCS / "charts" / "merge.svg",
        "Merging a catalog with its template",
        "messages",
        "seconds",
        points([name for name in merging if len(bench.costs.get(name, {})) > 1]),
    )
    whole = [name for name in bench.costs if name.startswith("`translate` by") or name == "`check`"]
    write_chart(
        DOCS / "charts" / "translate.svg", "A whole run of locpipe", "messages", "seconds", points(whole)
    )


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
    parser.add_argument(
        "--record", action="store_true", help="write docs/scale.md, docs/benchmarks.md and docs/charts/"
    )
    options = parser.parse_args()
    if options.record and options.only:
        parser.error("--record writes whole tables: leave --only out")
    absent = missing()
    print("\n".join(absent), file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="locpipe-bench-") as root:
        bench = Bench(Path(root), options.sizes, options.only)
        article = bench.run(documents.article_groups())
        pages = bench.run(documents.groups())
        messages = bench.run(catalogs.groups(tuple(options.embedded), options.jobs))
    said = f"Measured {machine()}."
    sections = {
        ("benchmarks.md", "article"): (article, documents.article_table(bench)),
        ("benchmarks.md", "page"): (pages, table(bench, pages, documents.SIZES)),
        ("scale.md", "size"): (messages, table(bench, messages, options.sizes)),
    }
    for (page, name), (lines, text) in sections.items():
        if lines:
            text = "\n\n".join([said, *([" ".join(f"{one}." for one in absent)] if absent else []), text])
            print(f"{text}\n")
            if options.record:
                replace_section(DOCS / page, name, text)
    if options.record:
        charts(bench)


if __name__ == "__main__":
    main()
