"""Check that unnumbered conversions stand in the order of the source: they are filled by position."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

# %s, %d, {} – not %1$s, %(name)s, {name}, which say themselves what they are.
_POSITIONAL = re.compile(r"%(?!%|\d+\$|\()[#0+ '-]*[\d.*]*[a-zA-Z@]+|\{(?:![rsa])?(?::[^{}\s]*)?\}")


class OrderCheck:
    """See the module's first line."""

    id = "order"
    severity = Severity.ERROR
    description = "Unnumbered placeholders such as %s and %d keep their order; swapped ones crash a program."
    examples = (
        Example("%s of %d", "%s de %d", placeables=("%s", "%d")),
        Example("%s of %d", "%d: %s", Severity.ERROR, placeables=("%s", "%d")),
        Example("%1$s of %2$d", "%2$d: %1$s", placeables=("%1$s", "%2$d")),
        Example("{a} of {b}", "{b}: {a}", placeables=("{a}", "{b}")),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        order = [
            p.text
            for p in context.placeables
            if p.kind in ("printf", "brace") and _POSITIONAL.fullmatch(p.text)
        ]
        if len(set(order)) < 2:
            return []
        pattern = re.compile("|".join(re.escape(text) for text in sorted(set(order), key=len, reverse=True)))
        found = pattern.findall(target)
        if found == order or sorted(found) != sorted(order):  # lost ones are another check's finding
            return []
        return [finding(self, f"The order of {quote(order)} changed.", source, target, context)]
