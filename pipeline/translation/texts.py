"""Texts in, candidates out: each unit is taken apart, its sentences climb their ladders together, and it is put together again."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from pipeline.checks import CheckContext, run_checks
from pipeline.memory import Recall, Recalled
from pipeline.model import (
    Candidate,
    Finding,
    Hypotheses,
    LanguagePair,
    Origin,
    Placeable,
    Severity,
    TermHit,
    TermStatus,
)
from pipeline.protect.accelerators import find_accelerator, put_accelerator
from pipeline.protect.icu import icu_spans
from pipeline.protect.masks import Rankings
from pipeline.protect.placeables import Spans, find_placeables
from pipeline.protect.structure import Part, rewrap, split_structure, unwrap
from pipeline.protect.tagged import tagged_names
from pipeline.protect.verify import lost_placeables
from pipeline.translation.attempt import Judge, Outcome, Sentence
from pipeline.translation.capitals import is_shouted, shout, whisper
from pipeline.translation.confidence import confidence_in, confidence_of, lowered
from pipeline.translation.lockstep import OnAnswer, climb_together
from pipeline.translation.remembered import climb_or_recall
from pipeline.translation.terms import Said, judge_sentences, judge_terms, outside_terms

Progress = Callable[[int, int], None]
"""``progress(done, total)`` in characters of the round that is under way."""

_FORMAL_CHECKS = frozenset({"placeables", "order", "markup", "mask", "controls", "whitespace"})
"""What a pseudo-translation is held to: it is in no language."""

_LETTER = re.compile(r"[^\W\d_]")
_COUNT = re.compile(r"#")


class Translator(Protocol):
    """What this stage needs of an engine route (see `pipeline.engines.Route`)."""

    @property
    def pair(self) -> LanguagePair: ...
    @property
    def engine(self) -> str: ...
    @property
    def model(self) -> str: ...
    @property
    def linguistic(self) -> bool: ...
    @property
    def rankings(self) -> Rankings: ...
    @property
    def other(self) -> Translator | None: ...
    def translate(
        self,
        sentences: Sequence[str],
        *,
        jobs: int = 1,
        on_progress: Progress | None = None,
        on_answer: OnAnswer | None = None,
    ) -> Sequence[Hypotheses]: ...


@dataclass(frozen=True, slots=True)
class TranslationText:
    """A text to translate: what its format knows to be markup, and the glossary terms in it."""

    text: str
    placeables: tuple[Placeable, ...] = ()
    terms: tuple[TermHit, ...] = ()


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text taken apart, a sentence (or None for literal text) for each part.

    ``terms`` and ``parts`` belong to ``working``: the text without accelerator and soft wraps.
    """

    text: TranslationText
    working: str
    accelerator: tuple[str, str] | None
    width: int
    placeables: tuple[Placeable, ...]
    terms: tuple[TermHit, ...]
    parts: tuple[Part, ...]
    sentences: tuple[Sentence | None, ...]

    @property
    def sentence_count(self) -> int:
        """How many sentences the engine is asked for."""
        return sum(sentence is not None for sentence in self.sentences)


