"""Check that a label keeps its keyboard accelerator, and has but one."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.model import Finding, LanguagePair, Severity
from pipeline.protect.accelerators import find_accelerator

_MARKS = {
    "&": re.compile(
        r"(?<!&)&(?=[^\W_])(?!(?:[A-Z](?:uml|acute|grave|circ|tilde|ring|cedil|slash)|[a-z]{2,8}\d?);|#)"
    ),
    "_": re.compile(r"(?<!_)_(?=[^\W_])"),
}
_LONGEST = 60
"""Code points of a label; in a longer text the mark is more likely a character."""


class AcceleratorsCheck:
    """See the module's first line."""

    id = "accelerators"
    severity = Severity.WARNING
    description = "A label with a keyboard accelerator (&File, _File) has exactly one in the translation too."
    examples = (
        Example("&Open", "&Abrir"),
        Example("&Open", "Abrir", Severity.WARNING),
        Example("_Open", "_Ab_rir", Severity.WARNING),
        Example("&Open", "開く(&O)", None, LanguagePair("en", "ja")),
        Example("Research & more", "Pesquisa e mais"),
        Example("Salt &amp; more", "Sal e mais"),
        Example("&Done and next", "&Feito; em seguida"),
        Example("my_file", "meu_arquivo"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if len(source) > _LONGEST or "\n" in source or ("&" not in source and "_" not in source):
            return []
        at = find_accelerator(source)
        if at is None or source[at + 1 : at + 2] in "0123456789":
            return []
        mark = source[at]
        if mark == "_" and not (source[at + 1].isupper() or at > 0 or source.count(" ") < 4):
            return []
        found = list(_MARKS[mark].finditer(target))
        if len(found) == 1:
            return []
        if not found:
            message = f"The accelerator “{source[at : at + 2]}” is gone."
            return [finding(self, message, source, target, context, source_span=(at, at + 2))]
        message = "The label has more than one accelerator."
        return [
            finding(self, message, source, target, context, span=(found[1].start(), found[1].start() + 2))
        ]
