"""Write an office document with its paragraphs translated; every other part of the archive as it was."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import cast

from pipeline.errors import DocumentError
from pipeline.formats.nested import substitute
from pipeline.formats.office.archive import read_members, write_members
from pipeline.formats.office.inline import items_of, words_of, written_plainly
from pipeline.formats.office.language import localized
from pipeline.formats.office.paragraphs import Vocabulary, find_paragraphs
from pipeline.formats.office.parse import parse
from pipeline.formats.selfcheck import check_read_back
from pipeline.formats.splice import Span, splice
from pipeline.languages import is_right_to_left
from pipeline.model import Document

Edit = tuple[Span, str]


def render(
    document: Document,
    translations: Sequence[str | None],
    vocabulary: ModuleType,
    language: str | None = None,
) -> bytes:
    """Return the archive with each translated paragraph in its place; None leaves one as it is.

    The result is read again; raises DocumentError when a paragraph does not come back, or when a
    translation has an end of formatting without its beginning.
    """
    if all(translation is None for translation in translations):
        return document.container
    words = cast(Vocabulary, vocabulary)
    members = read_members(
        document.container, document.path, lambda name: bool(vocabulary.MEMBER.match(name))
    )
    places = {one.span: one for one in find_paragraphs(members, words, document.path)}
    written: list[str | None] = []
    for unit, span, text in zip(document.units, document.spans, translations, strict=True):
        if span not in places:
            raise DocumentError("a unit is no longer where it was; read the document again.", document.path)
        if text is None:
            written.append(None)
            continue
        old = places[span].items
        items = items_of(" ".join(text.split()), old)
        if isinstance(items, str):
            raise DocumentError(
                f"a translation changed the structure: in paragraph {unit.line}, {items}.",
                document.path,
                unit.line,
            )
        plain = written_plainly(items, old[0])
        written.append(words.write_items(items, old) if plain is None else plain)
    rendered = _spliced(document, written)
    changed: dict[str, str] = {}
    base = 0
    for member, xml in members.items():
        end = base + len(xml)
        edits = [edit for edit in rendered if base <= edit[0][0] < end]
        if edits:
            spans = [(start - base, stop - base) for (start, stop), _ in edits]
            changed[member] = splice(xml, spans, [text for _, text in edits])
        base = end
    if language and is_right_to_left(language):
        now = members | changed
        said = zip(find_paragraphs(now, words, document.path), translations, strict=False)
        turned = words.turned(now, [one for one, text in said if text is not None])
        changed |= {member: xml for member, xml in turned.items() if xml != now[member]}
    if language:
        changed |= _in_language(document, vocabulary, members | changed, language)
    data = write_members(document.container, document.path, changed)
    again = read_members(data, document.path, lambda name: bool(vocabulary.MEMBER.match(name)))
    expected = [text or unit.text for unit, text in zip(document.units, translations, strict=True)]
    back = parse(again, data, document.path, document.format, vocabulary)
    check_read_back(document, back, expected, words_of)
    return data


def _in_language(
    document: Document, vocabulary: ModuleType, members: dict[str, str], language: str
) -> dict[str, str]:
    """Return the members that say the language, with that of the translation; the styles come first."""
    try:
        styles = read_members(
            document.container, document.path, lambda name: bool(vocabulary.STYLES.match(name))
        )
    except DocumentError:  # a document without styles says nothing
        styles = {}
    return localized({**styles, **members}, vocabulary.LANGUAGE, language)


def _spliced(document: Document, written: Sequence[str | None]) -> list[Edit]:
    """Return the edits; what stands in a paragraph that changes (a text box, a picture's text) is changed inside it."""
    top: list[Edit] = []
    waiting: list[
        tuple[int, list[Edit]]
    ] = []  # the units that what comes next may stand in, with what was in them

    def end() -> None:
        index, inner = waiting.pop()
        new = written[index]
        if new is not None:
            pieces = [(document.source[start:stop], text) for (start, stop), text in inner]
            inner = [(document.spans[index], substitute(new, pieces))]
        (waiting[-1][1] if waiting else top).extend(inner)

    for index, (_, stop) in enumerate(document.spans):
        while waiting and stop > document.spans[waiting[-1][0]][1]:
            end()
        waiting.append((index, []))
    while waiting:
        end()
    return top
