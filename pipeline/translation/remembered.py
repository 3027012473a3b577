"""Where the ladder meets the memory: a remembered sentence is verified and stands; an engine need not be asked."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from pipeline.memory import Recalled
from pipeline.memory.repair import confirms
from pipeline.model import Hypotheses, LanguagePair, Match, Severity
from pipeline.protect.verify import lost_placeables
from pipeline.translation.attempt import Judge, Outcome, Sentence
from pipeline.translation.ladder import Ladder, climb
from pipeline.translation.quotes import straight_quotes


def climb_or_recall(
    sentence: Sentence,
    original: str,
    recalled: Recalled | None,
    judge: Judge,
    pair: LanguagePair,
    *,
    engine: bool = True,
    linguistic: bool = True,
) -> Ladder:
    """The ladder of a sentence of which the memory may have something.

    ``original`` is the sentence as it stands in its document. What the memory has is held to the same checks as
    a machine's text; where it fails, it is only shown. Without an ``engine`` nothing else is tried.
    """
    match = recalled.match if recalled is not None else None
    outcome = Outcome()
    if recalled is not None and recalled.match.text:
        verified = _verify(sentence, original, recalled.match.text, judge, outcome)
        if verified and recalled.unconfirmed:
            verified = engine and (yield from _confirm(sentence, original, recalled, outcome))
        if verified:
            outcome.text, outcome.match, outcome.remembered = recalled.match.text, recalled.match, True
            return outcome
    calls = outcome.calls
    if engine:
        outcome = yield from climb(sentence, judge, pair, linguistic=linguistic)
        outcome.calls += calls
    else:
        outcome = Outcome(calls=calls)
    outcome.match = _as_near(match)
    return outcome


def _verify(sentence: Sentence, original: str, text: str, judge: Judge, outcome: Outcome) -> bool:
    if lost_placeables(original, text, sentence.placeables):
        return False
    findings = tuple(judge(original, text))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return False
    outcome.findings = findings
    return True


def _confirm(
    sentence: Sentence, original: str, recalled: Recalled, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], bool]:
    """Whether the engine's translations of the old and the new sentence differ in the exchanged words alone."""
    first, second = yield [straight_quotes(recalled.match.source), straight_quotes(original)]
    outcome.calls += 2
    return bool(
        first and second and first[0].text and confirms(first[0].text, second[0].text, recalled.unconfirmed)
    )


def _as_near(match: Match | None) -> Match | None:
    """A match that was not used, as one that is only shown."""
    if match is None:
        return None
    return Match(
        "near",
        match.source,
        match.target,
        "",
        match.score,
        match.differing,
        match.origin,
        match.reviewer,
        match.others,
    )
