"""Check that the translation is not the source over again."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.checks.prose import prose
from pipeline.languages import base_language
from pipeline.model import Finding, LanguagePair, Severity

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

ORDINARY_WORDS = 4
"""Lower-case words that a source needs to be echoed: names and codes are often the same anyway."""

FULL_WORDS = 2
"""Of these, words of three letters and more: "a, b, c" and "74 mm x 52 mm" are no sentences."""

SHARE = 0.8
"""Share of the source's ordinary words that stand in the translation, in order."""

LONGEST = 300
"""Ordinary words up to which their order is compared; above it the words alone decide."""

_CLOSE = tuple(
    frozenset(group.split())
    for group in (
        "da nb nn no sv",
        "pt gl es ca ast oc an",
        "sr hr bs me cnr sh sl mk bg",
        "cs sk pl",
        "id ms jv su",
        "ru uk be rue",
        "hi mr ne bho mai",
        "af nl",
        "tr az",
        "fa tg prs",
        "zh yue wuu cmn",
    )
)
"""Languages with sentences in common; between them an echo is only a warning."""


class EchoCheck:
    """See the module's first line."""

    id = "echo"
    severity = Severity.ERROR
    description = "The translation is not a copy of the source sentence."
    examples = (
        Example("The file is on the desk", "O arquivo está na mesa"),
        Example("The file is on the desk", "The file is on the desk", Severity.ERROR),
        Example("The file is on the desk.", "O file is on the desk", Severity.ERROR),
        Example("Menu", "Menu"),
        Example(
            "Added [a](../b.md#keep-it-alive-for-now) now", "Dodano [a](../b.md#keep-it-alive-for-now) teraz"
        ),
        Example("PostgreSQL Global Development Group", "PostgreSQL Global Development Group"),
        Example("Alt+Shift+F4", "Alt+Shift+F4"),
        Example("a casa é de ela", "a casa é de ela", Severity.WARNING, LanguagePair("pt", "gl")),
        Example(
            "isto já está em português", "isto já está em português", None, LanguagePair("pt_BR", "pt_PT")
        ),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        bases = {base_language(language) for language in context.pair}
        if len(bases) == 1:
            return []
        ours, theirs = _ordinary_words(source, context), _ordinary_words(target, context)
        if min(len(ours), len(theirs)) < ORDINARY_WORDS or sum(len(word) > 2 for word in ours) < FULL_WORDS:
            return []
        if len(set(ours) & set(theirs)) < SHARE * len(set(ours)):
            return []
        if len(ours) <= LONGEST:
            matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
            if sum(block.size for block in matcher.get_matching_blocks()) < SHARE * len(ours):
                return []
        close = any(bases <= group for group in _CLOSE)
        message = "The translation is a copy of the source."
        return [finding(self, message, source, target, context, Severity.WARNING if close else None)]


def _ordinary_words(text: str, context: CheckContext) -> list[str]:
    """The lower-case words outside of placeables and code: what can be translated."""
    for span in context.placeables:
        text = text.replace(span.text, " ")
    return [word for word in _WORD.findall(prose(text)) if word.islower() or len(word) == 1]
