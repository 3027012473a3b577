"""What a translator sees of a block of HTML, and how a translation is written back as HTML.

Character references become the characters they stand for, except where these could be read as markup
(``&lt;``) or could not be seen (a soft hyphen). White space is one space, as a browser shows it.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from pipeline.formats.html.blocks import Block
from pipeline.formats.html.elements import BLOCK, CODE, VOID
from pipeline.formats.html.tokens import Token, tokens_of
from pipeline.formats.pairing import SpanRole, numbered
from pipeline.formats.wrapping import joint
from pipeline.model import Placeable

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_IN_VALUE = re.compile(
    r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31}(?:;|(?![A-Za-z0-9=])))"
)
_BARE = re.compile(r"&(?!#?\w+;)")
_SPACE = re.compile(r"[\t\n\f\r][ \t\n\f\r]*| [ \t\n\f\r]+")
"""White space that is not one space already."""
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(sorted(BLOCK))})(?![^\s/>])", re.IGNORECASE)
_LINE_BREAK = re.compile(r"[ \t\f]*(?:\r\n?|\n)[ \t\n\f\r]*")
_CONSTRUCTS = {"a": "link", "img": "picture", "code": "code", "kbd": "code", "samp": "code"}
_QUOTES = {'"': "&quot;", "'": "&#39;"}


def text_of(source: str, block: Block) -> tuple[str, tuple[Placeable, ...]]:
    """Return the text of a block, and its placeables: tags in pairs, code, character references."""
    if block.place == "value":
        return value_of(source[block.start : block.end]), ()
    if block.place == "plain":
        return html.unescape(source[block.start : block.end]).replace("\r\n", "\n").replace("\r", "\n"), ()
    pieces: list[str] = []
    marks: list[tuple[Token, int, int]] = []
    length = 0
    for token in block.tokens:
        raw = source[token.start : token.end]
        written = _decoded(raw) if token.kind == "text" else _SPACE.sub(" ", raw)
        if token.kind == "text" and "\n" in raw:
            written = _joined(raw, pieces[-1][-1:] if pieces else "")
        if token.kind == "text" and written.startswith(" ") and pieces and pieces[-1].endswith(" "):
            written = written[1:]
        if token.kind != "text":
            marks.append((token, length, length + len(written)))
        if written:
            pieces.append(written)
            length += len(written)
    text = "".join(pieces)
    return text, _placeables(text, marks) if marks or "&" in text else ()


def value_of(raw: str) -> str:
    """Return what an attribute says whose value is written ``raw``, quotes included; on one line."""
    if raw[:1] in ("'", '"') and raw[-1:] == raw[:1]:
        raw = raw[1:-1]
    return " ".join(_IN_VALUE.sub(lambda found: html.unescape(found[0]), raw).split())


def collapsed(raw: str) -> str:
    """Return a tag as it stands in a text: white space is one space."""
    return _SPACE.sub(" ", raw)


def _joined(raw: str, before: str) -> str:
    """Decode character data of several lines; between two ideographs a line end is nothing."""
    lines = [_decoded(line) for line in _LINE_BREAK.split(raw)]
    text = lines[0]
    for line in lines[1:]:
        text += joint((text or before)[-1:], line[:1]) + line
    return text


def _decoded(raw: str) -> str:
    raw = _SPACE.sub(" ", raw)
    if "&" not in raw:
        return raw
    text = _REFERENCE.sub(_character, raw)
    return text if _means(text) == _means(raw) else raw


def _character(found: re.Match[str]) -> str:
    text = html.unescape(found[0])
    if text == "&":
        return "&amp;" if _REFERENCE.match("&" + found.string[found.end() : found.end() + 33]) else "&"
    hidden = any(
        char in "<>\xad" or unicodedata.category(char) in ("Cf", "Cc", "Cn", "Co", "Cs", "Zl", "Zp")
        for char in text
    )
    return found[0] if hidden or (text.isspace() and text != "\xa0") else text


def _means(text: str) -> str:
    return " ".join(html.unescape(text).split(" "))


def _placeables(text: str, marks: Sequence[tuple[Token, int, int]]) -> tuple[Placeable, ...]:
    ends: dict[tuple[int, int], SpanRole] = {}
    opened: list[tuple[str, int, int]] = []
    for token, start, end in marks:
        name = token.name.lower()
        ends[start, end] = ("code" if token.kind == "raw" and name in CODE else "markup", "alone", -1)
        if token.kind == "open" and name not in VOID:
            opened.append((name, start, end))
        elif token.kind == "close" and any(name == known for known, _, _ in opened[-20:]):
            while opened:
                known, begin, stop = opened.pop()
                if known == name:
                    ends[begin, stop] = ("markup", "open", begin)
                    ends[start, end] = ("markup", "close", begin)
                    break
    covered = sorted(ends)
    at = 0
    for found in _REFERENCE.finditer(text):
        while at < len(covered) and covered[at][1] <= found.start():
            at += 1
        inside = at < len(covered) and covered[at][0] < found.end()
        if not inside and html.unescape(found[0]) != found[0]:
            ends[found.span()] = ("entity", "alone", -1)
    return numbered(text, ends)


def write(block: Block, raw: str, text: str) -> str:
    """Return ``text`` as it is written at the place of ``block``, where ``raw`` stands now."""
    if block.place == "value":
        return write_value(raw, text)
    if block.place == "plain":
        text = text.strip() if "\n" in raw or "\r" in raw else " ".join(text.split())
        return text.replace("&", "&amp;").replace("<", "&lt;")
    return write_run(text)


def write_value(raw: str, text: str) -> str:
    """Return ``text`` as the value of an attribute that is written ``raw`` now, in its quotes."""
    quote = raw[:1] if raw[:1] in _QUOTES else '"'
    escaped = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;")
    return quote + escaped.replace(quote, _QUOTES[quote]) + quote


def write_run(text: str) -> str:
    """Write a text with inline tags: what is no tag and no character reference is escaped."""
    text = " ".join(text.split("\n"))
    if "<" not in text:
        return _escaped(text)
    pieces: list[str] = []
    for token in tokens_of(text):
        raw = text[token.start : token.end]
        if token.kind == "broken" or (token.kind == "comment" and not raw.endswith(">")):
            raw = "&lt;" + _escaped(raw[1:])
        elif token.kind == "text":
            raw = _escaped(raw)
        pieces.append(raw)
    return "".join(pieces)


def block_tag_in(text: str) -> str | None:
    """Return the first tag in ``text`` that would end the block around it or swallow what follows."""
    if "<" not in text or not _BLOCK_TAG.search(text):
        return None
    for token in tokens_of(text):
        name = token.name.lower()
        if name in BLOCK and token.kind in ("open", "close"):
            return text[token.start : token.end]
    return None


def _escaped(raw: str) -> str:
    return _BARE.sub("&amp;", raw).replace("<", "&lt;")


def constructs(text: str) -> Counter[str]:
    """Count the links, pictures and pieces of code in a text with inline tags."""
    if "<" not in text:
        return Counter()
    names = (token.name.lower() for token in tokens_of(text) if token.kind == "open")
    return Counter(_CONSTRUCTS[name] for name in names if name in _CONSTRUCTS)


def meaning(text: str) -> str:
    """What a browser makes of a text: two that mean the same may be written differently."""
    return " ".join(html.unescape(text).split())
