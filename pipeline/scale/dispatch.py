"""Send batches to a Dask scheduler and bring every answer home, whatever happens on the way.

All of this runs on the event loop of `pipeline.scale.cluster.Cluster`. What can happen, and what is done:

* a worker dies: the scheduler gives its batches to others; one that outlives no worker comes back and is split;
* a worker is slow, or stopped: after some time its batch is given to another one too, and the first answer counts
  (all are the same);
* the scheduler ends: it is waited for, and what was under way is sent again;
* a batch fails: it is sent again, three times, then split, and a sentence that fails alone is refused.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import statistics
import time
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import uuid4

from distributed import Client, Future, KilledWorker

from pipeline.engines.base import Refusal
from pipeline.engines.pool import make_batches
from pipeline.errors import EngineError
from pipeline.model import Hypotheses
from pipeline.scale.link import Link
from pipeline.scale.order import Order
from pipeline.scale.task import ATTEMPTS, Answered, Unfit, answer_batch

AHEAD = 3
"""Batches under way for each thread of the workers: one at work, and what hides the way there and back."""

LEAST = 1000
"""Characters of a batch at least, a quarter of a second of Bergamot: each costs some milliseconds by itself."""

COPIES = 3
"""To so many workers a batch is given when they seem to be stopped."""

SUSPECT = 60.0
"""Seconds for which a worker that was late gets work only where nobody else can."""

SLOW = 6.0
"""A batch is late after so many times the usual time, from sending it to its answer, and no less than `LATE` seconds."""

LATE = 10.0
_FIRST = 15.0  # seconds for the first batches: workers load the model

Deliver = Callable[[Sequence[int], Sequence[Hypotheses]], Awaitable[None]]
"""Takes the numbers of a batch's sentences and their answers; returns when the caller has them."""


class Lost(Exception):
    """The connection to the scheduler broke. Never leaves this module."""


