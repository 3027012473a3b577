"""Check that escapes written as letters, such as a backslash and an n, are those of the source."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

_ESCAPE = re.compile(r"(?<!\\)\\(?:[nrt](?![a-zà-ÿ]{2})|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})")


class EscapesCheck:
    """See the module's first line."""

    id = "escapes"
    severity = Severity.WARNING
    description = "Escapes written as letters (\\n, \\t, \\u00e9) are as many as in the source."
    examples = (
        Example("One\\nTwo", "Um\\nDois"),
        Example("One\\nTwo", "Um Dois", Severity.WARNING),
        Example("One\\nTwo", "Um\\ nDois", Severity.WARNING),
        Example("C:\\new", "C:\\novo"),
        Example("One", "Um\\t", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if "\\" not in source and "\\" not in target:
            return []
        ours, theirs = Counter(_ESCAPE.findall(source)), Counter(_ESCAPE.findall(target))
        lost, added = ours - theirs, theirs - ours
        if not lost and not added:
            return []
        message = (
            f"An escape of the source is gone: {quote(sorted(lost))}."
            if lost
            else f"An escape was added: {quote(sorted(added))}."
        )
        return [finding(self, message, source, target, context)]
