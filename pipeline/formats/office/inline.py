"""The text of a paragraph as a translator sees it: words, with ``<1>…</1>`` and ``<2/>`` for the rest.

What stands for formatting, links, notes and pictures is numbered in the order of the paragraph; a
translation moves it by its number, and the XML behind the number comes back as it was.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from pipeline.formats.html.tokens import Attribute, Token
from pipeline.formats.pairing import SpanRole, numbered
from pipeline.model import Placeable

Kind = Literal["text", "open", "close", "atom"]

PLAIN = "plain"
"""The style of a text in an element that knows no formatting."""

_TAG = re.compile(r"<(/?)(\d+)(/?)>")
_LOOKS_LIKE_TAG = re.compile(r"</?\d+/?>|&(?:lt|gt|amp);")


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of a paragraph: ``xml`` is what it is in the file, ``text`` what it says.

    ``start`` and ``end`` are its place in the document's source; ``style`` is its formatting (DOCX), or `PLAIN`, or the
    name of an attribute and ``=``.
    ``cut_before`` and ``cut_after`` say that the run it is in (DOCX) goes on beyond that end.
    """

    kind: Kind
    start: int
    end: int
    xml: str = ""
    text: str = ""
    style: str = ""
    cut_before: bool = False
    cut_after: bool = False


def plain_item(source: str, tokens: Sequence[Token]) -> Item:
    """The text of an element that holds nothing else."""
    start, end = tokens[0].start, tokens[-1].end
    return Item("text", start, end, source[start:end], html.unescape(source[start:end]), PLAIN)


def attribute_item(source: str, attribute: Attribute) -> Item:
    """The text of an attribute; its place is that of the whole attribute, which no other text is equal to."""
    name_end = attribute.start
    while source[name_end - 1] in " \t\r\n=":
        name_end -= 1
    start = name_end - len(attribute.name)
    value = source[attribute.start : attribute.end].strip("\"'")
    style = source[start:name_end] + "="
    return Item("text", start, attribute.end, source[start : attribute.end], html.unescape(value), style)


def written_plainly(items: Sequence[Item], old: Item) -> str | None:
    """The XML of a translated text that is no paragraph; None where it is one."""
    text = "".join(item.text for item in items)
    if old.style == PLAIN:
        return escape(text)
    return old.style + quoteattr(text) if old.style.endswith("=") else None


def end_of(tokens: Sequence[Token], at: int) -> int:
    """Return the index of the tag that closes what ``tokens[at]`` opens; the last index where none does."""
    depth = 0
    for index in range(at, len(tokens)):
        if tokens[index].kind == "open" and not tokens[index].empty:
            depth += 1
        elif tokens[index].kind == "close":
            depth -= 1
            if depth == 0:
                return index
    return len(tokens) - 1


def trimmed(items: Sequence[Item]) -> list[Item]:
    """Cut from both ends what is not text, and pairs around all of it; nothing is left without a letter."""
    run = list(items)
    if not any(item.kind == "text" and any(map(str.isalpha, item.text)) for item in run):
        return []
    while run:
        partner = _partners(run)
        last = len(run) - 1
        if not _is_content(run[0]) and 0 not in partner:
            run.pop(0)
        elif not _is_content(run[-1]) and last not in partner:
            run.pop()
        elif partner.get(0) == last:
            run = run[1:-1]
        elif 0 in partner and not any(map(_is_content, run[: partner[0]])):
            run = run[partner[0] + 1 :]
        elif last in partner and not any(map(_is_content, run[partner[last] :])):
            run = run[: partner[last]]
        else:
            break
    return run


def _is_content(item: Item) -> bool:
    return item.kind == "text" and not item.text.isspace()


def _partners(items: Sequence[Item]) -> dict[int, int]:
    opened: list[int] = []
    partner: dict[int, int] = {}
    for index, item in enumerate(items):
        if item.kind == "open":
            opened.append(index)
        elif item.kind == "close" and opened:
            partner[index] = opened.pop()
            partner[partner[index]] = index
    return partner


