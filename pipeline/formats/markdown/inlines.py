"""Turn a block's raw lines into the text a translator sees, and find the placeables in it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from pipeline.formats.html.text import constructs as constructs_of_html
from pipeline.formats.markdown.effort import MAX_INLINE
from pipeline.formats.markdown.parser import INTERESTING, Mark, parse_inline
from pipeline.formats.pairing import SpanRole, numbered
from pipeline.formats.wrapping import joint
from pipeline.model import Placeable, PlaceableKind

if TYPE_CHECKING:
    from markdown_it.token import Token

_MAYBE_BREAK = re.compile(r"(?:\\|  )\n")
_MAYBE_SPLIT = re.compile(r"<[^<>\n]*\n|\\\n")
"""A link destination that a line end cuts off: on one line it could become a link."""
_TEXT_AND_CODE = re.compile(r"(?:[^\\*_~\[<&\n`]++|`[^`\n]+`(?!`))*+\Z")
_CODE = re.compile(r"`[^`]+`")
_SOFT = re.compile(r"[ \t]*\n[ \t]*")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*).*?(/?)>\Z", re.DOTALL)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_URL = re.compile(r"(?:https?|ftp|mailto):\S+|www\.\S+")

_KINDS: dict[str, PlaceableKind] = {
    "code": "code",
    "url": "url",
    "email": "email",
    "entity": "entity",
    "escape": "escape",
}


def text_of(raw: str, references: dict[str, Any]) -> tuple[str, tuple[Placeable, ...]]:
    """Return the unit text of a block's content, and its placeables in order, disjoint.

    ``raw`` is the content line by line, without quote marks and indentation. Soft line breaks
    become a space (nothing between two ideographs); hard breaks stay as they are, ``\\n`` included.
    ``[label]`` and ``[label][]`` become ``[label][label]``, so that the label can be translated and
    the reference still finds its definition.
    """
    text = join_lines(raw, references)
    if not INTERESTING.search(text):
        return text, ()
    if _has_only_code(text):
        return text, tuple(Placeable(*code.span(), code[0], "code") for code in _CODE.finditer(text))
    tokens, marks = parse_inline(text, references)
    if _MAYBE_SPLIT.search(raw) and destinations(tokens) != destinations(parse_inline(raw, references)[0]):
        text = raw  # "(<a" and "b>)" on two lines are no link, on one line they would become one
        tokens, marks = parse_inline(text, references)
    expanded = _expand_references(text, marks)
    if expanded != text:
        again, marks_again = parse_inline(expanded, references)
        if destinations(again) == destinations(
            tokens
        ):  # "[a][b]" beside an undefined b could change its meaning
            text, marks = expanded, marks_again
    return text, _placeables(text, marks)


def _has_only_code(text: str) -> bool:
    """Tell whether a text has no inline construct but code in single backticks: no parser is needed for that."""
    return len(text) <= MAX_INLINE and bool(_TEXT_AND_CODE.match(text))


def destinations(tokens: list[Token]) -> list[str]:
    """List where the links and images of some inline tokens lead, in their order."""
    found: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            found.append(str(token.attrs.get("href", "")))
        elif token.type == "image":
            found.append(str(token.attrs.get("src", "")))
            found.extend(destinations(token.children or []))
    return found


_CONSTRUCTS = {
    "link": "link", "url": "link", "email": "link", "image": "picture", "code": "code", "footnote": "footnote mark",
}  # fmt: skip


def constructs(text: str, references: dict[str, Any]) -> Counter[str]:
    """Count the links, pictures, footnote marks and code in a text, and those written as HTML."""
    if not INTERESTING.search(text):
        return Counter()
    if _has_only_code(text):
        return Counter(code=len(_CODE.findall(text)))
    marks = parse_inline(text, references)[1]
    counted = Counter(_CONSTRUCTS[mark.kind] for mark in marks if mark.kind in _CONSTRUCTS)
    for mark in marks:
        if mark.kind == "html":
            counted.update(constructs_of_html(text[mark.start : mark.end]))
    return counted


def join_lines(raw: str, references: dict[str, Any]) -> str:
    """Join the lines of ``raw``; a hard line break outside code survives."""
    if "\n" not in raw:
        return raw
    breaks: list[Mark] = []
    if _MAYBE_BREAK.search(raw):
        breaks = [mark for mark in parse_inline(raw, references)[1] if mark.kind == "break"]
    pieces: list[str] = []
    at = 0
    for hard in breaks:
        pieces.append(_join_soft(raw[at : hard.start]))
        pieces.append(raw[hard.start : hard.end].rstrip(" \t"))
        at = hard.end
    pieces.append(_join_soft(raw[at:]))
    return "".join(pieces)


def _join_soft(raw: str) -> str:
    def space(match: re.Match[str]) -> str:
        start, end = match.span()
        return joint(raw[start - 1 : start] if start else "", raw[end : end + 1])

    return _SOFT.sub(space, raw)


def _expand_references(text: str, marks: list[Mark]) -> str:
    pieces: list[str] = []
    at = 0
    for mark in marks:
        if mark.kind not in ("link", "image") or mark.start < at:
            continue
        label = text[mark.label_start : mark.label_end]
        if text[mark.label_end + 1 : mark.end] not in ("", "[]") or "\n" in label:
            continue
        inside = [other for other in marks if mark.label_start <= other.start < mark.label_end]
        if inside and any(other.kind in ("link", "image", "footnote") for other in inside):
            continue
        if not _has_words(label, [(m.start - mark.label_start, m.end - mark.label_start) for m in inside]):
            continue
        pieces.append(f"{text[at : mark.label_end + 1]}[{label}]")
        at = mark.end
    pieces.append(text[at:])
    return "".join(pieces)


def _placeables(text: str, marks: list[Mark]) -> tuple[Placeable, ...]:
    ends: dict[tuple[int, int], SpanRole] = {}
    sealed = 0  # no placeable may begin before this offset
    for mark in marks:
        if mark.start < sealed:
            continue
        if mark.kind in ("link", "image"):
            tail = text[mark.label_end + 1 : mark.end]
            if tail in ("", "[]"):  # the label is the key: it has to stay
                ends[mark.start, mark.end] = ("markup", "alone", -1)
                sealed = mark.end
            else:
                ends[mark.start, mark.label_start] = ("markup", "open", mark.start)
                ends[mark.label_end, mark.end] = ("markup", "close", mark.start)
        elif mark.kind == "open":
            ends[mark.start, mark.end] = ("markup", "open", mark.start)
        elif mark.kind == "close":
            ends[mark.start, mark.end] = ("markup", "close", mark.label_start)
        else:
            ends[mark.start, mark.end] = (_KINDS.get(mark.kind, "markup"), "alone", -1)
    _pair_tags(text, [mark for mark in marks if mark.kind == "html"], ends)
    return numbered(text, ends)


def _pair_tags(text: str, tags: list[Mark], ends: dict[tuple[int, int], SpanRole]) -> None:
    """Give ``<b>`` and its ``</b>`` their roles; a tag without its other end stays alone."""
    opened: list[tuple[str, Mark]] = []
    for tag in tags:
        match = _TAG.match(text, tag.start, tag.end)
        if not match or (tag.start, tag.end) not in ends:
            continue
        closing, name, empty = match[1], match[2].lower(), match[3]
        if not closing and not empty and name not in _VOID:
            opened.append((name, tag))
        elif closing:
            while opened and name in (known for known, _ in opened):
                known, start = opened.pop()
                if known == name:
                    ends[start.start, start.end] = ("markup", "open", start.start)
                    ends[tag.start, tag.end] = ("markup", "close", start.start)
                    break


def has_words(text: str, placeables: tuple[Placeable, ...]) -> bool:
    """Tell whether a letter is left beside the placeables and plain URLs: is there anything to translate?"""
    return _has_words(text, [(placeable.start, placeable.end) for placeable in placeables])


def _has_words(text: str, spans: list[tuple[int, int]]) -> bool:
    if spans:
        left: list[str] = []
        at = 0
        for start, end in sorted(spans):
            if start > at:
                left.append(text[at:start])
            at = max(at, end)
        left.append(text[at:])
        text = "\0".join(left)
    if ":" in text or "www." in text:
        text = _URL.sub("", text)
    return any(map(str.isalpha, text))
