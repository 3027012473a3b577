"""Climb many ladders together: each round asks the engine once, for every string that any of them wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model import Hypotheses
from pipeline.translation.attempt import Outcome
from pipeline.translation.ladder import Ladder

OnAnswer = Callable[[int, Hypotheses], None]
"""``on_answer(number, answer)``: the answer to one string of a call, before all are there."""

Ask = Callable[[Sequence[str], OnAnswer], Sequence[Hypotheses]]
"""An engine's answers, in order; each of them may be told before all are there."""


def climb_together(ladders: Sequence[Ladder], ask: Ask) -> list[Outcome]:
    """Run every ladder to its end and return the outcomes in order.

    ``ask`` gets each distinct string once, in order of the ladders, so the result does not depend on
    how the work is spread over workers. It counts as a call of the first ladder that wanted it. A ladder
    looks at its answers as they come, while the engine goes on with the others'.
    """
    climb = _Climb(ladders)
    while climb.waiting:
        climb.go_on(ask)
    return [outcome for outcome in climb.outcomes if outcome is not None]


class _Climb:
    """Where every ladder stands; ``waiting`` has the strings of those that want answers."""

    def __init__(self, ladders: Sequence[Ladder]) -> None:
        self.outcomes: list[Outcome | None] = [None] * len(ladders)
        self.waiting: dict[int, Sequence[str]] = {}
        self._ladders = ladders
        self._known: dict[str, Hypotheses] = {}
        self._repeated = [0] * len(ladders)
        for index, ladder in enumerate(ladders):
            self._move(index, lambda ladder=ladder: next(ladder))  # type: ignore[misc]

    def go_on(self, ask: Ask) -> None:
        """One round: each ladder that waits gets its answers, and ends or waits for others."""
        asked, self.waiting = dict(sorted(self.waiting.items())), {}
        new: dict[str, list[int]] = {}
        lacking = {}
        for index, texts in asked.items():
            mine = dict.fromkeys(text for text in texts if text not in self._known)
            self._repeated[index] += len(texts) - sum(text not in new for text in mine)
            lacking[index] = len(mine)
            for text in mine:
                new.setdefault(text, []).append(index)
        strings = list(new)

        def arrived(number: int, answer: Hypotheses) -> None:
            if strings[number] in self._known:
                return
            self._known[strings[number]] = answer
            for index in new[strings[number]]:
                lacking[index] -= 1
                if not lacking[index]:
                    self._answer(index, asked[index])

        for index in asked:
            if not lacking[index]:
                self._answer(index, asked[index])
        for number, answer in enumerate(ask(strings, arrived) if strings else ()):
            arrived(number, answer)

    def _answer(self, index: int, texts: Sequence[str]) -> None:
        answers = [self._known[text] for text in texts]
        self._move(index, lambda: self._ladders[index].send(answers))

    def _move(self, index: int, step: Callable[[], Sequence[str]]) -> None:
        try:
            self.waiting[index] = step()
        except StopIteration as stop:
            self.outcomes[index] = stop.value
            stop.value.calls -= self._repeated[index]
