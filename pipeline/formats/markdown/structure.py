"""The block structure of a Markdown text, and what a localized document changed in it."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.formats.html.blocks import find_blocks as find_html
from pipeline.formats.markdown.blocks import Outline, find_blocks
from pipeline.formats.markdown.effort import MAX_INLINE
from pipeline.formats.markdown.frontmatter import KEYS
from pipeline.formats.markdown.inlines import destinations
from pipeline.formats.markdown.parser import INTERESTING, parse_inline
from pipeline.formats.nested import parents_of
from pipeline.formats.splice import splice

if TYPE_CHECKING:
    from markdown_it.token import Token

    from pipeline.model import Document

Entry = tuple[str, int]
"""A part of the structure, and its line."""


def structure(text: str) -> list[str]:
    """List what must be equal in a document and its translation, in order.

    Block tokens with their nesting depth, list numbers, table alignments, code and HTML blocks with
    their content; then per block, sorted because word order changes: link and image destinations
    and code. Front matter counts by its lines without the translatable values. Link reference
    definitions come last.
    """
    return [entry for entry, _ in entries_of(text, "", inline=True)]


def check_structure(
    document: Document,
    rendered: str,
    keys: tuple[str, ...] = KEYS,
    *,
    inline: bool = True,
) -> list[str]:
    """Say where ``rendered`` differs in structure from the document it was made from; [] when nowhere.

    One sentence, about the first difference, with the line in the source and in the result. Without
    ``inline`` links and code inside the blocks may differ: what leads where is the reviewer's choice.
    """
    inline = inline and max(_longest(document.source), _longest(rendered)) <= MAX_INLINE
    before = entries_of(document.source, document.path, inline=inline, keys=keys)
    return first_difference(before, entries_of(rendered, document.path, inline=inline, keys=keys))


def first_difference(before: Sequence[Entry], after: Sequence[Entry]) -> list[str]:
    """Say where two structures part, with both lines; [] when nowhere."""
    for (was, line), (now, new_line) in zip(before, after, strict=False):
        if was != now:
            return [
                f"line {line} of the source has {_shown(was)}, "
                f"line {new_line} of the result has {_shown(now)}"
            ]
    if len(before) > len(after):
        was, line = before[len(after)]
        return [f"line {line} of the source has {_shown(was)}, the result ends before it"]
    if len(after) > len(before):
        now, new_line = after[len(before)]
        return [f"the source ends, but line {new_line} of the result has {_shown(now)}"]
    return []


def _shown(entry: str) -> str:
    entry = entry.strip()
    return entry if len(entry) <= 80 else entry[:77] + "..."


def _longest(text: str) -> int:
    return max(map(len, re.split(r"\r?\n[ \t]*\r?\n", text)))


def entries_of(
    text: str,
    name: str,
    *,
    inline: bool,
    keys: tuple[str, ...] = KEYS,
    outline: Outline | None = None,
) -> list[Entry]:
    """The entries of `structure`, each with its line; ``outline`` is that of ``text`` where it is known."""
    outline = outline or find_blocks(text, name, keys)
    entries = _front(text, outline)
    line = outline.first_line + 1
    for token in outline.tokens:
        if token.map:
            line = outline.first_line + token.map[0] + 1
        if token.type == "inline":
            if inline and INTERESTING.search(token.content):
                entries.extend((entry, line) for entry in _inline(token.content, outline))
        elif token.nesting >= 0:  # how deep the next one is says what ends before it
            entries.append((_block(token), line))
    entries.extend(
        (f"reference [{label.lower()}]: {found['href']}", outline.first_line + found["map"][0] + 1)
        for label, found in outline.references.items()
    )
    return entries


def _front(text: str, outline: Outline) -> list[tuple[str, int]]:
    """Front matter without its translatable values, one entry per line."""
    if not outline.body:
        return []
    left: list[str] = []
    at = 0
    for block in outline.blocks:
        if block.place != "front":
            break
        left.append(text[at : block.start])
        at = block.end
    left.append(text[at : outline.body])
    lines = re.split(r"\r\n?|\n", "…".join(left))
    return [(f"front matter {line}", number) for number, line in enumerate(lines, 1)]


def _block(token: Token) -> str:
    shown = "  " * token.level + token.type
    if not (token.tag.startswith("h") or token.info or token.attrs or token.content):
        return sys.intern(shown)
    parts = [shown, token.tag if token.type == "heading_open" else "", token.info]
    parts.extend(f"{name}={value}" for name, value in token.attrs.items())
    html = token.type == "html_block" or token.meta.get("tag")
    parts.append(_skeleton(token.content, token.type != "html_block") if html else token.content)
    return sys.intern(" ".join(part for part in parts if part))


def _skeleton(content: str, tag: bool) -> str:
    """An HTML block without what people read in it; of the ``tag`` of a component these are attributes."""
    blocks = [block for block in find_html(content, "") if not tag or block.place == "value"]
    parents = parents_of([(block.start, block.end) for block in blocks])
    outer = [(b.start, b.end) for b, parent in zip(blocks, parents, strict=True) if parent is None]
    return splice(content, outer, ["…"] * len(outer))


def _inline(content: str, outline: Outline) -> list[str]:
    tokens, _ = parse_inline(content, outline.references)
    codes = sorted(f"code {' '.join(code.split())}" for code in _codes(tokens))
    return [*sorted(f"link {destination}" for destination in destinations(tokens)), *codes]


def _codes(tokens: list[Token]) -> list[str]:
    found: list[str] = []
    for token in tokens:
        if token.type == "code_inline":
            found.append(token.content)
        found.extend(_codes(token.children or []))
    return found
