"""Check that every placeable of the source stands in the translation, as often as there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.checks.base import CheckContext, Example, finding, place_of, quote
from pipeline.model import Finding, Severity

_SKIPPED = frozenset({"term", "accelerator"})
"""Terms have a check of their own; an accelerator mark moves to another letter by design."""

_REPEATABLE = frozenset({"name", "number", "url", "email", "path"})
"""Kinds that a good translation may say once more, instead of a pronoun."""

_BRACE = re.compile(r"(?<!@)\{(?:[A-Za-z_][\w.]*|\d*)\}")

_SPACES = "[\\s\u00a0\u202f]"


class PlaceablesCheck:
    """See the module's first line."""

    id = "placeables"
    severity = Severity.ERROR
    description = (
        "Placeholders, tags, URLs, code and names stand in the translation exactly as in the source."
    )
    examples = (
        Example("Saving %s to disk", "Salvando %s no disco", placeables=("%s",)),
        Example("Saving %s to disk", "Salvando % s no disco", Severity.ERROR, placeables=("%s",)),
        Example("Copy {a} to {b}", "De {b} a {a}: copiar", placeables=("{a}", "{b}")),
        Example("Copy {a} to {b}", "Copiar {a} para {a}", Severity.ERROR, placeables=("{a}", "{b}")),
        Example("Copy it", "Copie {a}", Severity.ERROR, flags=("python-brace-format",)),
        Example("Use Vidu", "Use o Vidu; o Vidu ajuda", placeables=("Vidu",)),
        Example("Use Vidu", "Use o Vidual", Severity.ERROR, placeables=("Vidu",)),
        Example("It has 1,5 GB", "Tem 1.5 GB", placeables=("1,5 GB",)),
        Example("a <b>c</b> d", "d <b>c</b> a", placeables=("<b>", "</b>")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        spans = [span for span in context.placeables if span.kind not in _SKIPPED and span.text]
        strange = _strange(source, target, context)
        if not spans and not strange:
            return []
        needed = Counter(span.text for span in spans)
        kinds = {span.text: span.kind for span in spans}
        lost: list[str] = []
        added: list[str] = []
        for text, count in needed.items():
            found = _count(text, kinds[text], target)
            if found < count:
                lost.append(text)
            elif found > max(count, _count(text, kinds[text], source)) and kinds[text] not in _REPEATABLE:
                added.append(text)
        added += strange
        findings = []
        if lost:
            message = f"Lost in the translation: {quote(lost)}."
            at = place_of(source, lost[0])
            findings.append(finding(self, message, source, target, context, source_span=at))
        if added:
            message = f"More often than in the source: {quote(added)}."
            at = place_of(target, added[0])
            findings.append(finding(self, message, source, target, context, span=at))
        return findings


def _strange(source: str, target: str, context: CheckContext) -> list[str]:
    """Braces of the target that the source has not, where braces are placeholders."""
    if not any(span.kind == "brace" for span in context.placeables) and not any(
        flag.endswith("brace-format") and not flag.startswith("no-") for flag in context.flags
    ):
        return []
    return [text for text in dict.fromkeys(_BRACE.findall(target)) if text not in source]


@cache
def _pattern(text: str, kind: str) -> re.Pattern[str]:
    """Finds a span as a word of its own; a number also in its localized form, with other separators."""
    if kind == "number":
        parts = re.split(rf"([.,'’]|{_SPACES}+)", text)
        body = "".join(rf"(?:[.,'’]|{_SPACES})?" if n % 2 else re.escape(p) for n, p in enumerate(parts))
    else:
        body = re.escape(text)
    word = kind in _REPEATABLE or text[0].isalnum() or text[-1].isalnum()
    before = "(?<![A-Za-z0-9À-ɏ])" if word and kind not in ("url", "path") and text[0].isalnum() else ""
    after = "(?![A-Za-z0-9À-ɏ])" if before and text[-1].isalnum() else ""
    return re.compile(before + body + after)


def _count(text: str, kind: str, where: str) -> int:
    if kind in ("printf", "brace", "shell", "escape", "entity", "icu", "markup"):
        return where.count(text)
    return len(_pattern(text, kind).findall(where))
