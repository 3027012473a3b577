"""Where the ladder meets the glossary: the terms that a translation lacks, put in their places by `pipeline.terms`."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from pipeline.model import Finding, Hypotheses, LanguagePair, Placeable, TermHit
from pipeline.terms.cascade import Placed, Work, place_terms
from pipeline.terms.requirements import is_satisfied
from pipeline.translation.attempt import Attempt, Basis, Judge, Outcome, Sentence, shape_of, verify
from pipeline.translation.finish import agree_with_source
from pipeline.translation.quotes import source_quotes, straight_quotes

__all__ = ["is_satisfied", "require_in_pieces", "require_terms"]

Placing = Generator[Sequence[str], Sequence[Hypotheses], Placed]


def require_terms(
    sentence: Sentence,
    hidden: tuple[Placeable, ...],
    attempt: Attempt,
    judge: Judge,
    pair: LanguagePair,
    linguistic: bool,
    outcome: Outcome,
) -> Generator[Sequence[str], Sequence[Hypotheses], None]:
    """Have the terms that ``outcome.text`` lacks put in their places, in the view it was translated in first."""
    assert outcome.text is not None
    if not sentence.terms:
        return
    views = [Basis(sentence, outcome.text, lambda text: text)]
    if attempt.basis is not None and outcome.text == attempt.text:
        views.insert(0, attempt.basis)
    fewest = len(sentence.terms) + 1
    for view in views:
        shown = hidden if view.sentence is sentence else view.sentence.hard
        placed = yield from _place(sentence, view, shown, attempt.rank, judge, pair, linguistic, outcome)
        if len(placed.unmet) < fewest:
            fewest = len(placed.unmet)
            outcome.unmet = placed.unmet
            if placed.text != view.text:
                outcome.text, outcome.findings = placed.text, placed.findings
        if not placed.unmet or attempt.in_pieces:
            return


def _place(
    sentence: Sentence,
    view: Basis,
    hidden: tuple[Placeable, ...],
    rank: int,
    judge: Judge,
    pair: LanguagePair,
    linguistic: bool,
    outcome: Outcome,
) -> Placing:
    def accept(target: str, replaced: Sequence[Placeable]) -> tuple[str, tuple[Finding, ...]] | None:
        finished = view.finish(target)
        if finished is None:
            return None
        gone = {p.text for p in replaced}
        others = [p for p in sentence.placeables if p.text not in gone]
        verdict = verify(sentence, finished, judge, Outcome(), others)
        return (verdict.text, verdict.findings) if verdict.text is not None else None

    placed = yield from place_terms(
        Work(
            view.sentence.text,
            view.text,
            outcome.findings,
            view.sentence.terms,
            hidden,
            pair,
            linguistic,
            shape=lambda placeable: shape_of(placeable, rank),
            to_engine=straight_quotes,
            from_engine=lambda text: source_quotes(sentence.text, text),
            accept=accept,
        )
    )
    outcome.calls += placed.calls
    return placed


def require_in_pieces(
    sentence: Sentence,
    pieces: Sequence[str],
    translated: Sequence[str],
    pair: LanguagePair,
    linguistic: bool,
    outcome: Outcome,
) -> Generator[Sequence[str], Sequence[Hypotheses], list[str]]:
    """The same for a sentence that was translated piece by piece: each piece is a sentence of its own."""
    result = list(translated)
    position = 0
    for index, piece in enumerate(pieces):
        start, end = position, position + len(piece)
        position = end
        terms = tuple(_moved(t, -start) for t in sentence.terms if start <= t.start and t.end <= end)
        if not terms:
            continue

        def accept(
            target: str, _: Sequence[Placeable], piece: str = piece, index: int = index
        ) -> tuple[str, tuple[Finding, ...]] | None:
            core = piece.strip()
            finished = agree_with_source(core, target, fragment=index > 0)
            return piece[: piece.index(core)] + finished + piece[piece.index(core) + len(core) :], ()

        placed = yield from place_terms(
            Work(
                piece,
                result[index],
                (),
                terms,
                (),
                pair,
                linguistic,
                shape=lambda placeable: shape_of(placeable, 0),
                to_engine=lambda text: straight_quotes(text.strip()),
                from_engine=lambda text: source_quotes(sentence.text, text),
                accept=accept,
            )
        )
        outcome.calls += placed.calls
        result[index] = placed.text
    return result


def _moved(hit: TermHit, by: int) -> TermHit:
    return replace(hit, start=hit.start + by, end=hit.end + by)
