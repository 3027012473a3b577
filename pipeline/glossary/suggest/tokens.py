"""Words of a sentence with what stands between them; the unit that names and phrases are made of."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:[-.&+'’·][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\Z")
_TITLE = re.compile('[“"«„]([^”"»“„]{12,200})[”"»“]')


class Passage(NamedTuple):
    """A sentence or label of a document, with its place. ``line`` is that of the unit it is in."""

    path: str
    line: int
    text: str


class Token(NamedTuple):
    """A word. ``joined``: only a space parts it from the word before, so that both may be one term.

    ``first``: nothing but marks stands before it in its sentence, or a colon: a capital there says little.
    """

    text: str
    start: int
    end: int
    joined: bool
    first: bool

    @property
    def capitalised(self) -> bool:
        """Whether it begins with a capital, or is of a shape that only names have (``iPhone``)."""
        return self.text[0].isupper() or any(map(str.isupper, self.text[1:]))


def tokenize(text: str) -> list[Token]:
    """The words of a sentence in order; ``'s`` is taken off and parts the word from the next."""
    tokens: list[Token] = []
    end, joined = 0, False
    for match in _WORD.finditer(text):
        between = text[end : match.start()]
        word = _POSSESSIVE.sub("", match[0])
        first = not tokens or bool(re.search(r"[:.!?…|•–—]\s*[“\"'‘(]*\Z|[“\"]\Z", between))
        tokens.append(Token(word, match.start(), match.start() + len(word), joined and between == " ", first))
        end, joined = match.end(), word == match[0]
    return tokens


def is_title(tokens: list[Token]) -> bool:
    """Whether most words are capitalised, so that capitals show no names: headings, names of books."""
    letters = [token for token in tokens if token.text[0].isalpha() and len(token.text) > 3]
    return len(letters) > 1 and sum(token.capitalised for token in letters) > 0.6 * len(letters)


def is_heading(text: str, tokens: list[Token]) -> bool:
    """Whether a passage is a heading in capitals: a title without a full stop."""
    return not text.rstrip("\"'”’)]").endswith((".", "!", "?", "…", "。")) and is_title(tokens)


def title_spans(text: str) -> list[tuple[int, int]]:
    """Where a text quotes titles: in quotation marks, four words or more, most of them capitalised."""
    return [
        match.span(1)
        for match in _TITLE.finditer(text)
        if len(found := tokenize(match[1])) > 3 and is_title(found)
    ]
