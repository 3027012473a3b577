"""What parsing and rendering need of a Markdown text: its structure, its blocks, what people read inside these."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.formats.markdown.blocks import Block, find_blocks
from pipeline.formats.markdown.effort import inline_limits
from pipeline.formats.markdown.inner import Title, titles_in
from pipeline.formats.markdown.structure import Entry, entries_of

Found = Sequence[tuple[Block, list[Title]]]
"""The blocks, each with the titles and attributes inside it."""


class Reading(NamedTuple):
    """A text that was read. The parser's tree is not kept: it is larger than all of this."""

    structure: Sequence[Entry]
    found: Found
    references: dict[str, Any]


def read(text: str, name: str, keys: tuple[str, ...]) -> Reading:
    """Read a text. Raises DocumentError where it is nested too deep or holds too many brackets."""
    outline = find_blocks(text, name, keys)
    structure = entries_of(text, name, inline=False, keys=keys, outline=outline)
    found: list[tuple[Block, list[Title]]] = []
    with inline_limits(name, lambda: block.line):
        for block in outline.blocks:
            titles = titles_in(block, text, outline.references, name)
            found.append((block, titles))
    return Reading(structure, found, dict(outline.references))


read_source = lru_cache(maxsize=1)(read)
"""`read` for a document: the last one is kept, for it is written once it has been read."""
