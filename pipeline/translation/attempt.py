"""One attempt at a sentence: what goes to the engine, and the verdict on what comes back."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Finding, Hypotheses, Match, Placeable, Severity, TermHit
from pipeline.protect.masks import USUAL, Rankings, hide, pairs_are_nested, restore
from pipeline.protect.placeables import SOFT_KINDS
from pipeline.protect.verify import lost_placeables, repair_numbers
from pipeline.translation.finish import agree_with_source
from pipeline.translation.quotes import source_quotes, straight_quotes

Judge = Callable[[str, str], Sequence[Finding]]
"""``judge(source, target)`` → findings of the checks; an ``error`` refuses the target."""

_FRAGILE = {
    "numbers": re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])(?!\w)"),
    "brackets": re.compile(r"\w*\([\w.,+/-]+\)\w*|\w*\[[\w.,+/-]+\]\w*"),  # A(H5N1), f(x), [sic]
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to translate; offsets of placeables and terms are into ``text``.

    ``shouted`` says that it stands in capitals in its document and has been given small letters; ``rankings``
    is what survives in the model that will translate it.
    """

    text: str
    placeables: tuple[Placeable, ...] = ()
    terms: tuple[TermHit, ...] = ()
    shouted: bool = False
    rankings: Rankings = USUAL

    @property
    def hard(self) -> tuple[Placeable, ...]:
        """The placeables that engines break: to be hidden from the first."""
        return tuple(p for p in self.placeables if p.kind not in SOFT_KINDS)


@dataclass(slots=True)
class Outcome:
    """What the ladder of one sentence came to. ``text`` is None when nothing passed.

    ``match`` is what the memory had; ``remembered`` says that the text is that.
    """

    text: str | None = None
    findings: tuple[Finding, ...] = ()
    unmet: tuple[TermHit, ...] = ()
    calls: int = 0
    failures: list[Finding] = field(default_factory=list)
    match: Match | None = None
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Basis:
    """A view of a sentence in which it was translated: without its marks, which ``finish`` puts back.

    ``text`` is the translation in this view; ``finish`` gives None where the marks have no place. ``stands`` is
    whether the marks had their places in ``text``, so that it is the sentence's translation.
    """

    sentence: Sentence
    text: str
    finish: Callable[[str], str | None]
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Attempt:
    """The verdict on one engine output: ``text`` when it passed, ``lost`` what it dropped otherwise.

    ``rank`` is that of the token shapes it was made with; ``basis`` the view it was made in, if another
    than the sentence; ``in_pieces`` says that no whole sentence was translated.
    """

    text: str | None
    findings: tuple[Finding, ...] = ()
    lost: tuple[Placeable, ...] = ()
    rank: int = 0
    basis: Basis | None = None
    in_pieces: bool = False


def try_hidden(
    sentence: Sentence, hidden: tuple[Placeable, ...], rank: int, judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], Attempt]:
    """One engine call with ``hidden`` behind the shapes of this rank (nothing hidden for rank -1)."""
    masked = hide(sentence.text, hidden, [sentence.rankings.shape_of(p, rank) for p in hidden])
    (hypotheses,) = yield [straight_quotes(masked.text)]
    outcome.calls += 1
    verdict = Attempt(None)
    for hypothesis in hypotheses:
        restored = restore(source_quotes(sentence.text, hypothesis.text), masked.masks)
        if restored is None:
            outcome.failures.append(failure("a placeholder did not come back from the engine"))
            continue
        if not pairs_are_nested(hypothesis.text, masked.masks):
            outcome.failures.append(failure("the engine mixed up opening and closing marks", rule="markup"))
            continue
        verdict = verify(sentence, restored, judge, outcome)
        if verdict.text is not None:
            return replace(verdict, rank=max(rank, 0))
    if not hypotheses:
        reason = getattr(hypotheses, "reason", "") or "the engine gave nothing"
        outcome.failures.append(failure(reason, rule="engine"))
    return verdict


def verify(
    sentence: Sentence,
    target: str,
    judge: Judge,
    outcome: Outcome,
    placeables: Sequence[Placeable] | None = None,
) -> Attempt:
    """Accept a restored output, or say what it lost."""
    placeables = sentence.placeables if placeables is None else placeables
    target = agree_with_source(sentence.text, target)
    if not target.strip():
        outcome.failures.append(failure("the engine gave nothing", rule="engine"))
        return Attempt(None)
    target = repair_numbers(target, placeables)
    lost = lost_placeables(sentence.text, target, placeables)
    if lost:
        outcome.failures.append(failure(f"{', '.join(p.text for p in lost)} was lost or doubled"))
        return Attempt(None, lost=tuple(p for p in placeables if p.text in {x.text for x in lost}))
    findings = tuple(judge(sentence.text, target))
    errors = [f for f in findings if f.severity is Severity.ERROR]
    if errors:
        outcome.failures += errors
        wrong = {finding.rule for finding in errors}
        return Attempt(None, lost=tuple(p for rule, p in _fragile(sentence) if rule in wrong))
    return Attempt(target, findings)


def _fragile(sentence: Sentence) -> Iterator[tuple[str, Placeable]]:
    """What is hidden next when a check found the engine's rendering wrong, with the rule of that check."""
    for rule, pattern in _FRAGILE.items():
        for m in pattern.finditer(sentence.text):
            if not any(p.start < m.end() and m.start() < p.end for p in sentence.hard):
                yield rule, Placeable(m.start(), m.end(), m[0], "number" if rule == "numbers" else "name")


def union(one: Sequence[Placeable], more: Sequence[Placeable]) -> tuple[Placeable, ...]:
    """Both, in order of their place, each span once; what overlaps an earlier one is left out."""
    result: list[Placeable] = []
    for placeable in sorted({*one, *more}, key=lambda p: (p.start, p.end)):
        if not result or placeable.start >= result[-1].end:
            result.append(placeable)
    return tuple(result)


def failure(message: str, rule: str = "placeables") -> Finding:
    return Finding(rule, Severity.ERROR, message)
