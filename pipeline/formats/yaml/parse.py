"""Read a YAML file of messages from libyaml's events: nothing is expanded, nothing is recursive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pipeline.errors import DocumentError, UnknownLanguage
from pipeline.formats.limits import MAX_UNITS, Keys, check_units
from pipeline.formats.messages import LanguagePlace, Message, MessageFile, Variant
from pipeline.formats.placeholders import Dialect
from pipeline.formats.splice import Span
from pipeline.languages import parse_language
from pipeline.plurals import CATEGORIES, cardinal_categories, is_just_zero

DEEPEST = 200
"""Levels of nesting; a deeper file is refused."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class _Scalar:
    """A string value: its path, the place of its key, its own place, whether a flow collection holds it."""

    path: Path
    key: Span
    span: Span
    text: str
    line: int
    style: str
    flow: bool


@dataclass(slots=True)
class _Level:
    path: Path
    mapping: bool
    flow: bool
    key: str | int | None = None
    place: Span = (0, 0)
    index: int = 0


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages. A single key on top that is a language (Rails) is the file's, and no part of the keys.

    ``one``, ``other`` … together are a plural. Raises DocumentError for what is not YAML, with the line.
    """
    tops: list[tuple[str, Span, bool]] = []
    scalars = list(_scalars(source, name, tops))
    root = _root(tops)
    plurals = _plurals(scalars)
    messages = []
    for scalar in scalars:
        path = scalar.path[1:] if root else scalar.path
        if not path:
            continue
        group = ".".join(map(str, path[:-1]))
        categories = plurals.get(scalar.path[:-1], ())
        variant = _variant(source, scalar, group) if categories else None
        if variant and is_just_zero(variant.category, categories) and not _counts_zero(root):
            variant = replace(variant, exact=True)
        key = ".".join(map(str, path))
        style = ("flow " if scalar.flow else "") + (scalar.style or "plain")
        raw = source[slice(*scalar.span)] if scalar.style in ("|", ">") else ""
        messages.append(
            Message(
                key,
                scalar.text,
                scalar.span,
                scalar.line,
                _comments(source, scalar.key[0]),
                f"{style}\n{raw}",
                variant,
            )
        )
    places = (LanguagePlace(root[1], "{bcp47}"),) if root else ()
    return MessageFile(
        tuple(messages),
        places,
        root[0] if root else None,
        dialect=Dialect(brace=True, double_brace=True, printf=True),
    )


def _root(tops: list[tuple[str, Span, bool]]) -> tuple[str, Span] | None:
    """The language that the only key on top names, when it holds a mapping, and where."""
    if len(tops) != 1 or not tops[0][2]:
        return None
    try:
        return parse_language(tops[0][0]), tops[0][1]
    except UnknownLanguage:
        return None


def _scalars(source: str, name: str, tops: list[tuple[str, Span, bool]]) -> Iterator[_Scalar]:
    """Every string value in order; ``tops`` is filled with the keys on top, their places, whether they hold a mapping."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    levels: list[_Level] = []
    keys = Keys(name)
    try:
        for count, event in enumerate(yaml.parse(source, Loader=loader)):
            if count > 2 * MAX_UNITS:
                check_units(count, name, event.start_mark.line + 1)
            for scalar in _event(event, levels, name, tops):
                keys.add(sum(8 + len(str(part)) for part in scalar.path[:-1]), source, scalar.span[0])
                yield scalar
    except yaml.reader.ReaderError as error:
        line = source.count("\n", 0, error.position) + 1 if isinstance(error.position, int) else 0
        raise DocumentError(
            f"has a character that YAML does not allow: {error.reason}.", name, line
        ) from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise DocumentError(f"is not valid YAML: {error.problem or error.context}.", name, line) from error


