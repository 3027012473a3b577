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
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from unicodedata import combining, normalize

from pipeline.model import Finding, Hypotheses, Hypothesis, LanguagePair, Placeable, Severity, TermHit
from pipeline.protect.masks import (
    DEFAULT_RANKING,
    MARKUP_RANKING,
    SHAPES,
    TERM_RANKING,
    Shape,
    hide,
    pairs_are_nested,
    restore,
)
from pipeline.protect.placeables import SOFT_KINDS
from pipeline.protect.verify import lost_placeables, repair_numbers
from pipeline.terms.cascade import Work, place_terms
from pipeline.translation.finish import agree_with_source
from pipeline.translation.marks import put_marks_back, take_marks_off
from pipeline.translation.quotes import source_quotes, straight_quotes

Ladder = Generator[Sequence[str], Sequence[Hypotheses], "Outcome"]
Judge = Callable[[str, str], Sequence[Finding]]
"""``judge(source, target)`` → findings of the checks; an ``error`` refuses the target."""

_CLAUSE = re.compile(r"(?<=[,;:–—])\s+")
_CAPITALISED = re.compile(r"(?<![\w'’.-])[A-Z][a-z]{2,}(?![\w'’-])")
_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?<![.,])(?!\w)")
_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to translate; offsets of placeables and terms are into ``text``."""

    text: str
    placeables: tuple[Placeable, ...] = ()
    terms: tuple[TermHit, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What the ladder of one sentence came to. ``text`` is None when nothing passed."""

    text: str | None = None
    findings: tuple[Finding, ...] = ()
    unmet: tuple[TermHit, ...] = ()
    calls: int = 0
    failures: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """The verdict on one engine output: ``text`` when it passed, ``lost`` what it dropped otherwise."""

    text: str | None
    findings: tuple[Finding, ...] = ()
    lost: tuple[Placeable, ...] = ()


def climb(sentence: Sentence, judge: Judge, pair: LanguagePair, *, linguistic: bool = True) -> Ladder:
    """Translate one sentence; see the module's docstring for the order of attempts."""
    outcome = Outcome()
    hidden = tuple(p for p in sentence.placeables if p.kind not in SOFT_KINDS)
    attempt = yield from _try_unmarked(sentence, judge, outcome)
    for rank in range(-1 if not hidden else 0, len(DEFAULT_RANKING)):
        if attempt.text is not None or (rank >= 0 and not hidden):
            break
        attempt = yield from _try_hidden(sentence, hidden, rank, judge, outcome)
        if attempt.text is not None:
            break
        hidden = _union(hidden, attempt.lost)
    if attempt.text is None and hidden:
        attempt = yield from _try_pieces(sentence, hidden, judge, outcome)
    if attempt.text is None:
        attempt = yield from _try_as_sentence(sentence, hidden, judge, outcome)
    if attempt.text is None:
        attempt = yield from _try_clauses(sentence, judge, outcome)
    if attempt.text is None:
        outcome.findings = _reasons(outcome.failures)
        return outcome
    outcome.text, outcome.findings = attempt.text, attempt.findings
    hidden = yield from _keep_names(sentence, hidden, judge, outcome)
    yield from _require_terms(sentence, hidden, judge, pair, linguistic, outcome)
    return outcome


def _try_unmarked(
    sentence: Sentence, judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], _Attempt]:
    """The sentence without its pairs of marks, which go around the words' translation afterwards."""
    bare = take_marks_off(sentence.text, sentence.placeables, SOFT_KINDS)
    if bare is None:
        return _Attempt(None)
    hidden = [p for p in bare.placeables if p.kind not in SOFT_KINDS]
    masked = hide(bare.text, hidden, [_shape(p, 0) for p in hidden])
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
    for hypothesis in first:
        restored = restore(source_quotes(sentence.text, hypothesis.text), masked.masks)
        marked = put_marks_back(restored, bare.phrases, translated) if restored else None
        if marked is not None:
            verdict = _verify(sentence, marked, judge, Outcome())
            if verdict.text is not None:
                return verdict
    return _Attempt(None)


def _try_hidden(
    sentence: Sentence, hidden: tuple[Placeable, ...], rank: int, judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], _Attempt]:
    """One engine call with ``hidden`` behind the shapes of this rank (nothing hidden for rank -1)."""
    masked = hide(sentence.text, hidden, [_shape(p, rank) for p in hidden])
    (hypotheses,) = yield [straight_quotes(masked.text)]
    outcome.calls += 1
    verdict = _Attempt(None)
    for hypothesis in hypotheses:
        restored = restore(source_quotes(sentence.text, hypothesis.text), masked.masks)
        if restored is None:
            outcome.failures.append(_failure("a placeholder did not come back from the engine"))
            continue
        if not pairs_are_nested(hypothesis.text, masked.masks):
            outcome.failures.append(_failure("the engine mixed up opening and closing marks", rule="markup"))
            continue
        verdict = _verify(sentence, restored, judge, outcome)
        if verdict.text is not None:
            return verdict
    if not hypotheses:
        reason = getattr(hypotheses, "reason", "") or "the engine gave nothing"
        outcome.failures.append(_failure(reason, rule="engine"))
    return verdict


