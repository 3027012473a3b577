"""Markup around words: taken off before translation, put back around the words' translation.

An engine moves tokens that stand for ``*`` or ``<b>`` about ("*short* story" became "história* curta de
*"). Without them it sees a natural sentence; the marked words are translated by themselves as well, and
where that translation is found again in the sentence's, the marks go around it. Where it is not, the marks
are hidden behind tokens like any placeholder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from pipeline.model import Placeable

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
_CLOSE_ENOUGH = 0.75  # ratio of difflib; an inflected or re-articled phrase passes, another word does not
_MOST_PAIRS = 40  # in one sentence; more are no prose
_LONGEST_PHRASE = 12  # words; longer marked text is a sentence of its own and does not come back alike


@dataclass(frozen=True, slots=True)
class MarkedPhrase:
    """The words inside one or several pairs: ``text`` of the source, the marks to put around it, its place.

    ``place`` is where the phrase begins, as a share of the sentence's length. ``alone`` says that it has
    words to translate; a name, code or number is looked for as it is. Of ``of`` places where the sentence
    has the same words it is number ``turn``, from 0.
    """

    text: str
    opening: str
    closing: str
    place: float
    alone: bool
    turn: int = 0
    of: int = 1


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A sentence without its pairs: the text, the placeables that are left (moved), the phrases, the marks."""

    text: str
    placeables: tuple[Placeable, ...]
    phrases: tuple[MarkedPhrase, ...]
    marks: tuple[Placeable, ...]

    def moved(self, offset: int) -> int:
        """Where an offset of the sentence is without the marks before it."""
        return offset - sum(mark.end - mark.start for mark in self.marks if mark.end <= offset)


def take_marks_off(text: str, placeables: Sequence[Placeable], soft: frozenset[str]) -> Unmarked | None:
    """Remove every pair of markup; None when there is none, or when they cannot be told apart afterwards.

    ``soft`` are the kinds that may stand inside a phrase beside words; with anything harder the phrase
    must consist of it alone.
    """
    pairs = _pairs(placeables)
    if not pairs or len(pairs) > _MOST_PAIRS:
        return None
    marks = sorted((p for pair in pairs for p in pair), key=lambda p: p.start)
    pieces: list[str] = []
    position = 0
    for mark in marks:
        pieces.append(text[position : mark.start])
        position = mark.end
    bare = "".join([*pieces, text[position:]])

    def moved(offset: int) -> int:
        return offset - sum(mark.end - mark.start for mark in marks if mark.end <= offset)

    rest = tuple(
        replace(p, start=moved(p.start), end=moved(p.start) + len(p.text))
        for p in placeables
        if p not in marks
    )
    phrases = _phrases(bare, rest, [(o, c, moved(o.end), moved(c.start)) for o, c in pairs], soft)
    return Unmarked(bare, rest, phrases, tuple(marks)) if phrases else None


def _pairs(placeables: Sequence[Placeable]) -> list[tuple[Placeable, Placeable]]:
    opening = {p.pair: p for p in placeables if p.kind == "markup" and p.role == "open" and p.pair >= 0}
    return [
        (opening[p.pair], p)
        for p in placeables
        if p.kind == "markup" and p.role == "close" and p.pair in opening
    ]


