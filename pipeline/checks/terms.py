"""Check that the glossary was followed: required terms are there, forbidden ones are not."""

from __future__ import annotations

import re
import unicodedata

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity, TermStatus

_JOINED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")


class TermsCheck:
    """See the module's first line. Inflected forms are not known yet: a term is looked for as it stands."""

    id = "terms"
    severity = Severity.ERROR
    description = "Glossary terms are translated as the glossary says; untranslatable ones stay as they are."
    examples = (
        Example("Open the vault", "Abra o cofre", terms=(("vault", "cofre", "preferred"),)),
        Example(
            "Open the vault", "Abra a abóbada", Severity.WARNING, terms=(("vault", "cofre", "preferred"),)
        ),
        Example(
            "Open the vault",
            "Abra os cofrezinhos",
            Severity.WARNING,
            terms=(("vault", "cofre", "preferred"),),
        ),
        Example("Open the vault", "COFRE: abrir", terms=(("vault", "cofre", "preferred"),)),
        Example("Use Kite", "Use o Kite", terms=(("Kite", "Kite", "untranslatable"),)),
        Example("Use Kite", "Use a pipa", Severity.ERROR, terms=(("Kite", "Kite", "untranslatable"),)),
        Example("The mouse", "O rato", Severity.WARNING, terms=(("mouse", "rato", "forbidden"),)),
        Example("The mouse", "O mouse", terms=(("mouse", "rato", "forbidden"),)),
        Example("The mouse", "O bicho", terms=(("mouse", "rato", "allowed"),)),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        found: list[Finding] = []
        wanted = [hit for hit in context.terms if hit.status is TermStatus.PREFERRED]
        kept = [hit.text for hit in context.terms if hit.status is TermStatus.UNTRANSLATABLE]
        barred = [hit.target for hit in context.terms if hit.status is TermStatus.FORBIDDEN and hit.target]
        # Several preferred translations of one source term: any of them will do.
        choices: dict[tuple[int, int], list[str]] = {}
        for hit in wanted:
            choices.setdefault((hit.start, hit.end), []).append(hit.target)
        missing = [terms[0] for terms in choices.values() if not any(_has(target, term) for term in terms)]
        if missing:
            message = f"The glossary's term is missing: {quote(list(dict.fromkeys(missing)))}."
            found.append(finding(self, message, source, target, context, Severity.WARNING))
        lost = [text for text in kept if text not in target]
        if lost:
            message = f"This must stay untranslated: {quote(list(dict.fromkeys(lost)))}."
            found.append(finding(self, message, source, target, context))
        used = [term for term in barred if _has(target, term)]
        if used:
            message = f"The glossary forbids: {quote(list(dict.fromkeys(used)))}."
            found.append(finding(self, message, source, target, context, Severity.WARNING))
        return found


def _has(text: str, term: str) -> bool:
    """Whether a term stands in a text as words of its own, whatever its capitals."""
    if not term:
        return True
    folded = re.escape(_fold(term))
    before = r"(?<!\w)" if term[0].isalnum() and not _JOINED.match(term[0]) else ""
    after = r"(?!\w)" if term[-1].isalnum() and not _JOINED.match(term[-1]) else ""
    return re.search(before + folded + after, _fold(text)) is not None


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
