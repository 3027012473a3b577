"""Read a Fluent file with fluent.syntax: values, attributes, and the variants of selectors."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

from pipeline.errors import DocumentError
from pipeline.formats.limits import Keys, check_count, check_size
from pipeline.formats.lines import before_blanks
from pipeline.formats.messages import Message, MessageFile, Variant
from pipeline.formats.placeholders import Dialect
from pipeline.model import Placeable
from pipeline.plurals import CATEGORIES

_LINE_END = re.compile(r"\r\n|\n")
_INDENT = re.compile(r"\n *(?=[^ \n])")
LARGEST = 8_000_000
"""Bytes of a Fluent file: its parser takes 80 bytes of memory for one."""

MOST = 200_000
"""Lines, messages and placeables of a Fluent file: its parser keeps a tree of them, about a kilobyte for each."""

_DEEPEST = 40
"""Braces inside braces; a deeper file is refused: the parser is recursive."""


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages. A pattern that is one selector gives its variants: as a plural where it has categories.

    Raises:
        DocumentError: an entry breaks the syntax, with the line.
    """
    from fluent.syntax import ast

    from pipeline.formats.fluent.reader import Reader

    if len(source) > LARGEST:
        check_size(source.encode(), name, LARGEST)
    for piece, shown in ("\n", "lines"), ("=", "“=”"), ("{", "“{”"):
        check_count(source, MOST, name, piece, shown=shown)
    _look_at_depth(source, name)
    lines = [match.end() for match in _LINE_END.finditer(source)]
    found: list[Message] = []
    keys = Keys(name)
    for entry in Reader().parse(source).body:
        if isinstance(entry, ast.Junk):
            annotation = entry.annotations[0]
            at = annotation.span.start if annotation.span else 0
            raise DocumentError(
                f"is not valid Fluent: {annotation.message}.", name, bisect_right(lines, at) + 1
            )
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        key = ("-" if isinstance(entry, ast.Term) else "") + entry.id.name
        comments = tuple((entry.comment.content or "").split("\n")) if entry.comment else ()
        for attribute in (None, *entry.attributes):
            pattern = attribute.value if attribute else entry.value
            if pattern is not None and pattern.span is not None:
                place = f"{key}.{attribute.id.name}" if attribute else key
                keys.add(len(place), source, pattern.span.start)
                found += _pattern(source, lines, place, pattern, comments, None)
    return MessageFile(tuple(found), dialect=Dialect(fluent=True))


def _look_at_depth(source: str, name: str) -> None:
    depth = 0
    for match in re.finditer(r"[{}\n]", source):
        if match[0] == "\n":
            continue
        depth = max(0, depth + (1 if match[0] == "{" else -1))
        if depth > _DEEPEST:
            line = source.count("\n", 0, match.start()) + 1
            raise DocumentError(f"has more than {_DEEPEST} braces inside each other.", name, line)


def _pattern(
    source: str, lines: list[int], key: str, pattern: Any, comments: tuple[str, ...], variant: Variant | None
) -> Iterator[Message]:
    from fluent.syntax import ast

    elements = pattern.elements
    if variant is None and len(elements) == 1 and isinstance(elements[0], ast.Placeable):
        inside = elements[0].expression
        if isinstance(inside, ast.SelectExpression):
            yield from _variants(source, lines, key, inside, comments)
            return
    start, end = pattern.span.start, pattern.span.end
    start += len(source[start:end]) - len(source[start:end].lstrip(" \r\n"))
    raw = source[start:end].replace("\r\n", "\n")
    indents = [len(indent) - 1 for indent in _INDENT.findall(raw)]
    common = min(indents, default=0)
    before = source[source.rfind("\n", 0, start) + 1 : start]
    if not before.strip(" "):  # the text begins on a line of its own, which counts
        common = min(common, len(before)) if indents else len(before)
    text = re.sub(rf"\n {{0,{common}}}", "\n", raw) if indents else raw
    line = bisect_right(lines, start) + 1
    placeables = (
        tuple(_placeables(source, pattern, start)) if not indents and "\r" not in source[start:end] else ()
    )
    yield Message(key, text, (start, end), line, comments, str(common or 4), variant, placeables=placeables)


def _placeables(source: str, pattern: Any, start: int) -> Iterator[Placeable]:
    """The references and calls of a one-line pattern, in its own offsets."""
    from fluent.syntax import ast

    for element in pattern.elements:
        if isinstance(element, ast.Placeable) and element.span:
            here, end = element.span.start, element.span.end
            yield Placeable(here - start, end - start, source[here:end], "brace")


def _variants(
    source: str, lines: list[int], key: str, select: Any, comments: tuple[str, ...]
) -> Iterator[Message]:
    names = [str(getattr(one.key, "name", getattr(one.key, "value", ""))) for one in select.variants]
    words = [name for name in names if not name.isdecimal()]  # [0] is for just that number
    plural = set(words) <= set(CATEGORIES) and "other" in words and len(set(words)) == len(words)
    for name, one in zip(names, select.variants, strict=True):
        inner = _only_select(one.value)
        if inner is not None:
            yield from _variants(source, lines, f"{key}[{name}]", inner, comments)
            continue
        start, end = one.span.start, one.span.end
        star = source.rfind("\n", 0, start) + 1
        indent = source[star:start]
        variant = None
        if (
            plural
            and name in words
            and indent.strip() in ("", "*")
            and not any(_only_select(other.value) for other in select.variants)
        ):
            star += len(indent) - len(indent.lstrip(" "))
            label = " [{}" if source[star] == "*" else "[{}"
            before = before_blanks(source, star)
            label_end = source.index(name, source.index("[", star)) + len(name)
            variant = Variant(
                key, name, (star, end), (star, label_end), (before, end), source[before:star], label
            )
        yield from _pattern(source, lines, f"{key}[{name}]", one.value, comments, variant)


def _only_select(pattern: Any) -> Any:
    from fluent.syntax import ast

    if len(pattern.elements) == 1 and isinstance(pattern.elements[0], ast.Placeable):
        inside = pattern.elements[0].expression
        return inside if isinstance(inside, ast.SelectExpression) else None
    return None
