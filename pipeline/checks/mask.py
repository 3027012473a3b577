"""Check that no token which stood for a placeable while the engine worked is left in the translation."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

# The shapes that protect uses (engines.md measured them): 990001, X-1, TERM1, Xq1, [1], X1X, __1__,
# also with the spaces and small letters that models make of them.
_SHAPES = re.compile(
    r"(?<![\w.,-])(?:99\d{4}|[Xx] ?- ?\d{1,3}|TERM ?\d{1,3}|Term\d{1,3}|term\d{1,3}|[Xx] ?q ?\d{1,3}"
    r"|Xq[a-z]{0,2}|XQ\d{1,3}|[Xx]\d{1,3}[Xx]|__ ?\d{1,3} ?__)(?![\w-]|[.,]\d)|\[ ?\d{1,3} ?\]"
)


class MaskCheck:
    """See the module's first line."""

    id = "mask"
    severity = Severity.ERROR
    description = "No internal stand-in for a placeholder (such as Xq1 or 990001) is left in the translation."
    examples = (
        Example("Save it as a file", "Salve como um arquivo"),
        Example("Save it as {name}", "Salve como Xq1", Severity.ERROR),
        Example("Save it as {name}", "Salve como Xqp", Severity.ERROR),
        Example("Save it as {name}", "Salve como 990001.", Severity.ERROR),
        Example("The X-1 flew [1]", "O X-1 voou [1]"),
        Example("It sold 9,900 units", "Vendeu 9.900 unidades"),
        Example("See {page}", "Veja [ 3 ]", Severity.ERROR),
        Example("Press {key} now", "Pressione zz7 agora", Severity.ERROR, masks=("ZZ7",)),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        known = _bare(source)
        left = [token for token in _SHAPES.findall(target) if _bare(token) not in known]
        folded = target.casefold()
        left += [
            mask
            for mask in context.masks
            if mask not in left and mask.casefold() in folded and mask.casefold() not in source.casefold()
        ]
        if not left:
            return []
        message = f"A stand-in was left in the translation: {quote(left)}."
        return [finding(self, message, source, target, context)]


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text).casefold()
