"""The parts of many machines that need none: what has to be equal, what is said, what is refused at once."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from distributed import KilledWorker

from pipeline import __version__
from pipeline.engines.argos import ArgosEngine
from pipeline.engines.base import ModelEngine, Refusal, ScalableEngine, ThreadedEngine
from pipeline.engines.bergamot import BergamotEngine
from pipeline.engines.pseudo import PseudoEngine
from pipeline.errors import EngineError, UsageError
from pipeline.model import Hypotheses, Hypothesis, LanguagePair
from pipeline.scale import Cluster, Events, over
from pipeline.scale import link as link_module
from pipeline.scale import task as task_module
from pipeline.scale.dispatch import Dispatcher
from pipeline.scale.link import Link
from pipeline.scale.order import Order
from pipeline.scale.task import Answered, Unfit, answer_batch, check

PAIR = LanguagePair("en", "pt_BR")
ORDER = Order.of(BergamotEngine(), PAIR)


def test_the_same_machine_is_fit() -> None:
    assert check(ORDER) == ""
    assert len(ORDER.digest) == 64


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"locpipe": "0.0.1"}, f"it has locpipe {__version__}, here is 0.0.1: install the same version"),
        ({"python": "3.99"}, "here is 3.99: use the same version"),
        ({"libraries": (("fxtranslate", "9"), *ORDER.libraries[1:])}, "here is 9: install the same version"),
        ({"model": "en-pt 9.9"}, "here is en-pt 9.9: install the same model"),
        ({"digest": "ab" * 32}, "are not those of this machine"),
        ({"pair": LanguagePair("en", "vi")}, "it has no bergamot model for en → vi"),
        ({"engine": "nobody"}, "it has no engine nobody: install the plug-in there"),
    ],
)
def test_a_worker_that_is_not_the_same_says_how(change: dict[str, Any], words: str) -> None:
    assert words in check(replace(ORDER, **change))


def test_a_thread_loads_its_model_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker's thread has one child for an order, and no more children than `_MODELS`."""
    started: list[str] = []

    class Child:
        def __init__(self, recipe: task_module.EngineRecipe, memory: int) -> None:
            started.append(f"{recipe.engine} {recipe.pair}")
            self.name = started[-1]

        def ask(self, batches: Sequence[tuple[str, ...]]) -> list[list[Hypotheses]]:
            return [[(Hypothesis(f"{self.name}: {text}"),) for text in batch] for batch in batches]

        def close(self) -> None:
            started.append(f"{self.name} ends")

    monkeypatch.setattr(task_module, "Worker", Child)
    monkeypatch.setattr(task_module, "_memory", lambda: 0)
    monkeypatch.setattr(task_module, "check", lambda order: "")
    monkeypatch.setattr(task_module, "_kept", SimpleNamespace())
    other, third = (replace(ORDER, pair=LanguagePair("en", code)) for code in ("es", "fr"))
    for order in (ORDER, ORDER, other, ORDER):
        assert answer_batch(order, ["a"]).answers[0][0].text == f"bergamot {order.pair}: a"
    assert started == ["bergamot en → pt_BR", "bergamot en → es"]
    answer_batch(third, ["a"])
    assert started[2:] == ["bergamot en → fr", "bergamot en → es ends"]


def test_a_byte_of_the_model_changes_the_order(tmp_path: Path) -> None:
    class Other(BergamotEngine):
        def model_folder(self, pair: LanguagePair) -> Path:
            return tmp_path

    digests = set()
    for content in (b"model", b"modem"):
        (tmp_path / "model.bin").write_bytes(content)
        digests.add(Order.of(Other(), PAIR).digest)
    assert len(digests) == 2


def test_events_say_only_what_happened() -> None:
    assert str(Events(workers=1)) == "1 worker"
    assert str(Events(3, workers_lost=1, scheduler_restarts=1, asked_again=4)) == (
        "3 workers; workers lost: 1; restarts of the scheduler: 1; batches asked again: 4"
    )
    assert Events(2, slow=1).to_json() == {
        "workers": 2, "workers_lost": 0, "scheduler_restarts": 0, "connections_lost": 0,
        "asked_again": 0, "slow": 1, "engines_lost": 0, "given_up": 0,
    }  # fmt: skip


