"""Read an Xcode string catalog: the source of every key, and the translation into one language."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from pipeline.errors import DocumentError, UnknownLanguage
from pipeline.formats.json.walker import objects_at, walk
from pipeline.formats.limits import MAX_UNITS, check_count, check_units
from pipeline.formats.messages import Message, MessageFile
from pipeline.formats.placeholders import Dialect
from pipeline.formats.xcstrings.tree import Path, Tree, Units, texts_of, units_at
from pipeline.languages import parse_language, to_bcp47
from pipeline.plurals import CATEGORIES, cardinal_categories

_DONE = "translated"
_UNTOUCHED = "new"
_JOINT = "|==|"
"""Between a key and a path in it, as in the XLIFF files that Xcode exports."""


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages; the span of each is the value of its key, which holds all its languages.

    A string that varies by plural in some language is a plural in all. What varies by device, and each
    substitution, is a message of its own. A category that the source's language does not count in (``zero`` of
    English: “no boats”) is one as well, unless the language has it among its own.
    Raises DocumentError for a file that is no string catalog.
    """
    check_count(source, 2 * MAX_UNITS, name, "{", shown="“{”")
    for _ in walk(source, name):  # errors with their line, and the limit of nesting
        pass
    try:
        data = json.loads(source)
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise DocumentError("has a number of thousands of digits.", name, 1) from error
    if not isinstance(data, dict) or not isinstance(data.get("strings"), dict):
        raise DocumentError('has no "strings": this is no string catalog.', name, 1)
    original = data.get("sourceLanguage", "en")
    reader = _Reader(original if isinstance(original, str) else "en", language)
    messages: list[Message] = []
    for key, start, end, line in objects_at(source, ("strings",)):
        entry = data["strings"].get(key)
        if not isinstance(entry, dict) or entry.get("shouldTranslate") is False:
            continue
        for message in reader.messages(key, entry, (start, end), line):
            check_units(len(messages) + 1, name, line)
            messages.append(message)
    return MessageFile(tuple(messages), (), reader.locale, language, Dialect(printf=True, flag="objc-format"))


class _Reader:
    """Reads entries of a catalog whose source is in ``original``, with their texts in ``language``."""

    def __init__(self, original: str, language: str | None) -> None:
        self.original = original
        self.locale = _locale(original)
        self._own = cardinal_categories(self.locale or "en")
        self._language = language
        self._categories = cardinal_categories(language) if language else ()

    def messages(
        self, key: str, entry: dict[str, Any], span: tuple[int, int], line: int
    ) -> Iterator[Message]:
        comments = (entry["comment"],) if isinstance(entry.get("comment"), str) else ()
        spoken = entry.get("localizations")
        languages: Tree = spoken if isinstance(spoken, dict) else {}
        source = languages.get(self.original) or {"stringUnit": {"value": key}}
        target = languages.get(to_bcp47(self._language)) if self._language else None
        plural = {path for tree in languages.values() for path, units in texts_of(tree) if "" not in units}
        for path, units in texts_of(source):
            theirs, exact = units_at(target, path)
            if path not in plural:
                text = units[""]["value"]
                done = "" if _untouched(theirs, text) else theirs.get("", {}).get("value", "")
                fuzzy = bool(done) and not (exact and _finished(theirs))
                style = json.dumps([self.original, key, *path])
                context = _context(key, path, text)
                yield Message(context, text, span, line, comments, style, target=done, fuzzy=fuzzy)
                continue
            yield self._plural(key, path, (units, theirs, exact), span, line, comments)
            for category in units:
                if category in CATEGORIES and category not in self._own:
                    yield self._further(
                        key, (*path, "plural", category), (units, theirs), span, line, comments
                    )

    def _plural(
        self,
        key: str,
        path: Path,
        found: tuple[Units, Units, bool],
        span: tuple[int, int],
        line: int,
        comments: tuple[str, ...],
    ) -> Message:
        units, theirs, exact = found
        texts = {category: unit["value"] for category, unit in units.items()}
        theirs = {name: unit for name, unit in theirs.items() if name in ("", *self._categories)}
        text = texts.get("one") or texts.get("") or next(iter(texts.values()))
        known: tuple[str, ...] = ()
        if theirs and not all(_untouched({"": unit}, *texts.values()) for unit in theirs.values()):
            known = tuple(
                (theirs.get(category) or theirs.get("") or {}).get("value", "")
                for category in self._categories
            )
        return Message(
            _context(key, path, text),
            text,
            span,
            line,
            comments,
            json.dumps([self.original, key, *path]),
            target=known[0] if known else "",
            fuzzy=any(known) and not (exact and _finished(theirs)),
            plural=texts.get("other", text),
            forms=known,
            categories=True,
        )

    def _further(
        self,
        key: str,
        path: Path,
        found: tuple[Units, Units],
        span: tuple[int, int],
        line: int,
        comments: tuple[str, ...],
    ) -> Message:
        units, theirs = found
        text, unit = units[path[-1]]["value"], theirs.get(path[-1])
        done = unit["value"] if unit and not _untouched({"": unit}, text) else ""
        return Message(
            key + _JOINT + ".".join(path),
            text,
            span,
            line,
            comments,
            json.dumps([self.original, key, *path]),
            target=done,
            fuzzy=bool(done) and not _finished({"": unit or {}}),
            said_elsewhere=path[-1] in self._categories,
        )


def _locale(tag: str) -> str | None:
    try:
        return parse_language(tag)
    except UnknownLanguage:
        return None


def _context(key: str, path: Path, text: str) -> str | None:
    if path:
        return key + _JOINT + ".".join(path)
    return None if key == text else key


def _finished(units: Units) -> bool:
    return all(unit.get("state", _DONE) == _DONE for unit in units.values())


def _untouched(units: Units, *sources: str) -> bool:
    """Whether nobody has translated this: Xcode fills a new language with the source's texts."""
    return all(unit.get("state") == _UNTOUCHED and unit["value"] in sources for unit in units.values())