def _shape(placeable: Placeable, rank: int) -> Shape:
    ranking = {"markup": MARKUP_RANKING, "term": TERM_RANKING, "name": TERM_RANKING}.get(
        placeable.kind, DEFAULT_RANKING
    )
    return SHAPES[ranking[rank % len(ranking)]]


def _verify(
    sentence: Sentence,
    target: str,
    judge: Judge,
    outcome: Outcome,
    placeables: Sequence[Placeable] | None = None,
) -> _Attempt:
    """Accept a restored output, or say what it lost."""
    placeables = sentence.placeables if placeables is None else placeables
    target = agree_with_source(sentence.text, target)
    if not target.strip():
        outcome.failures.append(_failure("the engine gave nothing", rule="engine"))
        return _Attempt(None)
    target = repair_numbers(target, placeables)
    lost = lost_placeables(sentence.text, target, placeables)
    if lost:
        outcome.failures.append(_failure(f"{', '.join(p.text for p in lost)} was lost or doubled"))
        return _Attempt(None, lost=tuple(p for p in placeables if p.text in {x.text for x in lost}))
    findings = tuple(judge(sentence.text, target))
    errors = [f for f in findings if f.severity is Severity.ERROR]
    if errors:
        outcome.failures += errors
        wrong = any(finding.rule == "numbers" for finding in errors)
        return _Attempt(None, lost=_numbers(sentence) if wrong else ())
    return _Attempt(target, findings)


def _numbers(sentence: Sentence) -> tuple[Placeable, ...]:
    """The bare numbers of a sentence, to be hidden when the engine got one wrong."""
    found = (Placeable(m.start(), m.end(), m[0], "number") for m in _NUMBER.finditer(sentence.text))
    return tuple(n for n in found if not any(p.start < n.end and n.start < p.end for p in sentence.placeables))


def _try_pieces(
    sentence: Sentence, hidden: tuple[Placeable, ...], judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], _Attempt]:
    """Translate what stands between the placeables by itself and join it around them."""
    pieces: list[str] = []
    position = 0
    for placeable in hidden:
        pieces += [sentence.text[position : placeable.start], placeable.text]
        position = placeable.end
    pieces.append(sentence.text[position:])
    joined = yield from _translate_pieces(pieces, every=2, outcome=outcome)
    attempt = _verify(sentence, joined, judge, outcome)
    if attempt.text is None:
        return attempt
    note = Finding(
        "placeables",
        Severity.WARNING,
        "the text between the placeholders was translated piece by piece: read the word order",
    )
    return _Attempt(attempt.text, (*attempt.findings, note))


def _try_as_sentence(
    sentence: Sentence, hidden: tuple[Placeable, ...], judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], _Attempt]:
    """Translate a fragment with a full stop behind it; engines know sentences better than labels."""
    if not sentence.text[-1:].isalnum():
        return _Attempt(None)
    longer = Sentence(sentence.text + ".", sentence.placeables, sentence.terms)
    masked = hide(longer.text, hidden, [_shape(p, 0) for p in hidden])
    (hypotheses,) = yield [straight_quotes(masked.text)]
    outcome.calls += 1
    for hypothesis in hypotheses:
        restored = restore(source_quotes(sentence.text, hypothesis.text), masked.masks)
        if restored is not None:
            attempt = _verify(sentence, restored.rstrip(". "), judge, outcome)
            if attempt.text is not None:
                return attempt
    return _Attempt(None)


def _try_clauses(
    sentence: Sentence, judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], _Attempt]:
    """Translate clause by clause, the placeables hidden in each, when the whole sentence fails."""
    cuts = [
        0,
        *(m.end() for m in _CLAUSE.finditer(sentence.text) if not _cuts(m, sentence)),
        len(sentence.text),
    ]
    if len(cuts) < 3:
        return _Attempt(None)
    joined: list[str] = []
    for start, end in pairwise(cuts):
        clause = sentence.text[start:end]
        inside = [_moved(p, -start) for p in sentence.placeables if start <= p.start and p.end <= end]
        core = clause.rstrip()
        masked = hide(core, inside, [_shape(p, 0) for p in inside])
        (hypotheses,) = yield [straight_quotes(masked.text)]
        outcome.calls += 1
        restored = restore(source_quotes(core, hypotheses[0].text), masked.masks) if hypotheses else None
        if restored is None:
            return _Attempt(None)
        joined.append(agree_with_source(core, restored) + clause[len(core) :])
    return _verify(sentence, "".join(joined), judge, outcome)


def _cuts(match: re.Match[str], sentence: Sentence) -> bool:
    return any(p.start < match.end() < p.end for p in sentence.placeables)