class Failed(Exception):
    """A batch ended with an exception, its cause. Never leaves this module."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Dispatcher:
    """Sends batches over a link to a scheduler."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._events = link.events
        self._times: deque[float] = deque(maxlen=64)
        self._suspects: dict[str, float] = {}  # workers that were late, and until when they are
        self._numbers = itertools.count(1)
        self._run = uuid4().hex[:8]  # in the keys: a scheduler remembers those of other runs

    async def translate(self, order: Order, sentences: Sequence[str], deliver: Deliver) -> None:
        """Answer every sentence.

        Raises:
            EngineError: no scheduler, no workers, or a worker that is not like this machine.
        """
        await self._link.connected(order)
        share = min(self._link.threads, sum(map(len, sentences)) // (4 * LEAST))
        todo = deque(make_batches(sentences, max(1, share)))
        pending: set[asyncio.Task[None]] = set()
        watch = asyncio.create_task(self._link.watch())

        async def one(numbers: list[int]) -> None:
            answers = await self._answers(order, tuple(sentences[number] for number in numbers))
            await deliver(numbers, answers)

        try:
            while todo or pending:
                while todo and len(pending) < AHEAD * max(1, self._link.threads):
                    pending.add(asyncio.create_task(one(todo.popleft())))
                done, _ = await asyncio.wait({*pending, watch}, return_when=asyncio.FIRST_COMPLETED)
                pending -= done
                problems = [problem for task in done if (problem := task.exception())]
                if problems:
                    raise problems[0]
        finally:
            for task in (*pending, watch):
                task.cancel()
            await asyncio.gather(*pending, watch, return_exceptions=True)

    async def close(self) -> None:
        """Leave the scheduler, and what is under way there."""
        await self._link.close()

    # One batch.

    async def _answers(self, order: Order, batch: tuple[str, ...]) -> list[Hypotheses]:
        failures = 0
        while True:
            client = await self._link.connected(order)
            try:
                answered = await self._first_answer(client, order, batch)
            except Lost:
                self._events.asked_again += 1
                await self._link.lose(client)
                continue
            except Failed as error:
                cause = error.cause
                if isinstance(cause, Unfit):
                    raise EngineError(f"A worker of {self._link.address} is refused: {cause}.") from cause
                if isinstance(cause, KilledWorker):
                    reason = "it ended every worker that it was given to"
                else:
                    failures += 1
                    if failures < ATTEMPTS:
                        self._events.asked_again += 1
                        continue
                    if isinstance(cause, EngineError | ImportError) or not self._times:  # no sentence's fault
                        raise EngineError(self._cannot(cause)) from cause
                    reason = f"it failed {ATTEMPTS} times: {type(cause).__name__}: {cause}"
            else:
                self._events.engines_lost += answered.deaths
                self._events.given_up += sum(isinstance(one, Refusal) for one in answered.answers)
                return list(answered.answers)
            if len(batch) == 1:
                self._events.given_up += 1
                return [Refusal(reason)]
            self._events.asked_again += 1
            half = len(batch) // 2
            first = await self._answers(order, batch[:half])
            return first + await self._answers(order, batch[half:])

    def _cannot(self, cause: Exception) -> str:
        if "deserialization of the task graph" in str(cause):
            return (
                f"The scheduler at {self._link.address} cannot read what it is sent: install the same versions of locpipe and "
                "distributed there."
            )
        return f"The workers of {self._link.address} cannot translate: {type(cause).__name__}: {cause}"

    async def _first_answer(self, client: Client, order: Order, batch: tuple[str, ...]) -> Answered:
        """The first answer to a batch, which is given to a second worker, and a third, when the first is late."""
        sent = time.monotonic()
        copies: dict[asyncio.Task[Answered], Future[Any]] = {}

        def send(**where: Any) -> None:
            key = f"locpipe-{self._run}-{next(self._numbers)}"
            self._link.under_way.add(key)
            future = client.submit(answer_batch, order, batch, key=key, pure=False, **where)
            copies[asyncio.create_task(_value(future))] = future

        try:
            send(**await self._elsewhere(client, set()))
            given = 1
            while True:
                done, _ = await asyncio.wait(
                    copies, timeout=self._patience(), return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    self._link.under_way.discard(copies[task].key)
                    if task.exception() is None or len(copies) == 1:
                        answered = task.result()
                        self._times.append(time.monotonic() - sent)
                        return answered
                    del copies[task]
                if not done and given < COPIES:
                    where = await self._elsewhere(client, {future.key for future in copies.values()})
                    if where:
                        self._events.slow += 1
                        given += 1
                        send(**where)
        except (OSError, RuntimeError) as error:  # Dask raises either where a connection is gone
            raise Lost(str(error)) from error
        finally:
            for task, future in copies.items():
                task.cancel()
                self._link.under_way.discard(future.key)
                with contextlib.suppress(Exception):
                    future.release()

    async def _elsewhere(self, client: Client, late: set[str]) -> dict[str, Any]:
        """Where to send a batch: not to the workers that have one of these keys, nor to those that were late lately.

        Empty where it makes no difference.
        """
        now = time.monotonic()
        self._suspects = {worker: until for worker, until in self._suspects.items() if until > now}
        if not late and not self._suspects:
            return {}
        processing: dict[str, Sequence[str]] = await client.scheduler.processing(workers=None)
        self._suspects |= {
            worker: now + SUSPECT for worker, keys in processing.items() if late.intersection(keys)
        }
        others = [worker for worker in processing if worker not in self._suspects]
        return {"workers": others, "allow_other_workers": True} if others else {}

    def _patience(self) -> float:
        return max(LATE, SLOW * statistics.median(self._times)) if self._times else _FIRST


async def _value(future: Future[Any]) -> Answered:
    try:
        answered: Answered = await future
    except Exception as error:
        raise (Failed(error) if future.status == "error" else Lost(str(error))) from error
    return answered
