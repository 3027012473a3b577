"""Check that the translation is in its language, and not in the source's or a third one."""

from __future__ import annotations

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.checks.prose import prose, prose_words
from pipeline.detect import detect_passages
from pipeline.languages import base_language, language_name
from pipeline.model import Finding, LanguagePair, Severity

WORDS = 5
"""Words that a translation needs to be judged; a shorter one may be a name, a title, a menu path."""

SURE = 0.98


_TWINS = tuple(
    frozenset(group.split())
    for group in (
        "da nb nn no",
        "sr hr bs me cnr sh",
        "id ms",
        "pt gl",
        "cs sk",
        "zh yue wuu cmn",
        "ja zh",
        "hi mr ne",
    )
)
"""Languages whose sentences may be the same, or that a few Han characters do not tell apart."""


class LanguageCheck:
    """See the module's first line. Languages that share sentences (Danish and Norwegian) are not told apart."""

    id = "language"
    severity = Severity.WARNING
    description = "The translation is in the language of its catalog."
    examples = (
        Example("The lamp on the table is still on today", "A luz sobre a mesa ainda está acesa hoje"),
        Example("The lamp on the table is still on today", "La lámpara que está sobre la mesa sigue encendida hoy", Severity.WARNING),
        Example("The lamp on the table is still on today", "Die Lampe auf dem Tisch ist heute noch an", Severity.WARNING),
        Example("Lamp", "Lampe"),
        Example(
            "The lamp on the table is still on today",
            "Đèn trên bàn hôm nay vẫn còn sáng",
            None,
            LanguagePair("en", "vi"),
        ),
    )  # fmt: skip

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        words = prose_words(target)
        if len(words) < WORDS or sum(word.islower() for word in words) < WORDS - 1:
            return []
        (seen,) = detect_passages([prose(target)], context.pair.target)
        bases = {base_language(seen.language), base_language(context.pair.target)}
        if len(bases) == 1 or seen.confidence < SURE or any(bases <= group for group in _TWINS):
            return []
        message = f"This looks like {language_name(seen.language)}, not {language_name(context.pair.target)}."
        return [finding(self, message, source, target, context)]
