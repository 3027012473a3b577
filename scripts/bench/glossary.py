"""Print what matching a large glossary adds to a run: ``python scripts/bench/glossary.py TEXT``.

TEXT holds English sentences, one a line; they are repeated, each time with another number in front, until
there are `SEGMENTS`. The glossary has `TERMS` made-up terms of one to three words and, so that some are
found, `TAKEN` pairs of words from TEXT itself as untranslatable names. Everything is translated into
Brazilian Portuguese with the engine that ``auto`` takes; the share is the time spent in reading the
glossary and finding its terms, of the whole. Exit code 1 when it is above `BAR`.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import pipeline
from pipeline.glossary import Glossary, Matcher, Term, read_glossary, write_glossary
from pipeline.model import TermStatus

SEGMENTS, TERMS, TAKEN = 10_000, 10_000, 100
LARGE = 100_000
BAR, LARGE_BAR = 2.0, 2.0
"""Percent of the run; seconds of processor time to read `LARGE` terms and make their matcher."""

_SYLLABLES = [
    "ka",
    "to",
    "ri",
    "men",
    "sol",
    "dra",
    "pi",
    "lo",
    "ver",
    "tan",
    "gus",
    "bel",
    "cor",
    "dis",
    "fer",
    "ment",
    "al",
    "in",
    "or",
    "ex",
    "plo",
    "sta",
    "tri",
    "qua",
]


def made_up_terms(count: int, chance: random.Random) -> list[Term]:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(count // 3)]
    sources: dict[str, None] = {}
    while len(sources) < count:
        sources[" ".join(chance.choices(words, k=chance.choice((1, 1, 2, 2, 3))))] = None
    return [Term(source, source + "o", "pt_BR") for source in sources]


def terms_of_text(lines: list[str], count: int, chance: random.Random) -> list[Term]:
    pairs = {pair: None for line in lines for pair in re.findall(r"\b[a-z]{4,} [a-z]{4,}\b", line)}
    chosen = chance.sample(sorted(pairs), min(count, len(pairs)))
    return [Term(pair, pair, "pt_BR", status=TermStatus.UNTRANSLATABLE) for pair in chosen]


@contextmanager
def clocked(owner: type, names: tuple[str, ...], spent: list[float]) -> Iterator[None]:
    """Add up the time spent in some methods, those they call included, each counted once."""
    kept = {name: getattr(owner, name) for name in names}
    inside = False

    def timed(method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            nonlocal inside
            if inside:
                return method(*args, **options)
            inside, started = True, time.perf_counter()
            try:
                return method(*args, **options)
            finally:
                inside = False
                spent.append(time.perf_counter() - started)

        return call

    for name, method in kept.items():
        setattr(owner, name, timed(method))
    try:
        yield
    finally:
        for name, method in kept.items():
            setattr(owner, name, method)


def measure_run(lines: list[str], folder: Path) -> float:
    chance = random.Random(1)
    path = folder / "terms.csv"
    write_glossary(Glossary((*made_up_terms(TERMS, chance), *terms_of_text(lines, TAKEN, chance))), path)
    texts = [f"{turn}: {line}" for turn in range(SEGMENTS // len(lines) + 1) for line in lines][:SEGMENTS]
    spent: list[float] = []
    started = time.perf_counter()
    glossary = read_glossary(path)
    spent.append(time.perf_counter() - started)
    with clocked(Matcher, ("__init__", "find", "match_whole", "terms_of"), spent):
        candidates = pipeline.translate(texts, "en", "pt_BR", glossary=glossary)
    whole = time.perf_counter() - started
    found = sum(len(c.satisfied) + len(c.unmet) for c in candidates)
    share = 100 * sum(spent) / whole
    print(f"{len(glossary)} terms, {len(texts)} segments, {found} terms found")
    print(f"reading and matching {sum(spent):.2f} s of {whole:.1f} s: {share:.2f} % (bar: {BAR:g} %)")
    return share


def measure_large(folder: Path) -> float:
    path = folder / "large.csv"
    write_glossary(Glossary(tuple(made_up_terms(LARGE, random.Random(2)))), path)
    seconds = []
    for _ in range(3):
        started = time.process_time()
        Matcher(read_glossary(path), "pt_BR", source="en")
        seconds.append(time.process_time() - started)
    print(f"{LARGE} terms read and their matcher made in {min(seconds):.2f} s of processor time,")
    print(f"the best of {len(seconds)} (bar: {LARGE_BAR:g} s)")
    return min(seconds)


def main(text: Path) -> int:
    lines = [line for line in text.read_text(encoding="utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as name:
        large = measure_large(Path(name))
        share = measure_run(lines, Path(name))
    return 0 if large <= LARGE_BAR and share <= BAR else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/bench/glossary.py TEXT (see the file's first lines)")
    sys.exit(main(Path(sys.argv[1])))
