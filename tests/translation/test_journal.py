"""Answers that are kept: the same ones come back, for the same question only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

from pipeline.memory.answers import Answers, clear_answers
from pipeline.memory.store import Store
from pipeline.model import Hypothesis
from pipeline.translation.journal import KeptRoute

from .test_ladder import FakeRoute

R = TypeVar("R")


class Keeper:
    """A memory file that is always there."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path)

    def use(self, action: Callable[[Store], R], otherwise: R) -> R:
        return action(self.store)

    use_if_there = use


@pytest.fixture
def keeper(tmp_path: Path) -> Keeper:
    return Keeper(tmp_path / "memory.sqlite3")


TEXTS = [f"Sentence {n}, “quoted”\n" for n in range(250)]


def test_nothing_is_asked_twice(keeper: Keeper) -> None:
    first = FakeRoute(str.upper)
    said = KeptRoute(first, Answers(keeper, "r", "a.po")).translate(TEXTS, jobs=1)
    second = FakeRoute(str.upper)
    assert KeptRoute(second, Answers(keeper, "r", "b.po")).translate([*TEXTS, "new"], jobs=2)[:-1] == said
    assert second.asked == ["new"]
    assert said[0] == (Hypothesis("SENTENCE 0, “QUOTED”\n"),)


@pytest.mark.parametrize("change", ["route", "forget", "cleared"])
def test_when_everything_is_asked_again(keeper: Keeper, change: str) -> None:
    KeptRoute(FakeRoute(str.upper), Answers(keeper, "r", "a.po")).translate(TEXTS, jobs=1)
    if change == "cleared":
        clear_answers(keeper, "a.po")
    answers = Answers(keeper, "other" if change == "route" else "r", "a.po", forget=change == "forget")
    route = FakeRoute(str.lower)
    KeptRoute(route, answers).translate(TEXTS, jobs=1)
    assert sorted(route.asked) == sorted(TEXTS)


def test_refusals_and_a_few_answers_are_not_kept(keeper: Keeper) -> None:
    Answers(keeper, "r", "a.po").keep([("broken", ()), ("half \ud800", (Hypothesis("x"),))])
    KeptRoute(FakeRoute(str.upper), Answers(keeper, "r", "a.po")).translate(TEXTS[:20], jobs=1)
    assert keeper.store.rows("SELECT count(*) FROM answers") == [(0,)]


def test_progress_counts_what_is_there(keeper: Keeper) -> None:
    seen: list[tuple[int, int]] = []

    class Reporting(FakeRoute):
        def translate(self, sentences, *, jobs=1, on_progress=None, on_answer=None):  # type: ignore[no-untyped-def]
            on_progress(sum(map(len, sentences)), sum(map(len, sentences)))
            return super().translate(sentences, on_answer=on_answer)

    KeptRoute(Reporting(str.upper), Answers(keeper, "r", "a.po")).translate(TEXTS[:100], jobs=1)
    KeptRoute(Reporting(str.upper), Answers(keeper, "r", "a.po")).translate(
        TEXTS, jobs=1, on_progress=lambda done, total: seen.append((done, total))
    )
    assert seen == [(sum(map(len, TEXTS)), sum(map(len, TEXTS)))]
