"""Check that the glossary was followed: required terms are there, forbidden ones are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.inflection import inflected_spans, satisfies
from pipeline.model import Finding, LanguagePair, Severity, TermHit, TermStatus
from pipeline.protect.accelerators import find_accelerator

_DE = LanguagePair("en", "de")
_TR = LanguagePair("en", "tr")


class TermsCheck:
    """See the module's first line. A term counts in every form its grammar gives it (`pipeline.inflection`).

    A forbidden translation is no fault where it is a part of one that is asked for: "placa" in
    "placa de vídeo".
    """

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
        Example("Open the vault", "Abra os cofres", terms=(("vault", "cofre", "preferred"),)),
        Example(
            "A neural net",
            "In neuronalen Netzen",
            None,
            _DE,
            terms=(("neural net", "neuronales Netz", "preferred"),),
        ),
        Example("GPU driver", "Grafikkartentreiber", None, _DE, terms=(("GPU", "Grafikkarte", "preferred"),)),
        Example("The art", "Die Party", Severity.WARNING, _DE, terms=(("art", "Art", "preferred"),)),
        Example("GPUs", "Ekran kartlarının", None, _TR, terms=(("GPU", "ekran kartı", "preferred"),)),
        Example("Use Kite", "Use o Kite", terms=(("Kite", "Kite", "untranslatable"),)),
        Example("Use Kite", "Use a pipa", Severity.ERROR, terms=(("Kite", "Kite", "untranslatable"),)),
        Example("Open &vault", "Abrir co&fre", terms=(("vault", "cofre", "preferred"),)),
        Example("The mouse", "O rato", Severity.WARNING, terms=(("mouse", "rato", "forbidden"),)),
        Example("The mice", "Os ratos", Severity.WARNING, terms=(("mice", "rato", "forbidden"),)),
        Example("The mouse", "O mouse", terms=(("mouse", "rato", "forbidden"),)),
        Example("The mouse", "O bicho", terms=(("mouse", "rato", "allowed"),)),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        language = context.pair.target
        bare = target
        if (
            context.terms
            and (mark := find_accelerator(target)) is not None
            and find_accelerator(source) is not None
        ):
            bare = target[:mark] + target[mark + 1 :]
        found: list[Finding] = []
        missing = list(_missing(bare, context.terms, language))
        if missing:
            message = f"The glossary's term is missing: {quote(missing)}."
            found.append(finding(self, message, source, target, context, Severity.WARNING))
        kept = [hit.text for hit in context.terms if hit.status is TermStatus.UNTRANSLATABLE]
        lost = [text for text in kept if text not in bare]
        if lost:
            message = f"This must stay untranslated: {quote(list(dict.fromkeys(lost)))}."
            found.append(finding(self, message, source, target, context))
        for term, instead in _used(bare, context.terms, language).items():
            repair = f" Use {quote([instead])}." if instead else ""
            message = f"The glossary forbids: {quote([term])}.{repair}"
            found.append(finding(self, message, source, target, context, Severity.WARNING))
        return found


def _missing(text: str, hits: Iterable[TermHit], language: str) -> Iterator[str]:
    """The preferred terms that a text holds in none of their translations, each once, in order."""
    # Several translations of one source term may come as several hits: any of them will do.
    places: dict[tuple[int, int], list[TermHit]] = {}
    for hit in hits:
        if hit.status is TermStatus.PREFERRED:
            places.setdefault((hit.start, hit.end), []).append(hit)
    said = set()
    for choices in places.values():
        wanted = choices[0].target
        if wanted not in said and not any(_holds(text, hit, language) for hit in choices):
            said.add(wanted)
            yield wanted


def _holds(text: str, hit: TermHit, language: str) -> bool:
    return satisfies(text, hit.target, language, forms=hit.target_forms) or any(
        satisfies(text, other, language) for other in hit.others
    )


def _used(text: str, hits: Iterable[TermHit], language: str) -> dict[str, str]:
    """The forbidden translations that a text uses, with what the glossary asks for instead, or ``""``."""
    barred: dict[str, str] = {}
    asked: list[str] = []
    for hit in hits:
        if hit.status is TermStatus.FORBIDDEN:
            barred.setdefault(hit.target, "")
        else:
            barred.update(dict.fromkeys(hit.barred, hit.target))
            asked += (hit.target, *hit.target_forms, *hit.others)
    if not barred:
        return {}
    wanted = [span for term in asked for span in inflected_spans(text, term, language)]
    return {
        term: instead
        for term, instead in barred.items()
        if any(
            not any(first <= start and end <= last for first, last in wanted)
            for start, end in inflected_spans(text, term, language)
        )
    }
