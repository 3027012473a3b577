"""How well the confidence of machine translations ranks them, on FLORES-dev with the embedded model.

A sentence is bad when its chrF (sacrebleu) against the reference is under 45. "Lowest fifth" compares the share
of bad sentences in the fifth of lowest confidence with that in the rest. The shipped weights were fitted on
these very sentences; the figures named "five folds" are of weights fitted on the other four fifths, the mean of ten
ways to cut. Run by itself, ``python -m scripts.evaluate.confidence DATA``, it prints the weights of a new fit,
what the way back would add, and writes docs/confidence.svg.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import pipeline
from pipeline.engines import choose_route
from pipeline.model import Candidate, LanguagePair
from pipeline.segment import split_sentences
from pipeline.translation.confidence import measures
from scripts.evaluate.figures import Figure, Section

SETS = ("flores-dev/flores-dev.en", "flores-dev/flores-dev.pt")
PAIR = LanguagePair("en", "pt_BR")
PLOT = Path(__file__).resolve().parents[2] / "docs" / "confidence.svg"
BAD = 45.0
_RIDGE = 1.0
_GROUPS = 10

Numbers = np.ndarray[Any, np.dtype[np.float64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def sections(data: Path) -> Iterator[Section]:
    sources, candidates, bad = translated(data)
    confidence = np.array([candidate.confidence for candidate in candidates])
    yield Section("confidence, FLORES-dev, bergamot", tuple(figures(sources, candidates, confidence, bad)))


def translated(data: Path) -> tuple[list[str], list[Candidate], Flags]:
    from sacrebleu import sentence_chrf

    sources, references = ((data / name).read_text(encoding="utf-8").splitlines() for name in SETS)
    candidates = pipeline.translate(sources, *PAIR, engine="bergamot")
    chrf = [sentence_chrf(one.text, [ref]).score for one, ref in zip(candidates, references, strict=True)]
    return sources, candidates, np.array(chrf) < BAD


def figures(
    sources: Sequence[str], candidates: Sequence[Candidate], confidence: Numbers, bad: Flags
) -> Iterator[Figure]:
    yield Figure("bad sentences, %", 100 * float(bad.mean()), watched=False)
    yield Figure("area under the curve", area(-confidence, bad), 0.70)
    yield Figure("lowest fifth: share of bad ones, times the rest's", lowest_fifth(-confidence, bad), 2.0)
    folds = [_folds(_features(sources, candidates), bad, seed) for seed in range(10)]
    yield Figure("area under the curve, five folds", float(np.mean([area(one, bad) for one in folds])), 0.70)
    yield Figure("lowest fifth, five folds", float(np.mean([lowest_fifth(one, bad) for one in folds])), 2.0)
    yield Figure(
        "calibration error (mean over tenths), %", 100 * calibration_error(confidence, bad), 3.0, at_most=True
    )


def _features(sources: Sequence[str], candidates: Sequence[Candidate]) -> Numbers:
    return np.array([measures(s, c.text, PAIR) for s, c in zip(sources, candidates, strict=True)])


def area(badness: Numbers, bad: Flags) -> float:
    """The chance that a bad sentence ranks above a good one."""
    worse, better = badness[bad][:, None], badness[~bad][None]
    return float((worse > better).mean() + 0.5 * (worse == better).mean())


def lowest_fifth(badness: Numbers, bad: Flags) -> float:
    order = np.argsort(-badness, kind="stable")
    cut = len(bad) // 5
    return float(bad[order[:cut]].mean() / max(bad[order[cut:]].mean(), 1e-9))


def calibration_error(confidence: Numbers, bad: Flags) -> float:
    return float(np.mean([abs(said - seen) for said, seen, _ in tenths(confidence, bad)]))


def tenths(confidence: Numbers, bad: Flags) -> list[tuple[float, float, int]]:
    """Groups of equal size in the order of confidence: what was said, the share of good ones, how many."""
    order = np.argsort(confidence, kind="stable")
    return [
        (float(confidence[group].mean()), float(1 - bad[group].mean()), len(group))
        for group in np.array_split(order, _GROUPS)
    ]


def fit(features: Numbers, bad: Flags) -> Numbers:
    """Logistic regression by Newton's method with a ridge on standardised features; intercept and raw weights."""
    mean, spread = features.mean(0), features.std(0)
    rows = np.c_[np.ones(len(features)), (features - mean) / spread]
    weights = np.zeros(rows.shape[1])
    ridge = np.eye(rows.shape[1]) * _RIDGE
    ridge[0, 0] = 0
    for _ in range(50):
        said = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (said - bad) + ridge @ weights
        curve = (rows * (said * (1 - said))[:, None]).T @ rows + ridge
        weights -= np.linalg.solve(curve, slope)
    raw = weights[1:] / spread
    return np.r_[weights[0] - raw @ mean, raw]


