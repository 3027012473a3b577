"""What stands before a stand-in: the source's article made to fit it, the translation's made to fit the term."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.model import LanguagePair, TermHit
from pipeline.protect.masks import Hidden, Mask, Shape
from pipeline.terms.agreement import agree_before, features_before
from pipeline.terms.carriers import CarrierChoice, find_carrier
from pipeline.terms.features import features_of
from pipeline.terms.grammar import Grammar, grammar_of
from pipeline.terms.requirements import TermFeatures

MARKER = "\ue000{}\ue001"
"""Stands for a term in an answer until it is restored; engines never write these characters."""


_BEGINS = re.compile(r"(?:\A|[.!?:]\s+|[\"“‘«„(\[*]|<\w[^<>]*>)[\"“‘«„(\[*]*\Z")
"""Before the first word of a sentence, quotation or label."""


def begins_phrase(text: str, start: int) -> bool:
    """Whether what stands at ``start`` is the first word of something: there a capital may be the sentence's."""
    return _BEGINS.search(text[:start]) is not None


class StandIn(NamedTuple):
    """What stands for a term in the source: a carrier, or a mask where there is none."""

    hit: TermHit
    features: TermFeatures
    carrier: CarrierChoice | None

    @property
    def span(self) -> tuple[int, int]:
        return self.hit.start, self.hit.end

    def shape(self, mask: Shape, *, capital: bool = False) -> Shape:
        """The token for the source: the carrier, with a capital or without, or a mask."""
        if self.carrier is None:
            return mask
        word = self.carrier.word
        return Shape("carrier", word[:1].upper() + word[1:] if capital else word)


def adapt_source(hidden: Hidden, stand_ins: Sequence[StandIn], locale: str) -> str:
    """The text for the engine, with determiners that agree with the carriers: "an X" → "a museum"."""
    grammar = grammar_of(locale)
    text = hidden.text
    if grammar is None:
        return text
    carriers = {stand_in.span: stand_in.carrier for stand_in in stand_ins}
    for mask in hidden.masks:
        carrier = carriers.get((mask.placeable.start, mask.placeable.end))
        if carrier is None:
            continue
        match = re.search(rf"(?<!\w){re.escape(mask.token)}(?!\w)", text)
        if match is not None:
            features = "".join(features_of(carrier.word, grammar))
            text = agree_before(text, match.start(), carrier.word, features, grammar) + text[match.start() :]
    return text


def has_article(source: str, hit: TermHit, pair: LanguagePair) -> bool:
    """Whether a determiner stands before the term in the source; no, where its grammar is not known."""
    grammar = grammar_of(pair.source)
    return grammar is not None and bool(features_before(source, hit.start, grammar))


def settle(
    answer: str,
    mask: Mask,
    stand_in: StandIn,
    number: int,
    grammar: Grammar | None,
    *,
    article: bool,
    capital: bool = False,
) -> tuple[str, Mask] | None:
    """Put a marker in the place of a stand-in and make the determiner before it agree with the term.

    Returns the answer and the mask that restores the marker as the term; None unless the stand-in is
    there exactly once. Next to a carrier as it was sent only the sound is set right (*a*/*an*): its
    gender and number are the term's, and the engine saw to the rest. ``capital`` is whether the term begins a phrase
    of the source with a capital, as it then does here.
    """
    features, value = stand_in.features.code, mask.value
    if stand_in.carrier is None:
        places = list(re.finditer(rf"(?<!\w){re.escape(mask.token)}(?![A-Za-z_\d])", answer))
        if len(places) != 1:
            return None
        match = places[0]
    else:
        found = find_carrier(answer, stand_in.carrier)
        if found is None:
            return None
        match, there = found
        features = "" if there == features else features
        capital = capital or (match[0][:1].isupper() and mask.token[:1].islower())
    if capital and begins_phrase(answer, match.start()):
        value = value[:1].upper() + value[1:]
    before = answer[: match.start()]
    if grammar is not None:
        before = agree_before(answer, match.start(), value, features, grammar, articles=article)
    marker = MARKER.format(number)
    return before + marker + answer[match.end() :], replace(mask, token=marker, value=value)
