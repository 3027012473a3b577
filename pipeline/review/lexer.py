"""Cut the strings and comments out of a PO text, exactly, and leave a skeleton for polib.

In the skeleton a number stands for each string (its continuation lines joined) and each comment line; the
lines keep their numbers, so that what polib complains of is where it says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.errors import CatalogError

_STRING = re.compile(
    r"(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[[0-9]+\])?)[ \t]*)?"
    r'"((?:[^"\\]|\\.)*)"[ \t\r\f\v]*\Z'
)
_ESCAPE = re.compile(r"((?:\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}))+)|\\(.)")
_BYTE = re.compile(r"\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2}))")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "\\": "\\", '"': '"'}


class Lexer:
    """A PO text (line ends ``\\n``) taken apart.

    ``skeleton`` is for polib. ``strings[n]`` is ``(line, pieces)``, pieces still escaped; ``comments[n]``
    is a comment line without its mark; ``messages`` are the lines of the msgids, ``texts`` those of the first msgstr of
    each; ``after_last`` is how many
    comments stand before the end of the last string. Raises CatalogError for what is no line of a PO file.
    """

    def __init__(self, text: str, name: str) -> None:
        self.name = name
        self.strings: list[tuple[int, list[str]]] = []
        self.comments: list[str] = []
        self.messages: list[int] = []
        self.texts: list[int] = []
        self.after_last = 0
        self.skeleton = self._cut(text)

    def _cut(self, text: str) -> str:
        out: list[str] = []
        pieces: list[str] | None = None
        for number, line in enumerate(text.split("\n"), 1):
            bare = line.strip(" \t\r\f\v")
            mark = ""
            if bare[:1] == "#":
                if bare[:3] == "#~|":
                    mark, bare = "#| ", bare[3:].lstrip(" \t")
                elif bare[:2] == "#|" or bare[:2] == "#~":
                    mark, bare = bare[:2] + " ", bare[2:].lstrip(" \t")
                else:
                    kind = bare[:2] if bare[1:2] in (".", ":", ",", "=") and bare[1:2] else "#"
                    content = line.lstrip(" \t\f\v")[len(kind) :]
                    out.append(f"{'#,' if kind == '#=' else kind} {len(self.comments)}")
                    self.comments.append(content.removeprefix(" "))
                    pieces = None
                    continue
            if not bare:
                out.append("")
                continue
            if mark == "#~ " and bare[:1] == "#":  # a comment of an obsolete entry, as some tools write it
                out.append(f"# {len(self.comments)}")
                self.comments.append(bare[1:].removeprefix(" "))
                pieces = None
                continue
            field = _STRING.match(bare)
            if field is None:
                raise CatalogError(f"Syntax error: {_complaint(bare)}.", self.name, number)
            keyword, content = field.groups()
            self.after_last = len(self.comments)
            if keyword is None:
                if pieces is None:
                    raise CatalogError("Syntax error: a string without a keyword.", self.name, number)
                pieces.append(content)
                out.append("")
                continue
            if len(keyword) > len("msgstr[0]") and keyword[:7] == "msgstr[":
                raise CatalogError("More than ten plural forms.", self.name, number)
            if keyword == "msgid" and mark != "#| ":
                self.messages.append(number)
            elif keyword == "msgstr" or keyword == "msgstr[0]":
                self.texts.append(number)
            pieces = [content]
            out.append(f'{mark}{keyword} "{len(self.strings)}"')
            self.strings.append((number, pieces))
        return "\n".join(out)

    def text(self, number: int | None) -> str | None:
        """The string that a number of the skeleton stands for, unescaped; None for None."""
        if number is None:
            return None
        line, pieces = self.strings[number]
        text = pieces[0] if len(pieces) == 1 else "".join(pieces)
        return unescape(text, self.name, line) if "\\" in text else text

    def lines(self, numbers: Sequence[int]) -> tuple[str, ...]:
        """The comment lines that numbers of the skeleton stand for."""
        return tuple([self.comments[number] for number in numbers])


def unescape(text: str, name: str = "", line: int = 0) -> str:
    """What a string of a PO file says; ``name`` and ``line`` are for the error.

    Raises:
        CatalogError: an escape that there is not.
    """

    def one(match: re.Match[str]) -> str:
        if match[1]:  # bytes of the file's charset, in practice of UTF-8
            data = bytes(int(o, 8) & 255 if o else int(x, 16) for o, x in _BYTE.findall(match[1]))
            return data.decode("utf-8", "replace")
        if match[2] not in _CONTROL:
            raise CatalogError(f"Invalid control sequence \\{match[2]} in a string.", name, line)
        return _CONTROL[match[2]]

    return _ESCAPE.sub(one, text)


def _complaint(line: str) -> str:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "an unresolved merge conflict"
    if '"' in line and line.startswith(("msg", '"')):
        return 'a string must stand between two " and have \\" for each " inside'
    return f"cannot make sense of {short(line)}"


def short(text: str) -> str:
    """A text as it is quoted in a message."""
    return repr(text if len(text) <= 40 else text[:39] + "…")
