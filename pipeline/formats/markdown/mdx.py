"""Block rules for MDX: imports, exports, expressions and tags of components are code, but for attributes people read."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_MODULE = re.compile(r"(?:import|export)(?=[\s{*\"'])")
_COMPONENT = re.compile(r"</?(?:[A-Z][\w.]*|>|[a-z][\w.-]*[ \t][^<>]*?=\{)")
"""A tag of a component or of nothing, or one with an expression in it."""
_LONGEST = 200
"""Most lines of an expression or tag; one that is not closed by then is text."""
_MOST = 100_000
"""Most lines that expressions and tags without an end may be looked through in a document."""
_ENDS = ["paragraph", "reference", "blockquote", "list"]


class Unclosed(Exception):
    """Too many expressions or tags that are not closed; ``line`` is 0-based. Never leaves this package."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def add_mdx(md: MarkdownIt) -> None:
    """Teach a block parser these rules."""
    md.block.ruler.before("table", "mdx", _mdx, {"alt": _ENDS})


def _mdx(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    text = state.src[start : state.eMarks[start_line]]
    stop: int | None
    if _MODULE.match(text) and state.sCount[start_line] == 0 and not silent:
        stop = _until_blank(state, start_line, end_line)
    elif text.startswith("{"):
        stop = _until_closed(state, start_line, end_line, "{", "}")
    elif _COMPONENT.match(text):
        stop = _until_closed(state, start_line, end_line, "<", ">")
    else:
        return False
    if stop is None:
        return False
    if not silent:
        token = state.push("fixed_line", "", 0)
        token.content = state.getLines(start_line, stop, 0, False)
        token.map = [start_line, stop]
        token.meta = {"tag": text.startswith("<")}
        state.line = stop
    return True


def _until_blank(state: StateBlock, line: int, end_line: int) -> int:
    while line < end_line and not state.isEmpty(line):
        line += 1
    return line


def _until_closed(state: StateBlock, first: int, end_line: int, opening: str, closing: str) -> int | None:
    """Return the line behind the one that closes what ``first`` opens; None when more stands behind it, or nothing closes it.

    Raises Unclosed when that was looked for in too many lines of the document.
    """
    depth = braces = 0
    quote = ""
    line = first
    for line in range(first, min(end_line, first + _LONGEST)):
        at, end = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        if at >= end and line > first:
            break
        for place in range(at, end):
            char = state.src[place]
            if quote:
                quote = "" if char == quote else quote
            elif char in "\"'`" and (depth or braces):
                quote = char
            elif char == "{" and opening != "{":
                braces += 1
            elif char == "}" and opening != "{":
                braces -= 1
            elif not braces and char == opening:
                depth += 1
            elif not braces and char == closing:
                depth -= 1
                if depth == 0:
                    rest = state.src[place + 1 : end]
                    return line + 1 if not rest.strip() else None
    state.env["open"] = state.env.get("open", 0) + line - first + 1
    if state.env["open"] > _MOST:
        raise Unclosed(first)
    return None
