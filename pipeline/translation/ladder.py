"""What is tried for one sentence, in order, until a translation passes: the ladder.

A ladder is a generator: it yields the strings it wants translated and is sent their hypotheses. So
the order of attempts reads from top to bottom here, while `pipeline.translation.lockstep` climbs all
ladders together and the engine sees large batches.

0. Without its pairs of marks (``*``, ``<b>``, links), which then go around the translation of the words
   they stood around.
1. With nothing hard to protect, the sentence as it is; else its hard placeables hidden. What the
   engine keeps by itself (numbers, names) stays visible until it is lost.
2. The next mask shape, and the lost ones hidden too, and so on down the ranking.
3. The pieces between the placeables, translated one by one.
4. A fragment as a sentence, with a full stop; a long sentence clause by clause: for when the engine
   loops, echoes, adds or cuts off.
5. Required terms that are missing are put in their places by `pipeline.terms`.

Nothing passes → nothing is forced: the outcome has no text and says why.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.model import Finding, Hypotheses, Hypothesis, LanguagePair, Placeable, Severity
from pipeline.protect.masks import hide, restore
from pipeline.protect.placeables import SOFT_KINDS
from pipeline.translation.attempt import (
    Attempt,
    Basis,
    Judge,
    Outcome,
    Sentence,
    try_hidden,
    union,
    verify,
)
from pipeline.translation.finish import agree_with_source
from pipeline.translation.marks import Unmarked, put_marks_back, take_marks_off
from pipeline.translation.names import keep_names
from pipeline.translation.quotes import source_quotes, straight_quotes
from pipeline.translation.terms import may_be, require_in_pieces, require_terms, terms_of

Ladder = Generator[Sequence[str], Sequence[Hypotheses], "Outcome"]

_CLAUSE = re.compile(r"(?<=[,;:–—])\s+")


def climb(sentence: Sentence, judge: Judge, pair: LanguagePair, *, linguistic: bool = True) -> Ladder:
    """Translate one sentence; see the module's docstring for the order of attempts."""
    outcome = Outcome()
    hidden = sentence.hard
    unmarked = attempt = yield from _try_unmarked(sentence, judge, pair, outcome)
    for rank in range(-1 if not hidden else 0, len(sentence.rankings.plain)):
        if attempt.text is not None or (rank >= 0 and not hidden):
            break
        attempt = yield from try_hidden(sentence, hidden, rank, judge, outcome)
        if attempt.text is not None:
            break
        hidden = union(hidden, attempt.lost)
    if attempt.text is None and hidden:
        attempt = yield from _try_pieces(sentence, hidden, judge, pair, linguistic, outcome)
    if attempt.text is None:
        attempt = yield from _try_as_sentence(sentence, hidden, judge, outcome)
    if attempt.text is None:
        attempt = yield from _try_clauses(sentence, judge, outcome)
    if attempt.text is None:
        outcome.findings = _reasons(outcome.failures)
        return outcome
    if attempt.basis is None and unmarked.basis is not None:
        attempt = replace(attempt, basis=unmarked.basis)
    outcome.text, outcome.findings = attempt.text, attempt.findings
    hidden = yield from keep_names(sentence, hidden, judge, outcome)
    yield from require_terms(sentence, hidden, attempt, judge, pair, linguistic, outcome)
    return outcome


def _try_unmarked(
    sentence: Sentence, judge: Judge, pair: LanguagePair, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], Attempt]:
    """The sentence without its pairs of marks, which go around the words' translation afterwards."""
    bare = take_marks_off(sentence.text, sentence.placeables, SOFT_KINDS)
    if bare is None:
        return Attempt(None)
    hidden = [p for p in bare.placeables if p.kind not in SOFT_KINDS]
    masked = hide(bare.text, hidden, [sentence.rankings.shape_of(p, 0) for p in hidden])
    alone = [phrase.text for phrase in bare.phrases if phrase.alone]
    first, *others = yield [straight_quotes(text) for text in (masked.text, *alone)]
    outcome.calls += 1 + len(alone)
    answers = iter(others)
    translated = [
        (next(iter(next(answers)), Hypothesis("")).text if phrase.alone else phrase.text)
        for phrase in bare.phrases
    ]
    translated = [
        agree_with_source(phrase.text, text, fragment=True)
        for phrase, text in zip(bare.phrases, translated, strict=True)
    ]
    sought = [
        may_be(phrase.text, text, terms_of(sentence, phrase.text), pair)
        for phrase, text in zip(bare.phrases, translated, strict=True)
    ]
    basis: Basis | None = None
    for hypothesis in first:
        restored = restore(source_quotes(sentence.text, hypothesis.text), masked.masks)
        if not restored:
            continue
        marked = put_marks_back(restored, bare.phrases, sought)
        view = _unmarked_basis(sentence, bare, restored, sought, stands=marked is not None)
        if marked is None:
            basis = basis or view
            continue
        verdict = verify(sentence, marked, judge, Outcome())
        if verdict.text is not None:
            return replace(verdict, basis=view)
    return Attempt(None, basis=basis)


