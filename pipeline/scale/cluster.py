"""A Dask cluster as the caller sees it: sentences in, answers as they come, in the caller's own thread."""

from __future__ import annotations

import asyncio
import contextlib
import importlib.util
import queue
import threading
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any

from pipeline.engines.base import BLANK, OnAnswer
from pipeline.errors import EngineError, UsageError
from pipeline.model import Hypotheses
from pipeline.scale.events import Events
from pipeline.scale.order import Order

if TYPE_CHECKING:
    from pipeline.scale.dispatch import Dispatcher

_GOODBYE = 0.5
"""Seconds for leaving the scheduler in good order; then we are gone without."""


class Cluster:
    """The workers behind a scheduler. Connects at the first sentence; a context manager that leaves at its end.

    ``say`` is told what a person should know while it happens, in the caller's thread.
    """

    def __init__(self, address: str, say: Callable[[str], None] | None = None) -> None:
        """Check what can be checked without the network.

        Raises:
            UsageError: the address is none.
            EngineError: the extra ``dask`` is not installed.
        """
        if importlib.util.find_spec("distributed") is None:
            raise EngineError("--scheduler needs Dask. Install it with: pip install 'locpipe[dask]'")
        if not address.rpartition(":")[2].isdecimal():
            raise UsageError(
                f"{address!r} is no address of a Dask scheduler: write HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT."
            )
        self.address = address if "://" in address else f"tcp://{address}"
        self.events = Events()
        self._say = say or (lambda line: None)
        self._inbox: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._dispatcher: Dispatcher | None = None

    def translate(
        self, order: Order, sentences: Sequence[str], on_answer: OnAnswer | None = None
    ) -> list[Hypotheses]:
        """Answer every sentence, in order. On any exception here, Ctrl-C included, what is under way is left.

        Raises:
            EngineError: see `pipeline.scale.dispatch.Dispatcher.translate`.
        """
        if not sentences:
            return []
        dispatcher, loop = self._start()
        inbox = self._inbox = queue.SimpleQueue()

        async def deliver(numbers: Sequence[int], answers: Sequence[Hypotheses]) -> None:
            taken = asyncio.Event()
            inbox.put((numbers, answers, taken))
            await taken.wait()  # a caller that is slower than the cluster holds it up, not the memory

        running = asyncio.run_coroutine_threadsafe(dispatcher.translate(order, sentences, deliver), loop)
        running.add_done_callback(lambda _: inbox.put(None))
        answers: list[Hypotheses] = [BLANK] * len(sentences)
        try:
            while (got := inbox.get()) is not None:
                if isinstance(got, str):
                    self._say(got)
                    continue
                for number, answer in zip(*got[:2], strict=True):
                    answers[number] = answer
                    if on_answer is not None:
                        on_answer(number, answer)
                loop.call_soon_threadsafe(got[2].set)
            running.result()
        except BaseException:
            running.cancel()
            raise
        return answers

    def _start(self) -> tuple[Dispatcher, asyncio.AbstractEventLoop]:
        if self._dispatcher is None or self._loop is None:
            from pipeline.scale.dispatch import Dispatcher
            from pipeline.scale.link import Link

            self._loop = asyncio.new_event_loop()
            self._loop.set_exception_handler(lambda loop, context: None)  # of tasks that were let go
            self._thread = threading.Thread(target=self._loop.run_forever, name="locpipe-scale", daemon=True)
            self._thread.start()
            link = Link(self.address, self.events, lambda line: self._inbox.put(line))
            self._dispatcher = Dispatcher(link)
        return self._dispatcher, self._loop

    def close(self, goodbye: float = _GOODBYE) -> None:
        """Leave the scheduler, in ``goodbye`` seconds or without a word; its workers stay."""
        if self._dispatcher is None or self._loop is None or self._thread is None:
            return
        with contextlib.suppress(Exception):
            asyncio.run_coroutine_threadsafe(self._dispatcher.close(), self._loop).result(goodbye)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(goodbye)
        self._dispatcher = self._loop = self._thread = None

    def __enter__(self) -> Cluster:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(_GOODBYE if error is None else 0.1)
