"""Word documents: paragraphs as items, and items as runs again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from xml.sax.saxutils import escape

from pipeline.formats.html.tokens import Token
from pipeline.formats.office.direction import turned_docx
from pipeline.formats.office.inline import Item, end_of
from pipeline.formats.office.language import Marks

MAIN = re.compile(r"word/document\d*\.xml\Z")
MEMBER = re.compile(
    r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|charts/chart\d*|diagrams/(?:data|drawing)\d*)\.xml\Z"
    r"|docProps/core\.xml\Z"
)
STYLES = re.compile(r"word/styles\.xml\Z")
"""Where the document says its language, beside `MEMBER`."""
LANGUAGE = Marks(re.compile(r"<w:lang\b[^>]*>"), ("w:val", ""), ("w:eastAsia", ""), ("w:bidi", ""))
turned = turned_docx
KIND = "a Word document"
PARAGRAPH = frozenset({"w:p", "a:p"})
SKIPPED = frozenset({"w:moveFrom", "w:del", "c:numCache"})
"""Tracked changes that take text away, and numbers of charts: nothing in them is translated."""
PLAIN = {"dc:title": "Document title", "dc:subject": "Document subject", "c:v": "Chart label"}
"""Elements that hold a text without formatting."""
_SHOWN = {"descr": "Alternative text", "title": "Alternative text"}
ATTRIBUTES = {
    "wp:docPr": _SHOWN,
    "pic:cNvPr": _SHOWN,
    **{name: {"alt": "Alternative text"} for name in ("v:shape", "v:rect", "v:group")},
    "w:tblCaption": {"w:val": "Table title"},
    "w:tblDescription": {"w:val": "Table description"},
    "w:hyperlink": {"w:tooltip": "Tip of a link"},
}
"""Attributes that a reader sees or hears."""

_WRAPPERS = frozenset({"w:hyperlink", "w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple", "w:customXml", "w:moveTo", "w:bdo", "w:dir"})  # fmt: skip
_CHARACTERS = {"w:noBreakHyphen": "\u2011", "w:softHyphen": "\xad"}
_UNSEEN = frozenset({"w:proofErr", "w:lastRenderedPageBreak"})
_NOT_FORMAT = re.compile(
    r"<w:(?:lang|noProof|webHidden)\b[^>]*/>|\s+(?:w:rsid\w*|lang|altLang|dirty|err|noProof|smtClean)=\"[^\"]*\""
)
_STYLE = re.compile(r"<w:pStyle w:val=\"([^\"]+)\"")
_HEADING = re.compile(r"(?:heading|Heading|berschrift)\s?([1-9])\Z")
_FIELD = re.compile(r"<w:instrText[^>]*>\s*(\w+)")
_TEXT_FIELDS = frozenset({"HYPERLINK", "TOC"})


def kind_of(source: str, start: int, end: int, around: Sequence[str], member: str) -> str:
    """The word for a paragraph that a reviewer reads: its style, the table or part it is in."""
    if source.startswith("<a:", start):
        return "Chart" if "/charts/" in member else "Diagram"
    style = _STYLE.search(source, start, min(end, start + 2000))
    heading = _HEADING.search(style[1]) if style else None
    if heading:
        return f"Heading {heading[1]}"
    if style and style[1] in ("Title", "Subtitle", "Caption", "Quote"):
        return style[1]
    for part, word in (("header", "Page header"), ("footer", "Page footer"), ("footnotes", "Footnote"), ("endnotes", "Endnote")):  # fmt: skip
        if f"/{part}" in member:
            return word
    return "Table cell" if "w:tc" in around else "Paragraph"


def items_of_paragraph(source: str, tokens: Sequence[Token]) -> list[Item]:
    """Turn the tokens inside a ``w:p`` into items: pieces of runs with their formatting, links, the rest."""
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "open" and token.name in ("w:r", "a:r") and not token.empty:
            stop = end_of(tokens, at)
            items.extend(_run(source, tokens[at : stop + 1]))
            at = stop + 1
        elif token.kind == "open" and token.name in _WRAPPERS and not token.empty:
            items.append(_item("open", source, token.start, token.end))
            at += 1
        elif token.kind == "close" and token.name in _WRAPPERS:
            items.append(_item("close", source, token.start, token.end))
            at += 1
        else:
            stop = end_of(tokens, at) if token.kind == "open" and not token.empty else at
            if token.kind == "open" and token.name not in _UNSEEN:
                items.append(_item("atom", source, token.start, tokens[stop].end))
            at = stop + 1
    return _formatted(_joined(_whole_fields(items)))


def _item(kind: str, source: str, start: int, end: int, style: str = "") -> Item:
    return Item(kind, start, end, source[start:end], style=style)  # type: ignore[arg-type]


def _run(source: str, tokens: Sequence[Token]) -> list[Item]:
    """Split a run into its texts and what stands between them, which keeps the formatting of the run."""
    style = "<a:rPr/>" if tokens[0].name == "a:r" else ""
    items: list[Item] = []
    at = 1
    while at < len(tokens) - 1:
        token = tokens[at]
        stop = end_of(tokens, at) if token.kind == "open" and not token.empty else at
        start, end = token.start, tokens[stop].end
        if token.name in ("w:rPr", "a:rPr"):
            style = source[start:end]
        elif token.name in ("w:t", "a:t"):
            if stop > at:
                text = unescape(source[token.end : tokens[stop].start])
                items.append(Item("text", start, end, text=text, style=style))
        elif token.name in _CHARACTERS:
            items.append(Item("text", start, end, text=_CHARACTERS[token.name], style=style))
        elif token.kind == "open" and token.name not in _UNSEEN:
            items.append(_item("atom", source, start, end, style or " "))
        at = stop + 1
    last = len(items) - 1
    return [
        replace(
            item,
            start=item.start if index else tokens[0].start,
            end=item.end if index < last else tokens[-1].end,
            cut_before=index > 0,
            cut_after=index < last,
        )
        for index, item in enumerate(items)
    ]


def _whole_fields(items: list[Item]) -> list[Item]:
    """Make one atom of a field that Word computes itself (a page number), from its beginning to its end."""
    merged: list[Item] = []
    at = 0
    while at < len(items):
        stop = at
        if 'w:fldCharType="begin"' in items[at].xml:
            depth = 0
            for index in range(at, len(items)):
                depth += ('"begin"' in items[index].xml) - ('w:fldCharType="end"' in items[index].xml)
                if depth == 0:
                    stop = index
                    break
        field = _FIELD.search("".join(item.xml for item in items[at : stop + 1])) if stop > at else None
        inside = items[at : stop + 1]
        whole = field and field[1] not in _TEXT_FIELDS and all(i.kind in ("text", "atom") for i in inside)
        if whole:
            merged.append(_spanning(inside[0], inside[-1], Item("atom", 0, 0, "".join(map(as_run, inside)))))
            at = stop + 1
        else:
            merged.append(items[at])
            at += 1
    return merged


def _joined(items: list[Item]) -> list[Item]:
    """Join texts of equal formatting, and atoms that stand side by side."""
    joined: list[Item] = []
    for item in items:
        last = joined[-1] if joined else None
        if last and item.kind == last.kind == "text" and _look(item) == _look(last):
            joined[-1] = _spanning(last, item, replace(last, text=last.text + item.text))
        elif last and item.kind == last.kind == "atom":
            joined[-1] = _spanning(last, item, Item("atom", 0, 0, as_run(last) + as_run(item)))
        else:
            joined.append(item)
    return joined


def _spanning(first: Item, last: Item, item: Item) -> Item:
    return replace(
        item, start=first.start, end=last.end, cut_before=first.cut_before, cut_after=last.cut_after
    )


def _look(item: Item) -> str:
    """The formatting that can be seen: without the language and what the spelling checker left."""
    look = _NOT_FORMAT.sub("", item.style)
    return "" if look in ("<w:rPr></w:rPr>", "<w:rPr/>", "<a:rPr></a:rPr>", "<a:rPr/>") else look


def _formatted(items: list[Item]) -> list[Item]:
    """Put a pair around each text whose formatting is not the usual one of its paragraph."""
    usual = _usual_look(items)
    formatted: list[Item] = []
    for item in items:
        if item.kind == "text" and _look(item) != usual and item.text.strip():
            formatted.append(
                Item(
                    "open", item.start, item.start, style=item.style or "<w:rPr/>", cut_before=item.cut_before
                )
            )
            formatted.append(item)
            formatted.append(Item("close", item.end, item.end, cut_after=item.cut_after))
        else:
            formatted.append(item)
    return formatted


def _usual_look(items: Sequence[Item]) -> str:
    """The most frequent formatting; that of links, which are pairs anyway, counts where there is no other text."""
    lengths: tuple[dict[str, int], dict[str, int]] = ({}, {})
    links: list[bool] = []
    for item in items:
        if item.kind == "open":
            links.append(item.xml.startswith("<w:hyperlink"))
        elif item.kind == "close" and links:
            links.pop()
        elif item.kind == "text" and item.text.strip():
            length = lengths[any(links)]
            length[_look(item)] = length.get(_look(item), 0) + len(item.text.strip())
    most = lengths[0] or lengths[1]
    return max(most, key=lambda look: most[look]) if most else ""


def as_run(item: Item) -> str:
    """Return the XML of an item that stands in a run of its own."""
    style = item.style.strip()
    if item.kind == "text" and style.startswith("<a:"):
        return f"<a:r>{style}<a:t>{escape(item.text)}</a:t></a:r>"
    if item.kind == "text":
        return f'<w:r>{style}<w:t xml:space="preserve">{escape(item.text)}</w:t></w:r>'
    return f"<w:r>{style}{item.xml}</w:r>" if item.style else item.xml


def write_items(items: Sequence[Item], old: Sequence[Item]) -> str:
    """Return the XML of a translated paragraph, from the first of the ``old`` items to the last.

    Where these begin or end inside a run, that run is closed before and opened again behind.
    """
    texts = [item for item in old if item.kind == "text"]
    usual = _usual_style(old)
    styles: list[str] = []
    said: Item | None = None
    pieces = ["</w:r>"] if old[0].cut_before else []
    for item in items:
        if item.kind == "text":
            style = styles[-1] if styles else usual
            if said and pieces[-1] == as_run(said) and said.style == style:
                pieces.pop()  # the white space at the ends of the paragraph
                item = replace(item, text=said.text + item.text)
            said = replace(item, style=style)
            pieces.append(as_run(said))
        elif item.kind == "open":
            styles.append(item.style or (styles[-1] if styles else usual))
            pieces.append(item.xml)
        elif item.kind == "close":
            styles.pop()
            pieces.append(item.xml)
        else:
            pieces.append(as_run(item))
    if old[-1].cut_after:
        pieces.append(f"<w:r>{texts[-1].style.strip()}")
    return "".join(pieces)


def _usual_style(items: Sequence[Item]) -> str:
    """The formatting of the first text that has none of its own."""
    own = [False]
    for item in items:
        if item.kind == "open":
            own.append(own[-1] or bool(item.style))
        elif item.kind == "close":
            own.pop()
        elif item.kind == "text" and item.text.strip() and not own[-1]:
            return item.style
    return ""
