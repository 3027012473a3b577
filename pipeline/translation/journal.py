"""An engine route that keeps its answers as they come, and need not ask for those it has."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.engines import default_jobs
from pipeline.memory.answers import Answers
from pipeline.model import Hypotheses, LanguagePair
from pipeline.protect.masks import Rankings
from pipeline.translation.lockstep import OnAnswer
from pipeline.translation.texts import Progress, Translator

_AT_ONCE = 96
"""Sentences for each process between two entries: what a kill can cost at most, some two seconds."""

_FEW = 32
"""So many sentences are asked again sooner than written down."""


class KeptRoute:
    """A `Translator` around another one; the same answers, whatever was kept."""

    def __init__(self, route: Translator, answers: Answers) -> None:
        self._route = route
        self._answers = answers

    @property
    def pair(self) -> LanguagePair:
        return self._route.pair

    @property
    def engine(self) -> str:
        return self._route.engine

    @property
    def model(self) -> str:
        return self._route.model

    @property
    def linguistic(self) -> bool:
        return self._route.linguistic

    @property
    def rankings(self) -> Rankings:
        return self._route.rankings

    @property
    def other(self) -> Translator | None:
        """The other engine's answers are few, and not kept."""
        return self._route.other

    def translate(
        self,
        sentences: Sequence[str],
        *,
        jobs: int = 1,
        on_progress: Progress | None = None,
        on_answer: OnAnswer | None = None,
    ) -> Sequence[Hypotheses]:
        """Like the route's own; progress counts what is there already as done."""
        numbers: dict[str, list[int]] = {}
        for number, sentence in enumerate(sentences):
            numbers.setdefault(sentence, []).append(number)
        answers: dict[str, Hypotheses] = {}
        fresh: list[tuple[str, Hypotheses]] = []

        def arrived(sentence: str, answer: Hypotheses) -> None:
            answers[sentence] = answer
            if on_answer is not None:
                for number in numbers[sentence]:
                    on_answer(number, answer)

        for sentence, answer in self._answers.find(list(numbers)).items():
            arrived(sentence, answer)
        known = sum(map(len, answers))
        total = sum(map(len, numbers))
        missing = [sentence for sentence in numbers if sentence not in answers]

        def report(done: int, _: int) -> None:
            if on_progress is not None:
                on_progress(known + done, total)

        def take(number: int, answer: Hypotheses) -> None:
            fresh.append((missing[number], answer))
            if len(fresh) >= _AT_ONCE * (jobs or default_jobs()):
                self._keep(fresh)
            arrived(missing[number], answer)

        try:
            self._route.translate(missing, jobs=jobs, on_progress=report, on_answer=take)
        finally:  # Ctrl-C too
            if len(missing) > _FEW:
                self._keep(fresh)
        return [answers[sentence] for sentence in sentences]

    def _keep(self, fresh: list[tuple[str, Hypotheses]]) -> None:
        self._answers.keep(fresh)
        fresh.clear()
