"""Argos packages at CTranslate2's own speed: the same models and text as argostranslate, batched.

The parameters are argostranslate's (beam 4, length penalty 0.2, unknown words replaced, target prefix
from the package), so the text is too. The scheduling is ours: sentences sorted by length, batches of
`BATCH_TOKENS`, threads between batches (``inter_threads``) and not inside them. argostranslate sends
about one sentence a batch, with threads inside it: measured 130 words/s against 2,000 on two cores.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.engines.argos_packages import ArgosPackage, find_packages, missing_library
from pipeline.engines.base import BLANK, OnAnswer, Refusal
from pipeline.engines.calibration import kept_calibration
from pipeline.engines.text import Piece, join_pieces, plan_pieces
from pipeline.errors import EngineError
from pipeline.model import Hypotheses, Hypothesis, LanguagePair

BEAM = 4
LENGTH_PENALTY = 0.2
BATCH_TOKENS = 1000
"""Source tokens a batch; CTranslate2 is at its best between 500 and 2,000."""

PROBES = 4
"""How often each way of using the cores is tried, over some 300 words: a quarter of a second each on two cores."""

CLEARLY = 0.85
"""Share of the time that another way may take to be taken: a busy machine makes errors of less."""

LONGEST = 100
"""Tokens of the longest piece. Above 768 the library raises; quality goes long before. FLORES-dev sentences
joined by semicolons, a 6+2-layer package, chrF whole / cut at 150 / at 100: 73 tokens 57.1 / 57.1 / 59.0,
107 tokens 52.5 / 55.6 / 61.5, 172 tokens 38.1 / 55.7 / 62.0. The longest single sentence has 87."""


class _Answer(NamedTuple):
    """The n-best texts of one piece, or why there are none."""

    texts: Hypotheses
    problem: str = ""


class ArgosEngine:
    """Serves the pairs of the installed Argos packages; see `pipeline.engines.argos_packages`."""

    name = "argos"

    def __init__(self) -> None:
        self._packages: dict[LanguagePair, ArgosPackage] | None = None
        self._loaded: dict[tuple[str, tuple[int, int]], Any] = {}
        self._threads: dict[LanguagePair, dict[int, tuple[int, int]]] = {}

    def available(self) -> str | None:
        problem = missing_library()
        if problem is None and not self._found():
            problem = "No Argos package is installed. Install one with argospm, LibreTranslate or the Argos desktop app."
        return problem

    def pairs(self) -> Iterable[LanguagePair]:
        return () if missing_library() else tuple(self._found())

    def model_id(self, pair: LanguagePair) -> str:
        return self._package(pair).name

    def model_folder(self, pair: LanguagePair) -> Path:
        return self._package(pair).path

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> list[Hypotheses]:
        return self.translate_many(sentences, pair, jobs=1)

    def translate_many(
        self,
        sentences: Sequence[str],
        pair: LanguagePair,
        *,
        jobs: int,
        on_answer: OnAnswer | None = None,
    ) -> list[Hypotheses]:
        """Translate; n-best with scores for a sentence in one piece, the best alone for a longer one."""
        package = self._package(pair)
        translator = self._load(package, self._threads_for(pair, max(1, jobs)))
        encode = package.package.tokenizer.encode
        plans = [plan_pieces(text, lambda text: len(encode(text)), LONGEST) for text in sentences]
        lacking = [dict.fromkeys(piece.core for piece in plan if piece.core) for plan in plans]
        wanted: dict[str, list[int]] = {}
        for number, cores in enumerate(lacking):
            for core in cores:
                wanted.setdefault(core, []).append(number)
        answers: list[Hypotheses] = [BLANK] * len(sentences)
        by_piece: dict[str, _Answer] = {}

        def finish(number: int) -> None:
            answers[number] = _assemble(plans[number], by_piece)
            if on_answer:
                on_answer(number, answers[number])

        for number, cores in enumerate(lacking):
            if not cores:
                finish(number)
        for core, answer in _Batches(translator, package.package, jobs).translate(list(wanted)):
            by_piece[core] = answer
            for number in wanted[core]:
                del lacking[number][core]
                if not lacking[number]:
                    finish(number)
        return answers

    def probe_threads(self, sentences: Sequence[str], pair: LanguagePair, jobs: int) -> tuple[int, int]:
        """Try threads between batches and inside one; the first way stands unless another is clearly faster.

        On most machines it is the fastest by far (two cores: 1,900 words/s against 1,100), and on some virtual ones
        threads inside a batch cost eight times what one does; but it is the machine that knows. A busy one is
        not asked: with four times its cores in work, one of three trials named the wrong way.
        """
        package = self._package(pair)
        ways = dict.fromkeys(((jobs, 1), (max(1, jobs // 2), min(jobs, 2)), (1, jobs)))
        if len(ways) == 1 or _busy(jobs):
            return (jobs, 1)
        translators = {way: self._load(package, way) for way in ways}
        seconds = dict.fromkeys(ways, float("inf"))
        for _ in range(PROBES):  # in turns, and the best counts: what else the machine does meets all ways
            for way, translator in translators.items():
                started = time.perf_counter()
                deque(_Batches(translator, package.package, jobs).translate(sentences), maxlen=0)
                seconds[way] = min(seconds[way], time.perf_counter() - started)
        for way in ways:
            del self._loaded[str(package.path), way]
        best = min(seconds, key=lambda way: seconds[way])
        return best if seconds[best] < CLEARLY * seconds[jobs, 1] else (jobs, 1)

    def _threads_for(self, pair: LanguagePair, jobs: int) -> tuple[int, int]:
        if pair not in self._threads:
            kept = kept_calibration(self, pair)
            self._threads[pair] = kept.threads if kept else {}
        return self._threads[pair].get(jobs, (jobs, 1))

    def close(self) -> None:
        self._loaded.clear()
        self._threads.clear()
        self._packages = None

    def _found(self) -> dict[LanguagePair, ArgosPackage]:
        if self._packages is None:
            self._packages = find_packages()
        return self._packages

    def _package(self, pair: LanguagePair) -> ArgosPackage:
        try:
            return self._found()[pair]
        except KeyError as error:
            raise EngineError(f"The Argos engine has no package for {pair}.") from error

    def _load(self, package: ArgosPackage, threads: tuple[int, int]) -> Any:
        key = (str(package.path), threads)
        if key not in self._loaded:
            try:
                import ctranslate2
                from argostranslate import settings

                self._loaded[key] = ctranslate2.Translator(
                    str(package.path / "model"),
                    device=settings.device,
                    compute_type=settings.compute_type,
                    inter_threads=threads[0],
                    intra_threads=threads[1],
                )
            except (ImportError, OSError, RuntimeError, ValueError) as error:
                raise EngineError(
                    f"The Argos package {package.name} in {package.path} cannot be loaded: {error}. "
                    "Install it again."
                ) from error
        return self._loaded[key]


def _busy(jobs: int) -> bool:
    """Whether so much else is going on that a measurement would say nothing."""
    return hasattr(os, "getloadavg") and os.getloadavg()[0] > 1.5 * jobs


class _Batches:
    """Pieces through one CTranslate2 translator, in batches that do not depend on the number of threads."""

    def __init__(self, translator: Any, package: Any, jobs: int) -> None:
        self._translator = translator
        self._tokenizer = package.tokenizer
        self._prefix: str = package.target_prefix or ""
        self._jobs = jobs

    def translate(self, pieces: Sequence[str]) -> Iterator[tuple[str, _Answer]]:
        """Each piece and its answer, as the batches end."""
        tokens = [self._tokenizer.encode(piece) for piece in pieces]
        waiting = deque(_cut_batches([len(one) for one in tokens]))
        running: deque[tuple[list[int], Any]] = deque()
        ahead = 0  # tokens that are under way: many small batches keep the threads as busy as a few full ones
        while waiting or running:
            while waiting and ahead <= self._jobs * BATCH_TOKENS:
                batch = waiting.popleft()
                ahead += sum(len(tokens[number]) for number in batch)
                running.append((batch, self._submit([tokens[number] for number in batch])))
            batch, results = running.popleft()
            ahead -= sum(len(tokens[number]) for number in batch)
            for number, result in zip(batch, results, strict=True):
                yield pieces[number], self._answer(result)

    def _submit(self, tokens: list[list[str]]) -> list[Any]:
        return list(
            self._translator.translate_batch(
                tokens,
                target_prefix=[[self._prefix]] * len(tokens) if self._prefix else None,
                replace_unknowns=True,
                beam_size=BEAM,
                num_hypotheses=BEAM,
                length_penalty=LENGTH_PENALTY,
                return_scores=True,
                asynchronous=True,
            )
        )

    def _answer(self, pending: Any) -> _Answer:
        while not pending.done():  # not result(): it cannot be interrupted by Ctrl-C
            time.sleep(0.002)
        try:
            result = pending.result()
        except (RuntimeError, ValueError) as error:
            return _Answer((), f"{type(error).__name__}: {error}")
        return _Answer(
            tuple(
                Hypothesis(self._decode(tokens), _mean_score(score, len(tokens)))
                for tokens, score in zip(result.hypotheses, result.scores, strict=True)
            )
        )

    def _decode(self, tokens: list[str]) -> str:
        text = str(self._tokenizer.decode(tokens))
        return text.removeprefix(self._prefix).removeprefix(" ") if self._prefix else text.removeprefix(" ")


def _mean_score(score: float, tokens: int) -> float:
    """CTranslate2 divides the log-probability by length ** penalty; ours is the mean over the tokens."""
    return float(score * max(1, tokens) ** (LENGTH_PENALTY - 1))


def _cut_batches(lengths: Sequence[int]) -> list[list[int]]:
    """Numbers of the pieces, longest first, in batches of at most `BATCH_TOKENS` and of one length each.

    A shorter piece would be padded, and padding moves the scores of an int8 model a little: of 1,803 sentences
    six got another n-best list in mixed batches than alone, none in these. So a text does not depend on what
    stands beside it. It costs 5 to 10 % of the speed.
    """
    batches: list[list[int]] = []
    length = -1
    for number in sorted(range(len(lengths)), key=lambda number: (-lengths[number], number)):
        if lengths[number] != length or (len(batches[-1]) + 1) * length > BATCH_TOKENS:
            batches.append([])
            length = lengths[number]
        batches[-1].append(number)
    return batches


def _assemble(plan: list[Piece], by_piece: dict[str, _Answer]) -> Hypotheses:
    answers = [by_piece[piece.core] for piece in plan if piece.core]
    problem = next((answer.problem for answer in answers if answer.problem), "")
    if problem:
        return Refusal(problem)
    if not plan:
        return BLANK
    if len(plan) == 1 and answers:
        return answers[0].texts
    return (Hypothesis(join_pieces(plan, (answer.texts[0].text for answer in answers))),)
