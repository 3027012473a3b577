"""Check that no word mixes letters of two scripts: a Cyrillic а in a Latin word is read right and found by nobody."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.checks.letters import letter_script
from pipeline.model import Finding, LanguagePair, Severity

_WORD = re.compile(r"[^\W\d_]{2,}")
_CONFUSABLE = frozenset({"Latn", "Cyrl", "Grek"})


class HomoglyphsCheck:
    """See the module's first line. Latin, Cyrillic and Greek only: other scripts look like none of these."""

    id = "homoglyphs"
    severity = Severity.ERROR
    description = "No word of the translation mixes Latin, Cyrillic and Greek letters."
    examples = (
        Example("password", "senha"),
        Example("password", "sеnha", Severity.ERROR),
        Example("The angle", "O ângulo π"),
        Example("Open in Google", "Открыть в Google", None, LanguagePair("en", "ru")),
        Example("Open in Google", "Открыть в Gоogle", Severity.ERROR, LanguagePair("en", "ru")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if target.isascii():
            return []
        for match in _WORD.finditer(target):
            word = match[0]
            if word.isascii():
                continue
            scripts = {letter_script(character) for character in word} & _CONFUSABLE
            if len(scripts) > 1 and word not in source:
                codes = [
                    f"U+{ord(character):04X}"
                    for character in word
                    if letter_script(character) in ("Cyrl", "Grek")
                ]
                message = f"A word mixes two scripts: {quote([word])} ({', '.join(codes[:3])})."
                return [finding(self, message, source, target, context, span=match.span())]
        return []
