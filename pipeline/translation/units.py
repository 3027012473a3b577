"""Units in, candidates out: what each unit needs (a glossary caption, a copy, which route) is decided here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.checks import CheckContext, run_checks
from pipeline.glossary import Matcher
from pipeline.languages import base_language, language_name, same_language
from pipeline.memory import Recall
from pipeline.model import (
    Candidate,
    Finding,
    LanguagePair,
    Origin,
    Placeable,
    Severity,
    TermHit,
    TermStatus,
    Unit,
)
from pipeline.protect.icu import fit_categories
from pipeline.protect.placeables import find_placeables
from pipeline.protect.terms import find_terms
from pipeline.translation.confidence import confidence_in
from pipeline.translation.terms import is_satisfied, open_choices
from pipeline.translation.texts import (
    PreparedText,
    Progress,
    TranslationText,
    Translator,
    prepare_text,
    translate_prepared,
    with_terms,
)

Key = tuple[str | None, str]
RouteFor = Callable[[LanguagePair], Translator | None]
"""The route of a pair, or None where no engine has it and the user said to go on."""

MatcherFor = Callable[[Unit], Matcher]
"""The glossary's matcher for a unit: the same for a whole document, or one for each text of a program."""

_SMALL_WORD = re.compile(r"(?<![\w’'.-])[^\W\d_A-Z]\w*")


@dataclass(frozen=True, slots=True)
class LooseTerm:
    """A reviewed entry (``line`` in its catalog) with a term that has changed, and which its text does not hold."""

    line: int
    source: str
    hit: TermHit


@dataclass(slots=True)
class Translated:
    """The candidates of the units that needed some, one per text (singular, plural), with counts.

    ``segments`` are the sentences of these units; ``memory`` those that the memory had, ``machine`` those a
    machine was asked for;
    ``calls`` the strings that engines translated, repeated attempts included. ``reopened`` counts the entries
    that a changed glossary had translated again, ``loose`` are the reviewed ones that a human should look at for it.
    """

    candidates: dict[Key, tuple[Candidate, ...]] = field(default_factory=dict)
    segments: int = 0
    memory: int = 0
    machine: int = 0
    calls: int = 0
    reopened: int = 0
    loose: tuple[LooseTerm, ...] = ()


def translate_units(
    units: Sequence[Unit],
    language: str,
    target: str,
    route_for: RouteFor,
    matcher_for: MatcherFor,
    *,
    foreign: Mapping[Key, str] | None = None,
    recall: Recall | None = None,
    only_memory: bool = False,
    jobs: int = 1,
    progress: Progress | None = None,
) -> Translated:
    """Find a candidate for every unit of one document.

    ``recall`` is the memory for the document's language; with ``only_memory`` nothing else gives a candidate.

    ``language`` is the document's, ``foreign`` the language of units that are in another one. A unit
    that no route can translate gets no candidate (the entry stays empty), except a foreign passage,
    which is copied with a note: it was not in the document's language to begin with.
    """
    result = Translated()
    batches: dict[str, list[tuple[Unit, PreparedText]]] = {}
    if recall is not None and recall.empty:
        recall = None
    if only_memory and recall is None:
        return result
    for unit in units:
        unit_language = (foreign or {}).get(unit.key, language)
        matcher = matcher_for(unit)
        ready = None if only_memory else caption_of(unit, matcher)
        known = _remembered(unit, recall, matcher, ready) if recall is not None else ()
        if known and (
            ready is None or not known[0].unmet
        ):  # a changed glossary comes before what was reviewed
            result.candidates[unit.key] = known
            sentences = prepare_text(TranslationText(unit.text, unit.placeables), language).sentence_count
            result.segments += sentences
            result.memory += sentences
            continue
        if ready is None and not only_memory:
            ready = _without_engine(unit, unit_language, language, target, route_for)
        if ready is not None:
            result.candidates[unit.key] = (ready,)
            continue
        for text in (unit.text, unit.plural):
            if text is not None:
                fitted = fit_categories(text, target, unit_language)
                placeables = unit.placeables if fitted == unit.text else ()
                terms = terms_in(fitted, placeables, matcher, unit_language, unit.context)
                prepared = prepare_text(TranslationText(fitted, placeables, terms), unit_language)
                batches.setdefault(unit_language, []).append((unit, prepared))
    for source, batch in batches.items():
        route = None if only_memory else route_for(LanguagePair(source, target))
        known_here = recall if source == language else None
        _translate_batch(batch, route, known_here, result, jobs, progress)
    return result


