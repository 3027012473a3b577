"""Where the ladder meets the glossary: the terms that a translation lacks, put in their places by `pipeline.terms`."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.inflection import satisfies
from pipeline.model import Finding, Hypotheses, LanguagePair, Placeable, Severity, TermHit, TermStatus
from pipeline.terms.agreement import without_article
from pipeline.terms.cascade import Placed, Work, place_terms
from pipeline.terms.grammar import grammar_of
from pipeline.terms.requirements import barred_in, features_of_hit, is_satisfied, too_few
from pipeline.translation.attempt import Attempt, Basis, Judge, Outcome, Sentence, verify
from pipeline.translation.finish import agree_with_source
from pipeline.translation.quotes import source_quotes, straight_quotes

__all__ = ["is_satisfied", "judge_terms", "outside_terms", "require_in_pieces", "require_terms"]

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
        if placed.text == view.text and not view.stands:
            continue
        if len(placed.unmet) < fewest:
            fewest = len(placed.unmet)
            outcome.unmet = placed.unmet
            if placed.text != view.text:
                outcome.text, outcome.findings = placed.text, placed.findings
        if not placed.unmet or attempt.in_pieces:
            return


def terms_of(sentence: Sentence, text: str) -> tuple[TermHit, ...]:
    """The required terms of a sentence that stand in one of its phrases, longest first."""
    found = [term for term in sentence.terms if term.text in text]
    return tuple(sorted(found, key=lambda term: -len(term.text)))


def may_be(phrase: str, translation: str, terms: Sequence[TermHit], pair: LanguagePair) -> tuple[str, ...]:
    """What a phrase may be in the translation of its sentence, given its translation alone.

    A term is looked for as the glossary has it. An article that only the translation has ("user" → "o usuário")
    is not a part of it: in the sentence it may be another, or none; "the user" may be "usuário" too.
    """
    grammar, source = grammar_of(pair.target), grammar_of(pair.source)
    bare = phrase if source is None else without_article(phrase, source)
    forms = [features_of_hit(term, pair).form for term in terms if term.text == bare]
    if bare != phrase:
        return tuple(dict.fromkeys((translation, *forms)))
    if grammar is not None and translation != phrase:
        forms.append(without_article(translation, grammar))
    return tuple(dict.fromkeys((*forms, translation)))


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
    judged = _without_term_numbers(sentence)

    def accept(target: str, replaced: Sequence[Placeable]) -> tuple[str, tuple[Finding, ...]] | None:
        finished = view.finish(target)
        if finished is None:
            return None
        gone = {p.text for p in replaced}
        others = [p for p in sentence.placeables if p.text not in gone]
        verdict = verify(sentence, finished, lambda _, text: judge(judged, text), Outcome(), others)
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
            shape=lambda placeable: sentence.rankings.shape_of(placeable, rank),
            masks=sentence.rankings.term_shapes,
            to_engine=straight_quotes,
            from_engine=lambda text: source_quotes(sentence.text, text),
            accept=accept,
        )
    )
    outcome.calls += placed.calls
    return placed


def _without_term_numbers(sentence: Sentence) -> str:
    """The source with the translations of terms that hold digits: their numbers are the glossary's affair."""
    text = sentence.text
    for term in sorted(sentence.terms, key=lambda t: -t.start):
        if any(map(str.isdigit, term.text)):
            text = text[: term.start] + term.target + text[term.end :]
    return text


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
                shape=lambda placeable: sentence.rankings.shape_of(placeable, 0),
                masks=sentence.rankings.term_shapes,
                to_engine=lambda text: straight_quotes(text.strip()),
                from_engine=lambda text: source_quotes(sentence.text, text),
                accept=accept,
            )
        )
        outcome.calls += placed.calls
        result[index] = placed.text
    return result


def judge_terms(
    target: str, terms: Sequence[TermHit], language: str, *, each: bool = False
) -> tuple[tuple[TermHit, ...], tuple[Finding, ...]]:
    """The required terms that a translation lacks, and a finding for each of them and each forbidden one.

    ``each`` asks for a term as often as the source has it; a person may have put a pronoun in its place.
    """
    required = [t for t in terms if t.status is not TermStatus.FORBIDDEN]
    missing = [t for t in required if not is_satisfied(target, t, language)]
    few = too_few(target, [t for t in required if t not in missing], language) if each else {}
    unmet = tuple(t for t in required if t in missing or t in few)
    messages = [f'the glossary asks for "{t.target}" where the source has "{t.text}"' for t in missing]
    for t, count in few.items():
        times = sum(other.target == t.target for other in few)
        wherever = f'wherever the source has "{t.source}", {times} times; it is there {count}'
        messages.append(f'the glossary asks for "{t.target}" {wherever}')
    used = [(word, t.text) for t in required for word in barred_in(target, t, language)]
    used += [
        (t.target, t.text)
        for t in terms
        if t.status is TermStatus.FORBIDDEN and t.target and satisfies(target, t.target, language)
    ]
    messages += [f'the glossary forbids "{word}" where the source has "{text}"' for word, text in used]
    findings = [Finding("terms", Severity.WARNING, message) for message in dict.fromkeys(messages)]
    return unmet, (*findings, *(open_choices(required) if each else ()))


def open_choices(terms: Sequence[TermHit]) -> tuple[Finding, ...]:
    """A note for each source with several wanted translations where neither row nor context decides."""
    messages = []
    for hit in terms:
        if hit.rivals:
            choice = ", ".join(f'"{word}"' for word in (hit.target, *hit.rivals))
            messages.append(
                f'the glossary has {choice} for "{hit.source}", and nothing says which: choose one here'
            )
    return tuple(Finding("terms", Severity.NOTE, message) for message in dict.fromkeys(messages))


class Said(NamedTuple):
    """A sentence's place in its text, its translation, and whether a machine made that."""

    start: int
    end: int
    text: str
    machine: bool


def judge_sentences(
    sentences: Sequence[Said], whole: str, terms: Sequence[TermHit], language: str
) -> tuple[tuple[TermHit, ...], tuple[Finding, ...]]:
    """Like `judge_terms`, each term by the translation of its own sentence: another's does not make up for it.

    Terms that stand in no sentence are looked for in ``whole``, the translated text.
    """
    judged: set[TermHit] = set()
    unmet: list[TermHit] = []
    findings: list[Finding] = []
    for said in sentences:
        inside = [t for t in terms if said.start <= t.start and t.end <= said.end]
        missing, seen = judge_terms(said.text, inside, language, each=said.machine)
        judged.update(inside)
        unmet += missing
        findings += seen
    missing, seen = judge_terms(whole, [t for t in terms if t not in judged], language)
    return (*unmet, *missing), tuple(dict.fromkeys((*findings, *seen)))


def outside_terms(placeables: Sequence[Placeable], terms: Sequence[TermHit]) -> tuple[Placeable, ...]:
    """Without those that a required term covers and its translation has not: "401k plan" → "previdência"."""
    covering = [t for t in terms if t.status in (TermStatus.PREFERRED, TermStatus.ALLOWED)]
    return tuple(
        p
        for p in placeables
        if not any(t.start <= p.start and p.end <= t.end and p.text not in t.target for t in covering)
    )


def _moved(hit: TermHit, by: int) -> TermHit:
    return replace(hit, start=hit.start + by, end=hit.end + by)
