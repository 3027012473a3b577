"""Where a term stands in a text, as it is or inflected; every word of the term in its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.inflection.compounds import SHORTEST_LAST, SHORTEST_REST, holds_part
from pipeline.inflection.paradigms import COMPOUNDING, HYPHENATING, PREFIXED
from pipeline.inflection.stems import same_word
from pipeline.inflection.words import UNSPACED, Word, initial, places_of, spell_gap, words_of
from pipeline.languages import base_language

_HAS_UNSPACED = re.compile(f"[{UNSPACED}]")
_LATIN = re.compile(r"[^\W_]", re.ASCII)


def satisfies(target_text: str, term_target: str, language: str, *, forms: Sequence[str] = ()) -> bool:
    """Whether a text holds a term: as it stands, in a listed form, or inflected.

    Case does not count, accents do. Every word of the term must be there, in order, each as it is or
    inflected; a part of a longer word is no term, except the part of a compound (`compounds`). An
    empty term is held by every text.

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
    return list(_spans(text, term, language, inflect=True)) if term.strip() else []


def _spans(text: str, term: str, language: str, *, inflect: bool) -> Iterator[tuple[int, int]]:
    base = base_language(language)
    if _HAS_UNSPACED.search(term):
        yield from _unspaced_spans(text, term.strip())
        return
    wanted, tail = term_words(term, base)
    if not wanted:
        yield from (match.span() for match in re.finditer(re.escape(term.strip()), text))
        return
    size = len(wanted)
    words = words_of(text, base)
    last = len(words) - size
    free = 0
    for index in _candidates(text, wanted, base):
        if index < free or index > last:
            continue
        span = span_at(text, index, wanted, tail, base, inflect=inflect, compounds=inflect)
        if span is not None:
            yield span
            free = index + size


def span_at(
    text: str,
    index: int,
    wanted: Sequence[Word],
    tail: str,
    language: str,
    *,
    inflect: bool = True,
    compounds: bool = False,
) -> tuple[int, int] | None:
    """Where a term stands that begins with the word at ``index`` of a text; None where it does not.

    ``wanted`` and ``tail`` are what `term_words` gives for the term, ``language`` is a base language.
    With ``compounds`` a part of a compound counts, and words joined to a compound by hyphens.
    """
    words = words_of(text, language)
    if not _same(wanted[0], words[index], language, inflect=inflect, alone=compounds and len(wanted) == 1):
        return None
    found = words[index : index + len(wanted)]
    if len(found) < len(wanted):
        return None
    for want, there in zip(wanted[1:], found[1:], strict=True):
        joined = compounds and (want.gap, there.gap) == (" ", "-") and language in HYPHENATING
        if not (joined or want.gap == there.gap) or not _same(want, there, language, inflect=inflect):
            return None
    lead = wanted[0].gap
    if lead and not found[0].gap.endswith(lead):
        return None
    end = found[-1].end
    after = text[end : end + 16]
    if tail and not spell_gap(after).startswith(tail):
        return None
    if not tail and end - found[0].start == 1 and after[:1] in ("+", "#"):
        return None  # C is not C++
    return found[0].start - len(lead), end + len(tail)


def _candidates(text: str, wanted: Sequence[Word], language: str) -> Sequence[int]:
    """The words of a text at which a term may begin."""
    first = wanted[0].text
    if language in PREFIXED:
        return range(len(words_of(text, language)))
    near = places_of(text, language).get(initial(first[0]), [])
    if len(wanted) == 1 and len(first) >= SHORTEST_LAST and language in COMPOUNDING:
        long = len(first) + SHORTEST_REST - 1
        far = (index for index, word in enumerate(words_of(text, language)) if len(word.text) >= long)
        return sorted({*near, *far})
    return near


def _same(want: Word, there: Word, language: str, *, inflect: bool, alone: bool = False) -> bool:
    if want.text == there.text:
        return True
    if not inflect:
        return False
    if want.acronym:
        return there.written == want.written + "s"
    if same_word(want.text, there.text, language):
        return True
    return alone and holds_part(want.text, there.text, language)


@lru_cache(maxsize=4096)
def term_words(term: str, language: str) -> tuple[tuple[Word, ...], str]:
    """The words of a term, and the signs behind the last one (``++`` of C++)."""
    term = term.strip()
    words = words_of(term, language)
    return words, spell_gap(term[words[-1].end :]) if words else ""


@lru_cache(maxsize=4096)
def _unspaced_pattern(term: str) -> re.Pattern[str]:
    """A term with letters of a script without spaces. At its Latin ends, and beside a short kana word, words end."""
    term = unicodedata.normalize("NFC", term)
    pattern = r"\s*".join(re.escape(part) for part in term.split())
    if _LATIN.match(term):
        pattern = r"(?<![A-Za-z0-9_])" + pattern
    if _LATIN.match(term[-1]):
        pattern += r"(?![A-Za-z0-9_])"
    if len(term) <= 2 and all("\u30a0" <= char <= "\u30ff" for char in term):
        pattern = f"(?<![\u30a1-\u30fa\u30fc]){pattern}(?![\u30a1-\u30fa\u30fc])"
    return re.compile(pattern, re.IGNORECASE)


def _unspaced_spans(text: str, term: str) -> Iterator[tuple[int, int]]:
    pattern = _unspaced_pattern(term)
    if unicodedata.is_normalized("NFC", text):
        yield from (match.span() for match in pattern.finditer(text))
        return
    pieces: list[str] = []
    offsets: list[int] = []
    for match in re.finditer(r"[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]*|.", text, re.DOTALL):
        piece = unicodedata.normalize("NFC", match.group())
        pieces.append(piece)
        offsets += [match.start()] * len(piece)
    offsets.append(len(text))
    yield from ((offsets[m.start()], offsets[m.end()]) for m in pattern.finditer("".join(pieces)))
