"""How much work a document may ask of the inline parser: brackets that lead nowhere make it look ahead again and again.

The work is counted in steps, not in seconds, so that a file is read or refused on every machine alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline

from pipeline.errors import DocumentError

STEPS = 2_000_000
STEPS_EACH = 2
"""Looks ahead that a document may take: so many, and so many for each of its characters."""


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
