"""Where an English word cannot be the noun, or the verb, that a glossary row says its term is."""

from __future__ import annotations

import re

_BEFORE_VERBS = re.compile(
    r"(?<![\w'’])(?:I|he|she|we|they|who|can|could|would|shall|should|might|must|cannot|[a-z]+n['’]t)\s+\Z",
    re.IGNORECASE,
)
_BEFORE_NOUNS = re.compile(
    r"(?<![\w'’])(?:the|an?|this|these|those|my|your|its|our|their|every|each|some|any|of)\s+\Z",
    re.IGNORECASE,
)
_SHOWN = 16
"""Code points before a term that are looked at: one word."""


def may_be(text: str, start: int, part_of_speech: str) -> bool:
    """Whether what begins at ``start`` can be of a part of speech, by the word before it.

    "She runs" has no noun "run", "the delete" no verb; where nothing is sure, as after "to", it can. What is no
    noun or verb by its row always can.
    """
    kind = part_of_speech.strip().lower()
    if kind.startswith("noun") or kind == "n":
        return _BEFORE_VERBS.search(text, max(0, start - _SHOWN), start) is None
    if kind.startswith("verb") or kind == "v":
        return _BEFORE_NOUNS.search(text, max(0, start - _SHOWN), start) is None
    return True
