"""Block rules for what CommonMark does not know: footnotes, definitions, admonitions, attribute lines, mathematics.

MkDocs, kramdown, Pandoc, PHP Markdown Extra and Docusaurus give these lines a meaning that a
CommonMark parser reads as running text. Joined into a paragraph they would be lost, so each is a
block of its own here: its marker is outside every unit, what it holds is read as blocks.
"""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from pipeline.formats.markdown.templates import end_of_tags
from pipeline.formats.splice import Span

_ITEM = r"(?:[#.][\w:.-]+|[\w:-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s\"'{}=]+)|-)"
_LIST = rf"\{{:?[ \t]*{_ITEM}(?:[ \t]+{_ITEM})*[ \t]*\}}"
"""``{#id .class key="value"}``, with a colon in kramdown and Python-Markdown."""

HEADING_ATTRIBUTES = re.compile(rf"(?:\A|[ \t]+){_LIST}[ \t]*\Z")

_FIXED = re.compile(
    rf"(?:{_LIST}|\{{::?[^{{}}\n]*\}}|:{{3,}}.*|/{{3,}}[ \t]*[\w-]*"
    r"|\[(?:TOC|toc)\]|\[\[_?(?:TOC|toc)_?\]\]|\\(?:newpage|pagebreak|clearpage|tableofcontents))[ \t]*\Z"
)
"""What is no text where it has the line to itself: an attribute list, a kramdown extension, a container fence, a table of
contents, a new page."""
_CONTAINER = re.compile(
    r":{3,}[ \t]*(?:[\w-]+[ \t]*\[(?P<label>[^\[\]]+)\][ \t]*+"
    r"|(?:[\w-]+|\{[\w:-]+\})[ \t]++(?P<words>[^={}\[\]:][^={}\[\]]*+))\Z"
    r"|/{3,}[ \t]*[\w-]+[ \t]*\|[ \t]*+(?P<behind>\S.*)\Z"
)
"""A container fence with a title: ``:::note[Title]``, ``:::note Title``, ``:::{note} Title`` and ``/// note | Title``."""
_ALERT = re.compile(r"\[![A-Za-z-]+\][-+]?(?:[ \t]+(?P<words>\S.*)|[ \t]*)\Z")
"""The first line of a quote that GitHub and Obsidian make a box of."""
_ADMONITION = re.compile(
    r"(?:(?:!!!|\?\?\?\+?)[ \t]*"
    r'(?:[\w-]+(?:[ \t]+[\w-]+)*(?:[ \t]+"(?P<title>.*)")?|"(?P<only>.*)")'
    r'|===[!+]{0,2}[ \t]*"(?P<tab>.*)"|\[\^[^\]\s\[]+\]:)[ \t]*\Z'
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s\[]+\]:[ \t]+(?!\[\^[^\]\s\[]+\]:[ \t])(?=\S)")
_DEFINITION = re.compile(r":[ \t]+(?!:[ \t])(?=\S)")
_ABBREVIATION = re.compile(r"\*\[[^\]\n]+\]:[ \t]+(?!\*\[[^\]\n]+\]:[ \t])(?=\S)")
_MARKED = (("footnote", _FOOTNOTE), ("definition", _DEFINITION), ("abbreviation", _ABBREVIATION))
_MATH = re.compile(r"\$\$[^$]+\$\$[ \t]*\Z")

FIRST = "[:{!?=*$/\\"
"""What the lines begin with that ``_dialect`` knows."""

_INDENTS = {"footnote": 4, "definition": 2, "abbreviation": 4, "admonition": 4}
"""Columns by which a further block has to be indented to belong to the one above."""
_FLOOR = "floor"
"""Key in ``env``: the columns that a line needs to stay in the admonition it is in."""
_ENDS = ["paragraph", "reference", "blockquote", "list"]


def add_dialect(md: MarkdownIt) -> None:
    """Teach a block parser these rules; they come before its own and end a paragraph."""
    md.block.ruler.before("table", "outside", _outside, {"alt": ["paragraph", "blockquote"]})
    md.block.ruler.before("table", "dialect", _dialect, {"alt": _ENDS})


