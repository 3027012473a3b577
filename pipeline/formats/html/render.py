"""Write an HTML document with its units translated, the rest as it was, character by character."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.errors import DocumentError
from pipeline.formats.html.blocks import Block, find_blocks
from pipeline.formats.html.language import language_edits
from pipeline.formats.html.parse import parse
from pipeline.formats.html.text import block_tag_in, collapsed, meaning, text_of, write
from pipeline.formats.nested import parents_of, substitute
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
    blocks = {(block.start, block.end): block for block in find_blocks(source, document.path)}
    if any(span not in blocks for span in document.spans):
        raise DocumentError("a unit is no longer where it was; read the document again.", document.path)
    for unit, text in zip(document.units, translations, strict=True):
        tag = block_tag_in(text) if text else None
        if tag and tag not in unit.text:
            raise DocumentError(
                f"a translation changed the structure: it has {tag}, line {unit.line} of the source has not.",
                document.path,
                unit.line,
            )
    spans, written, expected = written_blocks(
        source, [blocks[span] for span in document.spans], translations
    )
    edits = sorted([*zip(spans, written, strict=True), *language_edits(source, language)])
    rendered = splice(source, [span for span, _ in edits], [text for _, text in edits])
    check_read_back(document, parse(rendered, document.path, document.encoding), expected, meaning)
    return rendered


def written_blocks(
    source: str, blocks: Sequence[Block], translations: Sequence[str | None]
) -> tuple[list[Span], list[str], list[str]]:
    """Return what to splice in where, and the text that each block has to have when it is read back.

    An attribute inside a text changes the tag it is in, wherever the translation has put that tag.
    """
    parents = parents_of([(block.start, block.end) for block in blocks])
    inside: dict[int, list[int]] = {}
    for index, parent in enumerate(parents):
        if parent is not None and translations[index] is not None:
            inside.setdefault(parent, []).append(index)
    spans: list[Span] = []
    written: list[str] = []
    expected: list[str] = []
    for index, (block, translation) in enumerate(zip(blocks, translations, strict=True)):
        raw = source[block.start : block.end]
        values = [
            ((blocks[i].start, blocks[i].end), _written(source, blocks[i], translations[i] or ""))
            for i in inside.get(index, ())
        ]
        text = text_of(source, block)[0] if translation is None else translation
        if values:
            text = substitute(text, list(_changed_tags(source, block, values)))
        expected.append(text)
        if parents[index] is not None:
            continue
        if translation is not None:
            spans.append((block.start, block.end))
            written.append(write(block, raw, text))
        else:
            spans.extend(span for span, _ in values)
            written.extend(value for _, value in values)
    return spans, written, expected


def _written(source: str, block: Block, text: str) -> str:
    return write(block, source[block.start : block.end], text)


def _changed_tags(
    source: str, block: Block, values: Sequence[tuple[Span, str]]
) -> list[tuple[str, str]]:
    """Return each tag of a block in which a value changed, as a translator sees it: old and new."""
    changed = []
    waiting = list(values)
    for token in block.tokens:
        own = []
        while waiting and waiting[0][0][1] <= token.end:
            own.append(waiting.pop(0))
        if own:
            raw = source[token.start : token.end]
            spans = [(start - token.start, end - token.start) for (start, end), _ in own]
            new = splice(raw, spans, [value for _, value in own])
            changed.append((collapsed(raw), collapsed(new)))
    return changed
