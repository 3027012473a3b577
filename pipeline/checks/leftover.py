"""Check that no small words of the source's language were left standing in the translation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.checks.prose import prose, unquoted
from pipeline.languages import base_language
from pipeline.model import Finding, Severity

_SMALL = frozenset(
    [
        "the",
        "of",
        "and",
        "with",
        "is",
        "are",
        "was",
        "were",
        "been",
        "this",
        "that",
        "these",
        "those",
        "from",
        "for",
        "your",
        "you",
        "it",
        "its",
        "have",
        "has",
        "had",
        "will",
        "would",
        "which",
        "when",
        "where",
        "what",
        "there",
        "their",
        "they",
        "be",
        "by",
        "to",
        "an",
        "not",
        "or",
        "if",
    ]
)
"""English words that hold a sentence together and are seldom part of a name."""

_PAIRS = re.compile(
    r"\b(?:of|in|on|to|for|from|with|by|at|and) (?:the|a|an|this|your)\b|\b(?:is|are|was|has been) (?:not|the|a)\b"
)

_OWN = {
    "af": "is was that by of",
    "nl": "is was of by die that had over been",
    "de": "was will in an by",
    "da": "is of for had to",
    "nb": "is for had to by",
    "no": "is for had to by",
    "nn": "is for had to by",
    "sv": "is of had by",
    "is": "is for to",
    "pl": "to by",
    "cs": "to by",
    "sk": "to by",
    "sl": "by to",
    "hr": "by to",
    "hu": "is an be",
    "ro": "an or",
    "fr": "or an if",
    "es": "are",
    "pt": "for",
    "it": "or an be",
    "vi": "to be",
    "lt": "is to or by",
    "fy": "is of was it",
    "ga": "is an",
    "gd": "is an",
    "et": "on is",
    "tr": "an of be",
    "az": "an of be",
}
"""Of those the words that a language has itself."""


RUN = 4
"""Small words of the source in a row that are no name any more."""


class LeftoverCheck:
    """See the module's first line. Only from English; what stands in quotation marks or code is a name."""

    id = "leftover"
    severity = Severity.WARNING
    description = "No small words of an English source (the, with, are …) are left in the translation."
    examples = (
        Example("The lamp of the house is on", "A luz da casa está acesa"),
        Example("The lamp of the house is on", "A luz of the casa está acesa", Severity.WARNING),
        Example("The lamp of the house is on", "A luz of casa is acesa", Severity.WARNING),
        Example("Read The Lord of the Rings", "Leia The Lord of the Rings"),
        Example("Press “Go to the end”", "Aperte “Go to the end”"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if base_language(context.pair.source) != "en" or base_language(context.pair.target) == "en":
            return []
        text = prose(unquoted(target))
        own = set(_OWN.get(base_language(context.pair.target), "").split())
        spoken = prose(unquoted(source)).lower().split()
        left = [
            word
            for word in re.findall(r"(?<![\w'’.-])[a-z]+(?![\w'’-])", text)
            if word in _SMALL - own and word in spoken
        ]
        run = _common_run(prose(unquoted(source)).split(), text.split())
        if len(set(left)) < 2 and not (left and _PAIRS.search(text) and not own & set(left)) and not run:
            return []
        left = left or list(run)
        if _title(target, left):
            return []
        message = f"Words of the source were left in the translation: {quote(list(dict.fromkeys(left)))}."
        first = re.search(rf"(?<!\w){re.escape(left[0])}(?!\w)", target, re.IGNORECASE)
        return [finding(self, message, source, target, context, span=first.span() if first else None)]


def _common_run(source: Sequence[str], target: Sequence[str]) -> Sequence[str]:
    """Words of the source that stand in a row in the translation: `RUN` or more, all of letters."""
    known = {tuple(source[at : at + RUN]) for at in range(len(source) - RUN + 1)}
    for at in range(len(target) - RUN + 1):
        run = target[at : at + RUN]
        if (
            tuple(run) in known
            and all(word.isalpha() and word.islower() and len(word) > 2 for word in run)
            and len(set(run)) == RUN
        ):
            return run
    return ()


def _title(target: str, left: list[str]) -> bool:
    """Whether the words stand between capitalised ones: a title or a name that stays English."""
    words = re.findall(r"[^\W\d_]+", target)
    for place, word in enumerate(words):
        if word not in left:
            continue
        around = [
            other
            for other in (words[max(0, place - 3) : place] + words[place + 1 : place + 4])
            if other not in _SMALL
        ]
        if not around or not all(other[0].isupper() for other in around[:2]):
            return False
    return True
