"""Check that character references are whole, and that none of the source's is lost."""

from __future__ import annotations

import re
from html import unescape

from pipeline.checks.base import CheckContext, Example, finding, place_of, quote
from pipeline.model import Finding, Severity

_ENTITY = re.compile(r"&(?:[A-Za-z][A-Za-z0-9]{1,31}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});")
_TORN = re.compile(
    r"&\s+(?:amp|lt|gt|quot|apos|nbsp|#\d{2,5})\s*;|&(?:amp|lt|gt|quot|apos|nbsp|copy|hellip|mdash|ndash|#\d{2,5})"
    r"(?:\s+;|(?![\w;]))|&amp;(?:amp|lt|gt|quot|nbsp);",
    re.IGNORECASE,
)
_FREE = frozenset(
    [
        "nbsp",
        "thinsp",
        "ensp",
        "emsp",
        "shy",
        "hellip",
        "mdash",
        "ndash",
        "quot",
        "apos",
        "laquo",
        "raquo",
        "ldquo",
        "rdquo",
        "lsquo",
        "rsquo",
        "bdquo",
    ]
)
"""References to typography: each language has its own."""


class EntitiesCheck:
    """See the module's first line. The character itself counts as its reference, but for & and <."""

    id = "entities"
    severity = Severity.ERROR
    description = "Character references such as &amp; are whole, and none of the source's is lost."
    examples = (
        Example("Salt &amp; pepper", "Sal &amp; pimenta"),
        Example("Salt &amp; pepper", "Sal e pimenta"),
        Example("Salt &amp; pepper", "Sal &amp pimenta", Severity.ERROR),
        Example("Salt &amp; pepper", "Sal & amp; pimenta", Severity.ERROR),
        Example("a &lt; b", "a < b", Severity.WARNING),
        Example("a &lt; b", "a é menor que b"),
        Example("&copy; Ann", "© Ann"),
        Example("Wait&hellip;", "Espere..."),
        Example("40&#176; west", "40&#167; oeste", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if "&" not in source:
            return []
        torn = _TORN.search(target)
        if torn and not _TORN.search(source):
            message = f"A character reference is broken: {quote([torn[0]])}."
            return [finding(self, message, source, target, context, span=torn.span())]
        needed = {text for text in _ENTITY.findall(source) if text[1:-1].lower() not in _FREE}
        if not needed:
            return []
        lost = sorted(text for text in needed if text not in target and not _said(text, target))
        if not lost:
            return []
        message = f"A character reference of the source is gone: {quote(lost)}."
        at = place_of(source, lost[0])
        return [finding(self, message, source, target, context, Severity.WARNING, source_span=at)]


def _said(entity: str, target: str) -> bool:
    """Whether the target says the character itself, or in words what & and < say."""
    character = unescape(entity)
    if character in "&<>":  # "and" and "less than" are words; the bare sign is a fault where markup is read
        return character not in re.sub(r"</?[A-Za-z][^<>]*>|&[A-Za-z#0-9]+;", "", target)
    if character in "'\"’‘“”«»\u00a0–—…":
        return True
    return character in unescape(target)
