"""Cut from the ends of a run of HTML what is not text."""

from __future__ import annotations

import html
import re
from collections import Counter

from pipeline.formats.html.elements import VOID
from pipeline.formats.html.tokens import Token

_WRITTEN = re.compile(r"[^\W\d_]")


def has_letter(raw: str) -> bool:
    """Tell whether a letter is in ``raw``, character references read."""
    return bool(_WRITTEN.search(html.unescape(raw) if "&" in raw else raw))


def trimmed(source: str, run: list[Token]) -> list[Token]:
    """Cut from both ends of a run what is not text: white space, comments, images, tags around it all.

    Nothing is left where no letter is.
    """
    if len(run) == 1:
        token = run[0]
        text = source[token.start : token.end]
        if token.kind != "text" or not has_letter(text):
            return []
        start = token.start + len(text) - len(text.lstrip())
        return [Token("text", start, start + len(text.strip()))]
    if not any(token.kind == "text" and has_letter(source[token.start : token.end]) for token in run):
        return []
    partner = _partners(run)
    first, last = 0, len(run) - 1
    while first <= last:
        if not _is_content(source, run[first]) and _is_loose(partner, first, first, last):
            first += 1
        elif not _is_content(source, run[last]) and _is_loose(partner, last, first, last):
            last -= 1
        elif partner.get(first) == last:
            first, last = first + 1, last - 1
        elif run[first].kind == "open" and _is_hollow(source, run, first, partner.get(first, -1)):
            first = partner[first] + 1
        elif run[last].kind == "close" and _is_hollow(source, run, partner.get(last, last), last):
            last = partner[last] - 1
        else:
            break
    run = run[first : last + 1]
    if run and run[0].kind == "text":
        text = source[run[0].start : run[0].end]
        run[0] = run[0]._replace(start=run[0].end - len(text.lstrip()))
    if run and run[-1].kind == "text":
        text = source[run[-1].start : run[-1].end]
        run[-1] = run[-1]._replace(end=run[-1].start + len(text.rstrip()))
    return run


def _is_content(source: str, token: Token) -> bool:
    return token.kind == "raw" or (
        token.kind == "text" and not html.unescape(source[token.start : token.end]).isspace()
    )


def _is_loose(partner: dict[int, int], index: int, first: int, last: int) -> bool:
    return not first <= partner.get(index, -1) <= last


def _is_hollow(source: str, run: list[Token], first: int, last: int) -> bool:
    """Tell whether nothing but tags and white space stands between the ends of a pair."""
    return first < last and not any(_is_content(source, token) for token in run[first:last])


def _partners(run: list[Token]) -> dict[int, int]:
    """Map each tag of a pair to the other, by place in the run."""
    opened: list[int] = []
    waiting: Counter[str] = Counter()
    partner: dict[int, int] = {}
    for index, token in enumerate(run):
        name = token.name.lower()
        if token.kind == "open" and name not in VOID:
            opened.append(index)
            waiting[name] += 1
        elif token.kind == "close" and waiting[name]:
            while opened:
                start = opened.pop()
                waiting[run[start].name.lower()] -= 1
                if run[start].name.lower() == name:
                    partner[start], partner[index] = index, start
                    break
    return partner
