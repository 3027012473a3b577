"""Check that the translation begins and ends with the same line ends and spaces as the source."""

from __future__ import annotations

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.model import Finding, Severity

_TIGHT = ("ja", "zh")
"""Languages without a blank between sentences: one at the edge may go."""


class WhitespaceCheck:
    """See the module's first line."""

    id = "whitespace"
    severity = Severity.ERROR
    description = (
        "Line ends at the beginning and end are those of the source (gettext refuses others); so are spaces."
    )
    examples = (
        Example("Done\n", "Pronto\n"),
        Example("Done\n", "Pronto", Severity.ERROR),
        Example("Done", "\nPronto", Severity.ERROR),
        Example("Name: ", "Nome: "),
        Example("Name: ", "Nome:", Severity.WARNING),
        Example("Name", " Nome", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        found: list[Finding] = []
        for where, ours, theirs in (
            ("beginning", _lead(source), _lead(target)),
            ("end", _lead(source[::-1]), _lead(target[::-1])),
        ):
            if ours == theirs or (ours.strip("\n ") == theirs.strip("\n ") and _alike(ours, theirs)):
                continue
            if "\n" not in ours + theirs and context.pair.target.startswith(_TIGHT):
                continue
            if ("\n" in ours) != ("\n" in theirs):
                message = f"The line end at the {where} differs from the source."
                found.append(finding(self, message, source, target, context))
            else:
                message = f"The white space at the {where} differs from the source."
                found.append(finding(self, message, source, target, context, Severity.WARNING))
        return found


def _alike(ours: str, theirs: str) -> bool:
    """Whether both have line ends, or both blanks: how many is layout."""
    return ("\n" in ours) == ("\n" in theirs) and bool(ours) == bool(theirs)


def _lead(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]
