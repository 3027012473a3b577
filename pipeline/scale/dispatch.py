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
import logging
import re
import statistics
import time
import warnings
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import uuid4

from distributed import Client, Future, KilledWorker

from pipeline import __version__
from pipeline.engines.base import Refusal
from pipeline.engines.pool import make_batches
from pipeline.errors import EngineError
from pipeline.model import Hypotheses
from pipeline.scale.events import Events
from pipeline.scale.order import Order
from pipeline.scale.task import ATTEMPTS, Answered, Unfit, answer_batch, check

CONNECT = 4.0
"""Seconds in which a scheduler has to answer at first."""

WAIT = 120.0
"""Seconds for which a lost scheduler, or the first or next worker, is waited for."""

AHEAD = 3
"""Batches under way for each thread of the workers: one at work, and what hides the way there and back."""

COPIES = 3
"""To so many workers a batch is given when they seem to be stopped."""

SLOW = 6.0
"""A batch is late after so many times the usual time, from sending it to its answer, and no less than `LATE` seconds."""

LATE = 10.0
_FIRST = 15.0  # seconds for the first batches: workers load the model

Deliver = Callable[[Sequence[int], Sequence[Hypotheses]], Awaitable[None]]
"""Takes the numbers of a batch's sentences and their answers; returns when the caller has them."""

Say = Callable[[str], None]


class Lost(Exception):
    """The connection to the scheduler broke. Never leaves this module."""