@pytest.mark.parametrize("address", ["", "here", "tcp://here", "here:port"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(UsageError, match="HOST:PORT"):
        Cluster(address)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "distributed" else find(name)
    )
    with pytest.raises(EngineError, match=r"pip install 'locpipe\[dask\]'"):
        Cluster("here:8786")


def test_engines_are_what_they_were_and_scale() -> None:
    engines = [ArgosEngine(), BergamotEngine(), PseudoEngine()]
    for one, engine in zip(over(Cluster("here:1"), engines), engines, strict=True):
        assert one.name == engine.name
        assert isinstance(one, ScalableEngine)
        assert isinstance(one, ModelEngine) == isinstance(engine, ModelEngine)
        assert isinstance(one, ThreadedEngine) == isinstance(engine, ThreadedEngine)
        assert getattr(one, "linguistic", True) == getattr(engine, "linguistic", True)


class Future:
    """What `Client.submit` returns: a scripted end."""

    def __init__(self, key: str, end: Answered | Exception | None) -> None:
        self.key = key
        self.end = end
        self.status = "pending"

    def __await__(self) -> Any:
        return self._wait().__await__()

    async def _wait(self) -> Answered:
        await asyncio.sleep(0)
        if self.end is None:
            self.status = "cancelled"
            raise RuntimeError("cancelled")
        if isinstance(self.end, Exception):
            self.status = "error"
            raise self.end
        self.status = "finished"
        return self.end

    def release(self) -> None: ...


class Scheduler:
    """A cluster of one thread. ``end`` decides what becomes of a batch; None is a lost scheduler."""

    def __init__(self, end: Any) -> None:
        self.end = end
        self.batches: list[tuple[str, ...]] = []
        self.connections = 0

    def connect(self, *words: Any, **more: Any) -> Scheduler:
        self.connections += 1
        self.status = "running"
        return self

    def __await__(self) -> Any:
        return asyncio.sleep(0).__await__()

    @property
    def scheduler(self) -> Scheduler:
        return self

    async def processing(self, workers: None) -> dict[str, list[str]]:
        return {"tcp://worker": []}

    async def identity(self, n_workers: int) -> dict[str, Any]:
        return {"id": f"scheduler {self.connections}", "total_threads": 1, "n_workers": 1}

    async def run(self, *words: Any, **more: Any) -> dict[str, str]:
        return {"tcp://worker": ""}

    def subscribe_topic(self, topic: str, handler: Any) -> None: ...

    def submit(self, task: Any, order: Order, batch: tuple[str, ...], *, key: str, **more: Any) -> Future:
        self.batches.append(batch)
        return Future(key, self.end(self, batch))

    async def close(self, timeout: float = 0) -> None: ...


def shout(batch: Sequence[str]) -> Answered:
    return Answered(tuple((Hypothesis(text.upper()),) for text in batch))


def translate(scheduler: Scheduler, texts: Sequence[str]) -> tuple[list[Hypotheses], Events]:
    events = Events()
    answers: dict[int, Hypotheses] = {}

    async def deliver(numbers: Sequence[int], some: Sequence[Hypotheses]) -> None:
        answers.update(zip(numbers, some, strict=True))

    async def go() -> None:
        await Dispatcher(Link("tcp://here:1", events, lambda line: None)).translate(ORDER, texts, deliver)

    asyncio.run(go())
    return [answers[number] for number in range(len(texts))], events


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return [f"text {number}" for number in range(50)]


def use(scheduler: Scheduler, monkeypatch: pytest.MonkeyPatch) -> Scheduler:
    monkeypatch.setattr(link_module, "Client", scheduler.connect)
    return scheduler


def test_a_sentence_that_ends_workers_is_found_and_the_others_are_not_lost(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(scheduler: Scheduler, batch: tuple[str, ...]) -> Answered | Exception:
        return (
            KilledWorker("key", SimpleNamespace(address="tcp://worker"), 3)
            if "text 7" in batch
            else shout(batch)
        )

    answers, events = translate(use(Scheduler(end), monkeypatch), texts)
    assert isinstance(answers[7], Refusal)
    assert answers[7].reason == "it ended every worker that it was given to"
    assert [a for n, a in enumerate(answers) if n != 7] == [
        (Hypothesis(text.upper()),) for n, text in enumerate(texts) if n != 7
    ]
    assert events.given_up == 1


def test_what_was_under_way_when_the_scheduler_went_is_sent_again(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(scheduler: Scheduler, batch: tuple[str, ...]) -> Answered | None:
        return None if scheduler.connections == 1 and "text 9" in batch else shout(batch)

    scheduler = use(Scheduler(end), monkeypatch)
    answers, events = translate(scheduler, texts)
    assert answers == [(Hypothesis(text.upper()),) for text in texts]
    assert (scheduler.connections, events.scheduler_restarts, events.asked_again) == (2, 1, 1)


@pytest.mark.parametrize(
    ("problem", "words", "times"),
    [
        (Unfit("it has locpipe 0.0.1"), "A worker of tcp://here:1 is refused: it has locpipe 0.0.1.", 1),
        (RuntimeError("no disk"), "The workers of tcp://here:1 cannot translate: RuntimeError: no disk", 3),
        (
            RuntimeError("Error during deserialization of the task graph."),
            "The scheduler at tcp://here:1 cannot read what it is sent: install the same versions",
            3,
        ),
    ],
)
def test_what_is_no_sentence_s_fault_ends_the_run(
    problem: Exception, words: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    scheduler = use(Scheduler(lambda scheduler, batch: problem), monkeypatch)
    with pytest.raises(EngineError) as caught:
        translate(scheduler, ["one"])
    assert str(caught.value).startswith(words)
    assert len(scheduler.batches) == times


def test_a_batch_that_fails_three_times_among_others_is_split(
    texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that ends with an exception of the worker's own, such as a full disk there."""
    done: list[str] = []

    def end(scheduler: Scheduler, batch: tuple[str, ...]) -> Answered | Exception:
        if "text 0" in batch and done:
            return OSError("full")
        done.extend(batch)
        return shout(batch)

    many = [*texts[1:], "text 0"]  # the last batch
    scheduler = use(Scheduler(end), monkeypatch)
    answers, events = translate(scheduler, many)
    assert isinstance(answers[-1], Refusal)
    assert answers[-1].reason == "it failed 3 times: OSError: full"
    assert scheduler.batches.count(("text 0",)) == 3
    assert events.given_up == 1
    assert all(answers[:-1])


def test_a_large_cluster_does_not_get_crumbs(monkeypatch: pytest.MonkeyPatch) -> None:
    class Large(Scheduler):
        async def identity(self, n_workers: int) -> dict[str, Any]:
            return {"id": "one", "total_threads": 500, "n_workers": 500}

    texts = ["x" * 99 + str(number) for number in range(200)]
    scheduler = use(Large(lambda scheduler, batch: shout(batch)), monkeypatch)
    answers, _ = translate(scheduler, texts)
    assert answers == [(Hypothesis(text.upper()),) for text in texts]
    assert all(sum(map(len, batch)) >= 900 for batch in scheduler.batches[:-1])
