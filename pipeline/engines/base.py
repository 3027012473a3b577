"""What an engine is: the protocol, and the few values that every engine speaks in.

Built-in engines and plug-ins (entry points ``locpipe.engines``) implement the same `Engine`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from pipeline.model import Finding, Hypotheses, Hypothesis, LanguagePair, Severity

Progress = Callable[[int, int], None]
"""``on_progress(done, total)``: characters of the sentences finished so far, and of all: time goes with length, and
the longest come first. Called in the caller's thread."""

OnAnswer = Callable[[int, Hypotheses], None]
"""``on_answer(number, answer)``: a sentence's answer as soon as it is there, in any order. In the caller's thread."""

BLANK: Hypotheses = (Hypothesis(""),)
"""The answer to a blank sentence."""


class Engine(Protocol):
    """A machine translation engine.

    Made without arguments, cheaply: models are loaded when the first sentence comes.

    What real engines have in common, measured on fxtranslate and Argos, so that callers can rely on it:

    * one sentence a string. Two sentences in one string can lose the first without a trace;
    * blank in, ``""`` out;
    * white space around a sentence is not kept (`pipeline.engines.Route` puts it back);
    * NUL and other control characters are dropped, emoji may become ``-``, braces and tags are
      mangled: ``protect`` hides them first;
    * the same sentence gives the same text, whatever stands beside it in the call.
    """

    name: str
    """Lower-case word, as in ``--engine NAME``."""

    def available(self) -> str | None:
        """Say what is missing and the command that mends it; None when the engine can be used."""
        ...

    def pairs(self) -> Iterable[LanguagePair]:
        """The pairs that can be translated now, without a network, as PO locales."""
        ...

    def model_id(self, pair: LanguagePair) -> str:
        """Name and version of the model behind a pair of `pairs`, such as ``en-pt 2.0``."""
        ...

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> Sequence[Hypotheses]:
        """Translate sentences, one answer for each, in order; best hypothesis first.

        ``pair`` is one of `pairs`. A sentence that could not be translated gets a `Refusal`
        (or plain ``()``); the others are not lost with it.

        Raises:
            EngineError: the model cannot be loaded, or the engine broke for good.
        """
        ...

    def close(self) -> None:
        """Free models and processes. The engine may be used again; it loads them again."""
        ...


@runtime_checkable
class ScalableEngine(Protocol):
    """An engine that can use more than one core. Optional: a plug-in need not have it."""

    def translate_many(
        self,
        sentences: Sequence[str],
        pair: LanguagePair,
        *,
        jobs: int,
        on_answer: OnAnswer | None = None,
    ) -> Sequence[Hypotheses]:
        """Like `Engine.translate`, with up to ``jobs`` processes or threads.

        The answers do not depend on ``jobs``. ``on_answer`` is called once for each sentence, so that the
        caller can work on the first answers, and keep them, while the last are still being found.
        """
        ...


@runtime_checkable
class ModelEngine(Protocol):
    """An engine whose models are files on this machine. Optional; what is measured of a model is kept with it."""

    name: str

    def model_id(self, pair: LanguagePair) -> str:
        """See `Engine.model_id`."""
        ...

    def model_folder(self, pair: LanguagePair) -> Path | None:
        """The folder of a pair's model, or None where it shares one with others (its name tells its version)."""
        ...


@runtime_checkable
class ThreadedEngine(Protocol):
    """An engine whose best use of the cores is found out by trying. Optional."""

    def probe_threads(self, sentences: Sequence[str], pair: LanguagePair, jobs: int) -> tuple[int, int]:
        """The fastest way to use ``jobs`` cores here: threads between batches, and inside one."""
        ...


class Refusal(tuple[Hypothesis, ...]):
    """No hypotheses, and the reason: what an engine answers when one sentence breaks it.

    It is an empty `Hypotheses`, so code that only looks for text needs no special case.
    """

    reason: str

    def __new__(cls, reason: str) -> Refusal:
        self = super().__new__(cls)
        self.reason = reason
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (Refusal, (self.reason,))

    def finding(self, source: str, language: str) -> Finding:
        """The finding that explains an entry left empty. ``language`` is the target locale."""
        message = f"The engine could not translate this sentence: {self.reason}"
        return Finding("engine", Severity.ERROR, message, language=language, source=source)


class EveryPair(Iterable[LanguagePair]):
    """The pairs of an engine that serves any: nothing to list, every pair is in it."""

    def __iter__(self) -> Iterator[LanguagePair]:
        return iter(())

    def __contains__(self, pair: object) -> bool:
        return True
