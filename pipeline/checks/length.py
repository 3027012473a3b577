"""Check that the translation is about as long as translations into that language are."""

from __future__ import annotations

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.checks.letters import letter_script
from pipeline.model import Finding, LanguagePair, Severity

WEIGHTS = {"Hani": 2.9, "Kana": 1.7, "Hang": 2.0, "Ethi": 1.5}
"""What a character of a dense script says, in Latin letters."""

SHORTEST, LONGEST = 0.45, 2.2
"""Bounds of the ratio of weighted lengths."""

SLACK = 15
"""Letters added to both sides, so that a label may grow from 4 letters to 20."""


class LengthCheck:
    """See the module's first line."""

    id = "length"
    severity = Severity.ERROR
    description = "The translation is neither cut off nor far longer than its source."
    examples = (
        Example("Cut", "Recortar seleção"),
        Example("OK", "Está bem assim"),
        Example(
            "We walked along the river until the night came and the lights went on.",
            "Caminhamos à beira do rio até a noite chegar e as luzes se acenderem.",
        ),
        Example(
            "We walked along the river until the night came and the lights went on.",
            "Caminhamos.",
            Severity.ERROR,
        ),
        Example(
            "Stop the engine",
            "Pare o motor de a e o que se diz de que não se sabe mais nada a respeito",
            Severity.ERROR,
        ),
        Example("Please choose a language first", "请先选择语言", None, LanguagePair("en", "zh_CN")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if source.rstrip().endswith(";") and source.count(";") > 1:
            return []  # search words: a language adds its own
        ratio = (weigh(target) + SLACK) / (weigh(source) + SLACK)
        if SHORTEST <= ratio <= LONGEST:
            return []
        what = "much shorter" if ratio < 1 else "much longer"
        message = f"The translation is {what} than the source ({len(target)} for {len(source)} characters)."
        return [finding(self, message, source, target, context)]


def weigh(text: str) -> float:
    """Length of a text in Latin letters: a character of a dense script counts for more. Stripped."""
    return sum(WEIGHTS.get(letter_script(character), 1.0) for character in text.strip())