def translate_texts(
    texts: Sequence[TranslationText],
    route: Translator,
    *,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[Candidate]:
    """Translate texts of one language pair; one candidate for each, in order.

    A candidate's text is empty when no translation passed; its findings then say why. A text without
    anything to translate (numbers, code, a URL) is copied (``Origin.COPY``).
    """
    prepared = [prepare_text(text, route.pair.source) for text in texts]
    return translate_prepared(prepared, route, jobs=jobs, progress=progress)


def translate_prepared(
    prepared: Sequence[PreparedText],
    route: Translator | None,
    *,
    recall: Recall | None = None,
    jobs: int = 1,
    progress: Progress | None = None,
) -> list[Candidate]:
    """Like `translate_texts`, for texts that `prepare_text` has taken apart.

    ``recall`` is the memory, asked for each sentence before the engine. Without a ``route`` only what it has
    is found. What nothing passes for is given to the next engine of the pair, where the route has one; its
    candidate is taken if it has a text.
    """
    candidates = _translate_with(prepared, route, recall, jobs, progress)
    failed = [number for number, candidate in enumerate(candidates) if not candidate.text and candidate.calls]
    if failed and route is not None and route.other is not None:
        seconds = _translate_with([prepared[n] for n in failed], route.other, recall, jobs, progress)
        for number, second in zip(failed, seconds, strict=True):
            first = candidates[number]
            chosen = second if second.text else first
            candidates[number] = replace(
                chosen, calls=first.calls + second.calls, refused=first.refused + second.refused
            )
    return candidates


def _translate_with(
    prepared: Sequence[PreparedText],
    route: Translator | None,
    recall: Recall | None,
    jobs: int,
    progress: Progress | None,
) -> list[Candidate]:
    assert route is not None or recall is not None
    pair = route.pair if route is not None else recall.pair  # type: ignore[union-attr]
    linguistic = route is None or route.linguistic
    recalled = _Recalled(recall)
    sentences = [
        (part.text, sentence)
        for plan in prepared
        for part, sentence in zip(plan.parts, plan.sentences, strict=True)
        if sentence is not None
    ]
    if route is not None and any(sentence.hard or sentence.terms for _, sentence in sentences):
        rankings = route.rankings
        sentences = [(text, replace(sentence, rankings=rankings)) for text, sentence in sentences]
    ladders = [
        climb_or_recall(
            sentence,
            text,
            recalled.of(text),
            _judge(sentence, pair, linguistic),
            pair,
            engine=route is not None,
            linguistic=linguistic,
        )
        for text, sentence in sentences
    ]

    def ask(sentences: Sequence[str], on_answer: OnAnswer) -> Sequence[Hypotheses]:
        if route is None:
            return ()
        return route.translate(sentences, jobs=jobs, on_progress=progress, on_answer=on_answer)

    outcomes = iter(climb_together(ladders, ask))
    candidates: list[Candidate] = []
    for plan in prepared:
        tried = [next(outcomes) if sentence is not None else None for sentence in plan.sentences]
        refused = tuple(failure.rule for outcome in tried if outcome for failure in outcome.failures)
        candidates.append(replace(_put_together(plan, tried, route, pair), refused=refused))
    return candidates


class _Recalled:
    """What the memory has of each sentence; a sentence that stands there often is looked up once."""

    def __init__(self, recall: Recall | None) -> None:
        self._recall = None if recall is None or recall.empty else recall
        self._known: dict[str, Recalled | None] = {}

    def of(self, text: str) -> Recalled | None:
        if self._recall is None:
            return None
        if text not in self._known:
            self._known[text] = self._recall.sentence(text)
        return self._known[text]


def _judge(sentence: Sentence, pair: LanguagePair, linguistic: bool) -> Judge:
    """Terms are not judged here: a missing one is tried for separately, and reported with the unit."""
    context = CheckContext(pair, placeables=sentence.placeables)
    select = None if linguistic else _FORMAL_CHECKS

    def judge(source: str, target: str) -> Sequence[Finding]:
        return run_checks(source, target, context, select)

    return judge


def prepare_text(text: TranslationText, language: str) -> PreparedText:
    working, width = unwrap(text.text) if not text.placeables else (text.text, 0)
    accelerator: tuple[str, str] | None = None
    terms = text.terms
    if not text.placeables:
        at = find_accelerator(working)
        if at is not None:
            accelerator = (working[at], working[at + 1])
            working = working[:at] + working[at + 1 :]
            terms = tuple(_without_mark(hit, at) for hit in terms)
    icu = icu_spans(working)
    leaves = [(s.start, s.end) for s in icu if s.is_text] if icu else None
    placeables = outside_terms(find_placeables(working, text.placeables, terms, leaves, language), terms)
    parts = split_structure(working, language, placeables)
    known = Spans(placeables)
    return PreparedText(
        text,
        working,
        accelerator,
        width,
        placeables,
        terms,
        parts,
        tuple(_sentence(part, known, terms) for part in parts),
    )


def _without_mark(hit: TermHit, at: int) -> TermHit:
    start, end = hit.start - (hit.start > at), hit.end - (hit.end > at)
    return replace(hit, start=start, end=end)


def _sentence(part: Part, known: Spans, terms: Sequence[TermHit]) -> Sentence | None:
    """The sentence of a part, or None for literal text and for sentences without a word to translate."""
    if not part.is_sentence:
        return None
    start, end = part.start, part.start + len(part.text)
    inside = [
        replace(p, start=p.start - start, end=p.end - start)
        for p in known.touching(start, end)
        if start <= p.start and p.end <= end
    ]
    if part.counted:
        inside += [Placeable(m.start(), m.end(), "#", "icu") for m in _COUNT.finditer(part.text)]
        inside.sort(key=lambda p: p.start)
    # an end of a pair whose partner stands in another sentence is alone here
    ends = [p.pair for p in inside]
    inside = [replace(p, role="alone", pair=-1) if ends.count(p.pair) == 1 else p for p in inside]
    inside = sorted([*inside, *tagged_names(part.text, inside)], key=lambda p: p.start)
    gaps = zip([0, *(p.end for p in inside)], [*(p.start for p in inside), len(part.text)], strict=True)
    if not any(_LETTER.search(part.text, gap_start, gap_end) for gap_start, gap_end in gaps):
        return None
    required = tuple(
        replace(hit, start=hit.start - start, end=hit.end - start)
        for hit in terms
        if start <= hit.start and hit.end <= end and hit.status in (TermStatus.PREFERRED, TermStatus.ALLOWED)
    )
    quiet = whisper(part.text, inside) if is_shouted(part.text, inside) else None
    return Sentence(quiet or part.text, tuple(inside), required, shouted=quiet is not None)


def _said(part: Part, sentence: Sentence | None, outcome: Outcome | None) -> str:
    """The text of a part in the target: its sentence's translation, in capitals where it was, or itself."""
    if sentence is None or outcome is None:
        return part.text
    text = outcome.text or ""
    if outcome.remembered or not sentence.shouted:
        return text
    return shout(text, [p.text for p in sentence.placeables])


def _put_together(
    plan: PreparedText, outcomes: Sequence[Outcome | None], route: Translator | None, pair: LanguagePair
) -> Candidate:
    tried = [outcome for outcome in outcomes if outcome is not None]
    if not tried:
        return Candidate(plan.text.text, Origin.COPY)
    remembered = sum(outcome.remembered for outcome in tried)
    by_machine = remembered < len(tried)
    base = Candidate(
        "",
        Origin.MACHINE if by_machine else Origin.MEMORY,
        route.engine if route is not None and by_machine else "",
        route.model if route is not None and by_machine else "",
        sum(outcome.calls for outcome in tried),
        findings=tuple(dict.fromkeys(f for outcome in tried for f in outcome.findings)),
        matches=tuple(dict.fromkeys(outcome.match for outcome in tried if outcome.match is not None)),
        sentences=len(tried),
        remembered=remembered,
    )
    if any(outcome.text is None for outcome in tried):
        return replace(base, remembered=0)
    target = "".join(
        _said(part, sentence, outcome)
        for part, sentence, outcome in zip(plan.parts, plan.sentences, outcomes, strict=True)
    )
    if plan.width:
        target = rewrap(target, plan.width, [p.text for p in plan.placeables])
    if plan.accelerator:
        target = put_accelerator(target, *plan.accelerator, [p.text for p in plan.placeables])
    without = target.replace(plan.accelerator[0], "", 1) if plan.accelerator else target
    if plan.width or plan.accelerator:  # sentences have been verified; these two move text after that
        lost = lost_placeables(plan.working, without, plan.placeables)
        if lost:
            message = f"{', '.join(p.text for p in lost)} was lost or doubled"
            reason = Finding("placeables", Severity.ERROR, message)
            return replace(base, findings=(*base.findings, reason), remembered=0)
    said = [
        Said(part.start, part.start + len(part.text), outcome.text or "", not outcome.remembered)
        for part, outcome in zip(plan.parts, outcomes, strict=True)
        if outcome is not None
    ]
    missing, seen = judge_sentences(said, without, plan.terms, pair.target)
    candidate = replace(
        base,
        text=target,
        satisfied=tuple(
            hit
            for hit, moved in zip(plan.text.terms, plan.terms, strict=True)
            if hit.status is not TermStatus.FORBIDDEN and moved not in missing
        ),
        unmet=tuple(hit for hit, moved in zip(plan.text.terms, plan.terms, strict=True) if moved in missing),
        findings=(*base.findings, *seen),
    )
    if route is not None and not route.linguistic:
        return candidate
    return replace(candidate, confidence=lowered(_confidence(plan, outcomes, pair), len(candidate.unmet)))


def _confidence(plan: PreparedText, outcomes: Sequence[Outcome | None], pair: LanguagePair) -> float:
    """That of the sentences a machine translated, taken together, or of the least sure one from the memory."""
    sure = [
        confidence_in(o.match) for o in outcomes if o is not None and o.remembered and o.match is not None
    ]
    made = [(p, o) for p, o in zip(plan.parts, outcomes, strict=True) if o is not None and not o.remembered]
    if made:
        sources, targets = [part.text for part, _ in made], [outcome.text or "" for _, outcome in made]
        findings = [finding for _, outcome in made for finding in outcome.findings]
        sure.append(confidence_of(" ".join(sources), " ".join(targets), pair, findings))
    return min(sure)


def with_terms(candidate: Candidate, terms: Sequence[TermHit], language: str) -> Candidate:
    """The candidate with what is to be said of the terms of its source."""
    required = [t for t in terms if t.status is not TermStatus.FORBIDDEN]
    unmet, seen = judge_terms(candidate.text, terms, language)
    return replace(
        candidate,
        satisfied=tuple(t for t in required if t not in unmet),
        unmet=unmet,
        findings=(*candidate.findings, *seen),
    )