def _unmarked_basis(
    sentence: Sentence, bare: Unmarked, text: str, sought: Sequence[Sequence[str]], *, stands: bool
) -> Basis:
    """The sentence without its marks, for further attempts; a marked term is looked for as the term."""
    terms = tuple(replace(t, start=bare.moved(t.start), end=bare.moved(t.end)) for t in sentence.terms)
    return Basis(
        Sentence(bare.text, bare.placeables, terms, rankings=sentence.rankings),
        text,
        lambda target: put_marks_back(target, bare.phrases, sought),
        stands,
    )


def _try_pieces(
    sentence: Sentence,
    hidden: tuple[Placeable, ...],
    judge: Judge,
    pair: LanguagePair,
    linguistic: bool,
    outcome: Outcome,
) -> Generator[Sequence[str], Sequence[Hypotheses], Attempt]:
    """Translate what stands between the placeables by itself and join it around them."""
    pieces: list[str] = []
    position = 0
    for placeable in hidden:
        pieces += [sentence.text[position : placeable.start], placeable.text]
        position = placeable.end
    pieces.append(sentence.text[position:])
    translated = yield from _translate_pieces(pieces, every=2, outcome=outcome)
    translated = yield from require_in_pieces(sentence, pieces, translated, pair, linguistic, outcome)
    attempt = verify(sentence, "".join(translated), judge, outcome)
    if attempt.text is None:
        return attempt
    note = Finding(
        "placeables",
        Severity.WARNING,
        "the text between the placeholders was translated piece by piece: read the word order",
    )
    return Attempt(attempt.text, (*attempt.findings, note), in_pieces=True)


def _try_as_sentence(
    sentence: Sentence, hidden: tuple[Placeable, ...], judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], Attempt]:
    """Translate a fragment with a full stop behind it; engines know sentences better than labels."""
    if not sentence.text[-1:].isalnum():
        return Attempt(None)
    longer = replace(sentence, text=sentence.text + ".")
    masked = hide(longer.text, hidden, [sentence.rankings.shape_of(p, 0) for p in hidden])
    (hypotheses,) = yield [straight_quotes(masked.text)]
    outcome.calls += 1
    for hypothesis in hypotheses:
        restored = restore(source_quotes(sentence.text, hypothesis.text), masked.masks)
        if restored is not None:
            attempt = verify(sentence, restored.rstrip(". "), judge, outcome)
            if attempt.text is not None:
                return attempt
    return Attempt(None)


def _try_clauses(
    sentence: Sentence, judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], Attempt]:
    """Translate clause by clause, the placeables hidden in each, when the whole sentence fails."""
    cuts = [
        0,
        *(m.end() for m in _CLAUSE.finditer(sentence.text) if not _cuts(m, sentence)),
        len(sentence.text),
    ]
    if len(cuts) < 3:
        return Attempt(None)
    joined: list[str] = []
    for start, end in pairwise(cuts):
        clause = sentence.text[start:end]
        inside = [_moved(p, -start) for p in sentence.placeables if start <= p.start and p.end <= end]
        core = clause.rstrip()
        masked = hide(core, inside, [sentence.rankings.shape_of(p, 0) for p in inside])
        (hypotheses,) = yield [straight_quotes(masked.text)]
        outcome.calls += 1
        restored = restore(source_quotes(core, hypotheses[0].text), masked.masks) if hypotheses else None
        if restored is None:
            return Attempt(None)
        joined.append(agree_with_source(core, restored) + clause[len(core) :])
    return verify(sentence, "".join(joined), judge, outcome)


def _cuts(match: re.Match[str], sentence: Sentence) -> bool:
    return any(p.start < match.end() < p.end for p in sentence.placeables)


def _translate_pieces(
    pieces: Sequence[str], *, every: int, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], list[str]]:
    """Translate the pieces 0, every, 2·every … that hold letters; keep their outer white space."""
    result = list(pieces)
    wanted = [i for i in range(0, len(pieces), every) if re.search(r"[^\W\d_]", pieces[i])]
    if wanted:
        answers = yield [straight_quotes(pieces[i].strip()) for i in wanted]
        outcome.calls += len(wanted)
        for index, hypotheses in zip(wanted, answers, strict=True):
            piece = pieces[index]
            core = piece.strip()
            if hypotheses:
                lead = len(piece) - len(piece.lstrip())
                target = source_quotes(core, hypotheses[0].text.strip())
                target = agree_with_source(core, target, fragment=index > 0)
                result[index] = piece[:lead] + target + piece[lead + len(core) :]
    return result


def _moved(placeable: Placeable, by: int) -> Placeable:
    return Placeable(
        placeable.start + by,
        placeable.end + by,
        placeable.text,
        placeable.kind,
        placeable.role,
        placeable.pair,
    )


def _reasons(failures: Sequence[Finding]) -> tuple[Finding, ...]:
    """Each reason once, in the order in which it came up."""
    return tuple(dict.fromkeys(failures))
