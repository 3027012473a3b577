"""Find the translatable blocks of a Markdown document with their exact spans in the source.

Code blocks, link reference definitions and thematic breaks are not translatable and yield nothing; HTML
blocks are read by the HTML format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from pipeline.errors import DocumentError
from pipeline.formats.limits import check_lines, check_marks, check_size
from pipeline.formats.lines import LineNumbers
from pipeline.formats.markdown.frontmatter import KEYS, body_offset, values_in
from pipeline.formats.markdown.inner import HtmlPart, html_parts

if TYPE_CHECKING:
    from markdown_it.token import Token

Place = Literal["paragraph", "heading", "title", "cell", "front", "html"]
"""Where a block stands decides how a translation is written: a setext heading is a ``paragraph``."""

MAX_BYTES = 16_000_000
"""Largest Markdown file: its parser keeps every inline construct."""

TRIM = " \t\n\v\f\r\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""White space that markdown-it cuts from both ends of a block's content (``mdTrim``)."""

_LINE_END = re.compile(r"\r\n?|\n")
_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")
_HASHES = re.compile(rf"#+[{TRIM}]*")
_NO_PREFIX = re.compile(r"[^>\t]")


class Block(NamedTuple):
    """A translatable block. ``source[start:end]`` is its span, quote marks between its lines included.

    ``raw`` is its content, lines joined by ``\\n``, without quote marks, indentation and the
    backslash of ``\\|`` in cells. ``prefix`` is what has to begin a further line of the block. ``html`` is
    set for what is part of an HTML block.
    """

    start: int
    end: int
    line: int
    kind: str
    place: Place
    raw: str
    prefix: str = ""
    html: HtmlPart | None = None

    @property
    def text(self) -> str:
        """What is compared when the block is read back."""
        return self.raw


@dataclass(frozen=True, slots=True)
class Outline:
    """What the block parser found: blocks in order, tokens of the body, and its link references.

    ``first_line`` is the number of lines before the body, which front matter takes.
    """

    blocks: tuple[Block, ...]
    tokens: tuple[Token, ...]
    references: dict[str, Any]
    first_line: int
    body: int


def find_blocks(source: str, name: str, keys: tuple[str, ...] = KEYS) -> Outline:
    """Parse ``source`` into its translatable blocks, front matter values first.

    Raises DocumentError where blocks are nested deeper than the parser follows.
    """
    from pipeline.formats.markdown.mdx import Unclosed
    from pipeline.formats.markdown.parser import MAX_DEPTH, TooDeep, parse_blocks

    body = body_offset(source)
    first_line = len(_LINE_END.findall(source[:body]))
    lines = _Lines(source, body)
    check_lines(len(lines.starts), name)
    check_marks(source, name)
    check_size(source.encode(errors="replace") if len(source) > MAX_BYTES // 4 else b"", name, MAX_BYTES)
    try:
        tokens, references = parse_blocks(lines.text, mdx=name.lower().endswith(".mdx"))
    except TooDeep as error:
        raise DocumentError(
            f"quotes and lists are nested more than {MAX_DEPTH} deep; flatten them or leave the file out.",
            name,
            first_line + error.line + 1,
        ) from error
    except Unclosed as error:
        raise DocumentError(
            "has hundreds of expressions or tags that are never closed; close them or leave the file out.",
            name,
            first_line + error.line + 1,
        ) from error
    except RecursionError as error:
        raise DocumentError(
            "blocks are nested too deep to be read; flatten them or leave the file out.", name
        ) from error
    blocks = [
        Block(
            value.start,
            value.end,
            value.line,
            f"Front matter: {value.key}",
            "front",
            value.text,
        )
        for value in values_in(source, body, keys)
    ]
    blocks.extend(_body_blocks(tokens, lines, first_line, source, name))
    return Outline(tuple(blocks), tuple(tokens), references, first_line, body)


class _Lines:
    """The body with ``\\n`` line ends, and the way back from its offsets to the source's."""

    def __init__(self, source: str, body: int) -> None:
        self.text = _LINE_END.sub("\n", source[body:])
        self._origins = [body, *(found.end() for found in _LINE_END.finditer(source, body))]
        """Where each line begins in the source, ``starts`` where in ``text``."""
        if "\r\n" in source:
            self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]
        else:
            self.starts = [origin - body for origin in self._origins]
        self._length = len(source)

    def line_start(self, line: int) -> int:
        """Return where a line begins in the source; the end of the source behind the last one."""
        return self._origins[line] if line < len(self._origins) else self._length

    def origin(self, line: int, offset: int) -> int:
        """Return where ``text[offset]``, which is on ``line``, stands in the source."""
        return self._origins[line] + offset - self.starts[line]


