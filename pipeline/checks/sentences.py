"""Check that no sentence was left out: a text of several is not translated by one."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding
from pipeline.checks.length import weigh
from pipeline.checks.prose import prose
from pipeline.model import Finding, Severity

_END = re.compile(r"[^\s.!?…][.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[¿¡]*[^\W\d_a-z]|\s*\n|\s*\Z)|[。！？।۔]")
_ABBREVIATED = re.compile(
    r"\b(?:e\.g|i\.e|etc|vs|Mr|Mrs|Dr|No|p|ex|z\.B|bzw|ca|np|tj|[A-Z])\.", re.IGNORECASE
)

SHARE = 0.75
"""Share of the source's length below which a translation with fewer sentences has lost one."""


class SentencesCheck:
    """See the module's first line. Sentences may be joined: only a text that is shorter as well has lost one."""

    id = "sentences"
    severity = Severity.WARNING
    description = "The translation has not lost a sentence of the source."
    examples = (
        Example("The lamp is on. The door is open.", "A luz está acesa. A porta está aberta."),
        Example("The lamp is on. The door is open.", "A luz está acesa e a porta está aberta."),
        Example("The lamp is on. The door is open.", "A luz está acesa.", Severity.WARNING),
        Example("See e.g. the lamp.", "Veja a luz."),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        if source.count(".") + source.count("!") + source.count("?") < 2:
            return []
        ours, theirs = _count(source), _count(target)
        if ours < 2 or theirs >= ours or weigh(target) >= SHARE * weigh(source):
            return []
        message = f"The source has {ours} sentences, the translation {max(theirs, 1)}, and is shorter."
        return [finding(self, message, source, target, context)]


def _count(text: str) -> int:
    return len(_END.findall(_ABBREVIATED.sub("x", prose(text)) + "\n"))