def _translate_pieces(
    pieces: Sequence[str], *, every: int, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], str]:
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
    return "".join(result)


def _keep_names(
    sentence: Sentence, hidden: tuple[Placeable, ...], judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], tuple[Placeable, ...]]:
    """Bring back a capitalised name that the engine changed only in this sentence ("Sora" → "Pira").

    A name that the engine also changes by itself ("Beijing" → "Pequim") is a translation and stays.
    Returns what is to be hidden in further attempts: ``hidden`` and the names that came back.
    """
    assert outcome.text is not None
    target = outcome.text
    missing = [m for m in _CAPITALISED.finditer(sentence.text) if _is_lost_name(m, sentence, target)]
    missing = missing[:_MOST_NAMES]
    if not missing:
        return hidden
    alone = yield [m[0] for m in missing]
    outcome.calls += len(missing)
    kept = [
        Placeable(m.start(), m.end(), m[0], "name")
        for m, hypotheses in zip(missing, alone, strict=True)
        if hypotheses and hypotheses[0].text.strip().rstrip(".") == m[0]
    ]
    if not kept:
        return hidden
    candidate = Sentence(sentence.text, _union(sentence.placeables, kept), sentence.terms)
    candidate_hidden = _union(hidden, kept)
    silent = Outcome()
    for rank in range(2):
        attempt = yield from _try_hidden(candidate, candidate_hidden, rank, judge, silent)
        if attempt.text is not None:
            outcome.text, outcome.findings = attempt.text, attempt.findings
            hidden = candidate_hidden
            break
    outcome.calls += silent.calls
    return hidden


def _is_lost_name(match: re.Match[str], sentence: Sentence, target: str) -> bool:
    """Whether a capitalised word looks like a name of its own and nothing like it is in the target.

    Not at the beginning of a sentence or quotation, and not beside another capitalised word: "Grand
    Prix" and "San Francisco" are translated as a whole.
    """
    before, after = sentence.text[: match.start()].rstrip(), sentence.text[match.end() :].lstrip()
    if not before or before[-1] in ".!?:“\"'‘(" or match[0] in target:
        return False
    if re.search(r"(?:\b[A-Z][\w'’.-]*|\d)\Z", before) or re.match(r"[A-Z\d]", after):
        return False
    if any(p.start < match.end() and match.start() < p.end for p in sentence.placeables):
        return False
    bare = "".join(c for c in normalize("NFD", target) if not combining(c))
    if get_close_matches(match[0], re.findall(r"\b[A-Z]\w+", bare), n=1, cutoff=0.6):
        return False
    # "Iranian" → "iraniano" is a translation; "Sora" → "sora" is a name that lost its capital
    name = match[0].lower()
    return not get_close_matches(name, set(re.findall(r"\b[a-z]{5,}", bare)) - {name}, n=1, cutoff=0.75)


def _require_terms(
    sentence: Sentence,
    hidden: tuple[Placeable, ...],
    judge: Judge,
    pair: LanguagePair,
    linguistic: bool,
    outcome: Outcome,
) -> Generator[Sequence[str], Sequence[Hypotheses], None]:
    """Have the required terms that are missing put in their places (`pipeline.terms`)."""
    assert outcome.text is not None

    def accept(target: str, replaced: Sequence[Placeable]) -> tuple[str, tuple[Finding, ...]] | None:
        others = [p for p in sentence.placeables if p not in replaced]
        attempt = _verify(sentence, target, judge, Outcome(), others)
        return (attempt.text, attempt.findings) if attempt.text is not None else None

    placed = yield from place_terms(
        Work(
            sentence.text,
            outcome.text,
            outcome.findings,
            sentence.terms,
            hidden,
            pair,
            linguistic,
            shape=lambda placeable: _shape(placeable, 0),
            to_engine=straight_quotes,
            from_engine=lambda text: source_quotes(sentence.text, text),
            accept=accept,
        )
    )
    outcome.text, outcome.findings, outcome.unmet = placed.text, placed.findings, placed.unmet
    outcome.calls += placed.calls


def _union(one: Sequence[Placeable], more: Sequence[Placeable]) -> tuple[Placeable, ...]:
    """Both, in order of their place, each span once; what overlaps an earlier one is left out."""
    result: list[Placeable] = []
    for placeable in sorted({*one, *more}, key=lambda p: (p.start, p.end)):
        if not result or placeable.start >= result[-1].end:
            result.append(placeable)
    return tuple(result)


def _moved(placeable: Placeable, by: int) -> Placeable:
    return Placeable(
        placeable.start + by,
        placeable.end + by,
        placeable.text,
        placeable.kind,
        placeable.role,
        placeable.pair,
    )


def _failure(message: str, rule: str = "placeables") -> Finding:
    return Finding(rule, Severity.ERROR, message)


def _reasons(failures: Sequence[Finding]) -> tuple[Finding, ...]:
    """Each reason once, in the order in which it came up."""
    return tuple(dict.fromkeys(failures))
