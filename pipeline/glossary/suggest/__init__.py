"""Candidate terms and names of documents, for a person to edit into a glossary: `suggest_terms`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pipeline.glossary.csv import format_glossary
from pipeline.glossary.model import Glossary, Term
from pipeline.glossary.suggest.names import Kind, Seen, Spans, find_names
from pipeline.glossary.suggest.phrases import find_phrases
from pipeline.glossary.suggest.tokens import Passage
from pipeline.model import TermStatus

__all__ = ["Candidate", "Passage", "candidates_csv", "suggest_terms"]

_EXAMPLE = 70
_KEPT: tuple[Kind, ...] = ("name", "code")
_ORDER: tuple[Kind, ...] = ("name", "code", "place", "title", "acronym", "phrase")
_SAID: dict[Kind, str] = {
    "name": "name",
    "code": "code",
    "place": "place or people?",
    "title": "name that says what it is",
    "acronym": "acronym",
    "phrase": "phrase",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A term that the documents suggest. ``forms`` are other spellings of it that were met.

    ``example`` is the first passage with it; ``remark`` what else was seen (“short for …”).
    """

    source: str
    kind: Kind
    count: int
    forms: tuple[str, ...]
    example: Passage
    remark: str = ""

    @property
    def status(self) -> TermStatus:
        """Names and code stay as they are; everything else wants a translation."""
        return TermStatus.UNTRANSLATABLE if self.kind in _KEPT else TermStatus.PREFERRED

    @property
    def case_sensitive(self) -> bool:
        return self.kind != "phrase"

    def excerpt(self) -> str:
        """The example, cut to a line around the term."""
        text = " ".join(self.example.text.split())
        spelling = next((form for form in (self.source, *self.forms) if form in text), self.source)
        at = max(text.lower().find(spelling.lower()), 0)
        start = max(0, at + len(spelling) // 2 - _EXAMPLE // 2)
        end = min(len(text), start + _EXAMPLE)
        start = max(0, end - _EXAMPLE)
        while 0 < start < at and not text[start - 1].isspace():
            start += 1
        while at + len(spelling) < end < len(text) and not text[end].isspace():
            end -= 1
        return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")


def suggest_terms(
    passages: Sequence[Passage],
    *,
    language: str,
    stop_words: frozenset[str],
    spans: Spans,
    is_vietnamese: Callable[[Sequence[str]], bool],
    spaced: bool = True,
) -> list[Candidate]:
    """Names, acronyms, code and noun phrases, in this order, each with the most frequent first.

    Args:
        passages: sentences; a heading or caption is one.
        language: their base language.
        stop_words: its function words in lower case; none: only names are looked for.
        spans: where a text holds code and product names.
        is_vietnamese: whether words are the name of a Vietnamese person.
        spaced: whether the language parts its words with spaces; phrases are looked for only there.
    """
    names = find_names(passages, language, stop_words, spans, is_vietnamese)
    phrases = []
    if spaced and stop_words:
        words = frozenset(word for name in names for word in name.split())
        phrases = find_phrases(passages, language, stop_words, words)
    short_for = {phrase.acronym: phrase.text for phrase in phrases if phrase.acronym}
    found = [_candidate(name, seen, short_for.get(name, "")) for name, seen in names.items()]
    found += [_candidate(phrase.text, phrase.seen) for phrase in phrases if phrase.text not in names]
    return sorted(found, key=lambda one: (_ORDER.index(one.kind), -one.count, one.source))


def _candidate(source: str, seen: Seen, long_form: str = "") -> Candidate:
    assert seen.example is not None
    forms = tuple(sorted(spelling for spelling in seen.spellings if spelling != source))
    remark = f"short for {long_form}" if long_form else ""
    return Candidate(source, seen.kind, seen.count, forms, seen.example, remark)


def candidates_csv(candidates: Iterable[Candidate], language: str = "") -> str:
    """The candidates as a glossary to edit: empty targets are for a person to fill, rows to remove.

    ``language`` is the target locale of the rows that want a translation.
    """
    terms = []
    for one in candidates:
        kept = one.status is TermStatus.UNTRANSLATABLE
        times = f"{one.count}×"
        note = "; ".join(filter(None, (f"{_SAID[one.kind]}, {times}", one.remark, f"“{one.excerpt()}”")))
        terms.append(
            Term(
                one.source,
                "",
                "" if kept else language,
                note,
                one.status,
                case_sensitive=one.case_sensitive,
                forms=one.forms,
            )
        )
    return format_glossary(Glossary(tuple(terms)))
