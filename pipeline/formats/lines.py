"""Lines and blanks around an offset: line numbers in one pass for offsets that only grow."""

from __future__ import annotations

import re

_LINE_END = re.compile(r"\r\n?|\n")


def before_blanks(source: str, at: int) -> int:
    """Return where the blanks and line ends begin that end at ``at``."""
    while at and source[at - 1] in " \t\r\n":
        at -= 1
    return at


class LineNumbers:
    """Line numbers, 1-based, of offsets in ``text`` that are asked for in ascending order."""

    def __init__(self, text: str) -> None:
        self._ends = _LINE_END.finditer(text)
        self._line = 1
        self._next = self._advance()

    def _advance(self) -> int | None:
        found = next(self._ends, None)
        return found.end() if found else None

    def at(self, offset: int) -> int:
        """Return the line that ``offset`` is on."""
        while self._next is not None and self._next <= offset:
            self._line += 1
            self._next = self._advance()
        return self._line
