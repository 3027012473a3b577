"""Read an XLIFF file: sources, and the targets that are there with their states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.errors import DocumentError, UnknownLanguage
from pipeline.formats.lines import before_blanks
from pipeline.formats.messages import LanguagePlace, Message, MessageFile
from pipeline.formats.placeholders import Dialect
from pipeline.formats.splice import Span
from pipeline.formats.xml import Element, attribute_span, content_of, parse_xml
from pipeline.languages import parse_language

_WAITING = frozenset(
    (
        "new",
        "initial",
        "needs-translation",
        "needs-adaptation",
        "needs-l10n",
        "needs-review-translation",
        "needs-review-adaptation",
        "needs-review-l10n",
    )
)
"""States of a target that nobody has approved."""


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages; raises DocumentError for XML that is no XLIFF.

    The id of a message becomes its context only where the same source has several targets: ids are numbers
    and hashes as a rule. A ``resname`` is a name, and does.
    """
    root = parse_xml(source, name)
    if root.tag != "xliff":
        raise DocumentError(f"its root is <{root.name}>, not <xliff>.", name, root.line)
    new = root.attributes.get("version", "1.2").startswith("2")
    found = list(_units(source, root, new))
    targets: dict[tuple[str | None, str], set[str | None]] = {}
    for message, _ in found:
        targets.setdefault((message.key, message.text), set()).add(message.target)
    messages = tuple(
        replace(message, key=identity) if len(targets[message.key, message.text]) > 1 else message
        for message, identity in found
    )
    holders = [root] if new else [child for child in root.children if child.tag == "file"]
    source_name, target_name = ("srcLang", "trgLang") if new else ("source-language", "target-language")
    attributes = holders[0].attributes if holders else {}
    return MessageFile(
        messages,
        tuple(_place(source, holder, source_name, target_name) for holder in holders),
        _language(attributes.get(source_name, "")),
        _language(attributes.get(target_name, "")),
        Dialect(printf=True, brace=True, double_brace=True),
    )


def _place(source: str, holder: Element, source_name: str, target_name: str) -> LanguagePlace:
    there = attribute_span(source, holder, target_name)
    if there is not None:
        return LanguagePlace(there, "{bcp47}")
    before = attribute_span(source, holder, source_name)
    at = before[1] + 1 if before else holder.start + 1 + len(holder.name)
    return LanguagePlace((at, at), f' {target_name}="{{bcp47}}"')


def _language(tag: str) -> str | None:
    try:
        return parse_language(tag) if tag else None
    except UnknownLanguage:
        return None


def _units(source: str, root: Element, new: bool) -> Iterator[tuple[Message, str]]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.attributes.get("translate") == "no":
            continue
        if element.tag == ("unit" if new else "trans-unit"):
            yield from (
                _segments(source, element)
                if new
                else _unit(source, element, element, _notes(source, element))
            )
        else:
            waiting += reversed(element.children)


def _segments(source: str, unit: Element) -> Iterator[tuple[Message, str]]:
    notes = unit.find("notes")
    comments = _notes(source, notes) if notes else ()
    for segment in unit.children:
        if segment.tag == "segment":
            yield from _unit(source, unit, segment, comments)


def _notes(source: str, element: Element) -> tuple[str, ...]:
    return tuple(content_of(source, child)[0].strip() for child in element.children if child.tag == "note")


def _unit(
    source: str, unit: Element, holder: Element, comments: tuple[str, ...]
) -> Iterator[tuple[Message, str]]:
    origin, target = holder.find("source"), holder.find("target")
    if origin is None or not origin.closed:
        return
    text, _, style = content_of(source, origin)
    shape = "raw" if style == "raw" else "text"
    if target is None:
        prefix = origin.name.rpartition("source")[0]
        indent = source[before_blanks(source, origin.start) : origin.start]
        span, translated, how = (origin.end, origin.end), "", f"{indent}<{prefix}target>|</{prefix}target>"
    elif not target.closed:
        opening = source[target.start : target.end - 2].rstrip()
        span, translated, how = (target.start, target.end), "", f"{opening}>|</{target.name}>"
    else:
        translated, span, _ = content_of(source, target, "raw" if style == "raw" else None)
        how = "|"
        if translated and content_of(source, target)[2] == "cdata":
            shape = "cdata"
    states = _states(source, unit, holder, target)
    name = unit.attributes.get("resname") or None
    identity = unit.attributes.get("id", "")
    if holder is not unit and holder.attributes.get("id"):
        identity += "." + holder.attributes["id"]
    yield (
        Message(
            name,
            text,
            span,
            origin.line,
            comments,
            f"{shape}|{how}",
            target=translated,
            fuzzy=bool(translated) and bool(states),
            marks=tuple((place, "translated") for place in states),
        ),
        identity,
    )


def _states(source: str, unit: Element, holder: Element, target: Element | None) -> list[Span]:
    """The places of the states that say that the target waits for somebody."""
    found = []
    for element in (holder if holder is not unit else None, target):
        if element is not None and element.attributes.get("state") in _WAITING:
            place = attribute_span(source, element, "state")
            if place is not None and (element.closed or element is not target):
                found.append(place)
    return found
