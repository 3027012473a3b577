"""Put a new object into a JSON text laid out as the text around it is: indentation, line ends, space at colons."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pipeline.formats.json.walker import members
from pipeline.formats.lines import before_blanks
from pipeline.formats.splice import Span

Edit = tuple[Span, str]

_COLON = re.compile(r'\{\s*"(?:[^"\\]|\\.)*"(?P<colon>\s*:\s*)')
_INDENT = re.compile(r'\{[ \t]*(?:\r\n|\n|\r)(?P<indent>[ \t]*)"')
_PADDING = re.compile(r"\{(?P<padding>[ \t]*)\S")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file writes objects. ``newline`` is empty where an object stands on one line."""

    newline: str
    indent: str
    colon: str
    padding: str = ""

    @classmethod
    def of(cls, source: str, newline: str) -> Layout:
        """The layout of a file, as its outermost object has it."""
        colon, indent = _COLON.search(source), _INDENT.match(source.lstrip())
        return cls(
            newline if indent else "",
            indent["indent"] if indent else "",
            colon["colon"] if colon else ": ",
        )

    def like(self, value: str) -> Layout:
        """The layout of an object that stands beside ``value``: on one line if that does."""
        if "\n" in value or "\r" in value or not self.newline:
            return self
        padding = _PADDING.match(value)
        return replace(self, newline="", padding=padding["padding"] if padding else "")

    def dump(self, value: object, before: str) -> str:
        """Write a value whose line is indented by ``before``."""
        if not isinstance(value, Mapping) or not value:
            return json.dumps(value, ensure_ascii=False)
        inner = before + self.indent
        begin = self.newline + inner if self.newline else self.padding
        end = self.newline + before if self.newline else self.padding
        between = "," + (begin if self.newline else " " if self.padding else "")
        written = (
            f"{json.dumps(name, ensure_ascii=False)}{self.colon}{self.dump(one, inner)}"
            for name, one in value.items()
        )
        return "{" + begin + between.join(written) + end + "}"


def with_member(
    source: str, at: int, path: tuple[str, ...], value: Mapping[str, Any], layout: Layout
) -> Edit:
    """The edit that makes ``value`` the member at ``path`` of the object at ``at``.

    What stands at the path is replaced. A new member goes in front of the first whose name comes behind in the
    alphabet, which is how Xcode orders them.
    """
    name, *further = path
    here = list(members(source, at))
    for known, _, (start, end) in here:
        if known == name and further and source[start] == "{":
            return with_member(source, start, tuple(further), value, layout)
        if known == name:
            layout = layout.like(source[start:end]) if source[start] == "{" else layout
            return (start, end), layout.dump(_at(further, value), _indentation(source, start))
    if not here:
        end = source.index("}", at) + 1
        return (at, end), layout.dump({name: _at(further, value)}, _indentation(source, at))
    if not further:
        layout = layout.like(source[slice(*here[0][2])])
    lead = _lead(source, here[0][1])
    written = f"{json.dumps(name, ensure_ascii=False)}{layout.colon}" + layout.dump(
        _at(further, value), lead.rpartition("\n")[2].rpartition("\r")[2]
    )
    after = [end for known, _, (_, end) in here if known.casefold() < name.casefold()]
    if not after:
        return (here[0][1], here[0][1]), written + "," + lead
    return (after[-1], after[-1]), "," + lead + written


def _at(path: list[str], value: Mapping[str, Any]) -> Mapping[str, Any]:
    for name in reversed(path):
        value = {name: value}
    return value


def _lead(source: str, begin: int) -> str:
    """The white space in front of a member."""
    return source[before_blanks(source, begin) : begin]


def _indentation(source: str, at: int) -> str:
    line = source[source.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip())]
