"""How much work a document may ask of the inline parser: brackets that lead nowhere make it look ahead again and again.

The work is counted in steps, not in seconds, so that a file is read or refused on every machine alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from pipeline.errors import DocumentError

STEPS = 2_000_000
STEPS_EACH = 2
"""Looks ahead that a document may take: so many, and so many for each of its characters."""


MAX_INLINE = 20_000
"""Longest text, in characters, given to the inline parser at once (see :func:`inline_pieces`)."""


class TooDense(Exception):
    """The document has used up its steps. Never leaves this package."""


class References(dict[str, Any]):
    """The link reference definitions of a document, and how many ``steps`` are left for its texts."""

    def __init__(self, found: dict[str, Any], length: int) -> None:
        super().__init__(found)
        self.steps = STEPS + STEPS_EACH * length


class CountedInline(ParserInline):
    """The inline parser; each look ahead is a step. ``env["references"]`` may be a plain dict: no limit then."""

    def skipToken(self, state: StateInline) -> None:
        references = state.env["references"]
        if isinstance(references, References):
            references.steps -= 1
            if references.steps < 0:
                raise TooDense
        super().skipToken(state)


@contextmanager
def inline_limits(name: str, line: Callable[[], int]) -> Iterator[None]:
    """Turn what the inline parser gives up on into a DocumentError at the ``line`` that it was at."""
    try:
        yield
    except RecursionError as error:
        raise DocumentError(
            "brackets are nested too deep to be read; simplify the line or leave the file out.", name, line()
        ) from error
    except TooDense as error:
        raise DocumentError(
            "has too many brackets that lead nowhere (up to here they took more steps than "
            f"{STEPS_EACH} a character and {STEPS:,} for the file); put backslashes before them or leave the file out.",
            name,
            line(),
        ) from error


def inline_pieces(text: str) -> list[tuple[int, str]]:
    """Cut a text longer than MAX_INLINE at spaces, so that inline parsing stays linear.

    Unmatched brackets make it quadratic; where they are dense the pieces are a tenth as long. A
    construct that straddles a cut is not recognised; no paragraph that a person wrote is that long.
    """
    if len(text) <= MAX_INLINE:
        return [(0, text)]
    size = MAX_INLINE // 10 if text.count("[") > len(text) // 20 else MAX_INLINE
    cuts = [0]
    while len(text) - cuts[-1] > size:
        space = text.rfind(" ", cuts[-1] + size // 2, cuts[-1] + size)
        cuts.append(space if space > 0 else cuts[-1] + size)
    return [(start, text[start:end]) for start, end in pairwise([*cuts, len(text)])]
