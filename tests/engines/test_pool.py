"""The pool: order, independence of the number of workers, real deaths, Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.engines.base import Refusal
from pipeline.engines.pool import BATCH_CHARACTERS, BATCH_ITEMS, WorkerPool, make_batches
from pipeline.errors import EngineError

sys.path.insert(0, str(Path(__file__).parent))  # workers get this path too, and find the recipes

from recipes import NoModel, Pid, Shout

ITEMS = [f"text {number} " + "x" * (number % 17 * 30) for number in range(40)]


@pytest.fixture(scope="module", params=[1, 2, 3])
def pool(request: pytest.FixtureRequest) -> Iterator[WorkerPool[str]]:
    pool = WorkerPool(Shout(), jobs=request.param)
    yield pool
    pool.close()


def test_order_is_kept_whatever_the_number_of_workers(pool: WorkerPool[str]) -> None:
    assert pool.run(ITEMS) == [item.upper() for item in ITEMS]


def test_nothing_to_do_starts_nothing() -> None:
    pool = WorkerPool(NoModel(), jobs=2)
    assert pool.run([]) == []


@given(st.lists(st.text(st.characters(), max_size=30), max_size=12))
def test_any_text_comes_through(pool: WorkerPool[str], items: list[str]) -> None:
    safe = [item if not item.startswith(("KILL", "ONCE", "RAISE", "PRINT", "EAT")) else "" for item in items]
    assert pool.run(safe) == [item.upper() for item in safe]


@given(st.lists(st.integers(0, 5000), max_size=200), st.integers(1, 8))
def test_batches_hold_every_item_once(lengths: list[int], jobs: int) -> None:
    items = ["x" * length for length in lengths]
    batches = make_batches(items, jobs)
    assert sorted(number for batch in batches for number in batch) == list(range(len(items)))
    for batch in batches:
        assert len(batch) <= BATCH_ITEMS
        assert len(batch) == 1 or sum(lengths[number] for number in batch) <= BATCH_CHARACTERS


def test_model_is_loaded_once_a_worker() -> None:
    pool = WorkerPool(Pid(), jobs=2)
    pids = {*pool.run(ITEMS), *pool.run(ITEMS)}
    pool.close()
    assert 1 <= len(pids) <= 2
    assert os.getpid() not in pids


def test_each_answer_is_told_once_before_all_are_there() -> None:
    seen: dict[int, str | Refusal] = {}
    pool = WorkerPool(Shout(), jobs=2)

    def told(number: int, answer: str | Refusal) -> None:
        assert number not in seen
        seen[number] = answer

    answers = pool.run(ITEMS, told)
    pool.close()
    assert [seen[number] for number in range(len(ITEMS))] == answers


@pytest.mark.parametrize("jobs", [1, 2])
def test_dead_worker_costs_only_the_guilty_item(jobs: int) -> None:
    items = [*ITEMS[:9], "KILL me", *ITEMS[9:20]]
    pool = WorkerPool(Shout(), jobs)
    answers = pool.run(items)
    assert isinstance(answers[9], Refusal)
    assert answers[9].reason == "its process was killed by signal 9"
    assert [answer for number, answer in enumerate(answers) if number != 9] == [
        item.upper() for number, item in enumerate(items) if number != 9
    ]
    assert pool.run(["after"]) == ["AFTER"]
    pool.close()


def test_batch_of_a_worker_that_died_by_chance_is_tried_again(tmp_path: Path) -> None:
    items = ["a", "b", "ONCE", "c"]
    pool = WorkerPool(Shout(str(tmp_path)), jobs=1)
    assert pool.run(items) == ["A", "B", "ONCE", "C"]
    pool.close()


def test_worker_killed_from_outside_is_replaced() -> None:
    pool = WorkerPool(Shout(delay=0.01), jobs=2)
    pool.run(ITEMS[:4])
    victims = [worker._process.pid for worker in pool._workers if worker._process]
    killed: list[int] = []

    def kill(number: int, answer: object) -> None:
        if victims:
            killed.append(victims.pop())
            os.kill(killed[-1], signal.SIGKILL)

    assert pool.run(ITEMS, kill) == [item.upper() for item in ITEMS]
    pool.close()
    assert killed


def test_item_that_raises_costs_only_itself() -> None:
    pool = WorkerPool(Shout(), jobs=1)
    first, second, third = pool.run(["a", "RAISE", "b"])
    pool.close()
    assert (first, third) == ("A", "B")
    assert isinstance(second, Refusal)
    assert second.reason == "ValueError: asked to"


def test_item_that_wants_all_memory_gets_its_share_and_costs_only_itself() -> None:
    pool = WorkerPool(Shout(), jobs=1)
    first, second, third = pool.run(["a", "EAT", "b"])
    pool.close()
    assert (first, third) == ("A", "B")
    assert isinstance(second, Refusal)
    assert second.reason == "it needs more memory than the 1024 MB that a worker may use"


def test_library_that_prints_does_not_break_the_pipe() -> None:
    pool = WorkerPool(Shout(), jobs=1)
    assert pool.run(["PRINT", "b"]) == ["PRINT", "B"]
    pool.close()


@pytest.mark.parametrize(
    ("recipe", "words"),
    [
        (NoModel(), "cannot be loaded: OSError: no such model"),
        (NoModel(deadly=True), "cannot start: its process was killed by signal 9. Try --jobs 1"),
    ],
)
def test_model_that_cannot_be_loaded_is_an_error_not_lost_sentences(recipe: NoModel, words: str) -> None:
    pool = WorkerPool(recipe, jobs=2)
    with pytest.raises(EngineError) as caught:
        pool.run(ITEMS)
    assert words in str(caught.value)


def test_exception_in_the_callback_ends_the_workers() -> None:
    pool = WorkerPool(Shout(delay=0.02), jobs=2)
    pids: list[int] = []

    def stop(number: int, answer: object) -> None:
        pids.extend(worker._process.pid for worker in pool._workers if worker._process)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        pool.run(ITEMS, stop)
    assert pids
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert pool.run(["again"]) == ["AGAIN"]
    pool.close()


def test_two_threads_may_share_a_pool() -> None:
    pool = WorkerPool(Shout(), jobs=2)
    answers: dict[int, list[str | Refusal]] = {}
    threads = [
        threading.Thread(target=lambda n=n: answers.__setitem__(n, pool.run([f"a{n}", f"b{n}"])))
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    pool.close()
    assert answers == {n: [f"A{n}", f"B{n}"] for n in range(4)}


# A script without a main guard, as a user of the library writes it: multiprocessing would start it over.
SCRIPT = """
import sys
sys.path[:0] = {paths!r}
from recipes import Shout
from pipeline.engines.pool import WorkerPool

