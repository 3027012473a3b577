"""What the review page shows of one PO entry: its state, texts with their terms, findings and changes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.inflection import inflected_spans
from pipeline.model import Finding, TermHit, TermStatus
from pipeline.report.html.diff import Piece, word_diff
from pipeline.review.catalog import Entry, Key
from pipeline.review.catalogs import Counts
from pipeline.review.comments import confidence_of, machine_made, made_for_previous, notes_for_reading

_MARKED = re.compile(r'term "(?!.* is missing$)')
"""A note about a term that is there: the page marks it in the texts."""


class State(StrEnum):
    """Where an entry stands, in the order in which a reviewer meets them."""

    UNTRANSLATED = "untranslated"
    """No text, or not in every plural form."""
    CHANGED = "changed"
    """A reviewed text under a source that changed a little since."""
    MACHINE = "machine"
    """A machine's text that nobody has approved."""
    EDITED = "edited"
    """A human's text that is not approved yet."""
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A run of text; ``term`` says what the glossary says of it, empty where it says nothing."""

    text: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One entry. ``sources`` and ``targets`` hold one text for each plural form, cut at the terms.

    ``source_change`` leads from the source that the text was made for to the present one, ``target_change``
    from the last reviewed text to the present one; empty where nothing is known to have changed.
    """

    line: int
    state: State
    context: str
    kind: str
    references: tuple[str, ...]
    sources: tuple[tuple[Highlight, ...], ...]
    targets: tuple[tuple[Highlight, ...], ...]
    findings: tuple[Finding, ...] = ()
    confidence: float | None = None
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    source_change: tuple[Piece, ...] = ()
    target_change: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class PageCatalog:
    """One PO file. ``document`` is its document's path, or its domain where it has none."""

    path: str
    document: str
    language: str
    source_language: str
    counts: Counts
    entries: tuple[PageEntry, ...]
    reviewer: str = ""


def page_entry(
    entry: Entry,
    *,
    hits: Sequence[Sequence[TermHit]],
    findings: Sequence[Finding],
    language: str,
    obsolete: Mapping[Key, Entry],
) -> PageEntry:
    """Put together what is shown of an entry.

    ``hits`` are the terms of its source and, in plural entries, of its plural; ``obsolete`` are the ``#~``
    entries of its catalog, where the text may stand that was reviewed for the previous source.
    """
    sources = [entry.source] if entry.plural is None else [entry.source, entry.plural]
    terms = [hit for of_one in hits for hit in of_one]
    previous = entry.previous_source
    return PageEntry(
        line=entry.line,
        state=state_of(entry),
        context=entry.context or "",
        kind=", ".join(line for line in entry.extracted if line),
        references=tuple(f"{path}:{line}" if line else path for path, line in entry.references),
        sources=tuple(
            _marked(text, _source_spans(of_one)) for text, of_one in zip(sources, hits, strict=True)
        ),
        targets=tuple(_marked(text, _target_spans(text, terms, language)) for text in entry.translations),
        findings=tuple(findings),
        confidence=confidence_of(entry),
        notes=tuple(note for note in notes_for_reading(entry) if not _MARKED.match(note)),
        comments=tuple(line for line in entry.comments if line),
        source_change=() if previous is None else word_diff(previous, entry.source),
        target_change=_since_review(entry, obsolete),
    )


def state_of(entry: Entry) -> State:
    """Where an entry stands."""
    if not entry.translated:
        return State.UNTRANSLATED
    if entry.reviewed:
        return State.REVIEWED
    if machine_made(entry):
        return State.MACHINE
    return State.CHANGED if made_for_previous(entry) else State.EDITED


def _since_review(entry: Entry, obsolete: Mapping[Key, Entry]) -> tuple[Piece, ...]:
    if entry.previous_source is None or made_for_previous(entry) or not entry.translated:
        return ()
    last = obsolete.get((entry.previous_context, entry.previous_source))
    if last is None or not last.reviewed:
        return ()
    return word_diff(last.translations[0], entry.translations[0])


def _source_spans(hits: Sequence[TermHit]) -> Iterator[tuple[int, int, str]]:
    for hit in hits:
        if hit.status is TermStatus.UNTRANSLATABLE:
            said = f"{hit.source}: stays untranslated"
        elif hit.status is TermStatus.FORBIDDEN:
            said = f"{hit.source}: not “{hit.target}”"
        else:
            said = f"{hit.source} → {', '.join((hit.target, *hit.others))}"
        yield hit.start, hit.end, said


def _target_spans(text: str, hits: Sequence[TermHit], language: str) -> Iterator[tuple[int, int, str]]:
    for hit in dict.fromkeys(hits):
        wanted = (
            (hit.text,)
            if hit.status is TermStatus.UNTRANSLATABLE
            else (hit.target, *hit.target_forms, *hit.others)
        )
        said = "forbidden" if hit.status is TermStatus.FORBIDDEN else hit.source
        for term in wanted:
            for start, end in inflected_spans(text, term, language):
                yield start, end, f"{text[start:end]}: {said}"


def _marked(text: str, spans: Iterator[tuple[int, int, str]]) -> tuple[Highlight, ...]:
    """The text cut at these spans; of overlapping ones the first and longest counts."""
    out: list[Highlight] = []
    done = 0
    for start, end, said in sorted(spans, key=lambda span: (span[0], -span[1], span[2])):
        if start < done or end <= start:
            continue
        if start > done:
            out.append(Highlight(text[done:start]))
        out.append(Highlight(text[start:end], said))
        done = end
    if done < len(text):
        out.append(Highlight(text[done:]))
    return tuple(out)
