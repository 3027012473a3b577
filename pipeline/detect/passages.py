"""Foreign passages: the language of each segment of a document, beside the language of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.detect.documents import NOTHING, TONELESS, confidence_of, count_votes, decide, decide_document
from pipeline.detect.profiles import UNITS
from pipeline.detect.score import Evidence, weigh_evidence
from pipeline.detect.scripts import KIN, SEVERAL_LANGUAGES, scripts_of
from pipeline.detect.vietnamese import is_toneless
from pipeline.languages import UNDETERMINED, base_language
from pipeline.model import Detection

# Nats by which a language must beat the document's, for a segment of 1, 2, 3 … words.
_FOREIGN = (18.0, 12.0, 8.0, 12.0, 14.0)

_SAME = {"nb": "no", "nn": "no", "fil": "tl", "cmn": "zh", "yue": "zh"}  # locale → the name its profile has


def detect_passages(segments: Sequence[str], language: str | None = None) -> list[Detection]:
    """Return the language of each segment, in the context of their document.

    ``language`` is the document's language (a PO locale); without it, it is found by the vote of the
    segments. A segment that does not clearly speak for another language has the document's, under the
    name given: ``pt_BR`` stays ``pt_BR``. So do segments too short to say, names of at most five capitalised
    words, bylines and codes (``by="context"``). Foreign are: another script; letters that the document's
    language does not have and another one alone has; a clear lead in n-grams and small words; and
    Vietnamese without its marks.
    """
    evidence = [weigh_evidence(segment) for segment in segments]
    document = decide_document(evidence) if language is None else Detection(language, 1.0, "context")
    if document.language == UNDETERMINED:
        return [decide(piece) if piece.best() else NOTHING for piece in evidence]
    context = Detection(document.language, document.confidence, "context")
    base = _Base(document.language, evidence)
    return [_place(piece, base, context) for piece in evidence]


class _Base:
    """The document's language as the scores know it.

    ``scripts`` are those its text may be in. ``lanes`` are the languages whose scores stand for it: its own,
    or, for a language without a profile, its relatives (Galician is measured as Portuguese, Spanish or
    Catalan, whichever fits a segment best); without known relatives, the one that its segments resemble most.
    """

    def __init__(self, language: str, evidence: Sequence[Evidence]) -> None:
        self.language = _SAME.get(base_language(language), base_language(language))
        self.scripts = scripts_of(language)
        scored = {
            base_language(each) for script in self.scripts for each in SEVERAL_LANGUAGES.get(script, ())
        }
        if self.language in scored:
            self.lanes = frozenset({self.language})
        else:
            self.lanes = frozenset(KIN.get(self.language, "").split())
        if scored and not self.lanes:
            votes = count_votes(
                [piece for piece in evidence if piece.scores and piece.script in self.scripts]
            )
            self.lanes = frozenset(sorted(votes, key=lambda each: (-votes[each], each))[:1])

    def score(self, scores: Mapping[str, int]) -> int:
        """Return the score of the document's language among those of a segment."""
        return max((value for key, value in scores.items() if base_language(key) in self.lanes), default=0)


def _place(piece: Evidence, base: _Base, context: Detection) -> Detection:
    if not piece.best():
        return context
    if piece.script not in base.scripts:
        return _other_script(piece, base, context)
    if piece.decided:
        return context if piece.decided == base.language else decide(piece)
    if piece.name:
        return context
    if base.language != "vi" and piece.script == "LATIN" and is_toneless(piece.words, base.language):
        return TONELESS
    best = piece.best()
    lead = (piece.scores[best] - base.score(piece.scores)) / UNITS
    if base_language(best) == base.language:
        return Detection(context.language, confidence_of(piece.margin()), "ngrams")
    if lead < _lead_needed(piece):
        return context
    return Detection(best, confidence_of(lead), "toneless" if piece.toneless and best == "vi" else "ngrams")


def _other_script(piece: Evidence, base: _Base, context: Detection) -> Detection:
    """Judge a segment in another script: foreign, but for Latin names and words in a text without Latin."""
    if piece.script == "LATIN" and (piece.name or decide(piece) == NOTHING):
        return context
    alone = decide(piece)
    if alone != NOTHING:
        return Detection(alone.language, alone.confidence, "script")
    return Detection(piece.best(), confidence_of(piece.margin()), "script")


def _lead_needed(piece: Evidence) -> float:
    return _FOREIGN[min(len(piece.words), len(_FOREIGN)) - 1]
