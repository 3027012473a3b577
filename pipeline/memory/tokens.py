"""What a text is found by: its words, or overlapping groups of letters where words have no spaces.

The tokens go into SQLite's full-text index as one string with spaces. Chinese, Japanese, Thai, Lao, Khmer
and Burmese give groups of three letters, and the whole run where it is shorter.

A text of a few words is indexed a second time, with marked tokens: "There are." has only words that stand
in every second sentence, and few of these sentences are short.
"""

from __future__ import annotations

import re

SHORT = 8
"""A text with at most so many tokens is indexed as a short one too."""

SHORT_QUERY = 6
"""A text with at most so many tokens is looked for among the short ones: those similar to it are short."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
_RUN = re.compile(f"[{_UNSPACED}]+")
_GROUP = 3
_LONGEST = 60  # code points of one token; a longer one is a code or a URL, its beginning will do
_MARK = "~"


def tokens_of(text: str) -> tuple[str, ...]:
    """The distinct tokens of a text, folded, in the order in which they first stand there."""
    folded = text.casefold()
    if folded.isascii():
        return tuple({token[:_LONGEST]: None for token in _WORD.findall(folded)})
    found: dict[str, None] = {}
    for run in _RUN.findall(folded):
        for at in range(max(1, len(run) - _GROUP + 1)):
            found[run[at : at + _GROUP]] = None
    found |= {token[:_LONGEST]: None for token in _WORD.findall(_RUN.sub(" ", folded))}
    return tuple(found)


def indexed_tokens(text: str) -> tuple[str, ...]:
    """What a text is indexed by."""
    tokens = tokens_of(text)
    return (*tokens, *(token + _MARK for token in tokens)) if len(tokens) <= SHORT else tokens


def sought_tokens(text: str) -> tuple[str, ...]:
    """What a similar text is looked up by."""
    tokens = tokens_of(text)
    return tuple(token + _MARK for token in tokens) if len(tokens) <= SHORT_QUERY else tokens