def _remembered(
    unit: Unit, recall: Recall, matcher: Matcher, caption: Candidate | None
) -> tuple[Candidate, ...]:
    """The candidates of a unit that the memory has as a whole, one for each plural form; held to the checks.

    One that says what the glossary says of the ``caption`` is right, whatever number its source carries along.
    """
    matches = recall.unit(unit)
    if not matches:
        return ()
    candidates = []
    for match in matches:
        sources = [unit.text] if unit.plural is None else [unit.text, unit.plural]
        findings = min((_seen(unit, one, match.text, recall.pair) for one in sources), key=len)
        if caption is not None and all(
            is_satisfied(match.text, hit, recall.pair.target) for hit in caption.satisfied
        ):
            findings = ()
        if any(finding.severity is Severity.ERROR for finding in findings):
            return ()
        candidate = Candidate(
            match.text, Origin.MEMORY, confidence=confidence_in(match), findings=findings, matches=(match,)
        )
        source = unit.text if unit.plural is None or match is matches[0] else unit.plural
        placeables = unit.placeables if source == unit.text else ()
        terms = terms_in(source, placeables, matcher, recall.pair.source, unit.context)
        candidates.append(with_terms(candidate, terms, recall.pair.target))
    if recall.trusted(matches) and not any(one.unmet for one in candidates):
        return tuple(replace(one, origin=Origin.REVIEWED) for one in candidates)
    return tuple(candidates)


def _seen(unit: Unit, source: str, target: str, pair: LanguagePair) -> tuple[Finding, ...]:
    placeables = find_placeables(source, unit.placeables if source == unit.text else (), language=pair.source)
    return run_checks(source, target, CheckContext(pair, placeables=placeables, flags=unit.flags))


def terms_in(
    text: str,
    placeables: Sequence[Placeable],
    matcher: Matcher,
    language: str,
    context: str | None = None,
) -> tuple[TermHit, ...]:
    """The terms of a text, without single words of another language: French "pain" is not English pain.

    Such a word counts where it is a whole unit; several words are sure enough to count inside a sentence.
    """
    return tuple(
        hit
        for hit in find_terms(text, lambda part: matcher.find(part, context or ""), placeables, language)
        if not hit.source_language
        or base_language(hit.source_language) == base_language(language)
        or len(hit.source.split()) > 1
    )


def _translate_batch(
    batch: Sequence[tuple[Unit, PreparedText]],
    route: Translator | None,
    recall: Recall | None,
    result: Translated,
    jobs: int,
    progress: Progress | None,
) -> None:
    texts = [text for _, text in batch]
    sentences = sum(text.sentence_count for text in texts)
    result.segments += sentences
    if route is None and recall is None:
        return
    candidates = translate_prepared(texts, route, recall=recall, jobs=jobs, progress=progress)
    remembered = sum(candidate.remembered for candidate in candidates)
    result.memory += remembered
    if route is not None:
        result.machine += sentences - remembered
    for (unit, _), candidate in zip(batch, candidates, strict=True):
        result.calls += candidate.calls
        result.candidates[unit.key] = (*result.candidates.get(unit.key, ()), candidate)


def caption_of(unit: Unit, matcher: Matcher) -> Candidate | None:
    """The glossary's translation of a text that is one term."""
    if unit.plural is None:
        hit = matcher.match_whole(unit.text, unit.context or "")
        if hit is not None and hit.status is not TermStatus.FORBIDDEN:
            return Candidate(
                _whole_term(unit.text, hit), Origin.GLOSSARY, satisfied=(hit,), findings=open_choices([hit])
            )
    return None


def _without_engine(
    unit: Unit, unit_language: str, language: str, target: str, route_for: RouteFor
) -> Candidate | None:
    """A candidate that needs no engine: a byline, text that stays as it is."""
    if unit.kind == "Byline" and not _SMALL_WORD.search(unit.text):
        return Candidate(unit.text, Origin.COPY)
    if unit_language != language:
        if same_language(unit_language, target):
            return Candidate(unit.text, Origin.COPY)
        if route_for(LanguagePair(unit_language, target)) is None:
            message = f"this is {language_name(unit_language)}, for which there is no model: left as it is"
            return Candidate(
                unit.text,
                Origin.COPY,
                findings=(Finding("foreign", Severity.WARNING, message, source=unit.text),),
            )
    return None


def _whole_term(text: str, hit: TermHit) -> str:
    """The term's translation with the frame of the text around it, and its capital."""
    target = hit.text if hit.status is TermStatus.UNTRANSLATABLE else hit.target
    if len(hit.text) > 1 and hit.text.isupper() and not hit.source.isupper() and target != hit.text:
        target = target.upper()
    elif hit.text[:1].isupper() and target[:1].islower():
        target = target[:1].upper() + target[1:]
    return text[: hit.start] + target + text[hit.end :]