def _dialect(state: StateBlock, start_line: int, end_line: int, silent: bool) -> bool:
    start = state.bMarks[start_line] + state.tShift[start_line]
    if state.is_code_block(start_line):
        return False
    text = state.src[start : state.eMarks[start_line]]
    container = (
        _ALERT.match(text)
        if state.parentType == "blockquote" and text.startswith("[")
        else _CONTAINER.match(text)
    )
    if container:
        if not silent:
            begin, end = max(map(container.span, container.groupdict()))
            _push_header(state, start_line, start, text, (begin, begin + len(text[begin:end].rstrip())))
            state.push("admonition_close", "", -1)
        return True
    stop = _end_of_fixed(state, text, start_line, end_line)
    if stop:
        if not silent:
            token = state.push("fixed_line", "", 0)
            token.content = state.getLines(start_line, stop, state.blkIndent, False).lstrip(" \t")
            token.map = [start_line, stop]
            state.line = stop
        return True
    admonition = _ADMONITION.match(text)
    if admonition:
        if not silent:
            _push_admonition(state, start_line, end_line, start, admonition)
        return True
    for kind, marker in _MARKED:
        match = marker.match(text)
        if match:
            if not silent:
                _push_marked(state, start_line, end_line, kind, start + match.end(), match.group())
            return True
    return False


def _end_of_fixed(state: StateBlock, text: str, line: int, end_line: int) -> int:
    """Return the line behind those from ``line`` on in which nothing is text; 0 where it is."""
    if _FIXED.match(text):
        return line + 1
    if text.startswith("{"):
        return end_of_tags(state, text, line, end_line)
    return _end_of_math(state, text, line, end_line)


def _end_of_math(state: StateBlock, text: str, line: int, end_line: int) -> int:
    """Return the line behind the mathematics that begins with ``$$`` on ``line``; 0 where it has no end.

    It ends in the first line with a further ``$$``, before a blank line.
    """
    if not text.startswith("$$"):
        return 0
    if _MATH.match(text):
        return line + 1
    if "$$" in text[2:]:
        return 0
    for below in range(line + 1, end_line):
        at, end = state.bMarks[below] + state.tShift[below], state.eMarks[below]
        if at >= end or state.sCount[below] < state.blkIndent:
            return 0
        closing = state.src.find("$$", at, end)
        if closing >= 0:
            return 0 if state.src[closing + 2 : end].strip() else below + 1
    return 0


def _push_header(state: StateBlock, line: int, start: int, text: str, title: Span) -> None:
    """The line that opens an admonition, ``title`` in it as an inline token."""
    token = state.push("admonition_open", "", 1)
    token.map = [line, line + 1]
    begin, end = title
    token.info = text[:begin] + text[end:] if begin >= 0 else text
    if begin >= 0:
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = text[begin:end], token.map, []
        inline.meta["lines"] = [(start + begin, start + end)]
    state.line = line + 1


def _push_admonition(
    state: StateBlock, start_line: int, end_line: int, start: int, match: re.Match[str]
) -> None:
    """The header line with its title, then the indented lines as blocks."""
    title = max((match.span(name) for name in ("title", "only", "tab")), default=(-1, -1))
    _push_header(state, start_line, start, match.string, title)
    indent, floor = state.blkIndent, state.env.get(_FLOOR, 0)
    state.blkIndent = state.env[_FLOOR] = state.sCount[start_line] + _INDENTS["admonition"]
    _tokenize(state, start_line + 1, end_line)
    state.blkIndent, state.env[_FLOOR] = indent, floor
    state.push("admonition_close", "", -1)


def _push_marked(state: StateBlock, line: int, end_line: int, kind: str, content: int, marker: str) -> None:
    """A footnote or definition: what stands behind the marker, and the indented blocks below it."""
    token = state.push(f"{kind}_open", "", 1)
    token.info, token.map = marker.strip(), [line, line + 1]
    saved = state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent
    state.blkIndent = state.sCount[line] + _INDENTS[kind]
    # the line now begins behind the marker, in the column that its further lines need
    state.bMarks[line], state.tShift[line], state.sCount[line] = content, 0, state.blkIndent
    _tokenize(state, line, end_line)
    state.bMarks[line], state.tShift[line], state.sCount[line], state.blkIndent = saved
    state.push(f"{kind}_close", "", -1)


def _tokenize(state: StateBlock, line: int, end_line: int) -> None:
    tight = state.tight
    state.md.block.tokenize(state, line, end_line)
    state.tight = tight


def _outside(state: StateBlock, line: int, end_line: int, silent: bool) -> bool:
    """End a paragraph where CommonMark would go on: left of an admonition, or at the next term.

    In a quote inside an admonition columns count from the quote mark: there this says nothing.
    """
    if not silent or state.sCount[line] >= state.blkIndent:
        return False
    floor = state.env.get(_FLOOR, 0)
    if state.blkIndent >= floor > state.sCount[line] >= 0:
        return True
    below = line + 1
    if below >= end_line:
        return False
    start = state.bMarks[below] + state.tShift[below]
    return bool(_DEFINITION.match(state.src, start, state.eMarks[below]))
