"""Check that a machine translation was made with the glossary as it is now."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

_NOTE = re.compile(r'term "(?P<source>.*)" → "(?P<target>.*)"\Z')


class StaleTermCheck:
    """See the module's first line. The notes of an entry that waits for review say which terms were used."""

    id = "stale-term"
    severity = Severity.WARNING
    description = "The terms that an unreviewed translation was made with are those of the glossary today."
    examples = (
        Example(
            "Open the vault",
            "Abra o cofre",
            terms=(("vault", "cofre", "preferred"),),
            notes=('term "vault" → "cofre"',),
        ),
        Example(
            "Open the vault",
            "Abra o cofre",
            Severity.WARNING,
            terms=(("vault", "caixa-forte", "preferred"),),
            notes=('term "vault" → "cofre"',),
        ),
        Example("Open the vault", "Abra o cofre", Severity.WARNING, notes=('term "vault" → "cofre"',)),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        noted = [match for match in map(_NOTE.match, context.notes) if match]
        if not noted:
            return []
        now = {(hit.source, text) for hit in context.terms for text in (hit.target, *hit.others)}
        stale = [
            f"{match['source']} → {match['target']}"
            for match in noted
            if match.group("source", "target") not in now
        ]
        if not stale:
            return []
        message = (
            f"Made with a term that the glossaries do not have today: {quote(stale)}. "
            "Translate it again, or name the glossary (glossaries in locpipe.toml, or --glossary)."
        )
        return [finding(self, message, source, target, context)]
