"""Write a translation so that it cannot change the block structure around it.

A paragraph that begins with ``1. `` or ``# `` would become a list or a heading, a ``|`` would open
a table cell, a line of dashes would turn the line above into a heading. A backslash prevents that,
and only what the parser itself would misread is escaped.
"""

from __future__ import annotations

import re

from pipeline.formats.markdown.blocks import TRIM, Block
from pipeline.formats.markdown.frontmatter import write_scalar
from pipeline.formats.markdown.parser import TooDeep, parse_blocks

_SAFE = re.compile(r"[^\W\d_]")
"""A line that begins with a letter opens no other block."""

_BLANKS = re.compile(rf"[{TRIM}]*\n[{TRIM}]*")
_OPENERS = (
    re.compile(r"(?P<before>)(?:#{1,6}(?:[ \t]|\Z)|>|[-+*](?:[ \t]|\Z))"),
    re.compile(r"(?P<before>\d{1,9})[.)](?:[ \t]|\Z)"),
    re.compile(r"(?P<before>)(?:`{3,}[^`]*|~{3,}.*)\Z"),
    re.compile(r"(?P<before>)(?:(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|(?:\*[ \t]*){3,}|=+[ \t]*|-+[ \t]*)\Z"),
    re.compile(r"(?P<before>)[|:-][|:\- \t]*\Z"),  # the delimiter row of a table
    re.compile(r"(?P<before>)\[[^\]]*\]:"),
    re.compile(
        r"(?P<before>)(?:!!!|\?\?\?|===|:::|:[ \t]|\{|\$\$|\*\[|///)"
    ),  # what the dialects give a meaning
)
_CLOSING_HASHES = re.compile(r"(?P<before>\A|[ \t])(?P<hashes>#+)\Z")
_HTML = re.compile(r"</?[A-Za-z!?]|<!|<\?")


def guarded(block: Block, source: str, text: str, newline: str) -> str:
    """Return what to write at the block's place for the translation ``text``.

    ``newline`` is the document's line end. The result has the block's continuation prefix after
    each line end, and backslashes only where the text would be read as another block.
    """
    text = text.strip(TRIM)
    if block.place == "front":
        return write_scalar(source[block.start : block.end], text)
    if block.place == "cell":
        text = _BLANKS.sub(" ", text).replace("|", "\\|")
        return text + " " if text.endswith("\\") and source[block.end : block.end + 1] == "|" else text
    if block.place == "title":
        return _BLANKS.sub(" ", text)
    if block.place == "heading":
        return _CLOSING_HASHES.sub(r"\g<before>\\\g<hashes>", _BLANKS.sub(" ", text))
    lines = _lines(text)
    if not all(_SAFE.match(line) for line in lines) and not _one_paragraph(lines):
        lines = _escaped(lines)
    if (
        block.kind == "Heading 2"
        and "|" in lines[-1]
        and _blocks([*lines, "---"])[:1] != [("heading_open", "")]
    ):
        # the dashes below would make a table of one column, even with an escaped pipe
        lines[-1] = re.sub(r"\\?\|", "&#124;", lines[-1])
    if block.start == 0 and lines[0].startswith("+++"):
        lines[0] = "\\" + lines[0]  # the fence of a TOML front matter
    return (newline + block.prefix).join(lines)


def _lines(text: str) -> list[str]:
    """Split at line ends; the spaces or backslash of a hard break stay, blank lines go."""
    lines = [line.lstrip(" \t") for line in text.split("\n")]
    return [line for line in lines if line]


def _blocks(lines: list[str]) -> list[tuple[str, str]]:
    """List type and content of the block tokens the parser sees; none when they nest too deep."""
    try:
        return [(token.type, token.content) for token in parse_blocks("\n".join(lines))[0]]
    except TooDeep:
        return []


def _one_paragraph(lines: list[str]) -> bool:
    """Ask the parser whether the lines are one paragraph, and none of them something else."""
    content = "\n".join(lines).strip(TRIM)
    return _blocks(lines) == [("paragraph_open", ""), ("inline", content), ("paragraph_close", "")]


def _escaped(lines: list[str]) -> list[str]:
    written: list[str] = []
    for line in lines:
        for opener in _OPENERS:
            match = opener.match(line)
            if match:
                before = match.end("before")
                line = line[:before] + "\\" + line[before:]
                break
        written.append(line)
    if not _one_paragraph(written):
        # A tag cannot be escaped without losing it; a space written as an entity keeps it inline.
        written = ["&#32;" + line if _HTML.match(line) else line for line in written]
    return written
