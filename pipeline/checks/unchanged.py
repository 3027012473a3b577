"""Check that a short text was translated: a label that is the source over again was forgotten, unless it is a name."""

from __future__ import annotations

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.checks.prose import prose_words, unquoted
from pipeline.languages import base_language
from pipeline.model import Finding, LanguagePair, Severity

WORDS = 3
"""Words of a text that can hardly be the same in two languages, two of them not capitalised."""


class UnchangedCheck:
    """See the module's first line."""

    id = "unchanged"
    severity = Severity.WARNING
    description = "A text of three words or more is not the source over again."
    examples = (
        Example("Open the door", "Abra a porta"),
        Example("Open the door", "Open the door", Severity.WARNING),
        Example("Open the door.", "open the door", Severity.WARNING),
        Example("Menu", "Menu"),
        Example("Debian Free Software", "Debian Free Software"),
        Example("open --help FILE", "open --help FILE"),
        Example("a casa é bela", "a casa é bela", None, LanguagePair("pt_BR", "pt_PT")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        bases = {base_language(language) for language in context.pair}
        if len(bases) == 1 or _bare(source) != _bare(target):
            return []
        words = [word for word in prose_words(unquoted(source)) if len(word) > 1]
        if len(words) < WORDS or sum(word.islower() for word in words) < WORDS - 1:
            return []
        return [finding(self, "The translation is the source over again.", source, target, context)]


def _bare(text: str) -> str:
    return " ".join(text.split()).strip(" .:!…").casefold()
