"""Glossary terms as data: `Term` and `Glossary`, without I/O."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from pipeline.languages import base_language, parse_language
from pipeline.model import TermStatus


@dataclass(frozen=True, slots=True)
class Term:
    """One glossary row.

    ``language`` is the target locale, ``""`` when the row is for every target. ``source_language``
    is set where the term is in another language than the documents ("Anh minh hoa" in an English
    article), None where it is in the document's. ``forms`` are further spellings or inflections of
    ``source`` ("chips" for "chip"), ``target_forms`` of ``target`` that count as the term too.
    An ``untranslatable`` term has the same text on both sides. ``line`` is 1-based in the file the
    row was read from, 0 where there is none; it takes no part in comparisons of content.
    """

    source: str
    target: str
    language: str = ""
    note: str = ""
    status: TermStatus = TermStatus.PREFERRED
    case_sensitive: bool = False
    source_language: str | None = None
    accent_sensitive: bool = False
    forms: tuple[str, ...] = ()
    target_forms: tuple[str, ...] = ()
    context: str = ""
    part_of_speech: str = ""
    gender: str = ""
    domain: str = ""
    line: int = 0

    def spellings(self) -> tuple[str, ...]:
        """The source and its further forms: all that may stand for the term in a text."""
        return (self.source, *self.forms)

    def serves(self, target: str) -> bool:
        """Whether the row speaks about this target: ``pt`` and ``""`` serve ``pt_BR``; ``pt_PT`` does not.

        A row for a language serves no other script of it (``sr`` rows do not serve ``sr@latin``).
        """
        if self.language in ("", target):
            return True
        return "@" not in target and self.language == base_language(target)


@dataclass(frozen=True, slots=True)
class Glossary:
    """An ordered set of terms; where two rows say the same, the earlier one wins.

    ``source_language`` is the language of the texts the glossary was made for, None when nobody said.
    ``name`` is shown to people (the file name, as a rule).
    """

    terms: tuple[Term, ...] = ()
    name: str = ""
    source_language: str | None = None

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.terms)

    @classmethod
    def from_pairs(
        cls,
        pairs: Iterable[tuple[str, str]],
        *,
        source: str | None = None,
        target: str = "",
        name: str = "",
        case_sensitive: bool = False,
    ) -> Glossary:
        """Make a glossary of preferred terms from ``(source, target)`` pairs; equal ones are kept once.

        A pair of two equal texts is an untranslatable name. Pairs with an empty side are an error.

        Raises:
            ValueError: a pair has an empty source or target.
            UnknownLanguage: ``source`` or ``target`` is no language.
        """
        language = parse_language(target) if target else ""
        terms: dict[Term, None] = {}
        for text, translation in pairs:
            text, translation = text.strip(), translation.strip()
            if not text or not translation:
                raise ValueError(f"A glossary pair needs two texts, not {(text, translation)!r}.")
            status = TermStatus.UNTRANSLATABLE if text == translation else TermStatus.PREFERRED
            terms[Term(text, translation, language, status=status, case_sensitive=case_sensitive)] = None
        return cls(tuple(terms), name, parse_language(source) if source else None)

    @classmethod
    def merged(cls, glossaries: Iterable[Glossary]) -> Glossary:
        """Join glossaries; a later one wins over an earlier one, so its rows come first.

        Where both prefer a translation of the same source, the earlier one's is allowed only. The source language stays where all agree on it.
        """
        parts = list(glossaries)
        if len(parts) == 1:
            return parts[0]
        languages = {part.source_language for part in parts if part.terms}
        common = languages.pop() if len(languages) == 1 else None
        terms: list[Term] = []
        decided: set[tuple[str, str, str | None, str]] = set()
        for part in reversed(parts):
            preferred = {_place(t) for t in part.terms if t.status is TermStatus.PREFERRED}
            terms += (_yielding(t) if _place(t) in decided else t for t in part.terms)
            decided |= preferred
        return cls(tuple(terms), ", ".join(part.name for part in parts if part.name), common)

    def for_language(self, target: str) -> Glossary:
        """The rows that speak about this target: for the locale, for its language, for every language.

        Inside each of the three they stay in order. An empty target is any target: all rows.
        """
        if not target:
            return self
        rank = {target: 0, "": 2}
        chosen = sorted(
            (term for term in self.terms if term.serves(target)), key=lambda term: rank.get(term.language, 1)
        )
        return replace(self, terms=tuple(chosen))


def _place(term: Term) -> tuple[str, str, str | None, str]:
    """What a row speaks about."""
    return term.source, term.language, term.source_language, term.context


def _yielding(term: Term) -> Term:
    return replace(term, status=TermStatus.ALLOWED) if term.status is TermStatus.PREFERRED else term