def folded(items: Sequence[Item]) -> list[Item]:
    """Make one pair of two that hold the same text: a link and the formatting of all of it."""
    partner = _partners(items)
    inner = {
        index + 1
        for index, other in partner.items()
        if items[index].kind == "open"
        and partner.get(index + 1) == other - 1
        and items[index + 1].kind == "open"
    }
    result: list[Item] = []
    waiting: Item | None = None  # the inner end of a pair, whose outer end comes next
    for index, item in enumerate(items):
        if index in inner:
            outer = result.pop()
            result.append(replace(outer, xml=outer.xml + item.xml, style=item.style or outer.style))
        elif item.kind == "close" and partner.get(index) in inner:
            waiting = (
                item if waiting is None else replace(item, start=waiting.start, xml=waiting.xml + item.xml)
            )
        elif waiting is not None:
            result.append(replace(item, start=waiting.start, xml=waiting.xml + item.xml))
            waiting = None
        else:
            result.append(item)
    return result


def text_of(items: Sequence[Item]) -> tuple[str, tuple[Placeable, ...]]:
    """Return the text of a paragraph's items, without white space around it, and its placeables."""
    numbers = _numbers(items)
    escaping = _must_escape(items)
    text = ""
    ends: dict[tuple[int, int], SpanRole] = {}
    opened: list[tuple[int, int]] = []
    for item, number in zip(items, numbers, strict=True):
        start = len(text)
        if item.kind == "text":
            piece = html.escape(item.text, quote=False) if escaping else item.text
            text += piece.lstrip() if not text else piece
            continue
        text += {"open": f"<{number}>", "close": f"</{number}>", "atom": f"<{number}/>"}[item.kind]
        span = (start, len(text))
        ends[span] = ("markup", "alone", -1)
        if item.kind == "open":
            opened.append(span)
        elif item.kind == "close" and opened:
            begin = opened.pop()
            ends[begin], ends[span] = ("markup", "open", begin[0]), ("markup", "close", begin[0])
    text = text.rstrip()
    return text, numbered(text, ends)


def _numbers(items: Sequence[Item]) -> list[int]:
    """Number what is not text in order; the end of a pair has the number of its beginning."""
    partner = _partners(items)
    numbers: list[int] = []
    count = 0
    for index, item in enumerate(items):
        if item.kind == "text":
            numbers.append(0)
        elif item.kind == "close" and index in partner:
            numbers.append(numbers[partner[index]])
        else:
            count += 1
            numbers.append(count)
    return numbers


def _must_escape(items: Sequence[Item]) -> bool:
    return any(item.kind == "text" and _LOOKS_LIKE_TAG.search(item.text) for item in items)


def items_of(text: str, items: Sequence[Item]) -> list[Item] | str:
    """Return the items of a translation in their new order; a sentence that says what is wrong with it.

    White space around the paragraph is that of the source. A number may be left out, an end without its
    beginning may not be there.
    """
    numbers = _numbers(items)
    known = {(item.kind, number): item for item, number in zip(items, numbers, strict=True) if number}
    escaping = _must_escape(items)
    found: list[Item] = []
    opened: list[str] = []
    at = 0
    for tag in _TAG.finditer(text):
        kind: Kind = "atom" if tag[3] else "close" if tag[1] else "open"
        item = known.get((kind, int(tag[2])))
        if item is None:
            continue  # "<3>" that the paragraph has not is text
        if tag.start() > at:
            found.append(_text(text[at : tag.start()], escaping))
        found.append(item)
        at = tag.end()
        if kind == "open":
            opened.append(tag[2])
        elif kind == "close" and (not opened or opened.pop() != tag[2]):
            return f"{tag[0]} closes what is not open"
    if opened:
        return f"<{opened[-1]}> is not closed"
    if at < len(text):
        found.append(_text(text[at:], escaping))
    words = [item.text for item in items if item.kind == "text"]
    before, after = words[0], words[-1]
    lead = before[: len(before) - len(before.lstrip())] if items[0].kind == "text" else ""
    trail = after[len(after.rstrip()) :] if items[-1].kind == "text" else ""
    return [
        *([_text(lead, False)] if lead else []),
        *found,
        *([_text(trail, False)] if trail else []),
    ]


def _text(text: str, escaping: bool) -> Item:
    return Item("text", 0, 0, text=html.unescape(text) if escaping else text)


def constructs(text: str) -> Counter[str]:
    """Count what is numbered in a text, each number for itself."""
    return Counter(found[0] for found in _TAG.finditer(text) if not found[1])


def words_of(text: str) -> str:
    """What a text says without its numbers: formatting of all of a paragraph is not numbered when it is read."""
    return " ".join(_TAG.sub(" ", text).split())
