"""What a glossary hit asks of a translation: which forms satisfy it, which are forbidden, what to write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.inflection import inflected_spans, satisfies
from pipeline.model import LanguagePair, TermHit, TermStatus
from pipeline.terms.agreement import agree_before
from pipeline.terms.features import features_of, number_of, plural_of
from pipeline.terms.grammar import grammar_of

_NO_SPACES = re.compile(r"[\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF]")
_GENDERS = {"m": "m", "f": "f", "n": "n"}


class TermFeatures(NamedTuple):
    """The form of a term to write, its gender (None where the rules do not know) and number."""

    form: str
    gender: str | None
    number: str

    @property
    def code(self) -> str:
        """As grammars write it: ``fs``; ``""`` while the gender is not known."""
        return "" if self.gender is None else self.gender + self.number


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    wanted = re.escape(unicodedata.normalize("NFC", term).casefold())
    return re.compile(wanted if _NO_SPACES.search(term) else rf"(?<!\w){wanted}(?!\w)")


def holds(text: str, term: str) -> bool:
    """Whether a text holds a term as it stands, as a word of its own, in any case."""
    return _pattern(term).search(unicodedata.normalize("NFC", text).casefold()) is not None


def is_satisfied(text: str, hit: TermHit, language: str = "") -> bool:
    """Whether a translation holds what a hit asks for: the term, another allowed one, or an inflected form.

    An untranslatable term must stand letter by letter. ``language`` is the translation's; without it
    only exact and listed forms count.
    """
    if hit.status is TermStatus.UNTRANSLATABLE:
        return hit.text in text
    if any(holds(text, term) for term in (hit.target, *hit.target_forms, *hit.others)):
        return True
    return bool(language) and any(satisfies(text, term, language) for term in (hit.target, *hit.others))


def is_placed(text: str, hit: TermHit, language: str) -> bool:
    """Like `is_satisfied`, but stricter where that is worth an attempt of the engine.

    Where the source has the term as the glossary has it and nouns of the target language have no cases,
    the glossary's own form is asked for: "chips" → "circuitos" is not done with "circuito".
    """
    grammar = grammar_of(language)
    citation = hit.text.casefold() == hit.source.casefold()
    return is_satisfied(text, hit, "" if citation and grammar is not None and not grammar.cases else language)


def too_few(text: str, hits: Sequence[TermHit], language: str) -> dict[TermHit, int]:
    """The hits of a sentence that has their term more often than its translation, with how often that has it.

    What stands inside the translation of a longer term counts for that one alone: "código aberto" in "licença de
    código aberto". The words of an untranslatable term are counted elsewhere, as placeables are.
    """
    groups: dict[str, list[TermHit]] = {}
    for hit in hits:
        if hit.status is not TermStatus.UNTRANSLATABLE:
            groups.setdefault(hit.target, []).append(hit)
    missing: dict[TermHit, int] = {}
    for target, group in groups.items():
        longer = [
            word
            for other, others in groups.items()
            if other != target and _pattern(target).search(other.casefold())
            for word in _renderings(others[0])
        ]
        if len(group) == 1 and not longer:
            continue
        inside = [span for word in longer for span in inflected_spans(text, word, language)]
        spans = sorted(
            span
            for word in _renderings(group[0])
            for span in inflected_spans(text, word, language)
            if not any(start <= span[0] and span[1] <= end for start, end in inside)
        )
        count, free = 0, 0
        for start, end in spans:
            if start >= free:
                count, free = count + 1, end
        if count < len(group):
            missing.update(dict.fromkeys(group, count))
    return missing


def _renderings(hit: TermHit) -> tuple[str, ...]:
    return (hit.target, *hit.target_forms, *hit.others)


def barred_in(text: str, hit: TermHit, language: str) -> tuple[str, ...]:
    """The forbidden targets of a hit that stand in a text outside of what satisfies the hit."""
    barred = [term for term in hit.barred if satisfies(text, term, language)]
    if not barred:
        return ()
    allowed = [
        s
        for term in (hit.target, *hit.others, *hit.target_forms)
        for s in inflected_spans(text, term, language)
    ]
    return tuple(
        term
        for term in barred
        if any(
            not any(start <= at and end <= stop for start, stop in allowed)
            for at, end in inflected_spans(text, term, language)
        )
    )


def replace_barred(text: str, hit: TermHit, pair: LanguagePair) -> str:
    """A text with the forbidden targets of a hit replaced by the preferred one, determiners agreeing."""
    features = features_of_hit(hit, pair)
    grammar = grammar_of(pair.target)
    for term in barred_in(text, hit, pair.target):
        for start, end in reversed(inflected_spans(text, term, pair.target)):
            form = features.form
            if text[start].isupper() and form[:1].islower():
                form = form[:1].upper() + form[1:]
            before = text[:start]
            if grammar is not None:
                before = agree_before(text, start, form, features.code, grammar)
            text = before + form + text[end:]
    return text


def features_of_hit(hit: TermHit, pair: LanguagePair) -> TermFeatures:
    """The form to write for a hit with its gender and number, by the glossary, else by the rules."""
    form = _wanted_form(hit, pair)
    grammar = grammar_of(pair.target)
    if grammar is None:
        return TermFeatures(form, None, "s")
    gender, number = features_of(form, grammar)
    source = grammar_of(pair.source)
    if grammar.number_of_source and source is not None:
        number = number_of(hit.text, source)
    stated = _GENDERS.get(hit.gender.strip().casefold()[:1])
    if not any(len(column) > 1 for column in grammar.columns):
        return TermFeatures(form, "", number)
    return TermFeatures(form, stated or gender or None, number)


def _wanted_form(hit: TermHit, pair: LanguagePair) -> str:
    """The target, in the plural where the text has the plural of the glossary's source."""
    source, target = grammar_of(pair.source), grammar_of(pair.target)
    if hit.text.casefold() == hit.source.casefold() or source is None or target is None:
        return hit.target
    if number_of(hit.text, source) == number_of(hit.source, source):
        return hit.target
    for form in (*hit.target_forms, plural_of(hit.target, target)):
        if number_of(form, target) == "p" and is_satisfied(form, hit, pair.target):
            return form
    return hit.target
