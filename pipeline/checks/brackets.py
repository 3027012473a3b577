"""Check that round, square and curly brackets are as many as in the source, and closed."""

from __future__ import annotations

from pipeline.checks.base import CheckContext, Example, finding, without_placeables
from pipeline.model import Finding, Severity

_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
_FULL_WIDTH = str.maketrans("（）［］｛｝", "()[]{}")


class BracketsCheck:
    """See the module's first line."""

    id = "brackets"
    severity = Severity.ERROR
    description = "Brackets are as many as in the source, and none that the source closes is left open."
    examples = (
        Example("Save (all)", "Salvar (tudo)"),
        Example("Smile :)", "Sorria :)"),
        Example("File(s)", "Arquivo(s)"),
        Example("John Smith", "John Smith (em inglês)", Severity.WARNING),
        Example("FAQ", "FAQ (", Severity.ERROR),
        Example("Copyright Holder(s)", "Direitos autorais)", Severity.ERROR),
        Example("The Yes (or No) of it", "O sim ou não disso", Severity.WARNING),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        ours, theirs = (without_placeables(text, context).translate(_FULL_WIDTH) for text in (source, target))
        for opening, closing in _PAIRS:
            before = (ours.count(opening), ours.count(closing))
            after = (theirs.count(opening), theirs.count(closing))
            if before == after:
                continue
            if before[0] == before[1] and after[0] != after[1]:
                return [
                    finding(
                        self,
                        f"A bracket “{opening}{closing}” is not closed or not opened.",
                        source,
                        target,
                        context,
                    )
                ]
            if after[0] > before[0] or after[1] > before[1]:
                message = f"A bracket “{opening}{closing}” was added."
                return [finding(self, message, source, target, context, Severity.WARNING)]
            message = f"A bracket “{opening}{closing}” of the source is gone."
            return [finding(self, message, source, target, context, Severity.WARNING)]
        return []
