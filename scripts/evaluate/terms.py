"""Print how well terms and placeables arrive, beside the bar: ``python scripts/eval_terms.py DIRECTORY``.

DIRECTORY holds ``terminology/{hard,all,combined}.jsonl`` and ``placeables/{ui,dnt,sentences}.jsonl``: JSON
lines with ``source``, ``terms`` (``[{"source", "target"}]``), ``protected`` (spans that must arrive as often
as they stand in the source) and, for prose, ``reference``. Exit code 1 when a figure misses its bar, 2 when a
set is missing. Translated from English into Brazilian Portuguese with the engine that ``auto`` takes.

A term counts as exact when its target stands in the translation literally, whatever its capitals. Calls
are the strings that the engine was given, by row; a row has up to four sentences.

A determiner agrees when it stands right before the term and can be read with the term's gender and number.
These are taken from the determiner before the same term in the reference; where none stands there, from the
rules of the language. What is ambiguous ("a" is a preposition too) counts only where the source has a
determiner.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import pipeline
from pipeline.model import Candidate
from pipeline.protect.icu import icu_spans
from pipeline.segment import split_sentences
from pipeline.terms.agreement import determiner_before, features_before
from pipeline.terms.features import features_of
from pipeline.terms.grammar import Grammar, grammar_of
from scripts.figures import Figure, percent

SOURCE, TARGET = "en", "pt_BR"
Row = dict[str, Any]


def read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def translate(rows: Sequence[Row], *, listed: bool = False) -> list[Candidate]:
    """Each row with a glossary of its terms; ``listed``: of its protected spans too, as untranslatable."""
    glossaries = [
        pipeline.Glossary.from_pairs(
            [(t["source"], t["target"]) for t in row["terms"]]
            + [(span, span) for span in (row["protected"] if listed else ())],
            source=SOURCE,
            target=TARGET,
        )
        for row in rows
    ]
    return pipeline.translate([row["source"] for row in rows], SOURCE, TARGET, glossary=glossaries)


def exact_terms(row: Row, text: str) -> list[bool]:
    return [t["target"].casefold() in text.casefold() for t in row["terms"]]


def spans_arrived(row: Row, text: str) -> bool:
    return all(text.count(span) == row["source"].count(span) for span in row["protected"])


def skeleton(text: str) -> str:
    return "|".join(text[s.start : s.end] for s in icu_spans(text) or () if not s.is_text)


def scores(
    rows: Sequence[Row], texts: Sequence[str], bars: tuple[float | None, float | None]
) -> Iterator[Figure]:
    """BLEU and chrF of sacrebleu with its defaults; nothing where it is not installed."""
    try:
        import sacrebleu
    except ImportError:
        print("  (BLEU and chrF: install sacrebleu)")
        return
    references = [[row["reference"] for row in rows]]
    yield Figure("BLEU", sacrebleu.corpus_bleu(list(texts), references).score, bars[0])
    yield Figure("chrF", sacrebleu.corpus_chrf(list(texts), references).score, bars[1])


def agreement(rows: Sequence[Row], texts: Sequence[str]) -> Iterator[Figure]:
    grammar, source = grammar_of(TARGET), grammar_of(SOURCE)
    assert grammar is not None and source is not None
    judged = [
        verdict
        for row, text in zip(rows, texts, strict=True)
        for term in row["terms"]
        if (verdict := _agrees(row, term, text, grammar, source)) is not None
    ]
    yield Figure("terms with a determiner before them", len(judged))
    yield Figure("determiners that agree, %", percent(judged), 94.0)


def _agrees(row: Row, term: dict[str, str], text: str, grammar: Grammar, source: Grammar) -> bool | None:
    at, there = _place(text, term["target"]), _place(row["reference"], term["target"])
    if at is None:
        return None
    found = features_before(text, at, grammar)
    if not found:
        return None
    if determiner_before(text, at, grammar).casefold() in grammar.ambiguous:
        asked = _place(row["source"], term["source"])
        if asked is None or not features_before(row["source"], asked, source):
            return None
    wanted = features_before(row["reference"], there, grammar) if there is not None else frozenset()
    if len(wanted) != 1:
        gender, number = features_of(term["target"], grammar)
        if not gender:
            return None
        wanted = frozenset({gender + number})
    return bool(found & wanted)


def _place(text: str, term: str) -> int | None:
    match = re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE)
    return match.start() if match else None


def measure_terms(
    rows: Sequence[Row], exact: float, bleu: float, chrf: float | None, calls: float
) -> Iterator[Figure]:
    candidates = translate(rows)
    texts = [candidate.text for candidate in candidates]
    arrived = [exact_terms(row, text) for row, text in zip(rows, texts, strict=True)]
    sentences = sum(len(split_sentences(row["source"], SOURCE)) for row in rows)
    asked = sum(candidate.calls for candidate in candidates)
    yield Figure("exact terms, %", percent(hit for hits in arrived for hit in hits), exact)
    yield Figure("rows with all their terms, %", percent(map(all, arrived)), 99.5)
    yield Figure("rows without a translation", sum(not text for text in texts), 0, at_most=True)
    yield Figure("calls for a segment (sentence)", asked / sentences, calls, at_most=True)
    yield Figure("calls for a row", asked / len(rows))
    yield from scores(rows, texts, (bleu, chrf))
    yield from agreement(rows, texts)


def measure_hard(rows: Sequence[Row]) -> Iterator[Figure]:
    yield from measure_terms(rows, 99.5, 47.5, 71.0, 2.3)


def measure_all(rows: Sequence[Row]) -> Iterator[Figure]:
    yield from measure_terms(rows, 99.9, 49.0, None, 1.3)


def measure_combined(rows: Sequence[Row]) -> Iterator[Figure]:
    candidates = translate(rows)
    texts = [candidate.text for candidate in candidates]
    met = [
        all(exact_terms(row, text)) and spans_arrived(row, text)
        for row, text in zip(rows, texts, strict=True)
    ]
    yield Figure("rows with all terms and spans, %", percent(met), 99.5)
    yield Figure("rows without a translation", sum(not text for text in texts), 0, at_most=True)
    yield Figure("calls for a row", sum(c.calls for c in candidates) / len(rows))
    yield from scores(rows, texts, (None, None))


def measure_spans(rows: Sequence[Row], bar: float) -> Iterator[Figure]:
    yield from _spans_kept(rows, translate(rows), bar)


def measure_names(rows: Sequence[Row]) -> Iterator[Figure]:
    """Names that must not be translated are for the glossary to say ("Word"); most are known without it."""
    yield from _spans_kept(rows, translate(rows, listed=True), 100.0)
    kept = [spans_arrived(row, c.text) for row, c in zip(rows, translate(rows), strict=True)]
    yield Figure("rows with every span, not in the glossary, %", percent(kept))


def _spans_kept(rows: Sequence[Row], candidates: Sequence[Candidate], bar: float) -> Iterator[Figure]:
    pairs = [(row, candidate.text) for row, candidate in zip(rows, candidates, strict=True)]
    kept = [spans_arrived(row, text) and skeleton(row["source"]) == skeleton(text) for row, text in pairs]
    yield Figure("rows with every span, ICU skeletons equal, %", percent(kept), bar)
    yield Figure("rows without a translation", sum(not text for _, text in pairs), 0, at_most=True)
    yield Figure("calls for a row", sum(c.calls for c in candidates) / len(rows))


SETS: dict[str, Callable[[Sequence[Row]], Iterator[Figure]]] = {
    "terminology/hard": measure_hard,
    "terminology/all": measure_all,
    "terminology/combined": measure_combined,
    "placeables/ui": partial(measure_spans, bar=100.0),
    "placeables/dnt": measure_names,
    "placeables/sentences": partial(measure_spans, bar=99.0),
}


def main(folder: Path) -> int:
    missing = [name for name in SETS if not (folder / f"{name}.jsonl").is_file()]
    if missing:
        print(f"{folder}: these sets are missing: {', '.join(missing)}", file=sys.stderr)
        return 2
    all_hold = True
    for name, measure in SETS.items():
        rows = read(folder / f"{name}.jsonl")
        print(f"{name}: {len(rows)} rows")
        for figure in measure(rows):
            bar = "" if figure.bar is None else f"{'≤' if figure.at_most else '≥'} {figure.bar:g}"
            print(
                f"  {figure.name:45} {figure.value:8.2f}  {bar:8} {'' if figure.holds() else 'MISSED'}".rstrip()
            )
            all_hold = all_hold and figure.holds()
    return 0 if all_hold else 1


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/eval_terms.py DIRECTORY (see the file's first lines)")
    sys.exit(main(Path(sys.argv[1])))
