"""What goes into the memory: one reviewed unit, with its sentences where they can be told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.model import LanguagePair
from pipeline.protect.accelerators import find_accelerator
from pipeline.protect.placeables import find_placeables
from pipeline.protect.structure import split_structure, unwrap
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.comments import KEPT_FROM_PREVIOUS, machine_made

_LONGEST_RATIO = 3.0
"""A sentence that is so much longer or shorter than its partner has another partner."""

_ENDS = (". ", "! ", "? ", "… ", ": ", "; ", '" ', "” ", ") ", "\n", "。", "！", "？", "؟", "।")
"""One of these stands in a text of several sentences: a quick look before the careful one."""

_NO_PERSON = ("", "Automatically generated", "FULL NAME <EMAIL@ADDRESS>")

Sentences = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """A translation by a human. ``targets`` has one text per plural form, one where ``plural`` is None.

    ``kinds`` says what the text is in its document ("Heading 2"); with ``context`` (msgctxt) it tells uses
    of the same text apart. ``time`` and ``reviewer`` are as the catalog's header has them, or empty.
    ``segment`` says that its file had it as one segment, which is not cut further.
    """

    source: str
    targets: tuple[str, ...]
    context: str | None = None
    plural: str | None = None
    kinds: tuple[str, ...] = ()
    reviewer: str = ""
    time: str = ""
    segment: bool = False

    @property
    def key(self) -> tuple[str | None, str, str | None]:
        return (self.context, self.source, self.plural)


def records_of(catalog: Catalog) -> Iterator[Record]:
    """The human translations of a catalog: reviewed ones, obsolete ones, and those of a previous source."""
    reviewer = catalog.headers.get("Last-Translator", "").strip()
    reviewer = "" if reviewer in _NO_PERSON else reviewer
    time = catalog.headers.get("PO-Revision-Date", "").strip()
    seen: set[tuple[str | None, str, str | None]] = set()
    for entry in (*catalog.entries, *catalog.obsolete):
        made_for = _made_for(entry)
        if made_for is None:
            continue
        context, source, plural = made_for
        if not source or (context, source, plural) in seen:
            continue
        seen.add((context, source, plural))
        yield Record(source, entry.translations, context, plural, entry.extracted, reviewer, time)


def _made_for(entry: Entry) -> tuple[str | None, str, str | None] | None:
    """The message that a human translated here; None where no human did, or has not finished."""
    if not entry.translated:
        return None
    if not entry.fuzzy:
        return (entry.context, entry.source, entry.plural)
    if machine_made(entry) or entry.previous_source is None:
        return None
    if not entry.obsolete and KEPT_FROM_PREVIOUS not in entry.notes:
        return None  # a human's own fuzzy: unfinished
    return (entry.previous_context, entry.previous_source, entry.previous_plural)


def sentence_pairs(record: Record, pair: LanguagePair) -> Sentences:
    """The sentences of a unit with their translations; empty where it is one sentence or they do not fit.

    Fit: as many on both sides, with the same placeables and without one three times as long as the other. A
    translator may join two sentences or swap them; then only the whole unit is remembered.
    """
    if record.segment or record.plural is not None or len(record.targets) != 1:
        return ()
    if not all(any(mark in text.rstrip() for mark in _ENDS) for text in (record.source, record.targets[0])):
        return ()
    sources = sentences_of(record.source, pair.source)
    targets = sentences_of(record.targets[0], pair.target)
    if len(sources) < 2 or len(sources) != len(targets):
        return ()
    pairs = tuple(zip(sources, targets, strict=True))
    return pairs if all(_fit(*one, pair.source) for one in pairs) else ()


def sentences_of(text: str, language: str) -> list[str]:
    """The sentences of a unit, taken apart as for translation."""
    working, _ = unwrap(text)
    at = find_accelerator(working)
    if at is not None:
        working = working[:at] + working[at + 1 :]
    placeables = find_placeables(working, language=language)
    return [part.text for part in split_structure(working, language, placeables) if part.is_sentence]


def _fit(source: str, target: str, language: str) -> bool:
    shorter, longer = sorted((len(source), len(target)))
    if longer > 20 and longer > _LONGEST_RATIO * max(shorter, 1):
        return False
    return all(
        target.count(p.text) == source.count(p.text)
        for p in find_placeables(source, language=language)
        if p.kind not in ("number", "name", "accelerator", "escape")
    )
