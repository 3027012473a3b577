"""Check that the translation fits: a maximum that the source's author wrote in a comment or flag."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.model import Finding, Severity

_MAXIMUM = re.compile(
    r"\b(?:max(?:imum)?[ _-]?(?:length|len|chars|characters)|maxlength|maxlen)\s*(?:is|of|[:=])?\s*(\d{1,5})"
    r"|\b(?:at most|no more than|max(?:imum)?(?: of)?:?)\s+(\d{1,5})\s+(?:characters|chars)\b",
    re.IGNORECASE,
)


class MaxLengthCheck:
    """See the module's first line. Counted are characters as a reader sees them: a letter with its accents is one."""

    id = "max-length"
    severity = Severity.ERROR
    description = "The translation is no longer than a comment or flag of the entry allows (max-length: 20)."
    examples = (
        Example("Open", "Abrir", comments=("max-length: 5",)),
        Example("Open", "Abrir já", Severity.ERROR, comments=("Button. max-length: 5",)),
        Example("Open", "Abrir já", Severity.ERROR, comments=("at most 5 characters",)),
        Example("Open", "Abrir já", Severity.ERROR, flags=("max-length:5",)),
        Example("Open", "Abrir já agora"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        maximum = _maximum([*context.flags, *context.comments])
        if maximum is None:
            return []
        length = sum(
            not unicodedata.combining(character) for character in unicodedata.normalize("NFC", target)
        )
        if length <= maximum:
            return []
        message = f"{length} characters are too many: {maximum} are allowed."
        return [finding(self, message, source, target, context, span=(maximum, len(target)))]


def _maximum(texts: Sequence[str]) -> int | None:
    for text in texts:
        match = _MAXIMUM.search(text)
        if match:
            return int(match[1] or match[2])
    return None
