"""Find the paragraphs of an office document in the XML of its members, and the texts that are no paragraphs.

Such a text is an attribute (what a picture shows) or an element without formatting (the document's title).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.errors import DocumentError
from pipeline.formats.html.tokens import Token, tokens_of
from pipeline.formats.office.inline import Item, attribute_item, folded, plain_item, trimmed

MAX_DEPTH = 400
"""Most elements inside one another; office programs write a few dozen."""


class Vocabulary(Protocol):
    """What the XML of a format is made of: the modules ``docx`` and ``odt``."""

    @property
    def PARAGRAPH(self) -> frozenset[str]: ...
    @property
    def SKIPPED(self) -> frozenset[str]: ...
    @property
    def PLAIN(self) -> Mapping[str, str]: ...
    @property
    def ATTRIBUTES(self) -> Mapping[str, Mapping[str, str]]: ...
    def kind_of(self, source: str, start: int, end: int, around: Sequence[str], member: str) -> str: ...
    def items_of_paragraph(self, source: str, tokens: Sequence[Token]) -> list[Item]: ...
    def write_items(self, items: Sequence[Item], old: Sequence[Item]) -> str: ...
    def turned(self, members: Mapping[str, str], paragraphs: Sequence[Paragraph]) -> dict[str, str]: ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with text: its items without what is around the text; ``number`` counts all of the file.

    ``start`` is where its element begins; None for a text that is no paragraph.
    """

    number: int
    kind: str
    items: tuple[Item, ...]
    start: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        return self.items[0].start, self.items[-1].end


def find_paragraphs(members: Mapping[str, str], words: Vocabulary, name: str) -> list[Paragraph]:
    """Return the paragraphs of all members in order; offsets count through the members, joined.

    A paragraph in a text box that stands in another paragraph follows it. Raises DocumentError where
    elements are nested too deep.
    """
    source = "".join(members.values())
    found: list[Paragraph] = []
    base = number = 0
    for member, xml in members.items():
        for token, inside, around in _elements(source, base, base + len(xml), words, f"{name}:{member}"):
            if token.name in words.PARAGRAPH:
                number += 1
                items = trimmed(folded(words.items_of_paragraph(source, inside)))
                if items:
                    kind = words.kind_of(source, token.start, inside[-1].end, around, member)
                    found.append(Paragraph(number, kind, tuple(items), token.start))
                continue
            within = any(name in words.PARAGRAPH for name in around)
            kinds = words.ATTRIBUTES.get(token.name, {})
            further = (
                [(plain_item(source, inside), words.PLAIN[token.name])]
                if inside
                else [
                    (attribute_item(source, one), kinds[one.name])
                    for one in token.attributes
                    if one.name in kinds
                ]
            )
            found += (
                Paragraph(max(1, number + within), kind, (item,))
                for item, kind in further
                if any(map(str.isalpha, item.text))
            )
        base += len(xml)
    return sorted(found, key=lambda one: (one.span[0], -one.span[1]))


def _elements(
    source: str, start: int, end: int, words: Vocabulary, place: str
) -> Iterator[tuple[Token, list[Token], list[str]]]:
    """Yield each element that has a text: its tag, the tokens inside it (none: its attributes), the elements around it."""
    tokens = list(tokens_of(source, start, end))
    stack: list[str] = []
    opened: list[tuple[int, list[str]]] = []
    skipped = 0
    for index, token in enumerate(tokens):
        if token.kind == "open" and token.name in words.ATTRIBUTES and not skipped:
            yield token, [], stack[:]
        if token.kind == "open" and not token.empty:
            stack.append(token.name)
            if len(stack) > MAX_DEPTH:
                line = source.count("\n", start, token.start) + 1
                raise DocumentError(f"elements are nested more than {MAX_DEPTH} deep.", place, line)
            skipped += token.name in words.SKIPPED
            if token.name in words.PARAGRAPH or token.name in words.PLAIN:
                opened.append((index, stack[:-1]))
        elif token.kind == "close" and stack:
            name = stack.pop()
            skipped -= name in words.SKIPPED
            if name in words.PARAGRAPH or name in words.PLAIN:
                begin, around = opened.pop()
                inside = tokens[begin + 1 : index]
                if (
                    inside
                    and not skipped
                    and (name in words.PARAGRAPH or all(one.kind == "text" for one in inside))
                ):
                    yield tokens[begin], inside, around
