"""Lines and blanks around an offset."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE_END = re.compile(r"\r\n?|\n")


def before_blanks(source: str, at: int) -> int:
    """Return where the blanks and line ends begin that end at ``at``."""
    while at and source[at - 1] in " \t\r\n":
        at -= 1
    return at


class LineNumbers:
    """Line numbers, 1-based, of offsets in ``text``."""

    def __init__(self, text: str) -> None:
        self._ends = [found.end() for found in _LINE_END.finditer(text)]

    def at(self, offset: int) -> int:
        """Return the line that ``offset`` is on."""
        return bisect_right(self._ends, offset) + 1
