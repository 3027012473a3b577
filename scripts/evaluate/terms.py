"""How well terms and placeables arrive, from English into Brazilian Portuguese, with each engine that has a model.

The sets are JSON lines with ``source``, ``terms`` (``[{"source", "target"}]``), ``protected`` (spans that must
arrive as often as they stand in the source) and, for prose, ``reference``.

A term counts as exact when its target stands in the translation literally, whatever its capitals. Calls
are the strings that the engine was given, by row; a row has up to four sentences.

A determiner agrees when it stands right before the term and can be read with the term's gender and number.
These are taken from the determiner before the same term in the reference; where none stands there, from the
rules of the language. What is ambiguous ("a" is a preposition too) counts only where the source has a
determiner.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pipeline
from pipeline.engines import EveryPair, load_engines
from pipeline.languages import base_language
from pipeline.model import Candidate, LanguagePair
from pipeline.protect.icu import icu_spans
from pipeline.segment import split_sentences
from pipeline.terms import carriers
from pipeline.terms.agreement import determiner_before, features_before
from pipeline.terms.features import features_of
from pipeline.terms.grammar import Carrier, Grammar, grammar_of
from scripts.evaluate.figures import Figure, Row, Section, percent, read

SOURCE, TARGET = "en", "pt_BR"
PAIR = LanguagePair(SOURCE, TARGET)


@dataclass(frozen=True, slots=True)
class Bars:
    """What an engine's figures are held to; percent, except BLEU, chrF and calls. None: no bar."""

    exact: float | None = None
    exact_all: float | None = None
    rows: float | None = None
    bleu: float | None = None
    bleu_all: float | None = None
    chrf: float | None = None
    calls: float | None = None
    calls_all: float | None = None
    determiners: float | None = None
    combined: float | None = None
    spans: float | None = None
    spans_in_prose: float | None = None
    empty: float | None = None


BARS = {
    "bergamot": Bars(99.5, 99.9, 99.5, 47.5, 49.0, 71.0, 2.3, 1.3, 94.0, 99.5, 100.0, 99.0, 0.0),
    "argos": Bars(exact=98.0, exact_all=98.0),
}
"""Other engines have no bars but the two of `_written`: what is written lost nothing, what is empty says why."""


def engines() -> list[str]:
    """The engines that have a model for the pair, without those that serve any pair."""
    return [
        engine.name
        for engine in load_engines()
        if engine.available() is None
        and not isinstance(engine.pairs(), EveryPair)
        and any(
            pair.source == SOURCE and base_language(pair.target) == base_language(TARGET)
            for pair in engine.pairs()
        )
    ]


def translate(rows: Sequence[Row], engine: str, *, listed: bool = False) -> list[Candidate]:
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
    texts = [row["source"] for row in rows]
    return pipeline.translate(texts, SOURCE, TARGET, glossary=glossaries, engine=engine)


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


def agreement(rows: Sequence[Row], texts: Sequence[str], bar: float | None) -> Iterator[Figure]:
    grammar, source = grammar_of(TARGET), grammar_of(SOURCE)
    assert grammar is not None and source is not None
    judged = [
        verdict
        for row, text in zip(rows, texts, strict=True)
        for term in row["terms"]
        if (verdict := _agrees(row, term, text, grammar, source)) is not None
    ]
    yield Figure("terms with a determiner before them", len(judged), watched=False)
    yield Figure("determiners that agree, %", percent(judged), bar)


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
    rows: Sequence[Row],
    engine: str,
    exact: float | None,
    bleu: float | None,
    calls: float | None,
    chrf: float | None = None,
) -> Iterator[Figure]:
    bars = BARS.get(engine, Bars())
    candidates = translate(rows, engine)
    texts = [candidate.text for candidate in candidates]
    arrived = [exact_terms(row, text) for row, text in zip(rows, texts, strict=True)]
    sentences = sum(len(split_sentences(row["source"], SOURCE)) for row in rows)
    asked = sum(candidate.calls for candidate in candidates)
    yield Figure("exact terms, %", percent(hit for hits in arrived for hit in hits), exact)
    yield Figure("rows with all their terms, %", percent(map(all, arrived)), bars.rows)
    yield from _written(rows, candidates, bars)
    yield Figure("calls for a segment (sentence)", asked / sentences, calls, at_most=True)
    yield Figure("calls for a row", asked / len(rows), at_most=True)
    yield from scores(rows, texts, (bleu, chrf))
    yield from agreement(rows, texts, bars.determiners)


def measure_hard(rows: Sequence[Row], engine: str) -> Iterator[Figure]:
    bars = BARS.get(engine, Bars())
    yield from measure_terms(rows, engine, bars.exact, bars.bleu, bars.calls, bars.chrf)


def measure_all(rows: Sequence[Row], engine: str) -> Iterator[Figure]:
    bars = BARS.get(engine, Bars())
    yield from measure_terms(rows, engine, bars.exact_all, bars.bleu_all, bars.calls_all)


