"""Read an Android strings.xml: its strings, arrays and plurals, without what is not to be translated."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.errors import DocumentError
from pipeline.formats.android.escapes import unescape
from pipeline.formats.limits import Keys
from pipeline.formats.lines import before_blanks
from pipeline.formats.messages import Message, MessageFile, Variant
from pipeline.formats.placeholders import Dialect
from pipeline.formats.xml import Element, content_of, parse_xml
from pipeline.plurals import CATEGORIES

_RESOURCE = re.compile(r"[@?](?:\+?[\w.]+:)?[\w.]+/[\w./]+\Z|@null\Z|@empty\Z")
_SPACE = " \t\r\n"


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages; raises DocumentError for XML that is no resource file."""
    root = parse_xml(source, name)
    if root.name != "resources":
        raise DocumentError(
            f"its root is <{root.name}>: of XML files only Android's <resources> are read.", name, root.line
        )
    return MessageFile(
        tuple(_messages(source, root, Keys(name))),
        dialect=Dialect(printf=True, brace=True, flag="java-printf-format"),
    )


def _messages(source: str, root: Element, keys: Keys) -> Iterator[Message]:
    for element in root.children:
        key = element.attributes.get("name", "")
        if element.attributes.get("translatable") == "false":
            continue
        if element.name == "string":
            yield from _message(source, element, key, element.comments)
        elif element.name in ("string-array", "array"):
            for index, item in enumerate(element.children):
                keys.add(len(key), source, item.start)
                yield from _message(source, item, f"{key}.{index}", (*element.comments, *item.comments))
        elif element.name == "plurals":
            for item in element.children:
                category = item.attributes.get("quantity", "")
                if item.name == "item" and category in CATEGORIES:
                    variant = _variant(source, key, category, item)
                    yield from _message(source, item, key, (*element.comments, *item.comments), variant)


def _message(
    source: str, element: Element, key: str, comments: tuple[str, ...], variant: Variant | None = None
) -> Iterator[Message]:
    if not element.closed:
        return
    text, (start, end), style = content_of(source, element)
    if _RESOURCE.match(text.strip()):
        return
    inner = source[start:end]
    if inner.strip(_SPACE):  # white space around a string is none of it
        start += len(inner) - len(inner.lstrip(_SPACE))
        end -= len(inner) - len(inner.rstrip(_SPACE))
    yield Message(key, unescape(text, style), (start, end), element.line, comments, style, variant)


def _variant(source: str, key: str, category: str, item: Element) -> Variant:
    before = before_blanks(source, item.start)
    name = re.compile(r"\bquantity\s*=\s*[\"']").search(source, item.start, item.inner[0])
    start = name.end() if name else item.start
    return Variant(
        key,
        category,
        (item.start, item.end),
        (start, start + len(category)),
        (before, item.end),
        source[before : item.start],
    )
