"""What people read inside the blocks of Markdown: HTML blocks, titles of links, attributes of inline tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.formats.html.blocks import Block as HtmlBlock
from pipeline.formats.html.blocks import find_blocks as find_html
from pipeline.formats.html.text import value_of, write_value
from pipeline.formats.limits import check_inside
from pipeline.formats.splice import splice

if TYPE_CHECKING:
    from pipeline.formats.markdown.blocks import Block

_MAYBE = re.compile(
    r"\]\([ \t\n]*(?:<[^<>\n]*>|(?:[^\s\]]|\](?!\())++)[ \t\n]+[\"'(]|<[A-Za-z][^<>]*\b(?:alt|title|placeholder|aria-\w+)\s*=",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\]\([ \t\n]*(?:<[^<>\n]*>|[^\s<][^ \t\n]*)[ \t\n]+(?P<title>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\))[ \t\n]*\)\Z",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_LINE_END = re.compile(r"\r\n?|\n")
_SOFT = re.compile(r"[ \t]*\n[ \t]*")


@dataclass(frozen=True, slots=True)
class HtmlPart:
    """A block of an HTML block: ``text`` is the HTML around it, ``base`` where that begins in the source."""

    text: str
    base: int
    block: HtmlBlock


class Title(NamedTuple):
    """The title of a link, or the attribute of an inline tag, in a block.

    ``start`` and ``end`` are its place in the source, quotes included; ``construct`` is what holds it as it
    stands in the unit's text, ``at`` where the title is in that; ``holder`` tells equal constructs apart.
    """

    start: int
    end: int
    kind: str
    text: str
    construct: str
    at: int
    raw: str
    attribute: bool
    line: int
    holder: int

    def written(self, text: str) -> str:
        """Return ``text`` in the quotes of the source, escaped."""
        if self.attribute:
            return write_value(self.raw, text)
        opening, closing = self.raw[0], self.raw[-1]
        escaped = re.sub(rf"[\\&|{re.escape(opening + closing)}]", r"\\\g<0>", " ".join(text.split()))
        return opening + escaped + closing


def changed_constructs(titles: Sequence[Title], texts: Sequence[str | None]) -> list[tuple[str, str]]:
    """Return each construct that holds titles, as it was and with those replaced that have a text."""
    groups: dict[int, list[tuple[Title, str | None]]] = {}
    for title, text in zip(titles, texts, strict=True):
        groups.setdefault(title.holder, []).append((title, text))
    return [
        (
            group[0][0].construct,
            splice(
                group[0][0].construct,
                [(title.at, title.at + len(title.raw)) for title, _ in group],
                [None if text is None else title.written(text) for title, text in group],
            ),
        )
        for group in groups.values()
    ]


def html_parts(source: str, start: int, end: int, quoted: bool, name: str) -> list[HtmlPart]:
    """Return what people read in the HTML block that begins on the line at ``start``.

    Quote marks before its lines count as spaces, so that every place stays where it is.
    """
    base = source.find("<", start, end)
    if base < 0:
        return []
    text = source[base:end]
    if quoted:
        first, *lines = re.split(r"(?<=[\r\n])", text)
        text = first + "".join(_QUOTE.sub(lambda mark: " " * len(mark[0]), line, count=1) for line in lines)
    return [HtmlPart(text, base, block) for block in find_html(text, name)]


def titles_in(block: Block, source: str, references: dict[str, Any], name: str) -> list[Title]:
    """Return the titles and attributes inside a block of text, in order."""
    if not _MAYBE.search(block.raw) or block.place in ("front", "html"):
        return []
    if block.place == "cell" and "\\|" in source[block.start : block.end]:
        return []  # the places in the source are not those in the text
    from pipeline.formats.markdown.parser import parse_inline

    _, marks = parse_inline(block.raw, references)
    found: list[Title] = []
    for mark in marks:
        if mark.kind in ("link", "image"):
            found.extend(_link_title(block, source, mark.label_end, mark.end, mark.kind))
        elif mark.kind == "html":
            found.extend(_attributes(block, source, mark.start, mark.end))
        check_inside(len(found), name, block.line)
    found.sort(key=lambda title: title.start)
    return [title for index, title in enumerate(found) if not index or title.start >= found[index - 1].end]


def _link_title(block: Block, source: str, start: int, end: int, kind: str) -> Iterator[Title]:
    match = _TITLE.match(block.raw, start, end)
    if match and any(map(str.isalpha, match["title"])) and "\n" not in match["title"]:
        raw = match["title"]
        text = html.unescape(_ESCAPE.sub(r"\1", raw[1:-1]))
        word = "Link title" if kind == "link" else "Image title"
        yield from _placed(block, source, start, end, match.span("title"), word, text, False)


def _attributes(block: Block, source: str, start: int, end: int) -> Iterator[Title]:
    tag = block.raw[start:end]
    for value in find_html(tag, ""):
        raw = tag[value.start : value.end]
        if value.place == "value" and "\n" not in raw:
            span = (start + value.start, start + value.end)
            yield from _placed(block, source, start, end, span, value.kind, value_of(raw), True)


def _placed(
    block: Block,
    source: str,
    start: int,
    end: int,
    span: tuple[int, int],
    kind: str,
    text: str,
    attribute: bool,
) -> Iterator[Title]:
    raw = block.raw[slice(*span)]
    place = _in_source(block, source, span[0])
    if source[place : place + len(raw)] == raw:
        before = _SOFT.sub(" ", block.raw[start : span[0]])
        construct = before + raw + _SOFT.sub(" ", block.raw[span[1] : end])
        line = block.line + block.raw.count("\n", 0, span[0])
        yield Title(place, place + len(raw), kind, text, construct, len(before), raw, attribute, line, start)


def _in_source(block: Block, source: str, offset: int) -> int:
    """Return where ``block.raw[offset]`` stands: each line of ``raw`` is the end of a line of the source."""
    line = block.raw.count("\n", 0, offset)
    if not line:
        return block.start + offset
    column = offset - block.raw.rfind("\n", 0, offset) - 1
    length = len(block.raw.split("\n")[line])
    ends = [match.start() for match in _LINE_END.finditer(source, block.start, block.end)] + [block.end]
    return ends[line] - length + column
