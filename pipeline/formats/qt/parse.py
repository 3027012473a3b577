"""Read a Qt .ts file: messages under their contexts, numerus forms, what is unfinished."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.errors import DocumentError, UnknownLanguage
from pipeline.formats.limits import Keys
from pipeline.formats.lines import before_blanks
from pipeline.formats.messages import LanguagePlace, Message, MessageFile
from pipeline.formats.placeholders import Dialect
from pipeline.formats.xml import Element, Style, attribute_span, content_of, parse_xml
from pipeline.languages import parse_language

_GONE = ("obsolete", "vanished")


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages that the program still has.

    The context of a message is Qt's, with the disambiguation behind ``|`` as Qt's own tools write it in PO files.
    Raises DocumentError for XML that is no TS file.
    """
    if not source.lstrip().startswith("<"):
        raise DocumentError("is no file of Qt Linguist (TypeScript's files end in .ts, too).", name, 1)
    root = parse_xml(source, name)
    if root.name != "TS":
        raise DocumentError(
            f"its root is <{root.name}>, not <TS>: this is no file of Qt Linguist.", name, root.line
        )
    there = attribute_span(source, root, "language")
    at = root.start + 3
    place = LanguagePlace(there, "{po}") if there else LanguagePlace((at, at), ' language="{po}"')
    return MessageFile(
        tuple(_messages(source, root, Keys(name))),
        (place,),
        _language(root.attributes.get("sourcelanguage", "")),
        _language(root.attributes.get("language", "")),
        Dialect(qt=True),
    )


def _language(tag: str) -> str | None:
    try:
        return parse_language(tag) if tag else None
    except UnknownLanguage:
        return None


def _messages(source: str, root: Element, keys: Keys) -> Iterator[Message]:
    for context in root.children:
        named = context.find("name")
        name = content_of(source, named)[0] if named and named.closed else ""
        for message in context.children if context.name == "context" else (context,):
            keys.add(len(name), source, message.start)
            if message.name == "message":
                yield from _message(source, message, name)


def _message(source: str, message: Element, context: str) -> Iterator[Message]:
    origin, target = message.find("source"), message.find("translation")
    if origin is None or target is None or not origin.closed or target.attributes.get("type") in _GONE:
        return
    text, _, style = content_of(source, origin)
    shape: Style = "raw" if style == "raw" else "text"
    said = {child.name: content_of(source, child)[0].strip() for child in message.children if child.closed}
    key = context + (f"|{said['comment']}" if said.get("comment") else "")
    comments = tuple(said[kind] for kind in ("extracomment", "translatorcomment") if said.get(kind))
    unfinished = target.attributes.get("type") == "unfinished"
    span = (target.start, target.end)
    if message.attributes.get("numerus") == "yes":
        forms = tuple(
            content_of(source, child)[0] if child.closed else ""
            for child in target.children
            if child.name == "numerusform"
        )
        indent = source[before_blanks(source, target.start) : target.start]
        yield Message(
            key, text, span, message.line, comments, f"{shape}|{indent}",
            target="", plural=text, forms=forms, fuzzy=unfinished and any(forms),
        )  # fmt: skip
    else:
        translated = content_of(source, target, shape)[0] if target.closed else ""
        yield Message(
            key,
            text,
            span,
            message.line,
            comments,
            shape,
            target=translated,
            fuzzy=unfinished and bool(translated),
        )
