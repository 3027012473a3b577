"""Write a Markdown document with its units translated, the rest as it was, character by character."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

from pipeline.errors import DocumentError
from pipeline.formats.html.render import written_blocks
from pipeline.formats.markdown.blocks import Block
from pipeline.formats.markdown.frontmatter import KEYS
from pipeline.formats.markdown.guard import guarded
from pipeline.formats.markdown.inner import Title, changed_constructs
from pipeline.formats.markdown.reading import read, read_source
from pipeline.formats.markdown.structure import first_difference
from pipeline.formats.nested import substitute
from pipeline.formats.selfcheck import check_read_back
from pipeline.formats.splice import Span, splice
from pipeline.model import Document


@dataclass(slots=True)
class _Written:
    """What is spliced in where, and what every block and title has to say when it is read back."""

    spans: list[Span] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    loose: set[int] = field(default_factory=set)

    def add(self, span: Span, text: str) -> None:
        self.spans.append(span)
        self.texts.append(text)


def render(document: Document, translations: Sequence[str | None], keys: tuple[str, ...] = KEYS) -> str:
    """Return the source with each translated unit in its place; None leaves a unit as it is.

    The result is parsed again: when its block structure differs from the source's, or a text does not come
    back, DocumentError names both places and nothing may be written. Links and code inside a text are
    compared before, text by text: `pipeline.build.constructs`.
    """
    if all(translation is None for translation in translations):
        return document.source
    path = document.path
    before, found, _ = read_source(document.source, path, keys)
    given = {span: text for span, text in zip(document.spans, translations, strict=True) if text is not None}
    flat = _flat(found)
    known = {(one.start, one.end) for one in flat}
    if not known.issuperset(document.spans):
        raise DocumentError("a unit is no longer where it was; read the document again.", path)
    written = _write(document, found, given)
    rendered = splice(document.source, written.spans, written.texts)
    if rendered != document.source:
        after, arrived, _ = read(rendered, path, keys)
        changes = first_difference(before, after)
        if changes:
            raise DocumentError(f"a translation changed the structure: {'; '.join(changes)}.", path)
        check_read_back(
            _Read(path, flat),
            _Read(path, _flat(arrived)),
            written.expected,
            _meaning,
            written.loose,
        )
    return rendered


def _write(
    document: Document, found: Sequence[tuple[Block, list[Title]]], given: Mapping[Span, str]
) -> _Written:
    written = _Written()
    for base, group in groupby(found, key=lambda entry: entry[0].html.base if entry[0].html else -1):
        if base >= 0:
            _write_html(written, [block for block, _ in group], base, given)
            continue
        for block, titles in group:
            _write_text(written, document, block, titles, given)
    return written


def _write_html(written: _Written, blocks: Sequence[Block], base: int, given: Mapping[Span, str]) -> None:
    parts = [block.html for block in blocks if block.html]
    texts = [given.get((block.start, block.end)) for block in blocks]
    spans, new, expected, loose = written_blocks(parts[0].text, [part.block for part in parts], texts)
    written.loose.update(len(written.expected) + index for index in loose)
    written.expected.extend(expected)
    for (start, end), text in zip(spans, new, strict=True):
        lines = [line for line in text.split("\n") if line.strip()]  # a blank line would end the block
        written.add((base + start, base + end), "\n".join(lines))


def _write_text(
    written: _Written, document: Document, block: Block, titles: Sequence[Title], given: Mapping[Span, str]
) -> None:
    text = given.get((block.start, block.end))
    if not titles:
        if text is not None:
            written.add(
                (block.start, block.end), guarded(block, document.source, text, document.encoding.newline)
            )
        written.expected.append(block.raw if text is None else text)
        return
    own = [given.get((title.start, title.end)) for title in titles]
    constructs = changed_constructs(titles, own)
    if text is not None:
        kept = Counter(old for old, _ in constructs)
        if any(text.count(old) < count for old, count in kept.items()):
            written.loose.add(len(written.expected))
        text = substitute(text, constructs)
        new = guarded(block, document.source, text, document.encoding.newline)
        written.add((block.start, block.end), new)
        written.expected.append(text)
    else:
        written.expected.append(substitute(block.raw, constructs))
        for title, title_text in zip(titles, own, strict=True):
            if title_text is not None:
                written.add((title.start, title.end), title.written(title_text))
    written.expected.extend(
        title.text if new_text is None else new_text for title, new_text in zip(titles, own, strict=True)
    )


def _flat(found: Sequence[tuple[Block, list[Title]]]) -> list[Block | Title]:
    flat: list[Block | Title] = []
    for block, titles in found:
        flat.append(block)
        flat.extend(titles)
    return flat


class _Read(NamedTuple):
    """The blocks and titles of a text, to be compared with those of another."""

    path: str
    units: Sequence[Block | Title]

    @property
    def spans(self) -> list[Span]:
        return [(one.start, one.end) for one in self.units]


def _meaning(text: str) -> str:
    """A text without white space and the backslashes and entities that keep it from being read otherwise."""
    return "".join(html.unescape(text).replace("\\", "").split())
