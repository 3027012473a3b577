"""Check that no word stands twice in a row; where a language doubles words on purpose, those may."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.languages import base_language, script_of
from pipeline.model import Finding, LanguagePair, Severity

_TWICE = re.compile(r"(?<![\w'’.-])([^\W\d_]{2,}) (\1)(?![\w'’-])", re.IGNORECASE)

_FREE = frozenset(
    [
        "vi",
        "id",
        "ms",
        "jv",
        "su",
        "tl",
        "fil",
        "th",
        "lo",
        "km",
        "my",
        "hi",
        "bn",
        "ta",
        "te",
        "mi",
        "haw",
        "sw",
        "tr",
        "az",
    ]
)
"""Languages that double words as grammar."""

_MAY = {
    "fr": "nous vous",
    "de": "die der das sie dass den dem ist war",
    "nl": "die dat je",
    "pt": "logo quase",
    "es": "casi",
    "it": "via via piano quasi man",
    "pl": "co",
    "en": "that had",
    "sv": "som",
    "cs": "se si",
}
"""Words that may follow themselves: "nous nous levons", "die, die", relative pronouns before articles."""


class DoubledCheck:
    """See the module's first line."""

    id = "doubled"
    severity = Severity.WARNING
    description = "No word of the translation is written twice in a row by mistake."
    examples = (
        Example("The lamp of the house", "A luz da casa"),
        Example("The lamp of the house", "A luz da da casa", Severity.WARNING),
        Example("We get up", "Nous nous levons", None, LanguagePair("en", "fr")),
        Example("Bye bye", "Tchau tchau"),
        Example("Always", "luôn luôn", None, LanguagePair("en", "vi")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        language = base_language(context.pair.target)
        if language in _FREE or script_of(context.pair.target) in ("Jpan", "Hani", "Thai"):
            return []
        allowed = _MAY.get(language, "").split()
        for match in _TWICE.finditer(target):
            word = match[1]
            if word.casefold() in allowed or (word.isupper() and len(word) > 1) or word[1:] != match[2][1:]:
                continue
            if _TWICE.search(source):
                return []
            message = f"A word is doubled: {quote([match[0]])}."
            return [finding(self, message, source, target, context, span=match.span())]
        return []
