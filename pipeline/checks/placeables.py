"""Check that every placeable of the source stands in the translation, as often as there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.checks.base import CheckContext, Example, finding, place_of, quote
from pipeline.model import Finding, Severity
from pipeline.protect.icu import said_in_other

_SKIPPED = frozenset({"term", "accelerator"})
"""Terms have a check of their own; an accelerator mark moves to another letter by design."""

_REPEATABLE = frozenset({"name", "number", "url", "email", "path"})
"""Kinds that a good translation may say once more, instead of a pronoun."""

_BRACE = re.compile(r"(?<!@)\{(?:[A-Za-z_][\w.]*|\d*)\}")

_AS_THEY_ARE = frozenset({"printf", "brace", "shell", "escape", "entity", "icu", "markup"})

_SEPARATORS = re.compile(r"[.,'’]|\s+")
_ONE_SEPARATOR = re.compile(r"[.,'’\s]")
_LETTER = re.compile("[A-Za-z0-9À-ɏ]")


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
        Example(
            "{n, plural, one {A boat for {you}} other {{n} boats for {you}}}",
            "{n, plural, one {Łódź dla {you}} few {{n} łodzie dla {you}} other {{n} łodzi dla {you}}}",
            placeables=("{A boat for {you}}", "{n}", "{you}"),
        ),
        Example(
            "{n, plural, one {A boat} other {{n} boats for {you}}}",
            "{n, plural, other {{n} łodzi}}",
            Severity.ERROR,
            placeables=("{n}", "{you}"),
        ),
        Example("Use Vidu", "Use o Vidu; o Vidu ajuda", placeables=("Vidu",)),
        Example("Use Vidu", "Use o Vidual", Severity.ERROR, placeables=("Vidu",)),
        Example("It has 1,5 GB", "Tem 1.5 GB", placeables=("1,5 GB",)),
        Example("a <b>c</b> d", "d <b>c</b> a", placeables=("<b>", "</b>")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        spans = [span for span in context.placeables if span.kind not in _SKIPPED and span.text]
        strange = _strange(source, target, context)
        kinds = {span.text: span.kind for span in spans}
        needed = Counter(span.text for span in spans)
        whole = source, target
        said, told = said_in_other(source), said_in_other(target)
        if said is not None:  # languages have different branches; all have this one
            if told is None:
                return []  # it is broken, which is another check's
            needed = Counter({text: _count(text, kinds[text], said) for text in needed})
            strange = [text for text in strange if text not in said]
            source, target = said, told
        if not +needed and not strange:
            return []
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
            at = place_of(whole[0], lost[0])
            findings.append(finding(self, message, *whole, context, source_span=at))
        if added:
            message = f"More often than in the source: {quote(added)}."
            at = place_of(whole[1], added[0])
            findings.append(finding(self, message, *whole, context, span=at))
        return findings


def _strange(source: str, target: str, context: CheckContext) -> list[str]:
    """Braces of the target that the source has not, where braces are placeholders."""
    if not any(span.kind == "brace" for span in context.placeables) and not any(
        flag.endswith("brace-format") and not flag.startswith("no-") for flag in context.flags
    ):
        return []
    return [text for text in dict.fromkeys(_BRACE.findall(target)) if text not in source]


def _count(text: str, kind: str, where: str) -> int:
    """How often a span stands as a word of its own; a number also in its localized form, with other separators."""
    if kind in _AS_THEY_ARE:
        return where.count(text)
    word = kind in _REPEATABLE or text[0].isalnum() or text[-1].isalnum()
    before = word and kind not in ("url", "path") and text[0].isalnum()
    after = before and text[-1].isalnum()
    parts = _SEPARATORS.split(text) if kind == "number" else [text]
    if not parts[0]:
        parts = [text]
    count, at = 0, where.find(parts[0])
    while at >= 0:  # not a pattern: texts have no end of numbers, and each would have to be compiled
        end = _end_of(parts, where, at)
        found = (
            end > 0
            and not (before and at and _LETTER.match(where, at - 1))
            and not (after and _LETTER.match(where, end))
        )
        count += found
        at = where.find(parts[0], end if found else at + 1)
    return count


def _end_of(parts: Sequence[str], where: str, at: int) -> int:
    """The end of a number whose first part is at ``at``, with its separators, others or none; -1 where it ends."""
    at += len(parts[0])
    for part in parts[1:]:
        at += _ONE_SEPARATOR.match(where, at) is not None
        if not where.startswith(part, at):
            return -1
        at += len(part)
    return at
