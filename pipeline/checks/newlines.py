"""Check that a text of one line stays one, and that paragraphs are not run together."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.model import Finding, Severity

_PARAGRAPH = re.compile(r"\n[ \t]*\n")

LINES = 3
"""Line ends inside a source from which on a translation without any has lost its structure."""


LABEL = 30
"""Characters of a source up to which a line end is no wrap."""


class NewlinesCheck:
    """See the module's first line. How lines are wrapped is the translator's business."""

    id = "newlines"
    severity = Severity.WARNING
    description = (
        "A text of several paragraphs or lines keeps them, and a short text of one line stays on one."
    )
    examples = (
        Example("One\n\nTwo", "Um\n\nDois"),
        Example("One\n\nTwo", "Um Dois", Severity.WARNING),
        Example("a\nb\nc\nd", "a b c d", Severity.WARNING),
        Example("A line that is wrapped\nhere", "Uma linha"),
        Example("One lamp", "Uma\nluz", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        ours, theirs = source.strip(), target.strip()
        lines, theirs_lines = ours.count("\n"), theirs.count("\n")
        if not lines and not theirs_lines:
            return []
        if not lines and theirs_lines and len(ours) <= LABEL and len(theirs) <= 2 * LABEL:
            message = "The translation has a line end that the source does not have."
            at = len(target) - len(target.lstrip()) + theirs.index("\n")
            return [finding(self, message, source, target, context, span=(at, at + 1))]
        if len(_PARAGRAPH.findall(ours)) > 0 and not theirs_lines:
            return [finding(self, "The paragraphs of the source run together.", source, target, context)]
        if lines >= LINES and not theirs_lines:
            return [finding(self, "The lines of the source run together.", source, target, context)]
        return []
