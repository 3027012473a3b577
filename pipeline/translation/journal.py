"""An engine route that keeps its answers as they come, and need not ask for those it has."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.engines import default_jobs
from pipeline.memory.answers import Answers
from pipeline.model import Hypotheses, LanguagePair
from pipeline.protect.masks import Rankings
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
        self, sentences: Sequence[str], *, jobs: int = 1, on_progress: Progress | None = None
    ) -> Sequence[Hypotheses]:
        """Like the route's own; progress counts the sentences that are there already as done."""
        distinct = list(dict.fromkeys(sentences))
        known = self._answers.find(distinct)
        # engines are at their best with sentences of like lengths
        missing = sorted((sentence for sentence in distinct if sentence not in known), key=len, reverse=True)
        step = _AT_ONCE * (jobs or default_jobs())
        for start in range(0, len(missing), step):
            some = missing[start : start + step]
            finished = len(known)

            def report(done: int, _: int, finished: int = finished) -> None:
                if on_progress is not None:
                    on_progress(finished + done, len(distinct))

            said = list(zip(some, self._route.translate(some, jobs=jobs, on_progress=report), strict=True))
            known.update(said)
            if len(missing) > _FEW:
                self._answers.keep(said)
        return [known[sentence] for sentence in sentences]
