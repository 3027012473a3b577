"""Measure the engines against their ceilings and rivals: ``python -m scripts.bench.engines DATA [PYTHON]`` (`make bench`).

DATA holds ``flores-dev/flores-dev.en``, ``argos/translate-en_pb-*.argosmodel`` and ``langid/ui.jsonl``. PYTHON is that of
an environment with the full argostranslate (``make parity`` builds it); without it those rows are left out. All
takes part in each round, one after the other, and a figure is the best of `ROUNDS`, so that what else the machine does
meets all alike. Words are those of the source. The table goes into docs/benchmarks.md with the machine and the date.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.catalogs import TRANSLATE
from scripts.bench.measure import measure
from scripts.bench.page import Row, write_section
from scripts.bench.rivals import (
    SEGMENTS,
    Rival,
    different_segments,
    read_lines,
    unpacked,
    words,
    write_messages,
)

ROUNDS, GRID_ROUNDS = 3, 3
DEFAULT_SHARE = 12
"""The rival with its default threads gets every twelfth sentence: at 100 words a second it would take minutes."""


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def argos(data: Path, python: Path | None) -> list[Row]:
    """Our engine, CTranslate2 alone over a grid of settings, and argostranslate's API."""
    import ctranslate2

    from pipeline.engines import default_jobs
    from pipeline.engines.argos import BEAM, LENGTH_PENALTY, ArgosEngine
    from pipeline.engines.argos_packages import find_packages
    from pipeline.model import LanguagePair

    sentences = read_lines(data / "flores-dev" / "flores-dev.en")
    some = sentences[::DEFAULT_SHARE]
    pair, cores = LanguagePair("en", "pt_BR"), default_jobs()
    (archive,) = sorted((data / "argos").glob("translate-en_pb-*.argosmodel"))
    with unpacked(archive) as packages:
        os.environ["ARGOS_PACKAGES_DIR"] = str(packages)
        engine, package = ArgosEngine(), find_packages()[pair]
        tokens = [package.package.tokenizer.encode(sentence) for sentence in sentences]
        tokens.sort(key=len, reverse=True)

        def alone(between: int, inside: int, batch: int, sample: Sequence[list[str]]) -> float:
            translator = ctranslate2.Translator(
                str(package.path / "model"), inter_threads=between, intra_threads=inside
            )
            translator.translate_batch(tokens[-4:])
            return seconds(
                lambda: translator.translate_batch(
                    sample, max_batch_size=batch, batch_type="tokens", beam_size=BEAM, num_hypotheses=1,
                    length_penalty=LENGTH_PENALTY, replace_unknowns=True,
                )
            )  # fmt: skip

        grid = [
            (between, inside, batch)
            for between, inside in ((cores, 1), (1, cores), (1, 1))
            for batch in (500, 2000)
        ]
        tried = [(alone(*setting, tokens[::3]), setting) for _ in range(GRID_ROUNDS) for setting in grid]
        best = min(tried)[1]
        print(
            f"ctranslate2 alone is fastest with {best[0]} × {best[1]} threads and {best[2]} tokens a batch",
            flush=True,
        )
        rivals = {}
        if python is not None:
            rivals["tuned"] = Rival(python, packages, {"ARGOS_INTRA_THREADS": "1"})
            rivals["default"] = Rival(python, packages, {})
            for rival in rivals.values():
                rival.ask(some[:1])
        engine.translate_many(sentences[:4], pair, jobs=cores)
        speeds: dict[str, float] = {}

        def note(name: str, speed: float) -> None:
            speeds[name] = max(speeds.get(name, 0.0), speed)
            print(f"  {name}: {speed:.0f} words/s", flush=True)

        for _ in range(ROUNDS):
            note(
                "ours", words(sentences) / seconds(lambda: engine.translate_many(sentences, pair, jobs=cores))
            )
            note("alone", words(sentences) / alone(*best, tokens))
            for name, rival in rivals.items():
                asked = some if name == "default" else sentences[::3]
                note(name, words(asked) / rival.ask(asked)["seconds"])
        for rival in rivals.values():
            rival.close()
    ours = speeds["ours"]
    rows = [
        Row("argos: locpipe", ours),
        Row(
            f"ctranslate2.translate_batch alone ({best[0]} × {best[1]} threads, {best[2]} tokens)",
            speeds["alone"],
            ours / speeds["alone"],
            0.9,
        ),
    ]
    if "default" in speeds:
        rows += [
            Row(
                "argostranslate.translate, its default threads",
                speeds["default"],
                ours / speeds["default"],
                10.0,
            ),
            Row(
                "argostranslate.translate, ARGOS_INTRA_THREADS=1",
                speeds["tuned"],
                ours / speeds["tuned"],
                2.5,
            ),
        ]
    return rows


def bergamot(data: Path) -> list[Row]:
    """The whole ``translate`` command over many segments, with one worker and two, and the raw fxtranslate loop."""
    from fxtranslate import Translator

    from pipeline.engines.bergamot_models import find_models
    from pipeline.model import LanguagePair

    model = find_models()[LanguagePair("en", "pt_BR")]
    translator = Translator(
        Path(model.model).read_bytes(), Path(model.source_vocabulary).read_bytes(),
        Path(model.target_vocabulary).read_bytes(), Path(model.shortlist).read_bytes(),
    )  # fmt: skip
    segments = different_segments(data)
    sample = segments[:: max(1, SEGMENTS // 1000)]
    translator.translate("Good morning.")
    raw = 0.0
    speeds: dict[int, float] = {}

    def loop() -> float:
        return words(sample) / seconds(lambda: [translator.translate(text) for text in sample])

    for jobs in (1, 2):
        raw = max(raw, loop())
        speeds[jobs] = words(segments) / _command(segments, jobs)
        raw = max(raw, loop())
        print(f"  raw {raw:.0f}, translate --jobs {jobs}: {speeds[jobs]:.0f} words/s", flush=True)
    return [
        Row("bergamot: locpipe translate --jobs 1", speeds[1]),
        Row("bergamot: locpipe translate --jobs 2", speeds[2], speeds[2] / speeds[1], 1.8),
        Row("fxtranslate alone, one core", raw, speeds[1] / raw, 0.9),
    ]


def _command(segments: Sequence[str], jobs: int) -> float:
    """Seconds of the command over all segments, less those of the same command over one (start, model load)."""

    def run(texts: Sequence[str]) -> float:
        with tempfile.TemporaryDirectory() as folder:
            write_messages(Path(folder, "app.pot"), texts)
            return measure((*TRANSLATE, "bergamot", "--jobs", str(jobs)), Path(folder)).seconds

    return run(segments) - run(segments[:1])


def main(data: Path, python: Path | None, parts: Sequence[str]) -> int:
    rows: list[Row] = []
    if "argos" in parts:
        rows += argos(data, python)
    if "bergamot" in parts:
        rows += bergamot(data)
    write_section("engines" if len(parts) > 1 else f"engines: {parts[0]}", rows)
    return 0 if all(row.holds() for row in rows) else 1


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if not argument.startswith("--only=")]
    only = [argument.removeprefix("--only=") for argument in sys.argv[1:] if argument.startswith("--only=")]
    if not arguments:
        sys.exit(
            "usage: python -m scripts.bench.engines DATA [PYTHON] [--only=argos|bergamot] (see the file's first lines)"
        )
    sys.exit(
        main(
            Path(arguments[0]),
            Path(arguments[1]) if len(arguments) > 1 else None,
            only or ["argos", "bergamot"],
        )
    )
