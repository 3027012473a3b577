"""Cut a PO text into blocks at its empty lines, and each block into items, where it is laid out as usual.

The *shape* of a block is what its items are, without what they say: a whole catalog has a dozen or two. So
polib has to read each shape only once, and a block costs one regular expression. What is laid out in any other way
(indented, a mark without its blank, blanks behind a string …) is for the `lexer`, which takes everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.review.lexer import unescape

_STRING = r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"'
_ITEM = re.compile(
    rf"(#\| |#~\| |#~ |)(msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]\])?) ({_STRING}(?:\n\1{_STRING})*+)(?=\n|\Z)"
    r"|(#[.:,]|#(?![=|~]))([^\n]*+(?:\n\4 [^\n]*+)*+)"  # a comment, with the lines of the same kind below it
    r"|[^\n]+"  # what is none of these
)
_LAST = ("msgstr", "msgstr[")

Item = tuple[str, str, str, str, str]
"""``(mark, keyword, string, "", "")``, or ``("", "", "", mark, comment)``; all empty for what is neither."""


class Block:
    """What stands between two empty lines, from line ``line`` on. Items are called by their numbers."""

    __slots__ = ("items", "line")

    def __init__(self, line: int, text: str) -> None:
        self.line = line
        self.items: list[Item] = _ITEM.findall(text)

    @property
    def shape(self) -> str:
        """The marks and keywords, one a line; an empty line for what is no item."""
        return "\n".join([mark + keyword + comment for mark, keyword, _, comment, _ in self.items])

    def text(self, number: int | None) -> str | None:
        """A string, unescaped; None for None.

        Raises:
            CatalogError: an escape that there is not.
        """
        if number is None:
            return None
        mark, _, string, _, _ = self.items[number]
        string = string[1:-1]
        if "\n" in string:
            string = string.replace(f'"\n{mark}"', "")
        return unescape(string) if "\\" in string else string

    def lines(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The lines of comments, without mark and blank."""
        return tuple([
            line.removeprefix(" ")
            for number in numbers
            for line in self.items[number][4].split("\n" + self.items[number][3])
        ])  # fmt: skip

    def line_of(self, number: int) -> int:
        """The line in which an item begins."""
        line = self.line + number
        for _, _, string, _, comment in self.items[:number]:
            line += string.count("\n") + comment.count("\n")
        return line


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a text (line ends ``\\n``) that hold anything."""
    line = 1
    for piece in text.split("\n\n"):
        bare = piece.lstrip("\n")
        if bare:
            yield Block(line + len(piece) - len(bare), bare)
        line += piece.count("\n") + 2


def skeleton_of(shape: str) -> str:
    """What polib is given of a shape: a number stands for each string and comment."""
    lines = [
        f"{item.replace('~|', '|')} " + (f'"{number}"' if "msg" in item else str(number))
        for number, item in enumerate(shape.split("\n"))
    ]
    return "\n".join(lines)