def _phrases(
    bare: str,
    rest: Sequence[Placeable],
    spans: Sequence[tuple[Placeable, Placeable, int, int]],
    soft: frozenset[str],
) -> tuple[MarkedPhrase, ...]:
    """One phrase for each distinct span; () when spans overlap, are empty, padded, long or mixed."""
    joined: dict[tuple[int, int], tuple[str, str]] = {}
    for opening, closing, start, end in sorted(spans, key=lambda s: -s[0].start):  # inner pairs first
        before = joined.get((start, end), ("", ""))
        joined[start, end] = (opening.text + before[0], before[1] + closing.text)
    ordered = sorted(joined)
    found = []
    for number, (start, end) in enumerate(ordered):
        phrase = bare[start:end]
        inside = [p for p in rest if p.start < end and start < p.end]
        others = re.sub(r"[\W\d_]", "", _without(phrase, start, inside))
        if (
            phrase != phrase.strip()
            or not phrase
            or (number and start < ordered[number - 1][1])
            or any(p.start < start or p.end > end for p in inside)
            or (others and any(p.kind not in soft for p in inside))
            or len(phrase.split()) > _LONGEST_PHRASE
        ):
            return ()
        same = [span[0] for span in _exactly(phrase, bare)]
        turn = same.index(start) if start in same else 0
        found.append(
            MarkedPhrase(
                phrase, *joined[start, end], start / len(bare), bool(others), turn, max(1, len(same))
            )
        )
    return tuple(found)


def _without(phrase: str, offset: int, inside: Sequence[Placeable]) -> str:
    for placeable in reversed(inside):
        phrase = phrase[: placeable.start - offset] + " " + phrase[placeable.end - offset :]
    return phrase


def put_marks_back(
    target: str, phrases: Sequence[MarkedPhrase], translated: Sequence[Sequence[str]]
) -> str | None:
    """Put each phrase's marks around its translation in ``target``; None when one cannot be found for sure.

    ``translated`` is what each phrase may be in the translation, likeliest first: what the engine made of it alone.
    """
    taken: list[tuple[int, int, MarkedPhrase]] = []
    for phrase, translations in zip(phrases, translated, strict=True):
        spans = _occurrences(target, (*translations, phrase.text), exactly=not phrase.alone)
        free = [
            span for span in spans if not any(start < span[1] and span[0] < end for start, end, _ in taken)
        ]
        if not free:
            return None
        chosen = min(free, key=lambda span: abs(span[0] / max(1, len(target)) - phrase.place))
        if len(spans) == phrase.of and spans[phrase.turn] in free:
            chosen = spans[phrase.turn]  # the words stand there as often as in the source
        taken.append((*chosen, phrase))
    for start, end, phrase in sorted(taken, key=lambda one: one[0], reverse=True):
        target = target[:start] + phrase.opening + target[start:end] + phrase.closing + target[end:]
    return target


def _occurrences(target: str, texts: Sequence[str], *, exactly: bool) -> list[tuple[int, int]]:
    """Where one of the texts stands in the target, word by word; else where something very like one does.

    The last text is the source's, which counts only as it is.
    """
    for text in dict.fromkeys(text.strip() for text in texts if text.strip()):
        if exact := _exactly(text, target):
            return exact
    if exactly:
        return []
    words = [m.span() for m in _WORD.finditer(target)]
    likeness, runs = max(
        (_closest(target, words, text.strip().casefold()) for text in texts[:-1]), default=(0.0, [])
    )
    return runs if likeness >= _CLOSE_ENOUGH else []


def _exactly(text: str, target: str) -> list[tuple[int, int]]:
    """Where the text stands in the target as words of its own."""
    before = r"(?<!\w)" if text[0].isalnum() else ""
    after = r"(?!\w)" if text[-1].isalnum() else ""
    return [m.span() for m in re.finditer(before + re.escape(text) + after, target, re.IGNORECASE)]


def _closest(
    target: str, words: Sequence[tuple[int, int]], wanted: str
) -> tuple[float, list[tuple[int, int]]]:
    """The runs of words most like ``wanted``: how like, and where they stand, all of one length in words."""
    length = len(wanted.split())
    scored = [
        (
            SequenceMatcher(None, wanted, target[words[i][0] : words[i + size - 1][1]].casefold()).ratio(),
            size,
            i,
        )
        for size in {max(1, length - 1), length, length + 1}
        for i in range(len(words) - size + 1)
    ]
    likeness, longest, _ = max(scored, default=(0.0, 0, 0))
    places = [i for ratio, size, i in sorted(scored) if (ratio, size) == (likeness, longest)]
    return likeness, [(words[i][0], words[i + longest - 1][1]) for i in places]