def _body_blocks(tokens: list[Token], lines: _Lines, first_line: int, source: str, name: str) -> list[Block]:
    blocks: list[Block] = []
    parents: list[Token] = []
    for token in tokens:
        if token.nesting > 0:
            parents.append(token)
        elif token.nesting < 0:
            parents.pop()
        elif (token.type == "html_block" or token.meta.get("tag")) and token.map:
            start, end = (lines.line_start(line) for line in token.map)
            quoted = any(parent.type == "blockquote_open" for parent in parents)
            parts = html_parts(source, start, end, quoted, name)
            if token.type != "html_block":
                parts = [part for part in parts if part.block.place == "value"]
            blocks.extend(_html(parts, first_line + token.map[0] + 1))
        elif "cells" in token.meta:
            blocks.extend(_cells(token, lines, first_line))
        elif token.type == "inline" and token.map:
            kind, place = _describe(parents)
            if place == "heading":
                start, end = _heading_content(lines.text, token)
                spans, skipped = [(start, end)] if start < end else [], 0
            elif place == "title":
                spans, skipped = list(token.meta["lines"]), 0
            else:
                spans, skipped = _trimmed(lines.text, list(token.meta["lines"]), parents)
            if not spans or not token.content:
                continue
            first = token.map[0] + skipped
            last = first + len(spans) - 1
            start, end = spans[0][0], spans[-1][1]
            raw = "\n".join(lines.text[begin:stop] for begin, stop in spans)
            blocks.append(
                Block(
                    lines.origin(first, start),
                    lines.origin(last, end),
                    first_line + first + 1,
                    kind,
                    place,
                    raw,
                    _NO_PREFIX.sub(" ", lines.text[lines.starts[first] : start])
                    if place == "paragraph"
                    else "",
                )
            )
    return blocks


def _cells(row: Token, lines: _Lines, first_line: int) -> Iterator[Block]:
    kind = "Table heading" if row.type == "table_head" else "Table cell"
    line = row.map[0] if row.map else 0
    moved = lines.origin(line, 0)
    for start, end in row.meta["cells"]:
        if start < end:
            raw = lines.text[start:end].replace("\\|", "|")
            yield Block(start + moved, end + moved, first_line + line + 1, kind, "cell", raw)


def _html(parts: list[HtmlPart], line: int) -> list[Block]:
    from pipeline.formats.html.text import text_of

    blocks = []
    numbers = LineNumbers(parts[0].text) if parts else None
    for part in parts:
        start, end = part.base + part.block.start, part.base + part.block.end
        raw, _ = text_of(part.text, part.block)
        at = line - 1 + (numbers.at(part.block.start) if numbers else 1)
        blocks.append(Block(start, end, at, part.block.kind or "Paragraph", "html", raw, html=part))
    return blocks


def _describe(parents: list[Token]) -> tuple[str, Place]:
    parent = parents[-1]
    if parent.type == "heading_open":
        return f"Heading {parent.tag[1:]}", "heading" if parent.markup.startswith("#") else "paragraph"
    if parent.type == "admonition_open":
        return "Title", "title"
    around = [token.type for token in parents]
    if "list_item_open" in around:
        return "List item", "paragraph"
    return ("Quote" if "blockquote_open" in around else "Paragraph"), "paragraph"


def _trimmed(
    text: str, spans: list[tuple[int, int]], parents: list[Token]
) -> tuple[list[tuple[int, int]], int]:
    """Cut the white space around a block's content, and what stands before it but is not text.

    That is the ``[x]`` of a task and the ``{#id}`` behind a heading.
    Also returns how many lines went at the beginning.
    """
    before = len(spans)
    begin, end = spans[0]
    around = parents[-2].type if len(parents) > 1 else ""
    mark = _TASK.match(text, begin, end) if around == "list_item_open" else None
    if mark:
        spans[0] = (mark.end(), end)
    while spans and not text[slice(*spans[0])].strip(TRIM):
        spans = spans[1:]
    skipped = before - len(spans)
    while spans and not text[slice(*spans[-1])].strip(TRIM):
        spans = spans[:-1]
    if spans:
        begin, end = spans[0]
        spans[0] = (end - len(text[begin:end].lstrip(TRIM)), end)
        begin, end = spans[-1]
        end = begin + len(text[begin:end].rstrip(TRIM))
        spans[-1] = (begin, _before_attributes(text, begin, end) if _is_heading(parents) else end)
    return [] if spans and spans[-1][0] == spans[-1][1] else spans, skipped


def _is_heading(parents: list[Token]) -> bool:
    return parents[-1].type == "heading_open"


def _before_attributes(text: str, begin: int, end: int) -> int:
    """Return where a heading ends when an attribute list follows it on its line."""
    from pipeline.formats.markdown.dialect import HEADING_ATTRIBUTES

    brace = text.rfind("{", begin, end)
    if brace < 0:
        return end
    begin += len(text[begin:brace].rstrip(" \t"))
    return begin if HEADING_ATTRIBUTES.match(text[begin:end]) else end


def _heading_content(text: str, token: Token) -> tuple[int, int]:
    begin, end = token.meta["lines"][0]
    start = _HASHES.match(text, begin, end).end()  # type: ignore[union-attr]
    return start, _before_attributes(text, start, start + len(token.content))
