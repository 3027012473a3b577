"""Find glossary terms in a text, by Aho-Corasick over folded text; offsets are those of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.glossary.boundaries import extend_over_marks, is_whole_word
from pipeline.glossary.fold import fold, fold_keeping, fold_with_map
from pipeline.glossary.model import Glossary, Term
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
    """One spelling of one term, with what a text must equal when case or accents count."""

    term: Term
    spelling: str
    exact: str | None
    foreign: bool


class Matcher:
    """Finds the terms of a glossary that speak about one target language.

    Built once per glossary and target (100,000 terms take about a second), then used for any number
    of texts, from any thread.

    Args:
        target: PO locale of the translation; rows for other targets are left out.
        source: PO locale of the texts, where it is known. A term whose own source language is
            another one may be followed by digits, as captions from a content system are.
    """

    def __init__(self, glossary: Glossary, target: str, *, source: str | None = None) -> None:
        from ahocorasick_rs import AhoCorasick

        own = source or glossary.source_language
        entries: dict[str, list[_Entry]] = {}
        for term in glossary.for_language(target).terms:
            foreign = _is_foreign(term.source_language, own)
            for spelling in term.spellings():
                key = fold(spelling).strip()
                if not key:
                    continue  # only invisible characters
                strict = term.case_sensitive or term.accent_sensitive
                exact = _strict_form(spelling, term) if strict else None
                entries.setdefault(key, []).append(_Entry(term, spelling, exact, foreign))
        self._entries: list[list[_Entry]] = [
            sorted(rows, key=_rank) if len(rows) > 1 else rows for rows in entries.values()
        ]
        self._keys: dict[str, int] = {key: index for index, key in enumerate(entries)}
        self._automaton = AhoCorasick(entries) if entries else None

    def find(self, text: str) -> tuple[TermHit, ...]:
        """Find the terms of a text: the longest at the leftmost place, never overlapping, in order.

        Of several rows with the same spelling the hit is the best one: forbidden last, exactly this
        spelling before another case or accents, preferred before allowed, then the earlier row.
        `terms_of` gives the others.
        """
        automaton = self._automaton
        if automaton is None:
            return ()
        folded, offsets = fold_with_map(text)
        found = automaton.find_matches_as_indexes(folded, overlapping=True)
        if not found:
            return ()
        found.sort(key=lambda match: (match[1], -match[2]))
        hits: list[TermHit] = []
        free = 0
        for index, start, end in found:
            if offsets is not None:
                if not _aligned(offsets, start, end):
                    continue
                start, end = offsets[start], offsets[end - 1] + 1
            if start < free:
                continue
            hit = self._hit(text, start, end, self._entries[index])
            if hit is not None:
                hits.append(hit)
                free = hit.end
        return tuple(hits)

    def match_whole(self, text: str) -> TermHit | None:
        """The term that the whole text is, or None; for captions and labels.

        Around it may stand white space, opening and closing marks, and trailing digits. What the hit
        does not cover stays as it is: the translation is ``text[:start] + target + text[end:]``.
        """
        for part in (text, _CLOSING.sub("", text)):
            hits = self.find(part)
            if (
                len(hits) == 1
                and hits[0].status is not TermStatus.FORBIDDEN
                and _OPENING.match(text[: hits[0].start])
                and _CLOSING.match(text[hits[0].end :])
            ):
                return hits[0]
        return None

    def terms_of(self, hit: TermHit) -> tuple[Term, ...]:
        """Every row with the spelling of a hit, best first: the preferred, allowed and forbidden ones."""
        text = hit.text.rstrip("0123456789") if fold(hit.text).strip() not in self._keys else hit.text
        index = self._keys.get(fold(text).strip())
        if index is None:
            return ()
        return tuple(dict.fromkeys(e.term for e in self._entries[index] if _admits(e, text)))

    def _hit(self, text: str, start: int, end: int, entries: Sequence[_Entry]) -> TermHit | None:
        end = extend_over_marks(text, end)
        matched = text[start:end]
        admitted = [entry for entry in entries if _admits(entry, matched)]
        if not admitted:
            return None
        entry = admitted[0]
        if len(admitted) > 1:
            entry = min(admitted, key=lambda row: (_RANK[row.term.status] == 2, row.spelling != matched))
        if entry.foreign:
            while end < len(text) and text[end].isdigit():
                end += 1
        if not is_whole_word(text, start, end):
            return None
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
            _others(admitted, term, forbidden=False) if len(admitted) > 1 else (),
            _others(admitted, term, forbidden=True) if len(admitted) > 1 else (),
        )


def _others(entries: Sequence[_Entry], term: Term, *, forbidden: bool) -> tuple[str, ...]:
    """The targets that other rows allow, or forbid, for the source of ``term``."""
    targets = (e.term.target for e in entries if (e.term.status is TermStatus.FORBIDDEN) is forbidden)
    return tuple(dict.fromkeys(target for target in targets if target and target != term.target))


def _rank(entry: _Entry) -> tuple[int, bool]:
    return (_RANK[entry.term.status], entry.exact is None)


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
