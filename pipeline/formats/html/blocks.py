"""Find what people read in HTML: runs of text between block tags, and the values of attributes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.errors import DocumentError
from pipeline.formats.html.elements import (
    ATTRIBUTES,
    BLOCK,
    BUTTON_TYPES,
    CODE,
    ELEMENT_ATTRIBUTES,
    IMPLIED_END,
    INLINE,
    KINDS,
    META,
    SKIPPED,
    VOID,
)
from pipeline.formats.html.tokens import Token, tokens_of
from pipeline.formats.html.trim import has_letter, trimmed
from pipeline.formats.limits import MAX_UNITS, check_units

MAX_DEPTH = 2000
"""Most elements inside one another; browsers follow 512."""

MAX_PIECES = 100_000
"""Most tags and pieces between them in one text."""


class Block(NamedTuple):
    """Something to translate at ``source[start:end]``.

    A ``run`` is text with inline tags, ``plain`` text without (the content of ``title``), ``value`` an
    attribute's, quotes included. The tokens of a run are cut at its ends.
    """

    start: int
    end: int
    place: Literal["run", "plain", "value"]
    kind: str
    tokens: tuple[Token, ...] = ()


_KEPT = SKIPPED | CODE
_NO_KIND = frozenset(("table", "ul", "ol", "dl"))


@dataclass(slots=True)
class _Open:
    """An element that is open: its name, what a text in it is called, whether its text is translated."""

    name: str
    kind: str
    translated: bool


@dataclass(slots=True)
class _Reader:
    source: str
    name: str
    markup: bool  # XML: <p/> is empty
    stack: list[_Open] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    blocks: list[Block] = field(default_factory=list)
    run: list[Token] = field(default_factory=list)
    values: list[Block] = field(default_factory=list)
    kind: str = ""  # of the run, taken where it begins
    atom: tuple[int, int] | None = None  # where an untranslated inline element begins, depth of its stack
    translated: bool = True  # whether text that comes now is

    def read(self, tokens: Iterator[Token]) -> list[Block]:
        for token in tokens:
            kind = token.kind
            if kind == "open":
                self._opened(token)
            elif kind == "close":
                self._closed(token)
            elif kind == "text":
                if self.run or not self.source[token.start : token.end].isspace():
                    self._add(token)
            elif kind == "comment":
                self._add(token)
            elif kind == "rcdata" and self.translated and self.atom is None:
                self._plain(token)
        self._flush()
        return self.blocks

    def _opened(self, token: Token) -> None:
        name = token.name.lower()
        block = name in BLOCK
        if block:
            if self.run or self.values or self.atom:
                self._flush()
            while self.stack and self.stack[-1].name in CODE:
                self._pop()  # code that was never closed ends with its paragraph
            self._imply_ends(name)
        translated = self.translated
        if token.attributes or name in _KEPT:
            translated = self._translated_in(token, name)
            if translated and token.attributes:
                self.values.extend(_values(self.source, token, name))
        if name in VOID or (token.empty and (self.markup or name not in BLOCK | INLINE)):
            if not block:
                self._add(token)
                if name == "br" and self._ends_in_breaks():
                    self._flush()
            return
        special = name in CODE or translated != self.translated
        if block or special:
            if not block and not translated and self.translated and self.atom is None:
                self.atom = (token.start, len(self.stack))
            elif not block and self.atom is None:
                self._add(token)
            self._push(name, token, translated)
        else:
            self._add(token)

    def _closed(self, token: Token) -> None:
        name = token.name.lower()
        block = name in BLOCK
        if block and (self.run or self.values or self.atom):
            self._flush()
        atom = self.atom
        if self.names[name] and (block or self.stack[-1].name == name or atom is not None):
            while self.stack:
                ended = self._pop()
                if ended == name:
                    break
        if atom is not None and self.atom is not None and len(self.stack) <= atom[1]:
            self.atom = None
            self._add(Token("raw", atom[0], token.end, name))
        elif not block:
            self._add(token)

    def _push(self, name: str, token: Token, translated: bool) -> None:
        if len(self.stack) >= MAX_DEPTH:
            line = self.source.count("\n", 0, token.start) + 1
            raise DocumentError(
                f"elements are nested more than {MAX_DEPTH} deep; no browser follows that. "
                "Leave the file out.",
                self.name,
                line,
            )
        kind = KINDS.get(name) or (self.stack[-1].kind if self.stack and name not in _NO_KIND else "")
        self.stack.append(_Open(name, kind, translated))
        self.names[name] += 1
        self.translated = translated

    def _pop(self) -> str:
        ended = self.stack.pop().name
        self.translated = not self.stack or self.stack[-1].translated
        self.names[ended] -= 1
        return ended

    def _imply_ends(self, name: str) -> None:
        ended = IMPLIED_END.get(name)
        while ended and self.stack and self.stack[-1].name in ended:
            self._pop()

    def _translated_in(self, token: Token, name: str) -> bool:
        if name in _KEPT:
            return False
        for attribute in token.attributes:
            value = self.source[attribute.start : attribute.end].strip("\"'")
            if attribute.name == "translate":
                return value.lower() != "no"
            if attribute.name == "class" and "notranslate" in value.split():
                return False
        return self.translated

    def _add(self, token: Token) -> None:
        if self.translated and self.atom is None:
            if len(self.run) > MAX_PIECES:
                raise DocumentError(
                    f"a text has more than {MAX_PIECES:,} tags in it. Leave the file out.",
                    self.name,
                    self.source.count("\n", 0, token.start) + 1,
                )
            if not self.run:
                self.kind = self.stack[-1].kind if self.stack else ""
            self.run.append(token)

    def _ends_in_breaks(self) -> bool:
        """Tell whether the run ends in two line breaks: they part paragraphs."""
        for token in reversed(self.run[:-1]):
            if token.kind == "open" and token.name.lower() == "br":
                return True
            if token.kind != "text" or self.source[token.start : token.end].strip():
                return False
        return False

    def _plain(self, token: Token) -> None:
        text = self.source[token.start : token.end]
        if has_letter(text):
            start = token.start + len(text) - len(text.lstrip())
            kind = KINDS[token.name]
            self.values.append(Block(start, token.start + len(text.rstrip()), "plain", kind))
        self._flush()

    def _flush(self) -> None:
        """Add the run that ended here and the values that were met in it, in the order of the source."""
        if self.atom is not None:
            self.atom = None
        if not self.run and not self.values:
            return
        run = trimmed(self.source, self.run) if self.run else []
        found = self.values
        if run:
            found.append(Block(run[0].start, run[-1].end, "run", self.kind, tuple(run)))
        if len(found) > 1:
            found.sort(key=lambda block: (block.start, -block.end))
        self.run, self.values = [], []
        self.blocks.extend(found)
        if len(self.blocks) > MAX_UNITS:
            first = self.blocks[MAX_UNITS]
            check_units(len(self.blocks), self.name, self.source.count("\n", 0, first.start) + 1)


def find_blocks(source: str, name: str, start: int = 0, end: int | None = None) -> list[Block]:
    """Return the blocks of ``source[start:end]`` in order; an attribute in a run follows the run.

    Raises DocumentError where elements are nested too deep.
    """
    markup = source.startswith("<?xml", start) and "<html" in source[:5000]
    return _Reader(source, name, markup).read(tokens_of(source, start, end))


@lru_cache(maxsize=2)
def blocks_of(source: str, name: str) -> tuple[Block, ...]:
    """The blocks of a whole document; those of the last two are kept, for a page is written once it has been read."""
    return tuple(find_blocks(source, name))


def _values(source: str, token: Token, name: str) -> Iterator[Block]:
    wanted: dict[str, str] = {}
    if name == "meta":
        named = {
            source[a.start : a.end].strip("\"' ").lower()
            for a in token.attributes
            if a.name in ("name", "property", "itemprop")
        }
        wanted = {"content": next((META[one] for one in sorted(named) if one in META), "")}
    elif name == "input":
        kinds = {source[a.start : a.end].strip("\"' ").lower() for a in token.attributes if a.name == "type"}
        wanted = {"value": "Button" if kinds & BUTTON_TYPES else ""}
    seen: set[str] = set()
    for attribute in token.attributes:
        key = attribute.name
        kind = wanted.get(key) or ELEMENT_ATTRIBUTES.get((name, key))
        if not kind and name != "meta":  # whose title nobody sees; Storybook's is a path
            kind = ATTRIBUTES.get(key)
        code = source.startswith("{", attribute.start, attribute.end)  # an expression of JSX or of a template
        if kind and key not in seen and not code and has_letter(source[attribute.start : attribute.end]):
            yield Block(attribute.start, attribute.end, "value", kind)
        seen.add(key)
