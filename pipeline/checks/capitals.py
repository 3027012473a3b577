"""Check that the translation begins with a capital letter where the source does, and small where it does."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.checks.letters import letter_script
from pipeline.languages import base_language, script_of
from pipeline.model import Finding, LanguagePair, Severity

_SENTENCE = re.compile(r"[\"'“‘«(\[¿¡]*[A-Z][a-z]+ [a-z]")
_LOWER = re.compile(r"[a-z]{2,}(?: |\Z)")
_CASED = frozenset({"Latn", "Cyrl", "Grek", "Armn"})
_NOUNS = frozenset({"de", "lb"})
"""Languages that begin every noun with a capital."""


class CapitalsCheck:
    """See the module's first line. Only sentences: capitals in titles are each language's own business."""

    id = "capitals"
    severity = Severity.WARNING
    description = (
        "A translation begins as a sentence where its source does; capitals throughout stay capitals."
    )
    examples = (
        Example("Open the door", "Abra a porta"),
        Example("Open the door", "abra a porta", Severity.WARNING),
        Example("open the door", "Abra a porta"),
        Example("iPhone of the house", "iPhone da casa"),
        Example("Open the door", "ドアを開ける", None, LanguagePair("en", "ja")),
        Example("WARNING: THE DOOR IS OPEN", "AVISO: A PORTA ESTÁ ABERTA"),
        Example("WARNING: THE DOOR IS OPEN", "Aviso: a porta está aberta", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        first = next((character for character in target if character.isalnum()), "")
        if letter_script(first) not in _CASED or script_of(context.pair.target) not in _CASED:
            return []
        lead = target[: target.index(first)]
        if lead.strip("\"'“‘«„(¿¡ ") or first.isdigit():
            return []
        word = re.match(r"[\w'’.-]+", target[len(lead) :])
        at = (len(lead), len(lead) + 1)
        if _SENTENCE.match(source) and first.islower():
            if word and (word[0] in source or any(map(str.isupper, word[0]))):
                return []  # a name that is written small: iPhone, systemd
            return [
                finding(
                    self,
                    "The translation should begin with a capital letter.",
                    source,
                    target,
                    context,
                    span=at,
                )
            ]
        if _shouted(source) and sum(map(str.islower, target)) > sum(map(str.isupper, target)):
            return [
                finding(self, "The source is in capitals, the translation is not.", source, target, context)
            ]
        return []


class SmallStartCheck:
    """A small beginning that became a capital. Off by default: many teams begin every message with a capital."""

    id = "small-start"
    severity = Severity.WARNING
    description = "A translation begins with a small letter where its source does."
    examples = (
        Example("open the door", "abra a porta"),
        Example("open the door", "Abra a porta", Severity.WARNING),
        Example("open the door", "Tür öffnen", None, LanguagePair("en", "de")),
        Example("open with kite", "KITE abre"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        word = re.match(r"[^\W\d_][\w'’.-]*", target)
        if word is None or not word[0][0].isupper() or base_language(context.pair.target) in _NOUNS:
            return []
        if letter_script(target[0]) not in _CASED or not _LOWER.match(source) or source.lower() != source:
            return []
        if word[0] in source or sum(map(str.isupper, word[0])) > 1 or len(source.split()) < 2:
            return []
        message = "The translation should begin with a small letter."
        return [finding(self, message, source, target, context, span=(0, 1))]


def _shouted(text: str) -> bool:
    return text.upper() == text and sum(word.isalpha() and len(word) > 2 for word in text.split()) >= 3
