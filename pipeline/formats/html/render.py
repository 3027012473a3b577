"""Write an HTML document with its units translated, the rest as it was, character by character."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

from pipeline.errors import DocumentError
from pipeline.formats.html.blocks import Block, blocks_of
from pipeline.formats.html.language import language_edits
from pipeline.formats.html.parse import parse
from pipeline.formats.html.text import block_tag_in, collapsed, meaning, text_of, write, write_value
from pipeline.formats.html.tokens import tokens_of
from pipeline.formats.nested import parents_of
from pipeline.formats.selfcheck import check_read_back
from pipeline.formats.splice import Span, splice
from pipeline.model import Document


def render(document: Document, translations: Sequence[str | None], language: str | None = None) -> str:
    """Return the source with each translated unit in its place, and ``lang`` and ``dir`` for ``language``.

    No text may hold a block tag that its unit does not have, and the result is read again: when a unit does
    not come back, DocumentError says where and nothing may be written.
    """
    if all(translation is None for translation in translations):
        return document.source
    source = document.source
    blocks = {(block.start, block.end): block for block in blocks_of(source, document.path)}
    if any(span not in blocks for span in document.spans):
        raise DocumentError("a unit is no longer where it was; read the document again.", document.path)
    for unit, span, text in zip(document.units, document.spans, translations, strict=True):
        tag = block_tag_in(text) if text and blocks[span].place == "run" else None
        if tag and tag not in unit.text:
            raise DocumentError(
                f"a translation changed the structure: it has {tag}, line {unit.line} of the source has not.",
                document.path,
                unit.line,
            )
    spans, written, expected, loose = written_blocks(
        source, [blocks[span] for span in document.spans], translations
    )
    edits = sorted([*zip(spans, written, strict=True), *language_edits(source, language)])
    rendered = splice(source, [span for span, _ in edits], [text for _, text in edits])
    check_read_back(document, parse(rendered, document.path, document.encoding), expected, meaning, loose)
    return rendered


def written_blocks(
    source: str, blocks: Sequence[Block], translations: Sequence[str | None]
) -> tuple[list[Span], list[str], list[str], set[int]]:
    """Return what to splice in where, the text that each block has to have when it is read back, and the
    blocks whose translation has not kept a tag with an attribute to translate.

    An attribute inside a text changes the tag it is in, wherever the translation has put that tag.
    """
    parents = parents_of([(block.start, block.end) for block in blocks])
    inside: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        if parent is not None:
            inside.setdefault(parent, []).append(index)
    spans: list[Span] = []
    written: list[str] = []
    expected: list[str] = []
    loose: set[int] = set()
    for index, (block, translation) in enumerate(zip(blocks, translations, strict=True)):
        text = text_of(source, block)[0] if translation is None else translation
        expected.append(text)
        if parents[index] is not None:
            continue
        new_values: list[tuple[Span, str]] = []
        if index in inside:
            values = {(blocks[i].start, blocks[i].end): translations[i] for i in inside[index]}
            new_values = [
                (place, write_value(source[slice(*place)], new))
                for place, new in values.items()
                if new is not None
            ]
            expected[-1], lost = _with_tags(text, _tags_with(source, block, list(values), dict(new_values)))
            if lost:
                loose.add(index)
        if translation is not None:
            spans.append((block.start, block.end))
            written.append(write(block, source[block.start : block.end], expected[-1]))
        else:
            spans.extend(place for place, _ in new_values)
            written.extend(value for _, value in new_values)
    return spans, written, expected, loose


def _with_tags(text: str, tags: Sequence[tuple[str, str]]) -> tuple[str, bool]:
    """Return ``text`` with each old tag replaced by its new one, the first of equal ones by the first, and
    whether one of them is missing."""
    if not tags:
        return text, False
    waiting: dict[str, deque[str]] = {}
    for old, new in tags:
        waiting.setdefault(old, deque()).append(new)
    pieces: list[str] = []
    for token in tokens_of(text):
        raw = text[token.start : token.end]
        left = waiting.get(raw)
        pieces.append(left.popleft() if left else raw)
    return "".join(pieces), any(waiting.values())


def _tags_with(
    source: str, block: Block, places: Sequence[Span], new: Mapping[Span, str]
) -> list[tuple[str, str]]:
    """Return each tag of a block in which one of ``places`` is, as a translator sees it: old and new."""
    tags = []
    waiting = deque(places)
    for token in block.tokens:
        own: list[Span] = []
        while waiting and waiting[0][1] <= token.end:
            own.append(waiting.popleft())
        if own:
            raw = source[token.start : token.end]
            spans = [(start - token.start, end - token.start) for start, end in own]
            tags.append((collapsed(raw), collapsed(splice(raw, spans, [new.get(place) for place in own]))))
    return tags
