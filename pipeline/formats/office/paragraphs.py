"""Find the paragraphs of an office document in the XML of its members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.errors import DocumentError
from pipeline.formats.html.tokens import Token, tokens_of
from pipeline.formats.office.inline import Item, folded, trimmed

MAX_DEPTH = 400
"""Most elements inside one another; office programs write a few dozen."""


class Vocabulary(Protocol):
    """What the XML of a format is made of: the modules ``docx`` and ``odt``."""

    @property
    def PARAGRAPH(self) -> frozenset[str]: ...
    @property
    def SKIPPED(self) -> frozenset[str]: ...
    def kind_of(self, source: str, start: int, end: int, around: Sequence[str], member: str) -> str: ...
    def items_of_paragraph(self, source: str, tokens: Sequence[Token]) -> list[Item]: ...
    def write_items(self, items: Sequence[Item], old: Sequence[Item]) -> str: ...


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with text: its items without what is around the text; ``number`` counts all of the file."""

    number: int
    kind: str
    items: tuple[Item, ...]

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
        for start, inside, around in _elements(source, base, base + len(xml), words, f"{name}:{member}"):
            number += 1
            items = trimmed(folded(words.items_of_paragraph(source, inside)))
            if items:
                end = inside[-1].end
                kind = words.kind_of(source, start, end, around, member)
                found.append(Paragraph(number, kind, tuple(items)))
        base += len(xml)
    return sorted(found, key=lambda one: (one.span[0], -one.span[1]))


def _elements(
    source: str, start: int, end: int, words: Vocabulary, place: str
) -> Iterator[tuple[int, list[Token], list[str]]]:
    """Yield where each paragraph begins, the tokens inside it, and the names of the elements around it."""
    tokens = list(tokens_of(source, start, end))
    stack: list[str] = []
    opened: list[tuple[int, list[str]]] = []
    skipped = 0
    for index, token in enumerate(tokens):
        if token.kind == "open" and not token.empty:
            stack.append(token.name)
            if len(stack) > MAX_DEPTH:
                line = source.count("\n", start, token.start) + 1
                raise DocumentError(f"elements are nested more than {MAX_DEPTH} deep.", place, line)
            skipped += token.name in words.SKIPPED
            if token.name in words.PARAGRAPH:
                opened.append((index, stack[:-1]))
        elif token.kind == "close" and stack:
            name = stack.pop()
            skipped -= name in words.SKIPPED
            if name in words.PARAGRAPH:
                begin, around = opened.pop()
                if not skipped and index > begin + 1:
                    yield tokens[begin].start, tokens[begin + 1 : index], around
