"""Read an Xcode string catalog: the source of every key, and the translation into one language."""

from __future__ import annotations

import json
from typing import Any

from pipeline.errors import DocumentError, UnknownLanguage
from pipeline.formats.json.walker import objects_at, walk
from pipeline.formats.limits import MAX_UNITS, check_count, check_units
from pipeline.formats.messages import Message, MessageFile
from pipeline.formats.placeholders import Dialect
from pipeline.languages import parse_language, to_bcp47
from pipeline.plurals import cardinal_categories

_DONE = "translated"


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages; the span of each is the value of its key, which holds all its languages.

    A string whose source varies by plural is a plural; what varies by device or has substitutions is left alone.
    Raises DocumentError for a file that is no string catalog.
    """
    check_count(source, "{", 2 * MAX_UNITS, name)
    for _ in walk(source, name):  # errors with their line, and the limit of nesting
        pass
    try:
        data = json.loads(source)
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise DocumentError("has a number of thousands of digits.", name, 1) from error
    if not isinstance(data, dict) or not isinstance(data.get("strings"), dict):
        raise DocumentError('has no "strings": this is no string catalog.', name, 1)
    original = data.get("sourceLanguage", "en")
    messages: list[Message] = []
    for key, start, end, line in objects_at(source, ("strings",)):
        entry = data["strings"].get(key)
        if not isinstance(entry, dict) or entry.get("shouldTranslate") is False:
            continue
        check_units(len(messages) + 1, name, line)
        message = _message(key, entry, original, language)
        if message is not None:
            text, plural, targets, fuzzy = message
            comments = (entry["comment"],) if isinstance(entry.get("comment"), str) else ()
            messages.append(
                Message(
                    None if key == text else key,
                    text,
                    (start, end),
                    line,
                    comments,
                    source[start:end],
                    target=targets[0] if targets else "",
                    fuzzy=fuzzy,
                    plural=plural,
                    forms=targets if plural is not None else (),
                    categories=plural is not None,
                )
            )
    return MessageFile(
        tuple(messages), (), _locale(original), language, Dialect(printf=True, flag="objc-format")
    )


def _locale(tag: str) -> str | None:
    try:
        return parse_language(tag)
    except UnknownLanguage:
        return None


def _message(
    key: str, entry: dict[str, Any], original: str, language: str | None
) -> tuple[str, str | None, tuple[str, ...], bool] | None:
    """Source, plural, the targets, and whether they wait for review."""
    spoken = entry.get("localizations") or {}
    source = _texts(spoken.get(original))
    if source is None:
        if spoken.get(original):
            return None
        source = ({"": key}, _DONE)
    target = _texts(spoken.get(to_bcp47(language))) if language else None
    texts, state = target or ({}, _DONE)
    if "" in source[0]:
        translated = texts.get("", "")
        return source[0][""], None, (translated,) if translated else (), state != _DONE and bool(translated)
    singular = source[0].get("one") or next(iter(source[0].values()))
    plural = source[0].get("other", singular)
    known = (
        tuple(texts.get(category, "") for category in cardinal_categories(language))
        if language and texts
        else ()
    )
    return singular, plural, known, state != _DONE and any(known)


def _texts(localization: Any) -> tuple[dict[str, str], str] | None:
    """The texts of a localization by category (``""`` where it does not vary), and its state."""
    try:
        unit = localization.get("stringUnit")
        if unit is not None:
            return {"": unit["value"]}, unit.get("state", _DONE)
        if set(localization) != {"variations"} or set(localization["variations"]) != {"plural"}:
            return None
        units = {
            category: one["stringUnit"] for category, one in localization["variations"]["plural"].items()
        }
        states = {unit.get("state", _DONE) for unit in units.values()}
        return {category: unit["value"] for category, unit in units.items()}, states.pop() if len(
            states
        ) == 1 else "new"
    except (AttributeError, KeyError, TypeError):
        return None
