"""Find glossary terms in a text; offsets are those of the text.

Inflected terms are found where the language of the texts is known: `plurals` for English, `inflected`
for the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.glossary.boundaries import extend_over_marks, is_whole_word
from pipeline.glossary.fold import fold, fold_keeping, fold_with_map
from pipeline.glossary.inflected import InflectedTerms
from pipeline.glossary.model import Glossary, Term
from pipeline.glossary.plurals import may_be_plural, plural_end, written_plural
from pipeline.glossary.speech import may_be
from pipeline.glossary.spellings import Spellings
from pipeline.languages import base_language
from pipeline.model import TermHit, TermStatus

_RANK = {
    TermStatus.UNTRANSLATABLE: 0,
    TermStatus.PREFERRED: 0,
    TermStatus.ALLOWED: 1,
    TermStatus.FORBIDDEN: 2,
}

_CLOSING = re.compile(r"[\s\d.,:;!?…。！？、，：；\"'”’»」』)\]）】*_]*\Z")
_OPENING = re.compile(r"[\s\"'“‘«„「『(\[（【*_–—-]*\Z")


class _Entry(NamedTuple):
    """One spelling of one term, with what a text must equal when case or accents count.

    ``inflects`` says whether the term may stand inflected, ``plural`` whether it may take an English
    plural ending, ``inflected`` that this spelling is a form that we made.
    """

    term: Term
    spelling: str
    exact: str | None
    foreign: bool
    inflects: bool = False
    plural: bool = False
    inflected: bool = False


class Matcher:
    """Finds the terms of a glossary that speak about one target language.

    Built once per glossary and target (100,000 terms take half a second), then used for any number
    of texts, from any thread.

    Args:
        target: PO locale of the translation; rows for other targets are left out.
        source: PO locale of the texts, where it is known. Terms of this language are found inflected.
            A term whose own source language is another one may be followed by digits, as captions
            from a content system are.
    """

    def __init__(self, glossary: Glossary, target: str, *, source: str | None = None) -> None:
        own = source or glossary.source_language
        base = base_language(own) if own else ""
        entries: dict[str, list[_Entry]] = {}
        plurals: dict[str, list[_Entry]] = {}
        for term in glossary.for_language(target).terms:
            foreign = _is_foreign(term.source_language, own)
            name = term.case_sensitive or term.status is TermStatus.UNTRANSLATABLE
            inflects = base != "" and not (foreign or name)
            plural = inflects and base == "en" and may_be_plural(term)
            for spelling in term.spellings():
                key = fold(spelling).strip()
                if not key:
                    continue  # only invisible characters
                strict = term.case_sensitive or term.accent_sensitive
                exact = _strict_form(spelling, term) if strict else None
                entries.setdefault(key, []).append(_Entry(term, spelling, exact, foreign, inflects, plural))
                written = written_plural(spelling) if plural else None
                if written is not None:
                    exact = _strict_form(written, term) if strict else None
                    entry = _Entry(term, written, exact, foreign, inflects, False, True)
                    plurals.setdefault(fold(written).strip(), []).append(entry)
        for key, rows in plurals.items():
            entries.setdefault(key, []).extend(rows)
        self._entries: list[list[_Entry]] = [
            sorted(rows, key=_rank) if len(rows) > 1 else rows for rows in entries.values()
        ]
        self._speech = base == "en" and any(row.term.part_of_speech for rows in self._entries for row in rows)
        self._spellings = Spellings(entries)
        # who asks whether a text is a term asks for the terms in it next
        self._found = lru_cache(maxsize=4)(self._find)
        self._spelled = lru_cache(maxsize=4)(self._spell)
        self._inflected: InflectedTerms | None = None
        if InflectedTerms.serves(base):
            self._inflected = InflectedTerms(base)
            for index, rows in enumerate(self._entries):
                if any(row.inflects for row in rows):
                    self._inflected.add(index, rows[0].spelling)

    def find(self, text: str, context: str = "") -> tuple[TermHit, ...]:
        """Find the terms of a text: the longest at the leftmost place, never overlapping, in order.

        Args:
            context: of the text, as its catalog has it. A row with this context comes first and leaves no other
                context's rows; where no row has it, rows without a context come first.

        Of several rows with the same spelling the hit is the best one: forbidden last, exactly this
        spelling before another case or accents, preferred before allowed, then the earlier row.
        `terms_of` gives the others.
        """
        return self._found(text, context)

    def _find(self, text: str, context: str) -> tuple[TermHit, ...]:
        if not self._entries:
            return ()
        exact, offsets = self._spelled(text)
        # what stands there as it is comes before what is inflected
        found = [(start, -end, False, index) for index, start, end in _in_text(exact, offsets)]
        if self._inflected is not None:
            found += [(start, -end, True, index) for index, start, end in self._inflected.find(text)]
        if not found:
            return ()
        found.sort()
        hits: list[TermHit] = []
        free = 0
        for start, end, inflected, index in found:
            if start < free:
                continue
            find = self._inflected_hit if inflected else self._hit
            rows: Sequence[_Entry] = self._entries[index]
            if len(rows) > 1:
                rows = _in_context(rows, context)
            if self._speech:
                rows = [row for row in rows if row.foreign or may_be(text, start, row.term.part_of_speech)]
            hit = find(text, start, -end, rows) if rows else None
            if hit is not None:
                hits.append(hit)
                free = hit.end
        return tuple(hits)

    def _spell(self, text: str) -> tuple[list[tuple[int, int, int]], list[int] | None]:
        """Where spellings stand in the folded text, be they words or parts of words; and the map of its offsets."""
        folded, offsets = fold_with_map(text)
        return list(self._spellings.find(folded)), offsets

    def match_whole(self, text: str, context: str = "") -> TermHit | None:
        """The term that the whole text is, not inflected, or None; for captions and labels.

        Around it may stand white space, opening and closing marks, and trailing digits. What the hit
        does not cover stays as it is: the translation is ``text[:start] + target + text[end:]``.
        """
        if self._inflected is None and not self._spelled(text)[0]:  # nor is there any in a part of it
            return None
        for part in dict.fromkeys((text, _CLOSING.sub("", text))):
            hits = self.find(part, context)
            if (
                len(hits) == 1
                and hits[0].status is not TermStatus.FORBIDDEN
                and any(not entry.inflected for entry in self._rows(hits[0]))
                and _OPENING.match(text[: hits[0].start])
                and _CLOSING.match(text[hits[0].end :])
            ):
                return hits[0]
        return None

    def terms_of(self, hit: TermHit) -> tuple[Term, ...]:
        """Every row with the spelling of a hit, best first: the preferred, allowed and forbidden ones."""
        rows = self._rows(hit)
        if rows:
            spelled = (
                hit.text
                if fold(hit.text).strip() in self._spellings.numbers
                else hit.text.rstrip("0123456789")
            )
            rows = [entry for entry in rows if _admits(entry, spelled)]
        else:
            source = self._spellings.numbers.get(fold(hit.source).strip())
            rows = [] if source is None else [entry for entry in self._entries[source] if entry.inflects]
        return tuple(dict.fromkeys(entry.term for entry in rows))

    def _rows(self, hit: TermHit) -> Sequence[_Entry]:
        """The spellings that a hit is, with or without digits behind it; none when it is inflected."""
        index = self._spellings.numbers.get(fold(hit.text).strip())
        if index is None:
            index = self._spellings.numbers.get(fold(hit.text.rstrip("0123456789")).strip())
        return () if index is None else self._entries[index]

    def _hit(self, text: str, start: int, end: int, entries: Sequence[_Entry]) -> TermHit | None:
        end = extend_over_marks(text, end)
        matched = text[start:end]
        admitted = [entry for entry in entries if _admits(entry, matched)]
        if not admitted:
            return None
        entry = admitted[0]
        if len(admitted) > 1:
            entry = min(
                admitted,
                key=lambda row: (_RANK[row.term.status] == 2, row.inflected, row.spelling != matched),
            )
        if entry.foreign:
            while end < len(text) and text[end].isdigit():
                end += 1
        if is_whole_word(text, start, end):
            return _term_hit(text, start, end, entry, admitted)
        if not entry.plural:
            return None
        stop = plural_end(text, start, end, acronym=entry.spelling.isupper())
        if stop is None or not is_whole_word(text, start, stop):
            return None
        return _term_hit(text, start, stop, entry, admitted)

    def _inflected_hit(self, text: str, start: int, end: int, entries: Sequence[_Entry]) -> TermHit | None:
        rows = [entry for entry in entries if entry.inflects]
        return _term_hit(text, start, end, rows[0], rows)


def _term_hit(text: str, start: int, end: int, entry: _Entry, rows: Sequence[_Entry]) -> TermHit:
    """The hit of a row, which knows the other rows that hold in the same place."""
    term = entry.term
    return TermHit(
        start,
        end,
        text[start:end],
        term.source,
        term.target,
        term.status,
        term.source_language,
        term.note,
        term.target_forms,
        term.gender,
        _others(rows, term, forbidden=False) if len(rows) > 1 else (),
        _others(rows, term, forbidden=True) if len(rows) > 1 else (),
        _rivals(rows, term) if len(rows) > 1 else (),
    )


def _in_text(
    found: Iterable[tuple[int, int, int]], offsets: Sequence[int] | None
) -> Iterator[tuple[int, int, int]]:
    """What was found in the folded text, in the offsets of the text itself."""
    for index, start, end in found:
        if offsets is None:
            yield index, start, end
        elif _aligned(offsets, start, end):
            yield index, offsets[start], offsets[end - 1] + 1


def _others(entries: Sequence[_Entry], term: Term, *, forbidden: bool) -> tuple[str, ...]:
    """The targets that other rows allow, or forbid, for the source of ``term``."""
    targets = (e.term.target for e in entries if (e.term.status is TermStatus.FORBIDDEN) is forbidden)
    return tuple(dict.fromkeys(target for target in targets if target and target != term.target))


def _rivals(entries: Sequence[_Entry], term: Term) -> tuple[str, ...]:
    """The targets that other rows of the same locale prefer as ``term`` is preferred, with nothing to choose by."""
    if term.status is not TermStatus.PREFERRED:
        return ()
    return tuple(
        dict.fromkeys(
            other.target
            for other in (entry.term for entry in entries)
            if other.status is TermStatus.PREFERRED
            and other.target != term.target
            and (other.source, other.language, other.source_language, other.context != "")
            == (term.source, term.language, term.source_language, term.context != "")
        )
    )


def _in_context(entries: Sequence[_Entry], context: str) -> Sequence[_Entry]:
    """The rows that hold in a context, best first: see `Matcher.find`."""
    if not any(entry.term.context for entry in entries):
        return entries
    here = [entry for entry in entries if _is_context(entry.term.context, context)]
    if here:
        return [*here, *(entry for entry in entries if not entry.term.context)]
    return sorted(entries, key=lambda entry: (_rank(entry)[:3], entry.term.context != ""))


def _is_context(wanted: str, context: str) -> bool:
    """Whether a row's context is that of a text, or some whole words of it: "menu" in "main menu|File"."""
    words = [" ".join(re.findall(r"[^\W_]+", text.casefold())) for text in (wanted, context)]
    return words[0] != "" and f" {words[0]} " in f" {words[1]} "


def _rank(entry: _Entry) -> tuple[bool, bool, int, bool]:
    status = _RANK[entry.term.status]
    return (status == 2, entry.inflected, status, entry.exact is None)


def _is_foreign(language: str | None, document: str | None) -> bool:
    if language is None:
        return False
    return document is None or base_language(language) != base_language(document)


def _strict_form(text: str, term: Term) -> str:
    return fold_keeping(text, case=term.case_sensitive, accents=term.accent_sensitive)


def _admits(entry: _Entry, matched: str) -> bool:
    return entry.exact is None or _strict_form(matched, entry.term) == entry.exact


def _aligned(offsets: Sequence[int], start: int, end: int) -> bool:
    """Whether a match begins and ends between two characters, not inside one (``ß`` → ``ss``)."""
    if start and offsets[start] == offsets[start - 1]:
        return False
    return offsets[end] != offsets[end - 1]
