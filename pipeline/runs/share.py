"""Work shared among the cores: forked processes that see what the parent has read, results in order.

The engines' pool (`pipeline.engines.pool`) is for models that are loaded once and may crash; here a process
lives for one run, inherits the catalogs and the glossary by fork, and sends back a few findings.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH = 8
"""Pieces of work below which a process of its own costs more than it saves."""

_inherited: tuple[Callable[[Any], Any], Sequence[Any]] | None = None


def share(
    work_on: Callable[[T], R],
    pieces: Sequence[T],
    jobs: int,
    progress: Callable[[int, int], None] | None = None,
) -> Iterator[R]:
    """The results of all pieces, in order, whatever the number of processes.

    ``progress`` is told how many are done. Alone where there is little to do, where the system cannot fork,
    or where threads run: a fork takes their locks along.
    """
    alone = jobs < 2 or len(pieces) < WORTH or threading.active_count() > 1 or not _can_fork()
    results = map(work_on, pieces) if alone else _forked(work_on, pieces, min(jobs, len(pieces)))
    for done, result in enumerate(results, 1):
        if progress is not None:
            progress(done, len(pieces))
        yield result


def _can_fork() -> bool:
    import multiprocessing

    return "fork" in multiprocessing.get_all_start_methods()


def _forked(work_on: Callable[[T], R], pieces: Sequence[T], jobs: int) -> Iterator[R]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    global _inherited
    _inherited = (work_on, pieces)
    try:
        done = 0
        try:
            with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
                for result in pool.map(_work, range(len(pieces))):
                    done += 1
                    yield result
        except BrokenProcessPool:  # somebody killed one: what is left is done here
            yield from map(work_on, pieces[done:])
    finally:
        _inherited = None


def _work(number: int) -> Any:
    assert _inherited is not None, "forked without work"
    work_on, pieces = _inherited
    return work_on(pieces[number])