def measure_combined(rows: Sequence[Row], engine: str) -> Iterator[Figure]:
    bars = BARS.get(engine, Bars())
    candidates = translate(rows, engine)
    texts = [candidate.text for candidate in candidates]
    met = [
        all(exact_terms(row, text)) and spans_arrived(row, text)
        for row, text in zip(rows, texts, strict=True)
    ]
    yield Figure("rows with all terms and spans, %", percent(met), bars.combined)
    yield from _written(rows, candidates, bars)
    yield Figure("calls for a row", sum(c.calls for c in candidates) / len(rows), at_most=True)
    yield from scores(rows, texts, (None, None))


def measure_spans(rows: Sequence[Row], engine: str) -> Iterator[Figure]:
    yield from _spans_kept(rows, translate(rows, engine), engine, BARS.get(engine, Bars()).spans)


def measure_prose(rows: Sequence[Row], engine: str) -> Iterator[Figure]:
    yield from _spans_kept(rows, translate(rows, engine), engine, BARS.get(engine, Bars()).spans_in_prose)


def measure_names(rows: Sequence[Row], engine: str) -> Iterator[Figure]:
    """Names that must not be translated are for the glossary to say ("Word"); most are known without it."""
    yield from _spans_kept(rows, translate(rows, engine, listed=True), engine, BARS.get(engine, Bars()).spans)
    kept = [spans_arrived(row, c.text) for row, c in zip(rows, translate(rows, engine), strict=True)]
    yield Figure("rows with every span, not in the glossary, %", percent(kept))


def _spans_kept(
    rows: Sequence[Row], candidates: Sequence[Candidate], engine: str, bar: float | None
) -> Iterator[Figure]:
    kept = [_kept(row, candidate.text) for row, candidate in zip(rows, candidates, strict=True)]
    yield Figure("rows with every span, ICU skeletons equal, %", percent(kept), bar)
    yield from _written(rows, candidates, BARS.get(engine, Bars()))
    yield Figure("calls for a row", sum(c.calls for c in candidates) / len(rows), at_most=True)


def _kept(row: Row, text: str) -> bool:
    return spans_arrived(row, text) and skeleton(row["source"]) == skeleton(text)


def _written(rows: Sequence[Row], candidates: Sequence[Candidate], bars: Bars) -> Iterator[Figure]:
    """What holds with every engine: nothing is lost in what is written, and what is not written says why."""
    lost = sum(bool(c.text) and not _kept(row, c.text) for row, c in zip(rows, candidates, strict=True))
    empty = [c for c in candidates if not c.text]
    yield Figure("rows without a translation", len(empty), bars.empty, at_most=True)
    yield Figure("of them without a finding", sum(not c.findings for c in empty), 0, at_most=True)
    yield Figure("rows written that lost a span", lost, 0, at_most=True)


_MEASURES: dict[str, Callable[[Sequence[Row], str], Iterator[Figure]]] = {
    "terminology/hard": measure_hard,
    "terminology/all": measure_all,
    "terminology/combined": measure_combined,
    "placeables/ui": measure_spans,
    "placeables/dnt": measure_names,
    "placeables/sentences": measure_prose,
}
SETS = tuple(f"{name}.jsonl" for name in _MEASURES)


def sections(data: Path, engine: str, names: Sequence[str] = tuple(_MEASURES)) -> Iterator[Section]:
    """The tables of one engine; their headings name its model."""
    model = pipeline.translate(["Good morning."], SOURCE, TARGET, engine=engine)[0].model
    for name in names:
        rows = read(data / f"{name}.jsonl")
        title = f"{engine} {model}: {name}, {len(rows)} rows"
        yield Section(title, tuple(_MEASURES[name](rows, engine)))


def noise(data: Path, measured: Sequence[Section], turns: int = 4) -> dict[tuple[str, str], float]:
    """How far each figure moves for no reason, by heading and name.

    Carriers of one gender and number are equally good, so their order means nothing: every ``turn`` takes
    them in another order, and the noise is the largest distance from the figure, rounded up. Figures in
    which no carrier has a part have no noise, because the engines give the same text every time.
    """
    base = {(section.title, figure.name): figure.value for section in measured for figure in section.figures}
    found: dict[tuple[str, str], float] = {}
    names = [name for name in _MEASURES if name.startswith("terminology/")]
    for turn in range(1, turns + 1):
        with _carriers_turned(turn):
            for engine in engines():
                for section in sections(data, engine, names):
                    for figure in section.figures:
                        key = (section.title, figure.name)
                        moved = math.ceil(abs(figure.value - base[key]) * 100 - 1e-6) / 100
                        found[key] = max(found.get(key, 0.0), moved)
    return found


@contextmanager
def _carriers_turned(by: int) -> Iterator[None]:
    kept = carriers.grammar_of

    def turned(locale: str) -> Grammar | None:
        grammar = kept(locale)
        return grammar and replace(grammar, carriers=_turned(grammar.carriers, by))

    carriers.grammar_of = turned
    try:
        yield
    finally:
        carriers.grammar_of = kept


def _turned(nouns: Sequence[Carrier], by: int) -> tuple[Carrier, ...]:
    """Every group of equal features begins with its carrier number ``by``; singulars and plurals stay side by side."""
    groups: dict[str, list[Carrier]] = {}
    for carrier in nouns:
        groups.setdefault(carrier.features, []).append(carrier)
    return tuple(
        c for group in groups.values() for c in (*group[by % len(group) :], *group[: by % len(group)])
    )
