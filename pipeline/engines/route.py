"""The way from one language to another: one engine, or two through English, and translating along it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import TracebackType

from pipeline.engines.base import BLANK, Engine, OnAnswer, Progress, Refusal, ScalableEngine
from pipeline.engines.calibration import calibration_of
from pipeline.engines.pool import default_jobs
from pipeline.languages import base_language, same_language, script_of
from pipeline.model import Hypotheses, Hypothesis, LanguagePair
from pipeline.protect.masks import USUAL, Rankings, rank_by

PIVOT = "en"

CHUNK = 100
"""Sentences a call of an engine that gives its answers all at once."""

_TRADITIONAL = frozenset({"zh_TW", "zh_HK", "zh_MO", "zh_Hant"})


@dataclass(frozen=True, slots=True)
class Leg:
    """One step: ``engine`` translates ``wanted`` with its model for ``served``.

    The two differ when a base language's model stands in for a region (``pt`` for ``pt_PT``).
    """

    engine: Engine
    wanted: LanguagePair
    served: LanguagePair

    @property
    def model(self) -> str:
        """Name and version of the model, and what it stands in for."""
        name = self.engine.model_id(self.served)
        source, target = self.served
        if target != self.wanted.target:
            return f"{name} ({target} for {self.wanted.target})"
        return f"{name} ({source} for {self.wanted.source})" if source != self.wanted.source else name


class Route:
    """A way to translate one pair. A context manager: leaving it frees models and processes.

    ``other`` is the way of the next engine, for sentences that this one cannot translate well.
    """

    def __init__(self, pair: LanguagePair, legs: Sequence[Leg], other: Route | None = None) -> None:
        self.pair = pair
        self.legs = tuple(legs)
        self.other = other
        self._rankings: Rankings | None = None

    @property
    def engine(self) -> str:
        """What is shown as the engine: ``bergamot``, or ``argos+bergamot`` for two steps."""
        return "+".join(leg.engine.name for leg in self.legs)

    @property
    def model(self) -> str:
        """What is shown as the model: ``en-pt 2.0``, or ``de-en 1.9 + en-pt 2.0``; may be empty."""
        return " + ".join(filter(None, (leg.model for leg in self.legs)))

    @property
    def linguistic(self) -> bool:
        """Whether the result is in the target language; pseudo-localization is not."""
        return all(getattr(leg.engine, "linguistic", True) for leg in self.legs)

    @property
    def rankings(self) -> Rankings:
        """The tokens that survive in the models of every step, best first (see `calibration`).

        Measured when first asked for, where nobody has measured a model before.

        Raises:
            EngineError: a model cannot be loaded.
        """
        if self._rankings is None:
            rates: dict[str, float] = {}
            for leg in self.legs:
                found = calibration_of(leg.engine, leg.served)
                for name, rate in found.rates.items() if found else ():
                    rates[name] = rates.get(name, 1.0) * rate
            self._rankings = rank_by(rates) if rates else USUAL
        return self._rankings

    def translate(
        self,
        sentences: Sequence[str],
        jobs: int | None = None,
        on_progress: Progress | None = None,
        on_answer: OnAnswer | None = None,
    ) -> list[Hypotheses]:
        """Translate sentences, one answer for each, in order. Each distinct sentence is translated once.

        White space around a sentence is put back around each hypothesis. A sentence that broke
        the engine gets a `Refusal`. ``jobs`` is the number of processes or threads (default: the
        cores this process may use); the answers do not depend on it. ``on_progress`` counts
        characters of distinct sentences, over both steps of a route through English; ``on_answer`` gets each answer
        as soon as it is there.

        Raises:
            EngineError: a model cannot be loaded.
        """
        cores = [sentence.strip() for sentence in sentences]
        wanted: dict[str, list[int]] = {}
        for number, core in enumerate(cores):
            wanted.setdefault(core, []).append(number)
        answers: list[Hypotheses] = [BLANK] * len(sentences)

        def arrived(core: str, answer: Hypotheses) -> None:
            for number in wanted[core]:
                answers[number] = _wrap(sentences[number], core, answer) if core else BLANK
                if on_answer:
                    on_answer(number, answers[number])

        if "" in wanted:
            arrived("", BLANK)
        self._along_legs([core for core in wanted if core], jobs or default_jobs(), on_progress, arrived)
        return answers

    def _along_legs(
        self,
        sentences: Sequence[str],
        jobs: int,
        on_progress: Progress | None,
        arrived: Callable[[str, Hypotheses], None],
    ) -> None:
        """Take distinct sentences over every step; each one's answer comes from the last it gets to."""
        behind = {sentence: [sentence] for sentence in sentences}
        for step in range(len(self.legs)):
            behind = self._take_step(step, behind, jobs, on_progress, arrived)

    def _take_step(
        self,
        step: int,
        behind: Mapping[str, Sequence[str]],
        jobs: int,
        on_progress: Progress | None,
        arrived: Callable[[str, Hypotheses], None],
    ) -> dict[str, list[str]]:
        """Translate texts, each with the sentences ``behind`` it; return those that go on, likewise."""
        texts, steps, done = list(behind), len(self.legs), 0
        total = sum(map(len, texts))
        onward: dict[str, list[str]] = {}

        def on_answer(number: int, answer: Hypotheses) -> None:
            nonlocal done
            best = answer[0].text if answer else ""
            for sentence in behind[texts[number]]:
                if step + 1 < steps and best:
                    onward.setdefault(best, []).append(sentence)
                else:
                    arrived(sentence, answer)
            done += len(texts[number])
            if on_progress:
                on_progress((step * total + done) // steps, total)

        self._one_leg(self.legs[step], texts, jobs, on_answer)
        return dict(sorted(onward.items()))

    def _one_leg(self, leg: Leg, texts: Sequence[str], jobs: int, on_answer: OnAnswer) -> None:
        if isinstance(leg.engine, ScalableEngine):
            leg.engine.translate_many(texts, leg.served, jobs=jobs, on_answer=on_answer)
            return
        for start in range(0, len(texts), CHUNK):
            some = leg.engine.translate(texts[start : start + CHUNK], leg.served)
            for number, answer in enumerate(some, start):
                on_answer(number, answer)

    def close(self) -> None:
        """Free models and processes; the route may be used again."""
        for leg in self.legs:
            leg.engine.close()

    def __enter__(self) -> Route:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _wrap(sentence: str, core: str, answer: Hypotheses) -> Hypotheses:
    if isinstance(answer, Refusal):
        return answer
    start = sentence.index(core)
    before, after = sentence[:start], sentence[start + len(core) :]
    return tuple(
        Hypothesis(before + text + after if (text := one.text.strip()) else "", one.score) for one in answer
    )


def find_route(pair: LanguagePair, engines: Sequence[Engine]) -> tuple[Leg, ...] | None:
    """The first direct leg in the engines' order, else two through English, else None."""
    direct = _find_leg(pair, engines)
    if direct:
        return (direct,)
    if base_language(pair.source) == base_language(pair.target) or PIVOT in map(base_language, pair):
        return None
    first = _find_leg(LanguagePair(pair.source, PIVOT), engines)
    second = _find_leg(LanguagePair(PIVOT, pair.target), engines)
    return (first, second) if first and second else None


def _find_leg(wanted: LanguagePair, engines: Sequence[Engine]) -> Leg | None:
    """An exact pair of any engine is better than a stand-in of an earlier one."""
    for exact in (True, False):
        for engine in engines:
            served = wanted if exact and wanted in engine.pairs() else None
            served = served or (None if exact else stand_in(wanted, engine.pairs()))
            if served:
                return Leg(engine, wanted, served)
    return None


def stand_in(wanted: LanguagePair, pairs: Iterable[LanguagePair]) -> LanguagePair | None:
    """The installed pair that may serve a pair which is not: the same languages without region.

    Another script is another language here: ``zh`` does not serve ``zh_TW``, nor ``sr`` ``sr@latin``.
    As a source any region will do (``pt_BR`` is read by a ``pt_PT`` model); as a target only the base.
    """
    candidates = [
        pair
        for pair in pairs
        if base_language(pair.source) == base_language(wanted.source)
        and _same_writing(pair.source, wanted.source)
        and (same_language(pair.target, wanted.target) or _is_traditional(wanted.target))
        and base_language(pair.target) == base_language(wanted.target)
        and _same_writing(pair.target, wanted.target)
    ]
    return min(
        candidates, key=lambda pair: (pair.target != wanted.target, len(pair.source), pair), default=None
    )


def _same_writing(one: str, other: str) -> bool:
    return script_of(one) == script_of(other) and _is_traditional(one) == _is_traditional(other)


def _is_traditional(locale: str) -> bool:
    return any(locale == one or locale.startswith(one + "_") for one in _TRADITIONAL)