def _folds(features: Numbers, bad: Flags, seed: int) -> Numbers:
    order = np.random.default_rng(seed).permutation(len(bad))
    badness = np.zeros(len(bad))
    for fold in range(5):
        held = order[fold::5]
        weights = fit(np.delete(features, held, 0), np.delete(bad, held))
        badness[held] = weights[0] + features[held] @ weights[1:]
    return badness


def way_back(sources: Sequence[str], candidates: Sequence[Candidate]) -> Numbers:
    """How far each translation is from its source after the way back, as 100 − chrF."""
    from sacrebleu import sentence_chrf

    route = choose_route(LanguagePair(PAIR.target, PAIR.source), "bergamot")
    parts = [[one.strip() for one in split_sentences(c.text, PAIR.target)] for c in candidates]
    answers = iter(route.translate([one for sentences in parts for one in sentences]))
    back = [" ".join(next(answers)[0].text for _ in sentences) for sentences in parts]
    return np.array([100 - sentence_chrf(b, [s]).score for b, s in zip(back, sources, strict=True)])


def plot(groups: Sequence[tuple[float, float, int]]) -> str:
    """Said against seen as SVG; the bars are 95 % intervals (Wilson)."""
    low, size, left, top = 0.75, 360, 60, 20

    def at(value: float) -> float:
        return (max(value, low) - low) / (1 - low) * size

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left + size + 20} {top + size + 60}" role="img" '
        'font-family="sans-serif" font-size="12">',
        "<title>Confidence said, and share of good sentences seen, by tenths of FLORES-dev</title>",
        "<style>.ink{stroke:#444;fill:none}.text{fill:#444}.dot{fill:#0b6bcb}.bar{stroke:#0b6bcb}"
        "@media(prefers-color-scheme:dark){.ink{stroke:#bbb}.text{fill:#ccc}.dot{fill:#6ab0f3}.bar{stroke:#6ab0f3}}</style>",
        f'<rect class="ink" x="{left}" y="{top}" width="{size}" height="{size}"/>',
        f'<line class="ink" stroke-dasharray="4 4" x1="{left}" y1="{top + size}" x2="{left + size}" y2="{top}"/>',
    ]
    for value in (0.75, 0.8, 0.85, 0.9, 0.95, 1.0):
        x, y = left + at(value), top + size - at(value)
        lines.append(
            f'<text class="text" x="{x:.0f}" y="{top + size + 18}" text-anchor="middle">{value:.2f}</text>'
        )
        lines.append(
            f'<text class="text" x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{value:.2f}</text>'
        )
    for said, seen, count in groups:
        middle = (seen + 1.92 / count) / (1 + 3.84 / count)
        half = 1.96 * math.sqrt(seen * (1 - seen) / count + 0.96 / count**2) / (1 + 3.84 / count)
        x, y = left + at(said), top + size - at(seen)
        lines.append(
            f'<line class="bar" x1="{x:.1f}" y1="{top + size - at(middle - half):.1f}" x2="{x:.1f}" '
            f'y2="{top + size - at(middle + half):.1f}"/><circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>'
        )
    lines += [
        f'<text class="text" x="{left + size / 2:.0f}" y="{top + size + 42}" text-anchor="middle">confidence said</text>',
        f'<text class="text" transform="translate(14 {top + size / 2:.0f}) rotate(-90)" text-anchor="middle">'
        "share of good sentences</text>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def main(data: Path) -> None:
    sources, candidates, bad = translated(data)
    confidence = np.array([candidate.confidence for candidate in candidates])
    for figure in figures(sources, candidates, confidence, bad):
        print(f"{figure.name:54} {figure.value:8.3f}")
    features = _features(sources, candidates)
    print("weights (intercept, log length, letters a word, length ratio):", np.round(fit(features, bad), 3))
    print("means:", np.round(features.mean(0), 4))
    longer = np.c_[features, way_back(sources, candidates)]
    folds = [area(_folds(longer, bad, seed), bad) for seed in range(10)]
    print(f"with the way back, five folds: area under the curve {np.mean(folds):.3f}")
    PLOT.write_text(plot(tenths(confidence, bad)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
