"""What documents and catalogs say about a glossary: terms that never occur, terms that nobody uses.

Counted here, over texts that the caller has read; a term is its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.glossary.lint import Placed
from pipeline.glossary.match import Matcher
from pipeline.glossary.model import Glossary, Term
from pipeline.model import Finding, Severity, TermHit, TermStatus

Satisfied = Callable[[str, TermHit], bool]
"""Whether a translation holds the term of a hit."""


class Translated(NamedTuple):
    """A translated message: its place (``path:line``), the target locale, source and translation."""

    place: str
    language: str
    source: str
    target: str


def find_unused(placed: Sequence[Placed], texts: Iterable[str]) -> Iterator[Finding]:
    """Rows whose source, in no spelling, stands in any text; a longer term that covers it does not count."""
    matcher = _matcher(placed, "")
    used = {term for text in texts for hit in matcher.find(text) for term in matcher.terms_of(hit)}
    for path, term in placed:
        if term not in used:
            message = (
                f"{term.source!r} does not occur in the documents. Remove the row, or add the form they use."
            )
            yield _finding("unused", Severity.NOTE, message, path, term)


def find_never_satisfied(
    placed: Sequence[Placed], messages: Iterable[Translated], satisfied: Satisfied
) -> Iterator[Finding]:
    """Rows whose term was translated and whose translation nobody used: the row or the catalog is wrong.

    The forbidden rows of a term do not count; an allowed one satisfies for all of its term.
    """
    matchers: dict[str, Matcher] = {}
    met: dict[Term, int] = {}
    seen: dict[Term, list[Translated]] = {}
    for message in messages:
        matcher = matchers.get(message.language)
        if matcher is None:
            matcher = matchers[message.language] = _matcher(placed, message.language)
        for hit in matcher.find(message.source):
            rows = [term for term in matcher.terms_of(hit) if term.status is not TermStatus.FORBIDDEN]
            held = any(_holds(message.target, hit, term, satisfied) for term in rows)
            for term in rows:
                seen.setdefault(term, []).append(message)
                met[term] = met.get(term, 0) + held
    for path, term in placed:
        messages_of = seen.get(term, ())
        if messages_of and not met[term] and term.status is not TermStatus.ALLOWED:
            count = f"{len(messages_of)} message" + ("" if len(messages_of) == 1 else "s")
            message_text = (
                f"{count} with {term.source!r}, and {term.target!r} stands in no translation (the first: "
                f"{messages_of[0].place}). Correct the catalogs or the row, or list the form in target_forms."
            )
            yield _finding("never-satisfied", Severity.WARNING, message_text, path, term)


def _holds(target: str, hit: TermHit, term: Term, satisfied: Satisfied) -> bool:
    own = TermHit(hit.start, hit.end, hit.text, term.source, term.target, term.status, term.source_language)
    return satisfied(target, own) or any(
        satisfied(target, replace(own, target=form)) for form in term.target_forms
    )


def _matcher(placed: Sequence[Placed], target: str) -> Matcher:
    return Matcher(Glossary(tuple(term for _, term in placed)), target)


def _finding(rule: str, severity: Severity, message: str, path: str, term: Term) -> Finding:
    return Finding(rule, severity, message, path, term.line, term.language, term.source, term.target)
