"""Sentences inside a unit, lossless: `split_sentences` and nothing else.

The rules are LanguageTool's, run by ``choppa-srx`` (`rules`); Chinese, Japanese and the scripts whose
full stop is not a dot have a small SRX file of our own (``own.srx``); `guards` then takes back the
breaks that no sentence has (inside an address, a number, a pair of brackets, before a lower-case
verb). Thai, Khmer, Lao and Burmese write no full stop and stay unsplit.
"""

from __future__ import annotations

from pipeline.languages import base_language
from pipeline.segment.guards import before_opening_quote, is_inside_sentence
from pipeline.segment.rules import find_breaks, rules_for

__all__ = ["split_sentences"]

UNSPLIT = frozenset({"th", "km", "lo", "my"})
"""Languages without a sentence mark: a space may or may not end a sentence, so nothing is cut."""

IDEOGRAPHIC = frozenset({"zh", "yue", "wuu", "lzh", "cmn", "ja"})
"""Languages whose sentences follow each other without a space; the guards do not fit them."""


def split_sentences(text: str, language: str) -> tuple[str, ...]:
    """Split a unit's text into its sentences; ``"".join(split_sentences(t, l)) == t`` always holds.

    White space after a sentence belongs to that sentence; white space in front of the first one
    belongs to the first. An empty text has no sentences. Time is linear in the length of the text.

    Args:
        language: a PO locale; only its language counts (``pt_BR`` is split as ``pt``). A language
            without rules of its own, ``und`` included, is split by the English ones.
    """
    if not text:
        return ()
    base = base_language(language).lower()
    if base in UNSPLIT or not text.strip():
        return (text,)
    guarded = base not in IDEOGRAPHIC
    parts: list[str] = []
    start = 0
    for end in find_breaks(text, rules_for(base)):
        if end <= start:
            continue
        if guarded and is_inside_sentence(text, start, end, base):
            continue
        if not guarded:
            end = before_opening_quote(text, start, end)
        if not text[start:end].strip():
            continue
        parts.append(text[start:end])
        start = end
    if start < len(text):
        parts.append(text[start:])
    return tuple(parts)
