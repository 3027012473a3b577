"""Carriers: common nouns that stand in for terms of the same gender and number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.languages import base_language
from pipeline.model import LanguagePair, TermHit
from pipeline.terms.agreement import features_before
from pipeline.terms.features import features_of, head_words
from pipeline.terms.grammar import Carrier, Grammar, grammar_of
from pipeline.terms.requirements import TermFeatures


class CarrierChoice(NamedTuple):
    """A carrier in both languages: what goes to the engine, and what it is found as, by number.

    ``nouns`` maps spellings to features; the first one has the features that were asked for.
    """

    word: str
    nouns: dict[str, str]


def choose_carriers(
    source: str,
    plain: str,
    wanted: Sequence[tuple[TermHit, TermFeatures]],
    pair: LanguagePair,
    used: Iterable[str] = (),
) -> list[CarrierChoice | None]:
    """A carrier for each term, all different, none in either text; None where the data has none left.

    ``used`` are nouns that have been tried. A term of unknown gender gets one of the first gender. Where the source language has genders too,
    nouns that agree with the source's term come first.
    """
    grammar, language = grammar_of(pair.target), base_language(pair.source)
    if grammar is None:
        return [None] * len(wanted)
    taken = set(used)
    texts = f"{source}\n{plain}".casefold()
    choices: list[CarrierChoice | None] = []
    for hit, features in wanted:
        fitting = [
            CarrierChoice(word, _spellings(carrier, grammar))
            for carrier in _of(features, grammar)
            if (word := carrier.words.get(language))
            and carrier.noun not in taken
            and word.casefold() not in texts
            and carrier.noun.casefold() not in texts
        ]
        fitting.sort(key=lambda choice: _disagrees(choice.word, hit, pair.source))
        choices.append(fitting[0] if fitting else None)
        taken.update(fitting[0].nouns if fitting else ())
    return choices


def _of(features: TermFeatures, grammar: Grammar) -> list[Carrier]:
    for code in (features.code, features.number):
        found = [carrier for carrier in grammar.carriers if code and carrier.features == code]
        if found:
            return found
    first = next((c.features for c in grammar.carriers if c.features.endswith(features.number)), None)
    return [carrier for carrier in grammar.carriers if carrier.features == first]


def _disagrees(word: str, hit: TermHit, locale: str) -> bool:
    grammar = grammar_of(locale)
    return grammar is not None and features_of(word, grammar)[0] != features_of(hit.text, grammar)[0]


def _spellings(carrier: Carrier, grammar: Grammar) -> dict[str, str]:
    """The noun, and the same noun in the other number: the one in the same place of the other table."""
    own = [c for c in grammar.carriers if c.features == carrier.features]
    gender, number = carrier.features[:-1], carrier.features[-1]
    other = gender + ("p" if number == "s" else "s")
    twins = [c for c in grammar.carriers if c.features == other]
    place = own.index(carrier)
    spellings = {carrier.noun: carrier.features}
    if place < len(twins):
        spellings[twins[place].noun] = other
    return spellings


def find_carrier(text: str, choice: CarrierChoice) -> tuple[re.Match[str], str] | None:
    """Where the carrier stands in a translation, and the features it has there; None unless exactly once."""
    found = [
        (match, features)
        for noun, features in choice.nouns.items()
        for match in re.finditer(rf"(?<!\w){re.escape(noun)}(?!\w)", text, re.IGNORECASE)
    ]
    return found[0] if len(found) == 1 else None


def gender_from_probe(text: str, features: TermFeatures, grammar: Grammar) -> str | None:
    """The gender of a term by the determiner that the engine put before it; None when it says nothing."""
    words = head_words(features.form, grammar)
    match = re.search(rf"(?<!\w){re.escape(words[0])}(?!\w)", text, re.IGNORECASE) if words else None
    if match is None:
        return None
    admitted = {code[:-1] for code in features_before(text, match.start(), grammar) if len(code) > 1}
    return admitted.pop() if len(admitted) == 1 else None
