"""fluent.syntax's parser, with the steps replaced that go character by character and take quadratic time for long texts.

What a text says is read from the source by its place; the parser need not put it together.
"""

from __future__ import annotations

import re

from fluent.syntax import FluentParser, ast
from fluent.syntax.errors import ParseError
from fluent.syntax.stream import FluentParserStream

_TEXT = re.compile(r"(?:[^{}\r\n]+|\r(?!\n))*")
_LINE = re.compile(r"(?:[^\r\n]+|\r(?!\n))*")
_NAME = re.compile(r"[a-zA-Z][a-zA-Z0-9_-]*")
_BLANKS = re.compile(" *")
_MARKS = re.compile("#{1,3}")
_COMMENTS = (ast.Comment, ast.GroupComment, ast.ResourceComment)


class _Stream(FluentParserStream):
    def char_at(self, offset: int) -> str | None:
        char = self.string[offset : offset + 1]
        return "\n" if char == "\r" and self.string.startswith("\n", offset + 1) else char or None

    def peek_blank_inline(self) -> str:
        start = self.index + self.peek_offset
        blanks = self.take(_BLANKS, start)
        self.peek_offset += len(blanks)
        return blanks

    def take(self, pattern: re.Pattern[str], start: int) -> str:
        """What ``pattern`` matches at ``start``; nothing moves."""
        found = pattern.match(self.string, start)
        return found[0] if found else ""

    def go(self, length: int) -> None:
        self.index += length
        self.peek_offset = 0


class Reader(FluentParser):
    """The parser; the texts of its elements are not to be used, only their places."""

    def parse(self, source: str) -> ast.Resource:
        """Read a file; a comment right above a message belongs to it, the others are left out."""
        stream = _Stream(source)
        stream.skip_blank_block()
        entries: list[ast.EntryType] = []
        above: ast.Comment | None = None
        while stream.current_char:
            entry = self.get_entry_or_junk(stream)
            blank_lines = stream.skip_blank_block()
            if isinstance(entry, ast.Message | ast.Term):
                entry.comment = above
            above = entry if isinstance(entry, ast.Comment) and not blank_lines else None
            entries.append(entry)
        return ast.Resource(entries)

    def get_comment(self, ps: _Stream) -> ast.Comment | ast.GroupComment | ast.ResourceComment:
        level = len(ps.take(_MARKS, ps.index)) - 1
        lines: list[str] = []
        while True:
            ps.go(level + 1)
            if ps.current_char not in ("\n", None):
                ps.expect_char(" ")
            lines.append(ps.take(_LINE, ps.index))
            ps.go(len(lines[-1]))
            if not ps.is_next_line_comment(level=level):
                return _COMMENTS[level]("\n".join(lines))
            ps.next()

    def get_identifier(self, ps: _Stream) -> ast.Identifier:
        start, name = ps.index, ps.take(_NAME, ps.index)
        if not name:
            raise ParseError("E0004", "a-zA-Z")
        ps.go(len(name))
        identifier = ast.Identifier(name)
        identifier.add_span(start, ps.index)
        return identifier

    def get_text_element(self, ps: _Stream) -> ast.TextElement:
        start, text = ps.index, ps.take(_TEXT, ps.index)
        ps.go(len(text))
        element = ast.TextElement(text)
        element.add_span(start, ps.index)
        return element

    def dedent(
        self,
        elements: list[ast.TextElement | ast.Placeable | FluentParser.Indent],
        common_indent: int,
    ) -> list[ast.TextElement | ast.Placeable]:
        """Leave out indentation and the white space at the end; the lines of a text are not joined."""
        kept: list[ast.TextElement | ast.Placeable] = []
        for element in elements:
            if isinstance(element, ast.TextElement | ast.Placeable):
                kept.append(element)
            elif len(element.value) > common_indent:
                kept.append(ast.TextElement(element.value[: len(element.value) - common_indent]))
        while kept and isinstance(kept[-1], ast.TextElement) and not kept[-1].value.strip(" \n\r"):
            kept.pop()
        return kept