class Failed(Exception):
    """A batch ended with an exception, its cause. Never leaves this module."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Dispatcher:
    """One scheduler, by its address; connected when first needed, and again when it was lost."""

    def __init__(self, address: str, events: Events, say: Say) -> None:
        self._address = address
        self._events = events
        self._say = say
        self._client: Client | None = None
        self._scheduler = ""
        self._greeted: set[Order] = set()
        self._lock = asyncio.Lock()
        self._threads = 0
        self._alone_since = 0.0
        self._times: deque[float] = deque(maxlen=64)
        self._under_way: set[str] = set()
        self._numbers = itertools.count(1)
        self._run = uuid4().hex[:8]  # in the keys: a scheduler remembers those of other runs

    async def translate(self, order: Order, sentences: Sequence[str], deliver: Deliver) -> None:
        """Answer every sentence.

        Raises:
            EngineError: no scheduler, no workers, or a worker that is not like this machine.
        """
        await self._connected(order)
        todo = deque(make_batches(sentences, max(1, self._threads)))
        pending: set[asyncio.Task[None]] = set()
        watch = asyncio.create_task(self._watch())

        async def one(numbers: list[int]) -> None:
            answers = await self._answers(order, tuple(sentences[number] for number in numbers))
            await deliver(numbers, answers)

        try:
            while todo or pending:
                while todo and len(pending) < AHEAD * max(1, self._threads):
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
        client, self._client = self._client, None
        if client is not None:
            await _leave(client)

    # One batch.

    async def _answers(self, order: Order, batch: tuple[str, ...]) -> list[Hypotheses]:
        failures = 0
        while True:
            client = await self._connected(order)
            try:
                answered = await self._first_answer(client, order, batch)
            except Lost:
                self._events.asked_again += 1
                await self._lose(client)
                continue
            except Failed as error:
                cause = error.cause
                if isinstance(cause, Unfit):
                    raise EngineError(f"A worker of {self._address} is refused: {cause}.") from cause
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
                f"The scheduler at {self._address} cannot read what it is sent: install the same versions of locpipe and "
                "distributed there."
            )
        return f"The workers of {self._address} cannot translate: {type(cause).__name__}: {cause}"

    async def _first_answer(self, client: Client, order: Order, batch: tuple[str, ...]) -> Answered:
        """The first answer to a batch, which is given to a second worker, and a third, when the first is late."""
        sent = time.monotonic()
        copies: dict[asyncio.Task[Answered], Future[Any]] = {}

        def send(**where: Any) -> None:
            key = f"locpipe-{self._run}-{next(self._numbers)}"
            self._under_way.add(key)
            future = client.submit(answer_batch, order, batch, key=key, pure=False, **where)
            copies[asyncio.create_task(_value(future))] = future

        try:
            send()
            given = 1
            while True:
                done, _ = await asyncio.wait(
                    copies, timeout=self._patience(), return_when=asyncio.FIRST_COMPLETED
                )
                for task in done:
                    self._under_way.discard(copies[task].key)
                    if task.exception() is None or len(copies) == 1:
                        answered = task.result()
                        self._times.append(time.monotonic() - sent)
                        return answered
                    del copies[task]
                if not done and given < COPIES:
                    others = await _others(client, {future.key for future in copies.values()})
                    if others:
                        self._events.slow += 1
                        given += 1
                        send(workers=others, allow_other_workers=True)
        except (OSError, RuntimeError) as error:  # Dask raises either where a connection is gone
            raise Lost(str(error)) from error
        finally:
            for task, future in copies.items():
                task.cancel()
                self._under_way.discard(future.key)
                with contextlib.suppress(Exception):
                    future.release()

    def _patience(self) -> float:
        return max(LATE, SLOW * statistics.median(self._times)) if self._times else _FIRST

    # The scheduler and its workers.

    async def _connected(self, order: Order) -> Client:
        async with self._lock:
            if self._client is not None and self._client.status != "running":
                await self._forget()
            if self._client is None:
                self._client = await (self._connect_again() if self._scheduler else self._connect(CONNECT))
                self._client.subscribe_topic("all", self._hear)
            if order not in self._greeted:
                await self._look()
                await self._greet(self._client, order)
                self._greeted.add(order)
            return self._client

    async def _connect(self, seconds: float) -> Client:
        quiet()
        client = Client(self._address, asynchronous=True, timeout=seconds, set_as_default=False)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of other versions on workers: `check` refuses them
                async with asyncio.timeout(seconds + 1):
                    await client
            identity = await client.scheduler.identity(n_workers=0)
        except (OSError, TimeoutError, ValueError) as error:
            await _leave(client)
            raise EngineError(
                f"No Dask scheduler answers at {self._address}. Start one with: dask scheduler, or correct --scheduler."
            ) from error
        if self._scheduler:
            again = identity["id"] == self._scheduler
            self._events.connections_lost += again
            self._events.scheduler_restarts += not again
        self._scheduler = identity["id"]
        return client

    async def _connect_again(self) -> Client:
        until = time.monotonic() + WAIT
        self._say(f"The scheduler at {self._address} is gone; waiting for it.")
        while True:
            try:
                return await self._connect(2.0)
            except EngineError as error:
                if time.monotonic() > until:
                    raise EngineError(
                        f"The scheduler at {self._address} did not come back within {WAIT:.0f} s. What was translated "
                        "is kept: the same command goes on from there."
                    ) from error
                await asyncio.sleep(0.5)

    async def _greet(self, client: Client, order: Order) -> None:
        """Ask every worker that is there now whether it has the same; those that join later are asked by their tasks."""
        with contextlib.suppress(OSError, TimeoutError):
            async with asyncio.timeout(CONNECT):
                said = await client.run(check, order, on_error="return")
                unfit = [f"{worker}: {_in_words(word)}" for worker, word in sorted(said.items()) if word]
                if unfit:
                    raise EngineError(
                        f"{len(unfit)} of the {len(said)} workers of {self._address} cannot take part:\n  "
                        + "\n  ".join(unfit)
                    )

    async def _lose(self, client: Client) -> None:
        async with self._lock:
            if client is self._client:
                await self._forget()

    async def _forget(self) -> None:
        client, self._client = self._client, None
        if client is not None:
            await _leave(client)

    def _hear(self, event: tuple[float, Any]) -> None:
        """An event of the scheduler. Only a worker that was not asked to go is lost."""
        _, what = event
        if isinstance(what, dict) and what.get("action") == "remove-worker" and not what.get("expected"):
            self._events.workers_lost += 1
            self._events.asked_again += len(self._under_way.intersection(what.get("processing-tasks") or ()))

    async def _watch(self) -> None:
        """Keep the number of workers; end the run when there has been none for too long."""
        told = False
        while True:
            await self._look()
            gone = time.monotonic() - self._alone_since if self._alone_since else 0.0
            if gone > WAIT:
                raise EngineError(
                    f"No worker has joined the scheduler at {self._address} for {WAIT:.0f} s. "
                    f"Start one with: dask worker {self._address} --nthreads 1"
                )
            if gone > LATE and not told:
                self._say(f"The scheduler at {self._address} has no workers; waiting for one.")
            told = gone > LATE
            await asyncio.sleep(1.0)

    async def _look(self) -> None:
        if self._client is None or self._client.status != "running":
            return
        with contextlib.suppress(OSError, AttributeError):
            identity = await self._client.scheduler.identity(n_workers=0)
            self._threads = identity["total_threads"]
            self._events.workers = max(self._events.workers, identity["n_workers"])
            self._alone_since = 0.0 if self._threads else self._alone_since or time.monotonic()


async def _value(future: Future[Any]) -> Answered:
    try:
        answered: Answered = await future
    except Exception as error:
        raise (Failed(error) if future.status == "error" else Lost(str(error))) from error
    return answered


async def _others(client: Client, keys: set[str]) -> list[str]:
    """The workers that none of these keys is with."""
    processing: dict[str, Sequence[str]] = await client.scheduler.processing(workers=None)
    return [worker for worker, theirs in processing.items() if not keys.intersection(theirs)]


async def _leave(client: Client) -> None:
    with contextlib.suppress(Exception):
        async with asyncio.timeout(1.0):
            await client.close(timeout=1)


def _in_words(word: object) -> str:
    missing = re.search(r"No module named '(\w+)", str(word))
    if missing:
        name = "locpipe" if missing[1] == "pipeline" else missing[1]
        return f"it has no {name}: install there what this machine has (locpipe {__version__})"
    return str(word)


def quiet() -> None:
    """Keep Dask's own log off the terminal: what matters of it is in the run's summary."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.split(".")[0] in ("distributed", "tornado"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