pool = WorkerPool(Shout(delay={delay}), jobs=2)
def show(number, answer):
    print(*(worker._process.pid for worker in pool._workers if worker._process), flush=True)
answers = pool.run([f"text {{n}}" for n in range(200)], show)
print(len(answers), answers[-1])
"""


def start_script(delay: float) -> subprocess.Popen[str]:
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    code = textwrap.dedent(SCRIPT.format(paths=paths, delay=delay))
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def is_gone(pid: int) -> bool:
    """Whether a process has ended. A zombie counts as gone only when its parent is: init reaps it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def wait_until_gone(pids: list[int]) -> bool:
    for _ in range(500):
        if all(map(is_gone, pids)):
            return True
        time.sleep(0.02)
    return False


def test_script_without_main_guard_works_and_leaves_no_process() -> None:
    process = start_script(delay=0)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1] == "200 TEXT 199"
    assert wait_until_gone([int(pid) for pid in out.splitlines()[0].split()])


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_their_parent(how: signal.Signals) -> None:
    process = start_script(delay=0.05)
    assert process.stdout is not None
    pids = [int(pid) for pid in process.stdout.readline().split()]
    process.send_signal(how)
    _, err = process.communicate(timeout=60)
    assert process.returncode == -how
    assert wait_until_gone(pids)
    if how is signal.SIGINT:
        assert err.count("Traceback") == 1  # the script's own, none of a worker
        assert err.rstrip().endswith("KeyboardInterrupt")
