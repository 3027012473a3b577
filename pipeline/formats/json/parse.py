"""Read a JSON file of messages: whichever of its shapes it has."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.errors import UnknownLanguage
from pipeline.formats.json.walker import Member, Path, walk
from pipeline.formats.lines import before_blanks
from pipeline.formats.messages import LanguagePlace, Message, MessageFile, Variant
from pipeline.formats.placeholders import Dialect
from pipeline.formats.splice import Span
from pipeline.languages import parse_language
from pipeline.plurals import CATEGORIES, is_just_zero

_SUFFIX = re.compile(rf"(?P<base>.+?)_(?P<category>{'|'.join(CATEGORIES)})\Z", re.DOTALL)
_PLURAL = "_plural"
_AFTER = re.compile(r"[ \t\r\n]*,[ \t\r\n]*")
_LINE_END = re.compile(r"\r\n|\n|\r")
_ARB_LOCALE = ("@@locale",)


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages of an ARB, a Chrome, or any other JSON file.

    ``{"one": …, "other": …}`` and i18next's ``key_one``, ``key_other`` are plurals. Chrome's is a file whose
    values all have a ``message``; ARB begins its own keys with ``@``.
    """
    members = list(walk(source, name))
    style = ("a" if source.isascii() and "\\u" in source else "") + ("/" if "\\/" in source else "")
    lines = _Lines(source)
    if any(member.path == _ARB_LOCALE for member in members) or name.lower().endswith(".arb"):
        return _arb(members, lines, style)
    if _is_chrome(members):
        return _chrome(members, lines, style)
    variants = _variants(source, members)
    messages = tuple(
        Message(_key(m.path), m.text, m.span, lines.of(m.start), style=style, variant=variants.get(m.span))
        for m in members
    )
    return MessageFile(messages, dialect=Dialect(brace=True, double_brace=True, printf=True))


class _Lines:
    """Line numbers of places."""

    def __init__(self, source: str) -> None:
        self._ends = [match.end() for match in _LINE_END.finditer(source)]

    def of(self, place: int) -> int:
        return bisect_right(self._ends, place) + 1


def _key(path: Path) -> str:
    return ".".join(map(str, path))


def _arb(members: Sequence[Member], lines: _Lines, style: str) -> MessageFile:
    notes: dict[str, list[str]] = {}
    for member in members:
        first = str(member.path[0])
        if first.startswith("@") and member.path[1:] == ("description",):
            notes.setdefault(first[1:], []).append(member.text)
    messages = tuple(
        Message(_key(m.path), m.text, m.span, lines.of(m.start), tuple(notes.get(str(m.path[0]), ())), style)
        for m in members
        if not str(m.path[0]).startswith("@")
    )
    places = [member for member in members if member.path == _ARB_LOCALE]
    return MessageFile(
        messages,
        tuple(LanguagePlace(member.span, "{po}") for member in places),
        _language(places[0].text) if places else None,
        dialect=Dialect(brace=True),
    )


def _language(tag: str) -> str | None:
    try:
        return parse_language(tag)
    except UnknownLanguage:
        return None


def _is_chrome(members: Sequence[Member]) -> bool:
    tops = {member.path[0] for member in members if member.path}
    return bool(tops) and tops == {m.path[0] for m in members if m.path[1:] == ("message",)}


def _chrome(members: Sequence[Member], lines: _Lines, style: str) -> MessageFile:
    notes = {member.path[0]: member.text for member in members if member.path[1:] == ("description",)}
    examples: dict[str | int, list[str]] = {}
    for member in members:
        if len(member.path) == 4 and member.path[1] == "placeholders" and member.path[3] == "example":
            examples.setdefault(member.path[0], []).append(f"${member.path[2]}$: {member.text}")
    messages = tuple(
        Message(
            str(m.path[0]),
            m.text,
            m.span,
            lines.of(m.start),
            tuple(filter(None, (notes.get(m.path[0], ""), *examples.get(m.path[0], ())))),
            style,
        )
        for m in members
        if m.path[1:] == ("message",)
    )
    return MessageFile(messages, dialect=Dialect(chrome=True))


def _variants(source: str, members: Sequence[Member]) -> dict[tuple[int, int], Variant]:
    """What makes members variants of a plural, by their spans."""
    objects: dict[Path, list[tuple[str, Member]]] = {}
    suffixed: dict[Path, list[tuple[str, Member]]] = {}
    others: set[Path] = set()
    for member in members:
        last = member.path[-1] if member.path else None
        if last in CATEGORIES:
            objects.setdefault(member.path[:-1], []).append((str(last), member))
            continue
        others.add(member.path[:-1])
        match = _SUFFIX.fullmatch(last) if isinstance(last, str) and "_" in last else None
        if match:
            base = (*member.path[:-1], match["base"])
            suffixed.setdefault(base, []).append((match["category"], member))
    found: dict[tuple[int, int], Variant] = {}
    plurals = [(path, group) for path, group in objects.items() if path and path not in others]
    plurals += [(path, group) for path, group in suffixed.items() if len(group) > 1 or _is_ordinal(path)]
    for path, group in plurals:
        categories = tuple(category for category, _ in group)
        if "other" not in categories or len(set(categories)) < len(categories):
            continue
        for category, member in group:
            variant = _variant(source, _key(path), category, member)
            if _is_ordinal(path):
                variant = replace(variant, ordinal=True, siblings=categories)
            elif is_just_zero(category, categories):
                variant = replace(variant, exact=True)
            found[member.span] = variant
    return found | _plurals_of_version_3(source, members)


def _is_ordinal(path: Path) -> bool:
    return str(path[-1]).endswith("_ordinal")


def _plurals_of_version_3(source: str, members: Sequence[Member]) -> dict[tuple[int, int], Variant]:
    """i18next's older plurals: ``key`` and ``key_plural``, where no ``key_0`` says that the rest is there as well."""
    if f'{_PLURAL}"' not in source:
        return {}
    places = {member.path: member for member in members}
    found: dict[tuple[int, int], Variant] = {}
    for path, member in places.items():
        last = str(path[-1]) if path else ""
        if not last.endswith(_PLURAL):
            continue
        base = (*path[:-1], last.removesuffix(_PLURAL))
        one = places.get(base)
        if one is None or (*path[:-1], f"{base[-1]}_0") in places:
            continue
        found[one.span] = replace(_variant(source, _key(base), "one", one), numbered=True)
        variant = _variant(source, _key(base), "other", member, _PLURAL)
        found[member.span] = replace(variant, numbered=True, label="_{}")
    return found


def _variant(source: str, group: str, category: str, member: Member, ending: str | None = None) -> Variant:
    start, end = member.start, member.span[1] + 1
    name_end = source.rindex('"', 0, source.rindex(":", 0, member.span[0]))
    name = (name_end - len(category if ending is None else ending), name_end)
    joint = "," + source[before_blanks(source, start) : start]
    return Variant(group, category, (start, end), name, member_cut(source, (start, end)), joint)


def member_cut(source: str, whole: Span) -> Span:
    """What goes with a member: the comma behind it, or the one before the last."""
    start, end = whole
    behind = _AFTER.match(source, end)
    if behind:
        return start, behind.end()
    before = before_blanks(source, start)
    return (before - 1, end) if source[before - 1] == "," else (start, end)
