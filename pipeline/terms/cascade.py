"""The cascade: what is tried, in order, until every required term stands in the translation.

It starts from a translation that lacks some. A stage of generators, as the ladder is: it yields the
strings it wants translated and is sent their hypotheses, so that all sentences go through together.

1. A forbidden rendering in the translation is replaced by the preferred one.
2. *Carrier*: a common noun of the term's gender and number stands in the source for each missing term
   ("tiny printable chip" → "museum"), is found in the translation ("museu") and replaced by the term.
   The sentence around it was made for such a noun, so it agrees.
3. Other carriers; then *masks* (``Xq1``), whose determiner is made to agree; another shape of mask.
4. The same for all terms at once, where some were there before.
5. Without any grammar: the terms written into the source; the words of the plain translation that
   stand where the masked one has its mask, replaced.

Nothing places all → the candidate that lacks fewest, which may be the translation it started from.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Finding, Hypotheses, LanguagePair, Placeable, TermHit
from pipeline.protect.masks import Hidden, Mask, Shape, hide, pairs_are_nested, restore
from pipeline.terms.align import put_where_mask_stood
from pipeline.terms.carriers import choose_carriers, gender_from_probe
from pipeline.terms.context import StandIn, adapt_source, begins_phrase, has_article, settle
from pipeline.terms.grammar import grammar_of
from pipeline.terms.requirements import (
    TermFeatures,
    barred_in,
    features_of_hit,
    is_placed,
    replace_barred,
    too_few,
)

Asking = Generator[Sequence[str], Sequence[Hypotheses], None]
Verdict = tuple[str, tuple[Finding, ...]]
Features = dict[TermHit, TermFeatures]

CARRIERS = 2
"""How many rounds of carriers are tried for the missing terms, and again for all."""

MASKS = 2
"""How many shapes of mask, likewise."""


@dataclass(frozen=True, slots=True)
class Work:
    """One translation that lacks terms, and what the ladder lends to the cascade.

    ``hidden`` are the placeables to hide, ``shape`` says behind which token; ``masks`` are the shapes for terms,
    best first; ``to_engine`` and
    ``from_engine`` make a string fit for the engine and its answer fit for the sentence; ``accept``
    verifies a translation in which the given placeables need not be, since terms stand there: the text
    and its findings, or None. ``linguistic`` is whether the engine writes the target language at all.
    """

    source: str
    plain: str
    findings: tuple[Finding, ...]
    terms: tuple[TermHit, ...]
    hidden: tuple[Placeable, ...]
    pair: LanguagePair
    linguistic: bool
    shape: Callable[[Placeable], Shape]
    masks: Sequence[Shape]
    to_engine: Callable[[str], str]
    from_engine: Callable[[str], str]
    accept: Callable[[str, Sequence[Placeable]], Verdict | None]


@dataclass(slots=True)
class Placed:
    """What came of it: the best text, its findings, the terms it lacks, how many strings were asked for.

    ``masked`` are answers with one mask left in them, and the mask: what alignment works with.
    """

    text: str
    findings: tuple[Finding, ...]
    unmet: tuple[TermHit, ...]
    calls: int = 0
    masked: list[tuple[str, str]] = field(default_factory=list)


def place_terms(work: Work) -> Generator[Sequence[str], Sequence[Hypotheses], Placed]:
    """Place the terms that ``work.plain`` lacks; see the module's docstring for the order of attempts."""
    best = Placed(work.plain, work.findings, _unmet(work.plain, work))
    _repair_barred(work, best)
    missing = best.unmet
    if not missing:
        return best
    features = yield from _features(work, missing, best)
    for wanted in (missing, work.terms) if len(work.terms) > len(missing) else (missing,):
        if len(wanted) > len(missing):
            features |= yield from _features(work, [t for t in wanted if t not in features], best)
        for stand_ins, mask in _attempts(work, wanted, features):
            yield from _try(work, stand_ins, mask, best)
            if not best.unmet:
                return best
    yield from _write_into_source(work, [StandIn(t, features[t], None) for t in missing], best)
    _align(work, features, best)
    return best


def _unmet(text: str, work: Work) -> tuple[TermHit, ...]:
    language = work.pair.target
    few = too_few(text, work.terms, language)
    return tuple(
        t for t in work.terms if t in few or not is_placed(text, t, language) or barred_in(text, t, language)
    )


def _keep_better(work: Work, text: str, overlapped: Sequence[Placeable], best: Placed) -> None:
    """Take a text that passes and lacks fewer terms than the best one so far."""
    if len(_unmet(text, work)) >= len(best.unmet):
        return
    verdict = work.accept(text, overlapped)
    if verdict is not None and len(unmet := _unmet(verdict[0], work)) < len(best.unmet):
        best.text, best.findings = verdict
        best.unmet = unmet


def _repair_barred(work: Work, best: Placed) -> None:
    """Replace forbidden renderings by the preferred ones; no engine is needed for it."""
    text = best.text
    for term in best.unmet:
        text = replace_barred(text, term, work.pair)
    if text != best.text:
        _keep_better(work, text, (), best)


