"""Check the marks that a language writes in its own way: ¿…? in Spanish, a blank before : in French, full width in CJK."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.languages import base_language, script_of
from pipeline.model import Finding, LanguagePair, Severity

_CODE = re.compile(r"\S*(?:://|@)\S*|<[^<>]*>|\{[^{}]*\}|\d+[:?]\d+|\w+::\w+|`[^`]*`")
_SPANISH = re.compile(r"[^\W\d_][^?!¿¡\n]*(?P<mark>[?!])(?=\s|\Z|[\"'”»)])")
_FRENCH = re.compile(r"[^\W\d_](?P<mark>[:;!?])(?=\s|\Z)")
_HALF = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff](?P<mark>[,!?;])(?=\s*[\u3040-\u30ff\u4e00-\u9fff]|\Z)")
_ARABIC = re.compile(r"[\u0621-\u064a]\s?(?P<mark>[,;?])(?=\s|\Z)")


class TypographyCheck:
    """See the module's first line. Off by default: teams have house styles, and old catalogs another one."""

    id = "typography"
    severity = Severity.WARNING
    description = "Marks are written as the target's language writes them (¿…?, French blanks, full-width and Arabic marks)."
    examples = (
        Example("Is it on?", "¿Está encendida?", None, LanguagePair("en", "es")),
        Example("Is it on?", "Está encendida?", Severity.WARNING, LanguagePair("en", "es")),
        Example("Is it on?", "Est-elle allumée\u00a0?", None, LanguagePair("en", "fr")),
        Example("Is it on?", "Est-elle allumée ?", None, LanguagePair("en", "fr")),
        Example("Is it on?", "Est-elle allumée?", Severity.WARNING, LanguagePair("en", "fr")),
        Example("Is it on?", "Est-elle allumée?", None, LanguagePair("en", "fr_CA")),
        Example("On, off", "入,切", Severity.WARNING, LanguagePair("en", "ja")),
        Example("On, off", "入、切", None, LanguagePair("en", "ja")),
        Example("Is it on?", "هل هو مضاء?", Severity.WARNING, LanguagePair("en", "ar")),
        Example("Is it on?", "هل هو مضاء؟", None, LanguagePair("en", "ar")),
        Example("Is it on?", "Está acesa?"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        language, text = base_language(context.pair.target), _CODE.sub(lambda m: " " * len(m[0]), target)
        found: re.Match[str] | None = None
        message = ""
        if language in ("es", "ast"):
            found = next((m for m in _SPANISH.finditer(text) if not _opened(text, m)), None)
            message = "The opening mark (¿ or ¡) is missing."
        elif language == "fr" and context.pair.target not in ("fr_CA", "fr_CH"):
            found = _FRENCH.search(text)
            message = "A blank is missing before the mark."
        elif script_of(context.pair.target) in ("Jpan", "Hani"):
            found = _HALF.search(text)
            message = "The mark should be the full-width one."
        elif script_of(context.pair.target) == "Arab":
            found = _ARABIC.search(text)
            message = "The mark should be the Arabic one."
        if found is None:
            return []
        return [finding(self, message, source, target, context, span=found.span("mark"))]


def _opened(text: str, match: re.Match[str]) -> bool:
    opening = {"?": "¿", "!": "¡"}
    before = text[: match.end()]
    return any(mark in before for mark in opening.values())
