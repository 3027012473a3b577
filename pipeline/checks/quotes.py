"""Check that quotation marks come in pairs, and stand where the source has some."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.model import Finding, LanguagePair, Severity

_MARKS = re.compile('[“”„‟«»"「」『』《》〈〉]')
_PAIRS = (("«", "»"), ("「", "」"), ("『", "』"), ("《", "》"))
_INCH = re.compile(r"\d\s?\"")
_TAG = re.compile(r"<[^<>]*>|\\\"")


class QuotesCheck:
    """See the module's first line. Which marks are used is the language's business."""

    id = "quotes"
    severity = Severity.WARNING
    description = "Double quotation marks are closed, where those of the source are."
    examples = (
        Example('Press "OK"', 'Aperte "OK"'),
        Example('Press "OK"', "Aperte «OK»"),
        Example('Press "OK"', 'Aperte "OK', Severity.WARNING),
        Example("Press “OK”", "Aperte “OK", Severity.WARNING),
        Example("Press “OK”", "„OK“ drücken", None, LanguagePair("en", "de")),
        Example("Press “OK”", "「OK」を押す", None, LanguagePair("en", "ja")),
        Example('A 5" disk', "Um disco de 5 polegadas"),
        Example("Name it, as in Disk 1", 'Nomeie, como em "Disco 1"'),
        Example('He said "a', "Ele disse “a"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if not _MARKS.search(target) or len(source.strip()) < 3:
            return []
        ours, theirs = _TAG.sub(" ", source), _TAG.sub(" ", target)
        # with and without what may be inches: “Disk 1” in marks ends with 1" as well
        if _odd(ours) or _odd(_INCH.sub(" ", ours)) or not _odd(theirs):
            return []
        wrong = _odd(_INCH.sub(" ", theirs))
        if not wrong:
            return []
        at = target.rfind(wrong)
        message = "A quotation mark is not closed or not opened."
        return [finding(self, message, source, target, context, span=(at, at + 1) if at >= 0 else None)]


def _odd(text: str) -> str:
    """A mark that has no partner, or ``""``."""
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            return opening if text.count(opening) > text.count(closing) else closing
    double = [mark for mark in text if mark in '“”„‟"']
    return double[-1] if len(double) % 2 else ""
