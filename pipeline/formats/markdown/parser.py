"""markdown-it-py set up so that every block and every inline construct says where it stands.

markdown-it gives line numbers for blocks and nothing for inlines. Its rules know more while they
run: the block rules where each line's content begins (after ``>``, list markers, indentation), the
inline rules where they started and stopped. Wrapping the rules records exactly that, so the spans
come from the parser itself and not from a search in the source afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.parser_block import RuleFuncBlockType
from markdown_it.parser_inline import RuleFuncInlineType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from pipeline.formats.markdown.dialect import add_dialect
from pipeline.formats.markdown.dispatch import STOPS, BlockRuler, InlineRuler
from pipeline.formats.markdown.effort import CountedInline, References, inline_pieces
from pipeline.formats.markdown.mdx import add_mdx
from pipeline.formats.markdown.tables import table

MAX_DEPTH = 90
"""Deepest nesting of quotes and lists that is read; markdown-it would drop what is deeper than 100."""

INTERESTING = re.compile(r"[\\`*_~\[<&\n]")
"""A text without any of these has no inline markup."""

_FOOTNOTE = re.compile(r"\[\^[^\]\s\[]+\](?![\[(])")


class TooDeep(Exception):
    """Blocks nested deeper than MAX_DEPTH; ``line`` is 0-based. Never leaves this package."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class Mark(NamedTuple):
    """An inline construct: offsets into the text parsed, and what it is.

    ``kind`` is ``code``, ``url``, ``email``, ``html``, ``entity``, ``escape``, ``break``,
    ``footnote``, ``open``/``close`` (emphasis and the like), ``link`` or ``image``. For the last
    two, ``label_start`` and ``label_end`` enclose the text between the brackets.
    """

    start: int
    end: int
    kind: str
    label_start: int = -1
    label_end: int = -1


@cache
def _block_parser(mdx: bool) -> MarkdownIt:
    """Return the block parser: CommonMark with tables and dialects, rules wrapped; no state between calls."""
    md = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table")
    md.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    for name, ends in (
        ("heading", ["paragraph", "reference", "blockquote"]),
        ("lheading", []),
        ("paragraph", []),
    ):
        md.block.ruler.at(name, _lines_recorded(_rule(md.block.ruler, name)), {"alt": ends})
    md.block.ruler.before("table", "depth", _refuse_depth)
    add_dialect(md)
    if mdx:
        add_mdx(md)
    md.block.ruler = BlockRuler(md.block.ruler)
    return md


@cache
def _inline_parser() -> MarkdownIt:
    """Return the inline parser: CommonMark with strikethrough; what the rules record goes into ``env``."""
    md = MarkdownIt("commonmark")
    md.inline = CountedInline()
    md.configure("commonmark").enable("strikethrough")
    for name, record in (
        ("backticks", _record_code),
        ("autolink", _record_autolink),
        ("html_inline", _record("html")),
        ("entity", _record("entity")),
        ("escape", _record_escape),
        ("newline", _record_newline),
        ("strikethrough", _record_markers),
        ("emphasis", _record_markers),
    ):
        md.inline.ruler.at(name, _recorded(_rule(md.inline.ruler, name), record))
    md.inline.ruler.at("link", _closed(_recorded(_rule(md.inline.ruler, "link"), _record_link)))
    md.inline.ruler.at("image", _closed(_image_recorded(_rule(md.inline.ruler, "image"))))
    md.inline.ruler.before("link", "footnote_mark", _footnote)
    md.inline.ruler = InlineRuler(md.inline.ruler)
    md.inline.terminator_re = re.compile(f"[{re.escape(STOPS)}]")
    return md


def _rule(ruler: Any, name: str) -> Any:
    return next(rule.fn for rule in ruler.__rules__ if rule.name == name)


def parse_blocks(text: str, *, mdx: bool = False) -> tuple[list[Token], References]:
    """Return the block tokens of ``text`` (line ends ``\\n``) and the link references it defines.

    Each ``inline`` token has ``meta["lines"]``: for every line of ``token.map`` the offsets in
    ``text`` between which its content stands. Raises TooDeep.
    """
    md = _block_parser(mdx)
    env: dict[str, Any] = {}
    tokens: list[Token] = []
    md.block.parse(text, md, env, tokens)
    return tokens, References(env.get("references", {}), len(text))


def parse_inline(text: str, references: dict[str, Any]) -> tuple[list[Token], list[Mark]]:
    """Return the inline tokens of ``text`` and its marks in order of their beginning.

    Raises RecursionError for images nested hundreds deep, TooDense for brackets that ask for too much work;
    callers name the place.
    """
    tokens: list[Token] = []
    marks: list[Mark] = []
    md = _inline_parser()
    for offset, piece in inline_pieces(text):
        env = {"references": references, "marks": marks, "base": offset}
        found = md.inline.parse(piece, md, env, [])
        _emphasis(found, marks)
        tokens.extend(found)
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    return tokens, marks


