"""Measure everything and compare it with the bars and the record: ``python -m scripts.evaluate DATA``.

DATA is a folder with the labelled sets that `scripts.evaluate.detect` and `scripts.evaluate.terms` name.
Exit code 1 when a figure misses its bar or is worse than docs/quality.md says by more than its noise, 2 when a
set is missing. ``--record`` writes the figures into the page; ``--noise`` measures their noise first, which
takes several times as long.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from scripts.evaluate import confidence, detect, memory, terms
from scripts.evaluate.figures import Section
from scripts.evaluate.record import bar_text, fallen, read_record, write_record

PAGE = Path(__file__).resolve().parents[2] / "docs" / "quality.md"


def measure(data: Path) -> Iterator[Section]:
    yield from detect.sections(data)
    for engine in terms.engines():
        yield from terms.sections(data, engine)
    yield from confidence.sections(data)
    yield from memory.sections(data)


def show(section: Section) -> None:
    print(section.title)
    for figure in section.figures:
        missed = "" if figure.holds() else "MISSED"
        print(f"  {figure.name:54} {figure.value:8.2f}  {bar_text(figure):8} {missed}".rstrip(), flush=True)


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.evaluate", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--record", action="store_true", help="write the figures into docs/quality.md")
    parser.add_argument("--noise", action="store_true", help="measure the noise of the figures too")
    options = parser.parse_args(arguments)
    missing = [
        name
        for name in (*detect.SETS, *terms.SETS, *confidence.SETS, *memory.SETS)
        if not (options.data / name).is_file()
    ]
    if missing:
        print(f"{options.data}: these sets are missing: {', '.join(missing)}", file=sys.stderr)
        return 2
    page = PAGE.read_text(encoding="utf-8")
    sections: list[Section] = []
    for section in measure(options.data):
        show(section)
        sections.append(section)
    worse = list(fallen(sections, read_record(page)))
    for sentence in worse:
        print(f"WORSE  {sentence}")
    if options.record:
        noise = terms.noise(options.data, sections) if options.noise else {}
        PAGE.write_text(write_record(page, sections, noise), encoding="utf-8", newline="\n")
    holds = all(figure.holds() for section in sections for figure in section.figures)
    return 0 if holds and not worse else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
