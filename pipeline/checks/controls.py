"""Check that the translation brings in no control, bidirectional or broken characters of its own."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.languages import script_of
from pipeline.model import Finding, Severity

_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u200e\u200f\u061c]")
_RIGHT_TO_LEFT = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo"})
_SPACELESS = frozenset({"Thai", "Laoo", "Khmr", "Mymr", "Tibt"})


class ControlsCheck:
    """See the module's first line."""

    id = "controls"
    severity = Severity.ERROR
    description = "The translation adds no control characters, text-direction overrides or broken characters."
    examples = (
        Example("Save", "Salvar"),
        Example("One\ttwo\n", "Um\tdois\n"),
        Example("Save", "Sal\x00var", Severity.ERROR),
        Example("Save", "Sal\ufffdar", Severity.ERROR),
        Example("user", "\u202eresu", Severity.ERROR),
        Example("\u202aabc\u202c", "\u202aabc\u202c"),
        Example("Save file", "Salvar\u200b arquivo", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        script = script_of(context.pair.target)
        found: list[Finding] = []
        for pattern, what, severity, excused in (
            (_BROKEN, "A control or broken character", Severity.ERROR, False),
            (_BIDI, "A text-direction control", Severity.ERROR, script in _RIGHT_TO_LEFT),
            (
                _INVISIBLE,
                "An invisible character",
                Severity.WARNING,
                script in _RIGHT_TO_LEFT or script in _SPACELESS,
            ),
        ):
            added = sorted(set(pattern.findall(target)) - set(source))
            if added and not excused:
                codes = ", ".join(f"U+{ord(character):04X}" for character in added)
                message = f"{what} that is not in the source: {codes}."
                found.append(finding(self, message, source, target, context, severity))
        return found