def _refuse_depth(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    if state.level >= MAX_DEPTH:
        raise TooDeep(start_line)
    return False


def _lines_recorded(rule: RuleFuncBlockType) -> RuleFuncBlockType:
    def recorded(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
        known = len(state.tokens)
        if not rule(state, start_line, end_line, silent):
            return False
        for token in state.tokens[known:] if not silent else ():
            if token.type == "inline" and token.map:
                token.meta["lines"] = [
                    (state.bMarks[line] + state.tShift[line], state.eMarks[line])
                    for line in range(*token.map)
                ]
        return True

    return recorded


_Recorder = Callable[[StateInline, int, list[Token]], None]
"""Called after a rule matched: the state (``pos`` behind it), where it started, the tokens it pushed."""


def _recorded(rule: RuleFuncInlineType, record: _Recorder) -> RuleFuncInlineType:
    def recorded(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent:
            record(state, start, state.tokens[known:])
        return True

    return recorded


def _closed(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    """Ask a rule for brackets only where one is closed further on."""

    def closed(state: StateInline, silent: bool) -> bool:
        return state.src.find("]", state.pos, state.posMax) >= 0 and rule(state, silent)

    return closed


def _add(state: StateInline, start: int, end: int, kind: str, label: tuple[int, int] | None = None) -> None:
    base = state.env["base"]
    inside = (base + label[0], base + label[1]) if label else (-1, -1)
    state.env["marks"].append(Mark(base + start, base + end, kind, *inside))


def _record(kind: str) -> _Recorder:
    return lambda state, start, tokens: _add(state, start, state.pos, kind)


def _record_code(state: StateInline, start: int, tokens: list[Token]) -> None:
    if tokens and tokens[-1].type == "code_inline":  # the rule also eats unmatched backticks
        _add(state, start, state.pos, "code")


def _record_autolink(state: StateInline, start: int, tokens: list[Token]) -> None:
    is_mail = (
        str(tokens[-3].attrs["href"]).startswith("mailto:") and "mailto:" not in state.src[start : start + 8]
    )
    _add(state, start, state.pos, "email" if is_mail else "url")


def _record_escape(state: StateInline, start: int, tokens: list[Token]) -> None:
    last = tokens[-1]
    if last.type == "hardbreak":
        _add(state, start, state.pos, "break")
    elif last.content != last.markup:  # a backslash before a letter is only a backslash
        _add(state, start, state.pos, "escape")


def _record_newline(state: StateInline, start: int, tokens: list[Token]) -> None:
    if tokens[-1].type == "hardbreak":
        begin = start
        while begin > 0 and state.src[begin - 1] == " ":
            begin -= 1
        _add(state, begin, state.pos, "break")


def _record_markers(state: StateInline, start: int, tokens: list[Token]) -> None:
    at = state.pos
    for token in reversed(tokens):
        if at <= start:
            break  # the text before the markers, flushed by the first push
        at -= len(token.content)
        token.meta["at"] = state.env["base"] + at


def _record_link(state: StateInline, start: int, tokens: list[Token]) -> None:
    label_end = state.md.helpers.parseLinkLabel(state, start, True)
    _add(state, start, state.pos, "link", (start + 1, label_end))


def _image_recorded(rule: RuleFuncInlineType) -> RuleFuncInlineType:
    def recorded(state: StateInline, silent: bool) -> bool:
        start, base = state.pos, state.env["base"]
        state.env["base"] = base + start + 2  # the description is parsed as a text of its own
        try:
            matched = rule(state, silent)
        finally:
            state.env["base"] = base
        if matched and not silent:
            label_end = state.md.helpers.parseLinkLabel(state, start + 1, False)
            _add(state, start, state.pos, "image", (start + 2, label_end))
        return matched

    return recorded


def _footnote(state: StateInline, silent: bool) -> bool:
    """Take ``[^1]`` as one thing."""
    match = _FOOTNOTE.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        _add(state, state.pos, match.end(), "footnote")
        state.append_pending(match.group())
    state.pos = match.end()
    return True


def _emphasis(tokens: list[Token], marks: list[Mark]) -> None:
    """Add the markers that became emphasis, strong emphasis or strikethrough."""
    opened: list[int] = []
    for token in tokens:
        if token.type == "image" and token.children:
            _emphasis(token.children, marks)
        if "at" not in token.meta or token.nesting == 0:
            continue
        at = token.meta["at"]
        if token.nesting > 0:
            start = at - 1 if token.type == "strong_open" else at  # its token is the inner of the two
            opened.append(start)
            marks.append(Mark(start, start + len(token.markup), "open"))
        else:
            # label_start carries where the pair opened, so that the two ends find each other
            marks.append(Mark(at, at + len(token.markup), "close", opened.pop()))
