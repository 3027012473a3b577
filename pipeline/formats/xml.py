"""XML with places: expat reads it, and every element says where it begins, where its content stands, and its line.

Nothing is expanded: entities of the document's own stay references, external ones are never looked at.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

from pipeline.errors import DocumentError
from pipeline.formats.limits import MAX_COMMENTS, MAX_UNITS, check_units
from pipeline.formats.splice import Span

DEEPEST = 200
"""Levels of nesting; a deeper file is refused."""

_MOST = 2 * MAX_UNITS
"""Elements of a file: a text has two of them or more."""

Style = Literal["text", "cdata", "raw"]
"""How a content is written: plain text, inside a CDATA section, or with tags of its own, which stay as they are."""

_TAG = re.compile(r"<[^\s/>]+(?:\"[^\"]*\"|'[^']*'|[^'\">])*>")
_END = re.compile(r"</[^>]*>")
_CDATA = re.compile(r"\s*<!\[CDATA\[(?P<text>(?:(?!\]\]>).)*)\]\]>\s*\Z", re.DOTALL)
_REFERENCE = re.compile(r"&(#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);")
_ANY_REFERENCE = re.compile(r"&(?=[A-Za-z_#][\w.-]*;)")
_BARE = re.compile(r"&(?!(?:[A-Za-z_][\w.-]*|#\d+|#[xX][0-9a-fA-F]+);)")
_KEPT_AMP = re.compile(r"&amp;(?!(?:[A-Za-z_][\w.-]*|#\d+|#[xX][0-9a-fA-F]+);)")
_NAMES = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_CONTINUATION = bytes(range(0x80, 0xC0))
_BLOCK = 4096


@dataclass(slots=True)
class Element:
    """An element: ``start`` is its ``<``, ``inner`` its content, ``end`` behind its end tag.

    ``comments`` are those in front of it, since the element before it. ``closed`` is False for ``<a/>``.
    """

    name: str
    attributes: dict[str, str]
    start: int
    line: int
    inner: Span = (0, 0)
    end: int = 0
    closed: bool = True
    parent: Element | None = None
    children: list[Element] = field(default_factory=list)
    comments: tuple[str, ...] = ()

    @property
    def tag(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    def find(self, tag: str) -> Element | None:
        """The first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)


class _Places:
    """Code points of byte offsets in UTF-8."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._before = [0]
        if not data.isascii():
            for at in range(0, len(data), _BLOCK):
                block = data[at : at + _BLOCK]
                self._before.append(self._before[-1] + len(block.translate(None, _CONTINUATION)))

    def of(self, byte: int) -> int:
        if len(self._before) == 1:
            return byte
        block = byte // _BLOCK
        return self._before[block] + len(self._data[block * _BLOCK : byte].translate(None, _CONTINUATION))


def parse_xml(source: str, name: str) -> Element:
    """Return the root element.

    Raises:
        DocumentError: this is not well-formed XML, nested too deeply, or its entities are made of entities.
    """
    data = source.encode("utf-8", "surrogatepass")
    places = _Places(data)
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.DefaultHandler = lambda text: None  # with it expat expands no entity
    root = Element("", {}, 0, 0)
    at = root
    depth = elements = 0
    comments: list[str] = []

    def remember(comment: str) -> None:
        comments.append(" ".join(comment.split()))
        if len(comments) > 2 * MAX_COMMENTS:
            del comments[:-MAX_COMMENTS]

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal at, depth, comments, elements
        depth += 1
        elements += 1
        if elements > _MOST:
            check_units(elements, name, parser.CurrentLineNumber)
        if depth > DEEPEST:
            raise DocumentError(f"is nested deeper than {DEEPEST} levels.", name, parser.CurrentLineNumber)
        place = places.of(parser.CurrentByteIndex)
        one = Element(
            tag,
            attributes,
            place,
            parser.CurrentLineNumber,
            parent=at,
            comments=tuple(comments[-MAX_COMMENTS:]),
        )
        comments = []
        opening = _TAG.match(source, place)
        assert opening is not None  # expat has read it
        one.inner = (opening.end(), opening.end())
        one.closed = not opening[0].endswith("/>")
        at.children.append(one)
        at = one

    def end(tag: str) -> None:
        nonlocal at, depth, comments
        depth -= 1
        comments = []
        if at.closed:
            place = places.of(parser.CurrentByteIndex)
            at.inner = (at.inner[0], place)
            closing = _END.match(source, place)
            assert closing is not None
            at.end = closing.end()
        else:
            at.end = at.inner[0]
        assert at.parent is not None
        at = at.parent

    def entity(
        entity: str,
        parameter: bool,
        value: str | None,
        base: object,
        system: str | None,
        public: object,
        notation: object,
    ) -> None:
        if value and "&" in value.replace("&#", ""):
            raise DocumentError(
                f"its entity {entity!r} is made of other entities, which is not read.",
                name,
                parser.CurrentLineNumber,
            )

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CommentHandler = lambda text: remember(text)
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        message = expat.errors.messages.get(error.code, "") if isinstance(error.code, int) else ""
        raise DocumentError(
            f"is not valid XML: {message or expat.ErrorString(error.code)} (column {error.offset + 1}).",
            name,
            error.lineno,
        ) from error
    return root.children[0]


def attribute_span(source: str, element: Element, name: str) -> Span | None:
    """Where the value of an attribute stands, without its quotation marks."""
    found = re.compile(rf"\s{re.escape(name)}\s*=\s*(?:\"([^\"]*)\"|'([^']*)')").search(
        source, element.start, element.inner[0]
    )
    return None if found is None else found.span(1 if found[1] is not None else 2)


def content_of(source: str, element: Element, style: Style | None = None) -> tuple[str, Span, Style]:
    """The text in an element, the span that a translation replaces, and how it is to be written.

    ``style`` has it read in the way of another element: a target in that of its source.
    """
    start, end = element.inner
    inner = source[start:end]
    if style == "raw":
        return _KEPT_AMP.sub("&", _lines(inner)), (start, end), "raw"
    found = _CDATA.match(inner)
    if found:
        return _lines(found["text"]), (start + found.start("text"), start + found.end("text")), "cdata"
    if (style != "text" and "<" in inner) or (
        style != "text"
        and ("&" in inner and len(_ANY_REFERENCE.findall(inner)) != len(_REFERENCE.findall(inner)))
    ):
        return _KEPT_AMP.sub("&", _lines(inner)), (start, end), "raw"
    return _REFERENCE.sub(_decoded, _lines(inner)), (start, end), "text"


def write_content(text: str, style: Style, newline: str) -> str:
    """The content of an element that is read as ``text`` again, if it can be."""
    if style == "cdata":
        text = text.replace("]]>", "]]]]><![CDATA[>")
    elif style == "raw":
        text = _BARE.sub("&amp;", text)
    else:
        text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")
    return text.replace("\n", newline) if newline != "\n" else text


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _decoded(match: re.Match[str]) -> str:
    name = match[1]
    if name in _NAMES:
        return _NAMES[name]
    code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
    return chr(code) if code < 0x110000 else match[0]
