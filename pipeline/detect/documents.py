"""The language of a text, and of a document from the votes of its segments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp

from pipeline.detect.clean import sample
from pipeline.detect.profiles import UNITS
from pipeline.detect.score import Evidence, weigh_evidence
from pipeline.detect.vietnamese import is_toneless
from pipeline.languages import UNDETERMINED, base_language
from pipeline.model import Detection

NOTHING = Detection(UNDETERMINED, 0.0, "none")
TONELESS = Detection("vi", 0.98, "toneless")

_FULL_VOTE = 40  # letters from which on a segment has a whole vote
_FLOOR = -20 * UNITS  # a segment speaks against a language with at most 20 nats
_MOST_CHARACTERS = 200_000
_MOST_SEGMENTS = 2_000
_SETTLED = 0.999  # by script: a language that shares its script with others at most in rare texts

# Nats by which the best language must lead, for texts of 1, 2, 3 … words. Three words and fewer are
# answered only where 19 in 20 texts with such a lead are right (98.9 % of all answers); a sentence gets
# the best guess, with its confidence.
_NEEDED = (12.0, 9.0, 9.0, 3.0, 1.0)
_NEEDED_SENTENCE = 2.0  # for two words or more that end with a full stop: no name, no code


def confidence_of(margin: float) -> float:
    """Return the share of texts with such a margin (nats) that are right: a logistic curve.

    Fitted on 24,000 texts of three words up to a sentence in 33 languages that have to be told by
    n-grams (NTREX-128 lines 1-997); the length of the text adds nothing to the fit.
    """
    return round(1 / (1 + exp(0.61 - 0.397 * min(margin, 50.0))), 4)


def detect(text: str) -> Detection:
    """Return the language of a text, ``und`` when nothing can be said.

    Lines are taken as the segments of a document, so that a foreign line counts once. Nothing can be
    said of numbers, codes, names alone, letters at random, and of three words or fewer that might be
    two languages: what is answered there is right in 98.5 of 100 cases. From about six words on the best
    language is returned always; ``confidence`` is the measured probability that it is right.
    """
    return detect_document(sample(text, _MOST_CHARACTERS).splitlines())


def detect_document(segments: Sequence[str]) -> Detection:
    """Return the language of a document. Segments vote, so that a few foreign ones do not win.

    The vote of a segment for a language is its score less the best score, floored at -20 nats, times
    min(1, letters / 40). Names and codes vote only where nothing else is there. The order of the segments
    says nothing. Of more than 2,000 segments, 2,000 at equal distances are read.
    """
    if len(segments) > _MOST_SEGMENTS:
        step = len(segments) / _MOST_SEGMENTS
        segments = [segments[int(index * step)] for index in range(_MOST_SEGMENTS)]
    return decide_document([weigh_evidence(segment) for segment in segments])


def decide_document(evidence: Iterable[Evidence]) -> Detection:
    """Return the language that wins the vote of the segments' evidence."""
    speaking = [piece for piece in evidence if not piece.mute()]
    if len(speaking) < 2:
        return decide(speaking[0]) if speaking else NOTHING
    totals = count_votes(speaking)
    best = min(totals, key=lambda language: (-totals[language], language))
    rivals = (total for language, total in totals.items() if base_language(language) != base_language(best))
    margin = (totals[best] - max(rivals, default=_FLOOR * _FULL_VOTE)) / (_FULL_VOTE * UNITS)
    if margin < _needed(sum(len(piece.words) for piece in speaking)):
        return NOTHING
    if all(piece.decided for piece in speaking if piece.best() == best):
        return Detection(best, _SETTLED, "script")
    return Detection(best, confidence_of(margin), "ngrams")


def count_votes(evidence: Sequence[Evidence]) -> dict[str, int]:
    """Return the sum of all votes for each language that any segment speaks for (the highest wins)."""
    languages = {language for piece in evidence for language in (piece.decided, *piece.scores) if language}
    totals = dict.fromkeys(sorted(languages), 0)
    for piece in evidence:
        weight = min(piece.letters, _FULL_VOTE)
        top = max(piece.scores.values(), default=0)
        for language in totals:
            if language == piece.decided:
                vote = 0
            elif language in piece.scores:
                vote = max(piece.scores[language] - top, _FLOOR)
            else:
                vote = _FLOOR
            totals[language] += vote * weight
    return totals


def decide(piece: Evidence) -> Detection:
    """Return the language of one text on its own."""
    best = piece.best()
    if piece.mute():
        return NOTHING
    if piece.decided or piece.script == "CJK":
        return Detection(best, _SETTLED, "script")
    if piece.script == "LATIN" and is_toneless(piece.words):
        return TONELESS
    margin = piece.margin()
    needed = _needed(len(piece.words))
    if piece.sentence and len(piece.words) > 1:
        needed = min(needed, _NEEDED_SENTENCE)
    if margin < needed:
        return NOTHING
    return Detection(best, confidence_of(margin), "toneless" if piece.toneless and best == "vi" else "ngrams")


def _needed(count: int) -> float:
    return _NEEDED[count - 1] if count <= len(_NEEDED) else 0.0
