"""Check that tags and other markup pairs are nested as in the source, and that none became empty."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Placeable, Severity


class MarkupCheck:
    """See the module's first line."""

    id = "markup"
    severity = Severity.ERROR
    description = "Every pair of tags opens before it closes, crosses no other pair, and holds something."
    examples = (
        Example("a <b>c</b> d", "d <b>c</b> a", placeables=("<b>", "</b>")),
        Example("a <b>c</b> d", "a </b>c<b> d", Severity.ERROR, placeables=("<b>", "</b>")),
        Example("a <b>c</b> d", "a <b></b>c d", Severity.ERROR, placeables=("<b>", "</b>")),
        Example("<b>a</b> <i>b</i>", "<i>b</i> <b>a</b>", placeables=("<b>", "</b>", "<i>", "</i>")),
        Example("<b>a</b> <i>b</i>", "<i>b<b></i> a</b>", Severity.ERROR, placeables=("<b>", "</b>", "<i>", "</i>")),
        Example("a ***b*** c", "c ***b*** a", placeables=("*", "**", "**", "*")),
        Example('<i class="x"></i> a', 'b <i class="x"></i>', placeables=('<i class="x">', "</i>")),
        Example("<a>b</a> <code><a>c</a></code>", "<code><a>c</a></code> <a>d</a>", placeables=("<a>", "</a>", "<code><a>c</a></code>")),
    )  # fmt: skip

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        tags = [p for p in context.placeables if p.kind == "markup"]
        if all(tag.role == "alone" for tag in tags):
            return []
        whole = [p.text for p in context.placeables if p.kind != "markup"]
        problem = _problem(source, target, tags, whole)
        return [finding(self, problem, source, target, context)] if problem else []


def _problem(source: str, target: str, tags: Sequence[Placeable], whole: Sequence[str]) -> str | None:
    """Equal texts (``**``, two ``<b>``) are told apart by their turn: the first in the source is the first here.

    Tags inside ``whole`` pieces (code that is kept as it is) are none.
    """
    roles: dict[str, list[str]] = defaultdict(list)
    opening_of: dict[str, set[str]] = defaultdict(set)
    waiting: list[str] = []
    for tag in _together(sorted(tags, key=lambda tag: tag.start)):
        roles[tag.text].append(tag.role)
        if tag.role == "open":
            waiting.append(tag.text)
        elif tag.role == "close" and waiting:
            opening_of[tag.text].add(waiting.pop())
    around = {text for text in whole if any(tag in text for tag in roles)}
    pattern = re.compile(
        "|".join(re.escape(text) for text in sorted({*roles, *around}, key=len, reverse=True))
    )
    turn: dict[str, int] = defaultdict(int)
    open_tags: list[tuple[str, int]] = []
    for found in pattern.finditer(target):
        text = found[0]
        if text not in roles:
            continue
        role = roles[text][min(turn[text], len(roles[text]) - 1)]
        turn[text] += 1
        if role == "alone":
            continue
        if role == "open":
            open_tags.append((text, found.end()))
            continue
        if not open_tags or open_tags[-1][0] not in opening_of[text]:
            return f"The tag {quote([text])} closes something else than in the source."
        opening, begin = open_tags.pop()
        if not target[begin : found.start()].strip() and _closed_up(opening + text) not in _closed_up(source):
            return f"Nothing is left between {quote([opening, text])}."
    return None


def _together(tags: Sequence[Placeable]) -> list[Placeable]:
    """Make one pair of two whose ends touch on both sides: ``*`` and ``**`` are read as ``***``."""
    ends = {tag.pair: tag for tag in tags if tag.role == "close" and tag.pair >= 0}
    inner: set[int] = set()
    outer: dict[int, str] = {}
    for tag, following in pairwise(tags):
        if tag.role == following.role == "open" and tag.end == following.start and tag.pair not in inner:
            here, there = ends.get(tag.pair), ends.get(following.pair)
            if here and there and there.end == here.start:
                inner.add(following.pair)
                outer[tag.pair] = tag.text + following.text
                outer[~tag.pair] = there.text + here.text
    return [
        replace(tag, text=outer.get(tag.pair if tag.role == "open" else ~tag.pair, tag.text))
        for tag in tags
        if tag.pair not in inner
    ]


def _closed_up(text: str) -> str:
    return re.sub(r"\s+", "", text)
