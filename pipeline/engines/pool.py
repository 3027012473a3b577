"""Worker processes that survive their own death: one model each, order kept, nothing lost but the guilty.

Why not a library: ``concurrent.futures.ProcessPoolExecutor`` and ``loky`` break as a whole when one
worker dies; ``pebble`` (LGPL) replaces it, but its workers share one locked pipe that a killed worker
can hold. Here each worker has pipes of its own, so the pool always knows which batch died with it.
Why not ``multiprocessing``: its spawned children import the caller's ``__main__`` again, which
starts a script without a main guard over and over, and fails in a notebook or with ``python -``.
A plain child interpreter imports `pipeline.engines.worker` and nothing else.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO, Generic, Protocol, TypeVar, cast

from pipeline.engines.base import Refusal
from pipeline.engines.worker import READY
from pipeline.errors import EngineError

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R")

BATCH_CHARACTERS = 3000
"""Upper bound of a batch, some 3/4 s of Bergamot: an even finish, and a progress bar that moves."""

BATCH_ITEMS = 64

MEMORY = 1 << 30
"""Bytes of data that a worker may have. One with a Bergamot model has 60 MB; a sentence that wants more than
this is refused, and the machine does not run out of memory for it."""


class Recipe(Protocol[R_co]):
    """A picklable value from which a process makes what answers one item: path of a model, options."""

    def load(self) -> Callable[[str], R_co]:
        """Load the model in this process and thread."""
        ...


class WorkerDied(Exception):
    """A worker ended in the middle of a batch. Never leaves this module."""


def default_jobs() -> int:
    """The number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def make_batches(items: Sequence[str], jobs: int) -> list[list[int]]:
    """Group item numbers into batches of similar length, longest first.

    Batches shrink when there is little to do, so that every worker gets some four of them.
    """
    limit = max(200, min(BATCH_CHARACTERS, sum(map(len, items)) // (4 * jobs)))
    batches: list[list[int]] = []
    size = 0
    for number in sorted(range(len(items)), key=lambda number: (-len(items[number]), number)):
        if not batches or size + len(items[number]) > limit or len(batches[-1]) >= BATCH_ITEMS:
            batches.append([])
            size = 0
        batches[-1].append(number)
        size += len(items[number])
    return batches


class Worker:
    """A child interpreter with a loaded model, replaced when it dies. Used by one thread at a time."""

    def __init__(self, recipe: Recipe[Any], memory: int = MEMORY) -> None:
        """``memory`` is the most bytes that the process may have, 0 for as many as there are."""
        self._recipe = recipe
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._stopped = False

    def ask(self, items: Sequence[Any]) -> list[Any]:
        """Answer a batch.

        Raises:
            WorkerDied: the process ended before it answered; the next call starts another.
            EngineError: no process could load the model.
        """
        process = self._process or self._start()
        return cast("list[Any]", self._exchange(process, list(items)))

    def _start(self) -> subprocess.Popen[bytes]:
        for attempt in (1, 2):
            process = self._spawn()
            try:
                state, problem = self._exchange(process, (self._recipe, self._memory))
            except WorkerDied as error:
                if attempt == 2:
                    raise EngineError(
                        f"A translation worker cannot start: {error}. Try --jobs 1, or free some memory."
                    ) from error
                continue
            if state != READY:
                self.stop()
                raise EngineError(f"A translation model cannot be loaded: {problem}")
            break
        return process

    def _spawn(self) -> subprocess.Popen[bytes]:
        code = f"import sys; sys.path[:] = {sys.path!r}; from pipeline.engines.worker import main; main()"
        with self._lock:
            if self._stopped:
                raise WorkerDied("the pool was stopped")
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            return self._process

    def _exchange(self, process: subprocess.Popen[bytes], message: Any) -> Any:
        try:
            pickle.dump(message, cast(BinaryIO, process.stdin), protocol=5)
            cast(BinaryIO, process.stdin).flush()
            return pickle.load(cast(BinaryIO, process.stdout))
        except (OSError, EOFError, ValueError, pickle.UnpicklingError) as error:
            with self._lock:
                code = _end(process)
                self._process = None
            raise WorkerDied(_epitaph(code)) from error

    @property
    def stopped(self) -> bool:
        """Whether `stop` was called: no new process will start."""
        return self._stopped

    def stop(self) -> None:
        """End the process at once and reap it. Safe from any thread."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.kill()
                self._process.wait()

    def close(self) -> None:
        """Stop, and free the pipes. Only when no thread is asking."""
        self.stop()
        if self._process is not None:
            _end(self._process)
            self._process = None


def _end(process: subprocess.Popen[bytes]) -> int:
    """Kill what may be left of a process, reap it, close its pipes; return how it ended."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=0.2)  # it is dying by itself: let its own exit code be known
    process.kill()
    code = process.wait()
    for pipe in (process.stdin, process.stdout):
        with contextlib.suppress(OSError):
            cast(BinaryIO, pipe).close()
    return code


def _epitaph(code: int) -> str:
    return f"its process was killed by signal {-code}" if code < 0 else f"its process ended with code {code}"


def _close_all(workers: list[Worker]) -> None:
    for worker in workers:
        worker.close()
    workers.clear()


class WorkerPool(Generic[R]):
    """Up to ``jobs`` workers for one model. They start when needed and stay until `close`.

    Answers do not depend on ``jobs``: an item is answered alone, batches only carry them.
    """

    def __init__(self, recipe: Recipe[R], jobs: int) -> None:
        self.jobs = max(1, jobs)
        self._recipe = recipe
        self._workers: list[Worker] = []
        self._turn = threading.Lock()
        self._finalizer = weakref.finalize(self, _close_all, self._workers)

    def run(
        self, items: Sequence[str], on_answer: Callable[[int, R | Refusal], None] | None = None
    ) -> list[R | Refusal]:
        """Answer every item, in order; a `Refusal` for the one that kills its worker or raises.

        ``on_answer`` gets the number and the answer of each as its batch arrives, in this thread, while the
        workers go on.

        A batch whose worker dies is tried again once in a new one, then split until the guilty
        item is alone. On any exception here, Ctrl-C included, all workers end at once.

        Raises:
            EngineError: the model cannot be loaded.
        """
        if not items:
            return []
        with self._turn:
            batches = make_batches(items, self.jobs)
            while len(self._workers) < min(self.jobs, len(batches)):
                self._workers.append(Worker(self._recipe))
            try:
                return self._run(items, batches, on_answer)
            except BaseException:
                _close_all(self._workers)
                raise

    def _run(
        self,
        items: Sequence[str],
        batches: list[list[int]],
        on_answer: Callable[[int, R | Refusal], None] | None,
    ) -> list[R | Refusal]:
        todo: queue.SimpleQueue[list[int]] = queue.SimpleQueue()
        done: queue.SimpleQueue[tuple[list[int], list[R | Refusal]] | Exception] = queue.SimpleQueue()
        for batch in batches:
            todo.put(batch)

        def work(worker: Worker) -> None:
            try:
                while True:
                    batch = todo.get_nowait()
                    done.put((batch, _answer(worker, [items[number] for number in batch])))
            except queue.Empty:
                return
            except Exception as error:  # handed to the caller's thread, which raises it
                done.put(error)

        threads = [
            threading.Thread(target=work, args=(worker,), daemon=True)
            for worker in self._workers[: len(batches)]
        ]
        answers: list[R | Refusal | None] = [None] * len(items)
        finished = 0
        try:
            for thread in threads:
                thread.start()
            while finished < len(items):
                result = done.get()
                if isinstance(result, Exception):
                    raise result
                for number, answer in zip(*result, strict=True):
                    answers[number] = answer
                    if on_answer:
                        on_answer(number, answer)
                finished += len(result[0])
        except BaseException:
            for worker in self._workers:
                worker.stop()
            raise
        finally:
            for thread in threads:
                if thread.ident is not None:
                    thread.join()
        return cast("list[R | Refusal]", answers)

    def close(self) -> None:
        """End the workers. A later `run` starts new ones."""
        _close_all(self._workers)


def _answer(worker: Worker, items: list[str], attempts: int = 2) -> list[Any]:
    """Answer a batch whatever happens to the worker: again, then halves, then without the guilty item."""
    for _ in range(attempts):
        try:
            return worker.ask(items)
        except WorkerDied as error:
            reason = str(error)
            if worker.stopped:
                raise
    if len(items) == 1:
        return [Refusal(reason)]
    half = len(items) // 2
    return [
        answer
        for part in (items[:half], items[half:])
        for answer in _answer(worker, part, attempts=2 if len(part) == 1 else 1)
    ]
