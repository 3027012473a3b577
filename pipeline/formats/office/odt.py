"""OpenDocument texts: paragraphs as items, and items as XML again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from xml.sax.saxutils import escape

from pipeline.formats.html.tokens import Token
from pipeline.formats.office.direction import turned_odt
from pipeline.formats.office.inline import Item, end_of
from pipeline.formats.office.language import Marks

MAIN = re.compile(r"(?:content|styles)\.xml\Z")
MEMBER = re.compile(r"(?:(?:Object [^/]+/)?content|styles|meta)\.xml\Z")
STYLES = re.compile(r"styles\.xml\Z")
LANGUAGE = Marks(
    re.compile(r"<style:text-properties\b[^>]*\sfo:language=[^>]*>"),
    ("fo:language", "fo:country"),
    ("style:language-asian", "style:country-asian"),
    ("style:language-complex", "style:country-complex"),
)
turned = turned_odt
KIND = "an OpenDocument text"
PARAGRAPH = frozenset({"text:p", "text:h"})
SKIPPED = frozenset({"text:tracked-changes", "office:annotation", "text:sequence-decls"})
"""Elements whose paragraphs nobody reads: deleted text, comments."""

PLAIN = {
    "svg:title": "Alternative text", "svg:desc": "Alternative text", "table:title": "Table title",
    "table:desc": "Table description", "dc:title": "Document title", "dc:subject": "Document subject",
}  # fmt: skip
"""Elements that hold a text without formatting."""
ATTRIBUTES: dict[str, dict[str, str]] = {}

_WRAPPERS = frozenset({"text:span", "text:a", "text:ruby", "text:ruby-base", "text:meta", "text:meta-field"})
_UNSEEN = frozenset({"text:soft-page-break"})
_SPACE = re.compile(r"[ \t\r\n]+")
_COUNT = re.compile(r"text:c=\"(\d{1,4})\"")
_LEVEL = re.compile(r"text:outline-level=\"(\d+)\"")
_SPACES = re.compile(r"  +")


def kind_of(source: str, start: int, end: int, around: Sequence[str], member: str) -> str:
    """The word for a paragraph that a reviewer reads."""
    opening = source[start : source.index(">", start)]
    if member.startswith("Object "):
        return "Chart"
    if opening.startswith("<text:h"):
        level = _LEVEL.search(opening)
        return f"Heading {level[1] if level else 1}"
    for element, word in (
        ("style:header", "Page header"),
        ("style:footer", "Page footer"),
        ("text:note-body", "Footnote"),
        ("table:table-cell", "Table cell"),
        ("text:list-item", "List item"),
    ):
        if element in around:
            return word
    return "Paragraph"


def items_of_paragraph(source: str, tokens: Sequence[Token]) -> list[Item]:
    """Turn the tokens inside a paragraph into items; any element that is not formatting is kept whole."""
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        stop = at
        if token.kind == "text":
            raw = source[token.start : token.end]
            items.append(Item("text", token.start, token.end, raw, _SPACE.sub(" ", unescape(raw))))
        elif token.name in _WRAPPERS and not token.empty:
            kind = "open" if token.kind == "open" else "close"
            items.append(Item(kind, token.start, token.end, source[token.start : token.end]))  # type: ignore[arg-type]
        elif token.kind == "open":
            stop = end_of(tokens, at) if not token.empty else at
            xml = source[token.start : tokens[stop].end]
            if token.name == "text:s":
                count = _COUNT.search(xml)
                items.append(
                    Item("text", token.start, tokens[stop].end, xml, " " * int(count[1] if count else 1))
                )
            elif token.name not in _UNSEEN:
                items.append(Item("atom", token.start, tokens[stop].end, xml))
        at = stop + 1
    return _joined(items)


def _joined(items: list[Item]) -> list[Item]:
    """Join texts side by side, atoms side by side, and spans of one formatting that touch each other."""
    joined: list[Item] = []
    openings: list[Item | None] = []  # for each item of ``joined`` that ends a pair, its beginning
    opened: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last and item.kind == last.kind == "text":
            joined[-1] = replace(last, end=item.end, text=last.text + item.text)
        elif last and item.kind == last.kind == "atom":
            joined[-1] = replace(last, end=item.end, xml=last.xml + item.xml)
        elif item.kind == "open" and openings and _continues(item, openings[-1]):
            joined.pop()
            opened.append(item)
            openings.pop()
        else:
            if item.kind == "open":
                opened.append(item)
            openings.append(opened.pop() if item.kind == "close" and opened else None)
            joined.append(item)
    return joined


def _continues(item: Item, before: Item | None) -> bool:
    return before is not None and before.xml == item.xml and item.xml.startswith("<text:span")


def write_items(items: Sequence[Item], old: Sequence[Item]) -> str:
    """Return the XML of a translated paragraph, from the first of the ``old`` items to the last.

    A space in front that is an element in the source stays one: a plain one is not seen there.
    """
    indent = 0
    if items and items[0].kind == "text" and old[0].xml.startswith("<text:s"):
        indent = len(items[0].text) - len(items[0].text.lstrip(" "))
        items = [replace(items[0], text=items[0].text[indent:]), *items[1:]]
    return (f'<text:s text:c="{indent}"/>' if indent else "") + "".join(
        _SPACES.sub(_spaces, escape(item.text)) if item.kind == "text" else item.xml for item in items
    )


def _spaces(found: re.Match[str]) -> str:
    return f' <text:s text:c="{len(found[0]) - 1}"/>'
