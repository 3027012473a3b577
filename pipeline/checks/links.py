"""Check that the links, emphasis and code of Markdown are in the translation."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.checks.base import CheckContext, Example, finding, place_of, quote
from pipeline.model import Finding, Severity

_TARGET = re.compile(r"\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"\*\*(?=\S)[^*\n]+(?<=\S)\*\*")
_CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_OPEN = re.compile(r"(?<![\w*])\*\*(?=\S)|(?<=\S)\*\*(?![\w*])")


class LinksCheck:
    """See the module's first line. A warning: a reviewer may lead a link to a translated page, or drop it."""

    id = "links"
    severity = Severity.WARNING
    description = (
        "Links of Markdown lead where those of the source do, and emphasis and code are closed as there."
    )
    examples = (
        Example("See [the guide](a.md).", "Veja [o guia](a.md)."),
        Example("See [the guide](a.md).", "Veja [o guia](b.md).", Severity.WARNING),
        Example("See [the guide](a.md).", "Veja o guia.", Severity.WARNING),
        Example("See [the guide](a.md).", "Veja [o guia] (a.md).", Severity.WARNING),
        Example("A **big** lamp", "Uma luz **grande**"),
        Example("A **big** lamp", "Uma luz **grande", Severity.WARNING),
        Example("Run `make light`", "Rode `make light`"),
        Example("Run `make light`", "Rode make light", Severity.WARNING),
        Example("Run `make light`", "Rode «make light»"),
        Example("2 ** 3 [a]", "2 ** 3 [a]"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if "](" not in source and "**" not in source and "`" not in source:
            return []
        ours = Counter(_TARGET.findall(source))
        lost = list(ours - Counter(_TARGET.findall(target)))
        if lost:
            message = f"A link of the source is gone or leads elsewhere: {quote(lost)}."
            at = place_of(source, lost[0])
            return [finding(self, message, source, target, context, source_span=at)]
        strong = len(_STRONG.findall(source))
        if strong and (strong != len(_STRONG.findall(target)) or _open(target) > _open(source)):
            return [finding(self, "The ** of the source are not as there.", source, target, context)]
        code = [text for text in _CODE.findall(source) if "'" not in text]
        gone = [text for text in code if f"`{text}`" not in target and not _quoted(text, target)]
        if gone:
            message = f"Code of the source is gone or changed: {quote(gone)}."
            return [finding(self, message, source, target, context, source_span=place_of(source, gone[0]))]
        return []


def _open(text: str) -> int:
    """1 where a ``**`` has no partner."""
    return len(_OPEN.findall(text)) % 2


def _quoted(code: str, target: str) -> bool:
    """Whether code stands between quotation marks, which the backticks of a program's message may be."""
    return re.search(f"[«»„“”‘‹\"'「][\\s\u00a0\u202f]?{re.escape(code)}", target) is not None
