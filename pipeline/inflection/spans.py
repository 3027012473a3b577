"""Where a term stands in a text, as it is or inflected; every word of the term in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.inflection.stems import same_word
from pipeline.inflection.words import UNSPACED, Word, spell, spell_gap, words_of
from pipeline.languages import base_language

_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")


def satisfies(target_text: str, term_target: str, language: str, *, forms: Sequence[str] = ()) -> bool:
    """Whether a text holds a term: as it stands, in a listed form, or inflected.

    Case does not count, accents do. Every word of the term must be there, in order, each as it is or
    inflected; a part of a longer word is no term. An empty term is held by every text.

    Args:
        language: PO locale of both; where nothing is known about it, only exact words count.
        forms: further spellings that count; they are looked for as they stand.
    """
    if not term_target.strip():
        return True
    if next(_spans(target_text, term_target, language, inflect=True), None) is not None:
        return True
    return any(
        form.strip() and next(_spans(target_text, form, language, inflect=False), None) is not None
        for form in forms
    )


def inflected_spans(text: str, term: str, language: str) -> list[tuple[int, int]]:
    """Every place of a term in a text, in order and apart, as ``(start, end)`` in code points.

    A span covers the words of the term with their endings; of a compound, the whole compound.
    """
    return list(_spans(text, term, language, inflect=True))


def _spans(text: str, term: str, language: str, *, inflect: bool) -> Iterator[tuple[int, int]]:
    base = base_language(language)
    if _HAS_UNSPACED.search(term):
        yield from _unspaced_spans(text, term)
        return
    wanted, tail = _term(term, base)
    if not wanted:
        start = text.find(term)
        while start >= 0:
            yield start, start + len(term)
            start = text.find(term, start + len(term))
        return
    words = words_of(text, base)
    free = 0
    for index in range(len(words) - len(wanted) + 1):
        if index < free:
            continue
        if not _same(wanted[0], words[index], base, inflect=inflect):
            continue
        if all(
            there.gap == want.gap and _same(want, there, base, inflect=inflect)
            for want, there in zip(wanted[1:], words[index + 1 : index + len(wanted)], strict=True)
        ):
            first, last = words[index], words[index + len(wanted) - 1]
            lead = wanted[0].gap
            if lead and not first.gap.endswith(lead):
                continue
            if tail and not spell_gap(text[last.end :]).startswith(tail):
                continue
            yield first.start - len(lead), last.end + len(tail)
            free = index + len(wanted)


def _same(want: Word, there: Word, language: str, *, inflect: bool) -> bool:
    if want.text == there.text:
        return True
    if not inflect or want.text[0] != there.text[0]:
        return False
    if want.acronym:
        return there.text == want.text + "s"
    return same_word(want.text, there.text, language)


@lru_cache(maxsize=4096)
def _term(term: str, language: str) -> tuple[tuple[Word, ...], str]:
    term = term.strip()
    words = words_of(term, language)
    return words, spell_gap(term[words[-1].end :]) if words else ""


def _unspaced_spans(text: str, term: str) -> Iterator[tuple[int, int]]:
    pattern = r"\s*".join(re.escape(part) for part in term.split())
    for match in re.finditer(pattern, text, re.IGNORECASE):
        yield match.span()


__all__ = ["inflected_spans", "satisfies", "spell"]