def _event(
    event: Any, levels: list[_Level], name: str, tops: list[tuple[str, Span, bool]]
) -> Iterator[_Scalar]:
    kind = type(event).__name__
    level = levels[-1] if levels else None
    if kind == "ScalarEvent":
        span = (event.start_mark.index, event.end_mark.index)
        if level and level.mapping and level.key is None:
            level.key, level.place = event.value, span
            return
        if level and _is_string(event) and level.key != "<<":
            place = level.place if level.mapping else span
            yield _Scalar(
                (*level.path, level.key if level.mapping and level.key is not None else level.index),
                place, span, event.value, event.start_mark.line + 1, event.style or "", level.flow,
            )  # fmt: skip
        _done(levels, tops, holds_mapping=False)
    elif kind in ("MappingStartEvent", "SequenceStartEvent"):
        if len(levels) == DEEPEST:
            raise DocumentError(f"is nested deeper than {DEEPEST} levels.", name, event.start_mark.line + 1)
        path: Path = ()
        if level and level.mapping and level.key is None:
            level.key, level.place = "?", (event.start_mark.index, event.start_mark.index)
            path = (*level.path, "?")  # a collection as a key: nothing in it is a message of ours
        elif level:
            path = (*level.path, level.key if level.mapping and level.key is not None else level.index)
        levels.append(_Level(path, kind[0] == "M", bool(event.flow_style) or bool(level and level.flow)))
    elif kind in ("MappingEndEvent", "SequenceEndEvent"):
        closed = levels.pop()
        _done(levels, tops, holds_mapping=closed.mapping)
    elif kind == "AliasEvent":
        if level and level.mapping and level.key is None:
            level.key, level.place = f"*{event.anchor}", (event.start_mark.index, event.end_mark.index)
        else:
            _done(levels, tops, holds_mapping=False)


def _done(levels: list[_Level], tops: list[tuple[str, Span, bool]], *, holds_mapping: bool) -> None:
    """A value is complete: the next item of its collection comes."""
    if not levels:
        return
    level = levels[-1]
    if len(levels) == 1 and level.mapping:
        tops.append((str(level.key), level.place, holds_mapping))
    level.key = None
    level.index += 1


def _is_string(event: Any) -> bool:
    """Whether YAML 1.1 reads the scalar as text, not as a number, a date, yes or no."""
    import yaml

    if event.tag not in (None, "!", "tag:yaml.org,2002:str"):
        return False
    if event.style or not event.implicit[0]:
        return True
    resolvers = yaml.SafeLoader.yaml_implicit_resolvers
    return not any(pattern.match(event.value) for _, pattern in resolvers.get(event.value[:1], ()))


def _counts_zero(root: tuple[str, Span] | None) -> bool:
    return root is not None and "zero" in cardinal_categories(root[0])


def _plurals(scalars: list[_Scalar]) -> dict[Path, list[str]]:
    """The paths of mappings that hold nothing but categories, ``other`` among them, and which."""
    keys: dict[Path, list[object]] = {}
    inner: set[Path] = set()
    for scalar in scalars:
        keys.setdefault(scalar.path[:-1], []).append(scalar.path[-1])
        inner.add(scalar.path[:-2])
    return {
        path: [str(name) for name in names]
        for path, names in keys.items()
        if len(path) > 1
        and path not in inner
        and "other" in names
        and set(names) <= set(CATEGORIES)
        and len(set(names)) == len(names)
    }


def _variant(source: str, scalar: _Scalar, group: str) -> Variant | None:
    start, end = scalar.key[0], scalar.span[1]
    line = source.rfind("\n", 0, start) + 1
    indent = source[line:start]
    if indent.strip() or scalar.flow or line == 0:
        return None
    if source[end - 1] in "\r\n":  # a block: its line end belongs to it
        cut, joint = (line, end), indent
    else:
        before = line - (2 if source[line - 2 : line] == "\r\n" else 1)
        cut, joint = (before, end), source[before:start]
    return Variant(group, str(scalar.path[-1]), (start, end), scalar.key, cut, joint)


def _comments(source: str, at: int) -> tuple[str, ...]:
    """The comment lines directly above a key."""
    found: list[str] = []
    end = source.rfind("\n", 0, at)
    while end > 0:
        start = source.rfind("\n", 0, end)
        line = source[start + 1 : end].strip()
        if not line.startswith("#") or len(found) == 20:
            break
        found.append(line.lstrip("# "))
        end = start
    return tuple(reversed([line for line in found if line]))
