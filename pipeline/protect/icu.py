"""ICU MessageFormat 1: tell the skeleton of a plural or select message from the texts in its branches.

``{n, plural, one {# file} other {# files}}`` is a tree; only its leaves are translated. The skeleton is
kept letter by letter, so a message that we cannot read is simply not taken apart.
Grammar: https://unicode-org.github.io/icu/userguide/format_parse/messages/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass

from pipeline.plurals import CATEGORIES, cardinal_categories, integers_of, ordinal_categories

_HEAD = re.compile(r"\{\s*[\w.]+\s*,\s*(?P<type>plural|selectordinal|select)\s*,(?:\s*offset:\d+)?")
_BRANCH = re.compile(r"\s*(?:=\d+|[\w-]+)\s*\{")
_BRACES = re.compile(r"[{}]")
_DEEPEST = 40
_RARE = 1000
"""A category whose integers are all greater (French and Portuguese ``many``: millions) is left to ``other``."""
_CLOSE = re.compile(r"\s*\}")


@dataclass(frozen=True, slots=True)
class IcuSpan:
    """A piece of a message: skeleton (kept) or text (translated); ``counted`` where ``#`` is the number."""

    start: int
    end: int
    is_text: bool
    counted: bool = False


def is_icu(text: str) -> bool:
    """Whether the text holds an ICU plural or select argument, and no more braces in braces than a person writes."""
    return _HEAD.search(text) is not None and not _is_too_deep(text)


def _is_too_deep(text: str) -> bool:
    depth = 0
    for brace in _BRACES.findall(text):
        depth += 1 if brace == "{" else -1
        if depth > _DEEPEST:
            return True
    return False


def icu_spans(text: str) -> tuple[IcuSpan, ...] | None:
    """Split a message into skeleton and leaves, in order and without gaps; None when it is not ICU."""
    if not is_icu(text):
        return None
    try:
        spans = list(_message(text, 0, len(text), counted=False))
    except ValueError:
        return None
    return tuple(span for span in spans if span.end > span.start)


def _message(text: str, start: int, end: int, *, counted: bool) -> Iterator[IcuSpan]:
    position = start
    while True:
        head = _HEAD.search(text, position, end)
        if head is None:
            yield IcuSpan(position, end, True, counted)
            return
        yield IcuSpan(position, head.start(), True, counted)
        position = yield from _argument(text, head, end, counted=counted)


def _argument(text: str, head: re.Match[str], end: int, *, counted: bool) -> Generator[IcuSpan, None, int]:
    inside_counts = counted or head["type"] != "select"
    skeleton, position = head.start(), head.end()
    while True:
        branch = _BRANCH.match(text, position, end)
        if branch is None:
            close = _CLOSE.match(text, position, end)
            if close is None or position == head.end():
                raise ValueError("not an ICU message")
            yield IcuSpan(skeleton, close.end(), False)
            return close.end()
        yield IcuSpan(skeleton, branch.end(), False)
        leaf_end = _matching_brace(text, branch.end(), end)
        yield from _message(text, branch.end(), leaf_end, counted=inside_counts)
        skeleton, position = leaf_end, leaf_end + 1


def _matching_brace(text: str, start: int, end: int) -> int:
    depth = 0
    for position in range(start, end):
        if text[position] == "{":
            depth += 1
        elif text[position] == "}":
            if depth == 0:
                return position
            depth -= 1
    raise ValueError("a brace is never closed")


def fit_categories(text: str, language: str, source: str = "en") -> str:
    """The message with the plural categories of ``language``: those it lacks say what ``other`` says, others go.

    ``=0`` and the like stay, as do ``select`` and everything that is no ICU message. A category that the ``source``
    language does not count in stays too: Flutter shows ``zero`` and ``two`` of an English plural for just 0 and 2.
    """

    def wanted(kind: str) -> tuple[str, ...]:
        own, theirs = (
            (ordinal_categories(one) if kind == "selectordinal" else _usual_categories(one))
            for one in (language, source)
        )
        return (*own, *(f"={name}" for name in CATEGORIES if name not in theirs))

    return _fitted_if_icu(text, wanted)


def only_other(text: str) -> str:
    """The message whose plurals have no branch for a category but ``other``: what it says in every language."""
    return _fitted_if_icu(text, lambda kind: ("other",))


def said_in_other(text: str) -> str | None:
    """What an ICU message says where each of its arguments comes to ``other``; None for any other text."""
    if not is_icu(text):
        return None
    try:
        return _said_in_other(text)
    except ValueError:
        return None


def _said_in_other(text: str) -> str:
    out: list[str] = []
    position = 0
    while head := _HEAD.search(text, position):
        out.append(text[position : head.start()])
        branches, position = _branches(text, head.end())
        leaves = {opening[:-1].strip(): leaf for opening, leaf in branches}
        out.append(_said_in_other(leaves.get("other", branches[-1][1])))
        position = _after_close(text, position)
    return "".join((*out, text[position:]))


def _after_close(text: str, position: int) -> int:
    close = _CLOSE.match(text, position)
    assert close is not None  # `_branches` has looked
    return close.end()


def _fitted_if_icu(text: str, wanted: Callable[[str], tuple[str, ...]]) -> str:
    if not is_icu(text):
        return text
    try:
        return _fitted(text, wanted)
    except ValueError:
        return text


def _fitted(text: str, wanted: Callable[[str], tuple[str, ...]]) -> str:
    out: list[str] = []
    position = 0
    while True:
        head = _HEAD.search(text, position)
        if head is None:
            out.append(text[position:])
            return "".join(out)
        out.append(text[position : head.end()])
        branches, position = _branches(text, head.end())
        if head["type"] != "select":
            branches = _with_categories(branches, wanted(head["type"]))
        for opening, leaf in branches:
            out += (opening, _fitted(leaf, wanted), "}")


def _usual_categories(language: str) -> tuple[str, ...]:
    numbers = {category: integers_of(category, language) for category in cardinal_categories(language)}
    return tuple(name for name, some in numbers.items() if not some or some[0] <= _RARE)


def _branches(text: str, position: int) -> tuple[list[tuple[str, str]], int]:
    """The branches that begin at ``position``, as ``" one {"`` and what it holds; and where they end."""
    found: list[tuple[str, str]] = []
    while branch := _BRANCH.match(text, position):
        end = _matching_brace(text, branch.end(), len(text))
        found.append((branch[0], text[branch.end() : end]))
        position = end + 1
    if not found or not _CLOSE.match(text, position):
        raise ValueError("not an ICU message")
    return found, position


def _with_categories(branches: list[tuple[str, str]], known: tuple[str, ...]) -> list[tuple[str, str]]:
    """The branches of a plural: those of the ``known`` categories, and of ``=zero`` the one it has, if any."""
    names = [opening[:-1].strip() for opening, _ in branches]
    if "other" not in names:
        return branches
    opening, leaf = branches[names.index("other")]
    kept = [
        branch
        for name, branch in zip(names, branches, strict=True)
        if name not in CATEGORIES or (name in known and name != "other") or f"={name}" in known
    ]
    added = [
        (opening.replace("other", name), leaf) for name in known if name in CATEGORIES and name not in names
    ]
    return [*kept, *added, (opening, leaf)]
