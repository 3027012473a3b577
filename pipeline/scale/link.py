"""The connection to a Dask scheduler: found, kept, found again, and what it tells of its workers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import re
import time
import warnings
from collections.abc import Callable
from typing import Any

from distributed import Client

from pipeline import __version__
from pipeline.errors import EngineError
from pipeline.scale.events import Events
from pipeline.scale.order import Order
from pipeline.scale.task import check

CONNECT = 4.0
"""Seconds in which a scheduler has to answer at first."""

WAIT = 120.0
"""Seconds for which a lost scheduler, or the first or next worker, is waited for."""

_SOON = 10.0
"""Seconds without a worker after which we say that we wait for one."""

Say = Callable[[str], None]


class Link:
    """One scheduler, by its address; connected when first needed, and again when it was lost.

    ``threads`` are those of its workers, as last seen; ``under_way`` has the keys of the batches that are with them.
    """

    def __init__(self, address: str, events: Events, say: Say) -> None:
        self.address = address
        self.events = events
        self.threads = 0
        self.under_way: set[str] = set()
        self._say = say
        self._client: Client | None = None
        self._scheduler = ""
        self._greeted: set[Order] = set()
        self._lock = asyncio.Lock()
        self._alone_since = 0.0

    async def connected(self, order: Order) -> Client:
        """The client, when workers that are there now have been found fit for an order.

        Raises:
            EngineError: no scheduler, or a worker that is not like this machine.
        """
        async with self._lock:
            if self._client is not None and self._client.status != "running":
                await self._forget()
            if self._client is None:
                self._client = await (self._connect_again() if self._scheduler else self._connect(CONNECT))
            if order not in self._greeted:
                await self._look()
                await self._greet(self._client, order)
                self._greeted.add(order)
            return self._client

    async def _connect(self, seconds: float) -> Client:
        quiet()
        client = Client(self.address, asynchronous=True, timeout=seconds, set_as_default=False)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of other versions on workers: `check` refuses them
                async with asyncio.timeout(seconds + 1):
                    await client
            identity = await client.scheduler.identity(n_workers=0)
        except BaseException as error:
            await _leave(client)
            if isinstance(error, TypeError):  # what Dask raises where it is not told of certificates
                raise EngineError(
                    f"{self.address} needs a certificate: name it in Dask's configuration, see docs/scale.md."
                ) from error
            if isinstance(error, OSError | TimeoutError | ValueError):
                raise EngineError(
                    f"No Dask scheduler answers at {self.address}. Start one with: dask scheduler, or correct --scheduler."
                ) from error
            raise
        self.events.connections_lost += identity["id"] == self._scheduler
        self._recognize(client, identity["id"])
        return client

    def _recognize(self, client: Client, scheduler: str) -> None:
        """Listen to the scheduler; another one than before is one that was restarted."""
        self.events.scheduler_restarts += bool(self._scheduler) and scheduler != self._scheduler
        self._scheduler = scheduler
        client.subscribe_topic("all", self._hear)

    async def _connect_again(self) -> Client:
        until = time.monotonic() + WAIT
        self._say(f"The scheduler at {self.address} is gone; waiting for it.")
        while True:
            try:
                return await self._connect(2.0)
            except EngineError as error:
                if time.monotonic() > until:
                    raise EngineError(
                        f"The scheduler at {self.address} did not come back within {WAIT:.0f} s. What was translated "
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
                        f"{len(unfit)} of the {len(said)} workers of {self.address} cannot take part:\n  "
                        + "\n  ".join(unfit)
                    )

    async def lose(self, client: Client) -> None:
        """A client has turned out to be of no use; the next call of `connected` makes another."""
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
            self.events.workers_lost += 1
            self.events.asked_again += len(self.under_way.intersection(what.get("processing-tasks") or ()))

    async def watch(self) -> None:
        """Keep the number of workers, until cancelled.

        Raises:
            EngineError: there has been none for too long.
        """
        told = False
        while True:
            await self._look()
            gone = time.monotonic() - self._alone_since if self._alone_since else 0.0
            if gone > WAIT:
                raise EngineError(
                    f"No worker has joined the scheduler at {self.address} for {WAIT:.0f} s. "
                    f"Start one with: dask worker {self.address} --nthreads 1"
                )
            if gone > _SOON and not told:
                self._say(f"The scheduler at {self.address} has no workers; waiting for one.")
            told = gone > _SOON
            await asyncio.sleep(1.0)

    async def _look(self) -> None:
        if self._client is None or self._client.status != "running":
            return
        with contextlib.suppress(OSError, AttributeError):
            identity = await self._client.scheduler.identity(n_workers=0)
            if identity["id"] != self._scheduler:  # Dask's client has found its way back before we missed it
                self._recognize(self._client, identity["id"])
            self.threads = identity["total_threads"]
            self.events.workers = max(self.events.workers, identity["n_workers"])
            self._alone_since = 0.0 if self.threads else self._alone_since or time.monotonic()

    async def close(self) -> None:
        """Leave the scheduler, and what is under way there."""
        await self._forget()


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
