"""What a changed glossary concerns: machine entries to translate again, reviewed ones for a human to look at.

A machine's entry says in its notes which terms it was made with. Where the glossary asks for others now, it is made
again. A reviewed entry says nothing of terms and is never changed: it is named where a term in it is new since the
last run, which the memory knows, and its text does not hold that term.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from pipeline.glossary import Matcher
from pipeline.model import TermHit, TermStatus, Unit
from pipeline.review.catalog import Entry, Key
from pipeline.review.comments import machine_made, noted_terms, term_note
from pipeline.review.fates import Fate, Message
from pipeline.translation.terms import is_satisfied
from pipeline.translation.units import LooseTerm, caption_of, terms_in

LanguageOf = Callable[[Unit], str]
"""The language of a unit."""


@dataclass(frozen=True, slots=True)
class GlossaryChange:
    """``outdated`` machine entries by key, reviewed ones with a ``loose`` term, and all ``terms`` met now."""

    outdated: frozenset[Key]
    loose: tuple[LooseTerm, ...]
    terms: frozenset[str]


def glossary_change(
    messages: Iterable[Message],
    matcher: Matcher,
    language_of: LanguageOf,
    before: Collection[str] | None,
    target: str,
) -> GlossaryChange:
    """Compare the entries that stay with the glossary; ``before`` are the terms of the last run, if known."""
    outdated: set[Key] = set()
    loose: list[LooseTerm] = []
    terms: set[str] = set()
    for message in messages:
        hits = list(_asked_for(message.unit, matcher, language_of(message.unit)))
        notes = {term_note(hit) for hit in hits}
        terms |= notes
        old = message.old
        if message.fate is not Fate.KEPT or old is None:
            continue
        if machine_made(old):
            if noted_terms(old.notes) != notes and not _copied(old):
                outdated.add(old.key)
        elif old.reviewed and before is not None:
            loose += [
                LooseTerm(old.line, old.source, hit)
                for hit in dict.fromkeys(hits)
                if term_note(hit) not in before
                and not any(is_satisfied(text, hit, target) for text in old.translations)
            ]
    return GlossaryChange(frozenset(outdated), tuple(loose), frozenset(terms))


def _asked_for(unit: Unit, matcher: Matcher, language: str) -> Iterator[TermHit]:
    """The terms that a translation of this unit must hold; a caption's translation is one."""
    caption = caption_of(unit, matcher)
    if caption is not None:
        yield from caption.satisfied
        return
    for text in (unit.text, unit.plural):
        if text is not None:
            placeables = unit.placeables if text == unit.text else ()
            hits = terms_in(text, placeables, matcher, language, unit.context)
            yield from (hit for hit in hits if hit.status is not TermStatus.FORBIDDEN)


def _copied(entry: Entry) -> bool:
    """Whether the text was copied from its source: no term is looked at there."""
    return any(note.partition(" ")[0].rstrip(",") == "copy" for note in entry.notes)
