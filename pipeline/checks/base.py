"""What a check is, what it is told, and the example by which it is tested and documented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.model import Finding, LanguagePair, Placeable, Severity, TermHit
from pipeline.review.catalog import Catalog, Entry

PAIR = LanguagePair("en", "pt_BR")
"""The pair of most examples."""


@dataclass(frozen=True, slots=True)
class CheckContext:
    """What is known about a source and target besides their texts.

    ``placeables`` are the spans of the source that must survive; ``terms`` the glossary terms met in
    it; ``flags`` the PO flags of the entry; ``masks`` the tokens that stood for placeables while the
    text was in an engine (empty: only the usual shapes are looked for). ``comments`` are the entry's
    ``#.`` lines that are not ours, ``notes`` those that are.
    """

    pair: LanguagePair
    placeables: tuple[Placeable, ...] = ()
    terms: tuple[TermHit, ...] = ()
    flags: tuple[str, ...] = ()
    masks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of texts and what the check says of it: a test and a line of its documentation.

    ``found`` is the severity of the worst finding, None for a good example. ``placeables`` are the
    source's spans that must survive, ``terms`` glossary rows as ``(source, target, status)``.
    """

    source: str
    target: str
    found: Severity | None = None
    pair: LanguagePair = PAIR
    placeables: tuple[str, ...] = ()
    terms: tuple[tuple[str, str, str], ...] = ()
    masks: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Check(Protocol):
    """One fact that is looked at in a translation. Without state; made without arguments.

    A finding with severity ``error`` keeps machine text out of a PO entry. `check` is called only
    when source and target both have text. It never raises on any text.
    """

    @property
    def id(self) -> str:
        """A lower-case word, as in ``--select ID``; the `Finding.rule` of what it finds."""
        ...

    @property
    def severity(self) -> Severity:
        """The severity of its gravest finding."""
        ...

    @property
    def description(self) -> str:
        """One sentence that states the fact, for lists and documentation."""
        ...

    @property
    def examples(self) -> tuple[Example, ...]:
        """Good and bad translations: its tests and its documentation."""
        ...

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        """Look at one translation; an empty list when there is nothing to say."""
        ...


@dataclass(frozen=True, slots=True)
class CatalogExample:
    """A few lines of a PO file (without a header unless they have one) and what a check says of them."""

    text: str
    found: Severity | None = None
    pair: LanguagePair = PAIR


class CatalogCheck(Protocol):
    """One fact that is looked at in a whole catalog. Like `Check` else."""

    @property
    def id(self) -> str:
        """As in `Check`."""
        ...

    @property
    def severity(self) -> Severity:
        """As in `Check`."""
        ...

    @property
    def description(self) -> str:
        """As in `Check`."""
        ...

    @property
    def catalog_examples(self) -> tuple[CatalogExample, ...]:
        """Good and bad catalogs: its tests and its documentation."""
        ...

    def check_catalog(self, catalog: Catalog, pair: LanguagePair) -> list[Finding]:
        """Look at one catalog; each finding with the line, source, target and context of its entry."""
        ...


def entry_finding(
    check: CatalogCheck, message: str, entry: Entry, pair: LanguagePair, form: int = 0
) -> Finding:
    """A finding of a catalog check at one of its entries."""
    return Finding(
        rule=check.id,
        severity=check.severity,
        message=message,
        line=entry.line,
        language=pair.target,
        source=entry.source,
        target=entry.translations[form] if form < len(entry.translations) else "",
        context=entry.context,
        form=form,
    )


def finding(
    check: Check,
    message: str,
    source: str,
    target: str,
    context: CheckContext,
    severity: Severity | None = None,
    *,
    span: tuple[int, int] | None = None,
    source_span: tuple[int, int] | None = None,
) -> Finding:
    """A finding of a check, with the check's own severity unless another is given."""
    return Finding(
        rule=check.id,
        severity=severity or check.severity,
        message=message,
        language=context.pair.target,
        source=source,
        target=target,
        span=span,
        source_span=source_span,
    )


def without_placeables(text: str, context: CheckContext) -> str:
    """The text with a space in the place of each of the source's placeables: what its language says."""
    for span in sorted({span.text for span in context.placeables if span.text}, key=len, reverse=True):
        text = text.replace(span, " ")
    return text


def place_of(text: str, part: str) -> tuple[int, int] | None:
    """Where a part first stands in a text; None where it does not."""
    start = text.find(part) if part else -1
    return (start, start + len(part)) if start >= 0 else None


def quote(items: Sequence[str], limit: int = 3) -> str:
    """Some spans for a message: ``“a”, “b”, “c” and 2 more``."""
    shown = ", ".join(f"“{item}”" for item in items[:limit])
    return f"{shown} and {len(items) - limit} more" if len(items) > limit else shown
