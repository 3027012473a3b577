"""What runs on a Dask worker: a batch of sentences in, their translations out.

The engine lives in a child process of the worker, one for each of its threads, and loads its model once. A
sentence that crashes the engine or fills its memory ends the child and not the worker, whose heartbeat never
waits for an engine that holds the interpreter's lock.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from distributed import get_worker

from pipeline.engines import load_engines
from pipeline.engines.base import Engine, Refusal
from pipeline.engines.pool import Worker, WorkerDied
from pipeline.errors import LocpipeError
from pipeline.model import Hypotheses, LanguagePair
from pipeline.scale.order import Order

ATTEMPTS = 3
"""How often a batch, and in the end a sentence alone, is tried."""

_MODELS = 2
"""Engines that a thread keeps: as many as the steps of a route through English."""


class Unfit(Exception):
    """This worker cannot do the work as the machine that asks for it would; the message says why."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A batch's answers, and how many engine processes died over it."""

    answers: tuple[Hypotheses, ...]
    deaths: int = 0


@dataclass(frozen=True, slots=True)
class EngineRecipe:
    """Loads an engine by its name; it answers whole batches (see `pipeline.engines.pool.Recipe`)."""

    engine: str
    pair: LanguagePair

    def load(self) -> Callable[[Any], list[Hypotheses]]:
        engine = _engine(self.engine)
        if engine is None:
            raise Unfit(f"it has no engine {self.engine}")
        pair = self.pair
        return lambda batch: list(engine.translate(batch, pair))


@cache
def check(order: Order) -> str:
    """Why this process cannot do the work, in words; empty when it can. Reads the model's files once."""
    engine = _engine(order.engine)
    if engine is None:
        return f"it has no engine {order.engine}: install the plug-in there"
    if problem := engine.available():
        return problem
    if order.pair not in engine.pairs():
        return (
            f"it has no {order.engine} model for {order.pair}: run there locpipe models install "
            f"{order.pair.source} {order.pair.target} --engine {order.engine}, or let LOCPIPE_MODELS name a shared folder"
        )
    try:
        return order.differs(Order.of(engine, order.pair))
    except LocpipeError as error:
        return str(error)


def answer_batch(order: Order, sentences: Sequence[str]) -> Answered:
    """Translate a batch; a `Refusal` for the sentence that ends or breaks the engine, three times, alone.

    Raises:
        Unfit: this worker has another model or version.
        EngineError: the engine cannot be started.
    """
    if problem := check(order):
        raise Unfit(problem)
    deaths: list[str] = []
    return Answered(tuple(_answer(_child(order), tuple(sentences), deaths)), len(deaths))


def _answer(child: Worker, batch: tuple[str, ...], deaths: list[str]) -> list[Hypotheses]:
    reason = ""
    for _ in range(ATTEMPTS if len(batch) == 1 else 1):
        try:
            (answers,) = child.ask([batch])  # one item of the child: engines are faster with many at once
        except WorkerDied as error:
            reason = str(error)
            deaths.append(reason)
            continue
        if not isinstance(answers, Refusal):
            return list(answers)
        reason = answers.reason
    if len(batch) == 1:
        return [Refusal(f"it failed {ATTEMPTS} times: {reason}")]
    half = len(batch) // 2
    return [answer for part in (batch[:half], batch[half:]) for answer in _answer(child, part, deaths)]


def _engine(name: str) -> Engine | None:
    return next((engine for engine in load_engines() if engine.name == name), None)


def _memory() -> int:
    """A thread's share of what ``dask worker --memory-limit`` says; 0, no bound, where it says nothing."""
    worker = get_worker()
    limit = worker.memory_manager.memory_limit or 0
    return int(limit / worker.state.nthreads)


_kept = threading.local()


def _child(order: Order) -> Worker:
    """This thread's engine process for an order. The one that was idle longest ends when there are too many."""
    children: dict[Order, Worker] = _kept.__dict__.setdefault("children", {})
    child = children.pop(order, None) or Worker(EngineRecipe(order.engine, order.pair), _memory())
    children[order] = child
    while len(children) > _MODELS:
        children.pop(next(iter(children))).close()
    return child