def _features(
    work: Work, hits: Sequence[TermHit], best: Placed
) -> Generator[Sequence[str], Sequence[Hypotheses], Features]:
    """Form, gender and number of each term; the engine is asked about those that the rules do not know."""
    known = {hit: features_of_hit(hit, work.pair) for hit in hits}
    grammar, source = grammar_of(work.pair.target), grammar_of(work.pair.source)
    unknown = [hit for hit, features in known.items() if features.gender is None]
    if unknown and grammar is not None and source is not None and source.probe and work.linguistic:
        answers = yield [work.to_engine(source.probe.format(hit.text)) for hit in unknown]
        best.calls += len(unknown)
        for hit, hypotheses in zip(unknown, answers, strict=True):
            text = hypotheses[0].text if hypotheses else ""
            known[hit] = known[hit]._replace(gender=gender_from_probe(text, known[hit], grammar))
    return known


def _attempts(
    work: Work, hits: Sequence[TermHit], features: Features
) -> Iterator[tuple[list[StandIn], Shape]]:
    """The stand-ins of each attempt, best first, with the shape of those that are masks."""
    used: set[str] = set()
    wanted = [(hit, features[hit]) for hit in hits]
    for _ in range(CARRIERS if work.linguistic else 0):
        carriers = choose_carriers(work.source, work.plain, wanted, work.pair, used)
        used.update(noun for choice in carriers if choice for noun in choice.nouns)
        if any(carriers):
            stand_ins = [StandIn(*one, carrier) for one, carrier in zip(wanted, carriers, strict=True)]
            yield stand_ins, work.masks[0]
    for mask in work.masks[:MASKS]:
        yield [StandIn(*one, None) for one in wanted], mask


def _try(work: Work, stand_ins: Sequence[StandIn], shape: Shape, best: Placed) -> Asking:
    """One call of the engine, with the stand-ins in the source and hidden placeables behind their tokens."""
    hidden, overlapped = _hide(work, stand_ins, shape)
    (hypotheses,) = yield [work.to_engine(adapt_source(hidden, stand_ins, work.pair.source))]
    best.calls += 1
    for hypothesis in hypotheses:
        answer = work.from_engine(hypothesis.text)
        if not pairs_are_nested(answer, [m for m in hidden.masks if m.placeable.kind == "markup"]):
            continue
        settled = _settle_all(work, answer, hidden.masks, stand_ins)
        if settled is None:
            continue
        _keep_better(work, settled, overlapped, best)
        if not best.unmet:
            return
        if len(stand_ins) == 1 and stand_ins[0].carrier is None:
            best.masked.append((answer, next(m.token for m in hidden.masks if m.placeable.kind == "term")))


def _hide(work: Work, stand_ins: Sequence[StandIn], shape: Shape) -> tuple[Hidden, tuple[Placeable, ...]]:
    """The source with stand-ins and hidden placeables, and the placeables that a term covers."""
    by_span = {Placeable(*s.span, s.hit.text, "term"): s for s in stand_ins}
    overlapped = tuple(p for p in work.hidden if any(p.start < t.end and t.start < p.end for t in by_span))
    spans = sorted([*by_span, *(p for p in work.hidden if p not in overlapped)], key=lambda p: p.start)
    shapes = [
        by_span[p].shape(shape, capital=_has_capital(work, by_span[p])) if p in by_span else work.shape(p)
        for p in spans
    ]
    values = [by_span[p].features.form if p in by_span else p.text for p in spans]
    return hide(work.source, spans, shapes, values), overlapped


def _has_capital(work: Work, stand_in: StandIn) -> bool:
    """Whether the source's term has a capital because it begins the sentence, a quotation or a label."""
    return stand_in.hit.text[:1].isupper() and begins_phrase(work.source, stand_in.hit.start)


def _settle_all(work: Work, answer: str, masks: Sequence[Mask], stand_ins: Sequence[StandIn]) -> str | None:
    """The answer with every stand-in and token restored; None when one of them did not come back."""
    grammar = grammar_of(work.pair.target) if work.linguistic else None
    by_span = {stand_in.span: stand_in for stand_in in stand_ins}
    found: list[Mask] = []
    for number, mask in enumerate(masks):
        stand_in = by_span.get((mask.placeable.start, mask.placeable.end))
        if stand_in is not None:
            article = has_article(work.source, stand_in.hit, work.pair)
            capital = _has_capital(work, stand_in)
            settled = settle(answer, mask, stand_in, number, grammar, article=article, capital=capital)
            if settled is None:
                return None
            answer, mask = settled
        found.append(mask)
    return restore(answer, found)


def _write_into_source(work: Work, stand_ins: Sequence[StandIn], best: Placed) -> Asking:
    """The terms as they are to stand, in the source: engines copy many foreign words."""
    hidden, overlapped = _hide(work, stand_ins, work.masks[0])
    text, masks = hidden.text, []
    for mask in hidden.masks:
        if mask.placeable.kind == "term":
            text = text.replace(mask.token, mask.value, 1)
        else:
            masks.append(mask)
    (hypotheses,) = yield [work.to_engine(text)]
    best.calls += 1
    for hypothesis in hypotheses:
        restored = restore(work.from_engine(hypothesis.text), masks)
        if restored is not None:
            _keep_better(work, restored, overlapped, best)


def _align(work: Work, features: Features, best: Placed) -> None:
    """One missing term, put into the best text where a masked answer has its mask."""
    if len(best.unmet) != 1:
        return
    hit = best.unmet[0]
    for masked, token in best.masked:
        aligned = put_where_mask_stood(best.text, masked, token, features[hit].form)
        if aligned is not None:
            _keep_better(work, aligned, (), best)
