"""Check the blanks inside a translation: none doubled, none before a comma, one behind it."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.languages import base_language, script_of
from pipeline.model import Finding, LanguagePair, Severity

_DOUBLE = re.compile(r"(?<=[^\W\d_])  (?=[^\W\d_])")
_BEFORE = re.compile(r"(?<=[^\W\d_]) (?=[,.](?:\s|\Z))")
_BEFORE_TALL = re.compile(r"(?<=[^\W\d_]) (?=[:;!?](?:\s|\Z))")
_BEHIND = re.compile(r"(?<=[^\W\d_]{2})[,;](?=[^\W\d_]{3})")
_TALL = frozenset({"fr", "br", "oc", "km", "hy"})
"""Languages that put a blank before : ; ! ?"""


class SpacingCheck:
    """See the module's first line. Where the source has the same oddity it is meant."""

    id = "spacing"
    severity = Severity.WARNING
    description = "No blank is doubled or stands before a comma or full stop, and one stands behind a comma."
    examples = (
        Example("The lamp, the door", "A luz, a porta"),
        Example("The lamp, the door", "A luz  da porta", Severity.WARNING),
        Example("The lamp, the door", "A luz , a porta", Severity.WARNING),
        Example("The lamp, the door", "Umaluz,aporta", Severity.WARNING),
        Example("Open it!", "Abra !", Severity.WARNING),
        Example("Open it!", "Ouvrez !", None, LanguagePair("en", "fr")),
        Example("a,b,c", "a,b,c"),
        Example("Wait ...", "Espere ..."),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        patterns = [(_DOUBLE, "A blank is doubled."), (_BEFORE, "A blank stands before a mark.")]
        dense = script_of(context.pair.target) in ("Jpan", "Hani", "Thai", "Laoo", "Khmr", "Mymr")
        if not dense:
            patterns.append((_BEHIND, "There is no blank behind a comma."))
        if not dense and base_language(context.pair.target) not in _TALL:
            patterns.append((_BEFORE_TALL, "A blank stands before a mark."))
        for pattern, message in patterns:
            found = pattern.search(target)
            if found is not None and not pattern.search(source):
                if pattern is _DOUBLE and ("  " in source or "\n" in target):
                    continue
                return [
                    finding(
                        self,
                        message,
                        source,
                        target,
                        context,
                        span=(found.start(), max(found.end(), found.start() + 1)),
                    )
                ]
        return []
