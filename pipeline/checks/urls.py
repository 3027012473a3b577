"""Check that web and mail addresses are those of the source; a page in the reader's language counts."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from pipeline.checks.base import CheckContext, Example, finding, place_of, quote
from pipeline.languages import base_language
from pipeline.model import Finding, Severity

_URL = re.compile(
    r"\b(?:https?|ftp)://[^\s<>\"'`{}|\\^“”«»「」（）。、，]+|\bwww\.[\w-]+(?:\.[\w-]+)+[^\s<>\"'“”«»（）。、，]*"
)
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
_TAIL = ".,;:!?…)]*_"
_EXAMPLES = re.compile(r"://[^./]*(?:[/:]|\Z)|\bexample\b|\byour\b|foo", re.IGNORECASE)
"""Addresses that a translator makes up anew."""


class UrlsCheck:
    """See the module's first line. Host and path must be the same but for parts that name a language."""

    id = "urls"
    severity = Severity.WARNING
    description = "Web and mail addresses are those of the source, or their pages in the target's language."
    examples = (
        Example("See https://pine.test/a.", "Veja https://pine.test/a."),
        Example("See https://pine.test/a.", "Veja https://pine.test/b.", Severity.WARNING),
        Example("See https://pine.test/a.", "Veja a página.", Severity.WARNING),
        Example("See https://en.pine.test/a", "Veja https://pt.pine.test/a"),
        Example("See https://pine.test/en/a", "Veja https://pine.test/pt-br/a"),
        Example("Write to ann@pine.test", "Escreva a ann@pine.test"),
        Example("Write to ann@pine.test", "Escreva a bob@pine.test", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if "://" not in source and "www." not in source and "@" not in source:
            return []
        language = base_language(context.pair.target)
        lost = [
            text
            for text in _found(_URL, source)
            if text not in target
            and not _EXAMPLES.search(text)
            and _without_language(text, language)
            not in {_without_language(u, language) for u in _found(_URL, target)}
        ]
        mails = {text.casefold() for text in _found(_MAIL, target)}
        lost += [
            text
            for text in _found(_MAIL, source)
            if text.casefold() not in mails and not _EXAMPLES.search(text)
        ]
        if not lost:
            return []
        message = f"An address of the source is missing: {quote(lost)}."
        return [finding(self, message, source, target, context, source_span=place_of(source, lost[0]))]


def _found(pattern: re.Pattern[str], text: str) -> list[str]:
    return list(dict.fromkeys(match[0].rstrip(_TAIL) for match in pattern.finditer(text)))


def _without_language(url: str, language: str) -> tuple[str, ...]:
    """Host and path of an address without the parts that may name a language, the scheme and the last slash."""
    try:
        split = urlsplit(url if "://" in url else "http://" + url)
    except ValueError:
        return (url,)
    parts = [part for part in re.split(r"[./]", f"{split.netloc}/{split.path}") if part]
    kept = [
        p
        for p in parts
        if not re.fullmatch(rf"en|{language}|(?:en|{language})[-_]\w{{2,4}}|www|html?|\d+", p.lower())
    ]
    return (*kept, re.sub(r"\b(?:en|lang\w*)\b.*", "", split.query))
