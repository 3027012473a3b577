"""Ladders climbed together: each string is asked once, and each ladder goes on as soon as it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.model import Hypotheses, Hypothesis
from pipeline.translation.attempt import Outcome
from pipeline.translation.ladder import Ladder
from pipeline.translation.lockstep import climb_together

seen: list[str] = []


def ladder(*rounds: Sequence[str]) -> Ladder:
    """Asks for each round's strings in turn, writes down what it got, and ends with the last answer."""
    text, calls = "", 0
    for strings in rounds:
        answers = yield strings
        calls += len(strings)
        text = " ".join(answer[0].text for answer in answers)
        seen.append(text)
    return Outcome(text, calls=calls)


def upper(texts: Sequence[str]) -> list[Hypotheses]:
    return [(Hypothesis(text.upper()),) for text in texts]


LADDERS = ((["a", "b"], ["c"]), (["b"], ["a", "d"]), (["d", "d"],), (["e"],))


@pytest.mark.parametrize("order", [None, [0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]])
def test_the_order_of_the_answers_changes_nothing(order: list[int] | None) -> None:
    rounds: list[list[str]] = []

    def ask(texts: Sequence[str], on_answer: Callable[[int, Hypotheses], None]) -> list[Hypotheses]:
        rounds.append(list(texts))
        answers = upper(texts)
        for number in order or ():
            if number < len(texts):
                on_answer(number, answers[number])
        return answers

    outcomes = climb_together([ladder(*rounds) for rounds in LADDERS], ask)
    assert [outcome.text for outcome in outcomes] == ["C", "A D", "D D", "E"]
    assert rounds == [["a", "b", "d", "e"], ["c"]]
    assert [outcome.calls for outcome in outcomes] == [3, 0, 1, 1]


def test_a_ladder_goes_on_while_others_wait() -> None:
    seen.clear()

    def ask(texts: Sequence[str], on_answer: Callable[[int, Hypotheses], None]) -> list[Hypotheses]:
        answers = upper(texts)
        if len(texts) == 4:
            on_answer(3, answers[3])
            assert seen == ["E"]
            on_answer(0, answers[0])
            assert seen == ["E"]
            on_answer(1, answers[1])
            assert seen == ["E", "A B", "B"]
        return answers

    climb_together([ladder(*rounds) for rounds in LADDERS], ask)
    assert len(seen) == 6
