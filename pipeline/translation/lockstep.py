"""Climb many ladders together: each round asks the engine once, for every string that any of them wants."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.model import Hypotheses
from pipeline.translation.attempt import Outcome
from pipeline.translation.ladder import Ladder

Ask = Callable[[Sequence[str]], Sequence[Hypotheses]]


def climb_together(ladders: Sequence[Ladder], ask: Ask) -> list[Outcome]:
    """Run every ladder to its end and return the outcomes in order.

    ``ask`` gets each distinct string once, in order of first appearance, so the result does not
    depend on how the work is spread over workers. It counts as a call of the first ladder that wanted it.
    """
    outcomes: list[Outcome | None] = [None] * len(ladders)
    known: dict[str, Hypotheses] = {}
    waiting: dict[int, Sequence[str]] = {}
    repeated = [0] * len(ladders)

    def advance(index: int, answers: Sequence[Hypotheses] | None) -> None:
        try:
            ladder = ladders[index]
            waiting[index] = next(ladder) if answers is None else ladder.send(answers)
        except StopIteration as stop:
            outcomes[index] = stop.value
            stop.value.calls -= repeated[index]

    for index in range(len(ladders)):
        advance(index, None)
    while waiting:
        asked = waiting
        waiting = {}
        new: dict[str, None] = {}
        for index, texts in asked.items():
            for text in texts:
                if text in known or text in new:
                    repeated[index] += 1
                else:
                    new[text] = None
        known.update(zip(new, ask(list(new)), strict=True) if new else ())
        for index, texts in asked.items():
            advance(index, [known[text] for text in texts])
    return [outcome for outcome in outcomes if outcome is not None]
