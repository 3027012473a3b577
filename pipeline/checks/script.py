"""Check that the translation is written in its language's script; Latin names are at home everywhere."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.checks.letters import WRITTEN_WITH, letter_script
from pipeline.checks.prose import prose
from pipeline.languages import script_of
from pipeline.model import Finding, LanguagePair, Severity

_WORD = re.compile(r"[^\W\d_]+")

FOREIGN_LETTERS = 2
"""A single foreign letter is a symbol (π, Δ); two are text."""

SENTENCE = 5
"""Words of a source that must leave some word in the target's script behind."""


class ScriptCheck:
    """See the module's first line."""

    id = "script"
    severity = Severity.ERROR
    description = "The translation is written in the script of its language; only Latin names may differ."
    examples = (
        Example("The angle π is flat", "O ângulo π é raso"),
        Example("Open the door", "Abra a дверь", Severity.ERROR),
        Example("He wrote Москва on it", "Ele escreveu Москва nele"),
        Example("Save to Google Drive", "Сохранить на Google Drive", None, LanguagePair("en", "ru")),
        Example("PostgreSQL 16", "PostgreSQL 16", None, LanguagePair("en", "ru")),
        Example(
            "The server is not running yet",
            "The server ainda não está",
            Severity.ERROR,
            LanguagePair("en", "ru"),
        ),
        Example("Open the window", "ウィンドウを開く", None, LanguagePair("en", "ja")),
        Example("Open the window", "창문을 여세요", Severity.ERROR, LanguagePair("en", "ja")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        script = script_of(context.pair.target)
        own = WRITTEN_WITH.get(script, frozenset({script}))
        ours = Counter(letter_script(character) for character in target)
        theirs = {character for character in source if letter_script(character)}
        foreign = [
            character
            for character in target
            if letter_script(character) not in own | {"Latn", ""} and character not in theirs
        ]
        if len(foreign) >= FOREIGN_LETTERS:
            shown = "".join(dict.fromkeys(foreign))[:8]
            message = f"Letters of another script than the target language's: {shown}."
            return [finding(self, message, source, target, context)]
        if script != "Latn" and not any(ours[one] for one in own) and _is_prose(source, target):
            message = "Nothing is written in the target language's script."
            return [finding(self, message, source, target, context)]
        return []


def _is_prose(source: str, target: str) -> bool:
    """Whether both have enough ordinary lower-case words to be sentences rather than names and codes."""
    return all(
        sum(word.islower() or not word.isupper() for word in _WORD.findall(prose(text))) >= SENTENCE
        for text in (source, target)
    )
