"""Bring a catalog and its document together: what stays, what changed, what must be translated.

Pure functions. `plan` looks, `apply` writes the result as a new catalog; between the two somebody
translates ``MergePlan.needed``. Law 5: the text of a reviewed entry is never changed; it can only move,
to ``#~``, or under ``fuzzy`` with ``#|`` when its source changed a little.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Candidate, Document, Unit
from pipeline.review.catalog import NOTE_PREFIX, Catalog, Entry, Key
from pipeline.review.comments import failed_with, machine_made
from pipeline.review.fates import NEEDING, Fate, MergePlan, Message
from pipeline.review.format import comment_lines
from pipeline.review.header import plural_forms_of, singular_form_of
from pipeline.review.outcome import as_obsolete, outcome
from pipeline.review.po import parse_catalog
from pipeline.review.predecessors import find_predecessors
from pipeline.review.similar import Nearness

__all__ = ["Candidates", "Fate", "MergePlan", "Message", "apply", "plan"]

Candidates = Mapping[Key, Sequence[Candidate]]
"""For each key one candidate per plural form, or one."""


def plan(
    existing: Catalog | None,
    document: Document,
    *,
    target: str = "",
    model: str = "",
    force_machine: bool = False,
    outdated: Collection[Key] = (),
    references: str = "line",
) -> MergePlan:
    """Compare a document with the catalog that is there (None: there is none).

    ``target`` is the catalog's language: translations that an input catalog has in it are taken over.
    ``model`` is the `comments.engine_name` of the model at hand: an empty entry is tried again unless
    this one has failed on it. ``force_machine`` has fuzzy machine text translated again, ``outdated`` only that of some messages. ``references``
    says what ``#:`` comments hold: ``line`` (path and line), ``file`` (the path alone) or ``none``.
    """
    grouped = _group(document, references)
    old = {entry.key: entry for entry in existing.entries} if existing else {}
    obsolete = {entry.key: entry for entry in existing.obsolete} if existing else {}
    made_for = {
        (entry.previous_context, entry.previous_source): entry
        for entry in obsolete.values()
        if entry.fuzzy and entry.previous_source is not None
    }
    imported = _imported(document) if target and document.translation_language == target else {}
    found: dict[Key, tuple[Fate, Entry | None]] = {}
    searching: list[Entry] = []
    for key, (_, entry) in grouped.items():
        human = imported.get(key)
        here = old.get(key)
        if here is not None:
            if human is not None and not here.reviewed and (here.empty or machine_made(here)):
                found[key] = (Fate.RESTORED, human)
            else:
                found[key] = _fate_of_known(here, entry, model, force_machine or key in outdated)
        elif key in obsolete:
            found[key] = _fate_of_obsolete(obsolete[key], entry)
        elif human is not None:
            found[key] = (Fate.RESTORED, human)
        elif key in made_for:
            found[key] = (Fate.MOVED, made_for[key])
        else:
            searching.append(entry)
    gone = [entry for key, entry in old.items() if key not in grouped and not entry.empty]
    taken: set[Key] = set()
    if searching and gone:
        order = [entry.key for entry in existing.entries] if existing else []
        for key, (near, before) in find_predecessors(searching, gone, order, list(grouped)).items():
            moves = near is Nearness.NEAR and not machine_made(before)
            found[key] = (Fate.MOVED if moves else Fate.CHANGED, before)
            if moves:
                taken.add(before.key)
    messages = tuple(
        Message(unit, entry, *found.get(key, (Fate.NEW, None))) for key, (unit, entry) in grouped.items()
    )
    return MergePlan(messages, tuple(entry for entry in gone if entry.key not in taken), existing)


def is_at_rest(planned: MergePlan, result: Catalog, model: str) -> bool:
    """Whether a plan for ``result``, the outcome of ``planned`` on the disk, would need no translation."""
    entries = {entry.key: entry for entry in result.entries}
    fates = (
        _fate_of_known(entries[message.entry.key], message.entry, model, False)[0]
        for message in planned.messages
    )
    return not any(fate in NEEDING for fate in fates)


def apply(plan: MergePlan, candidates: Candidates, *, target: str, headers: Mapping[str, str]) -> Catalog:
    """The catalog that a plan leads to. A needed message without candidate is left empty.

    ``headers`` count for the number of plural forms and become the catalog's; see `header`.
    """
    forms, singular = plural_forms_of(headers, target), singular_form_of(headers, target)
    entries = tuple(
        outcome(message, candidates.get(message.entry.key, ()), forms, singular) for message in plan.messages
    )
    live = {entry.key for entry in entries}
    before = plan.existing.obsolete if plan.existing else ()
    obsolete = {entry.key: entry for entry in before if entry.key not in live}
    for entry in plan.vanished:
        if not machine_made(entry):
            obsolete[entry.key] = as_obsolete(entry)
    base = plan.existing or Catalog()
    return replace(base, headers=dict(headers), entries=entries, obsolete=tuple(obsolete.values()))


def _group(document: Document, references: str) -> dict[Key, tuple[Unit, Entry]]:
    """The distinct messages in document order; equal ones are one with several references."""
    units: dict[Key, list[Unit]] = {}
    for unit in document.units:
        if unit.text:
            units.setdefault(unit.key, []).append(unit)
    return {
        key: (_representative(same), _source_side(same, document.path, references))
        for key, same in units.items()
    }


def _representative(same: Sequence[Unit]) -> Unit:
    if len(same) == 1:
        return same[0]
    return next((unit for unit in same if unit.plural is not None), same[0])


def _source_side(same: Sequence[Unit], path: str, mode: str) -> Entry:
    unit = _representative(same)
    references = [place for one in same for place in one.references or ((path, one.line),)]
    if len(references) > 1:
        references = _once_where_spaced(references)
    if mode != "line":
        references = [(name, 0) for name, _ in references] if mode == "file" else []
    said = [text for one in same for text in (one.kind, *one.comments) if text]
    extracted = [line for text in said for line in comment_lines(text)]
    flags = [flag for one in same for flag in one.flags if flag != "fuzzy"]
    return Entry(
        context=unit.context,
        source=unit.text,
        plural=unit.plural,
        flags=tuple(dict.fromkeys(flags)),
        references=tuple(dict.fromkeys(references)) if len(references) > 1 else tuple(references),
        extracted=tuple([line for line in dict.fromkeys(extracted) if not line.startswith(NOTE_PREFIX)]),
        comments=tuple([line for text in unit.translator_comments for line in comment_lines(text)]),
    )


def _once_where_spaced(references: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Files with a space in their name once: msgcat 0.21 (so Poedit, on save) damages a second reference."""
    seen: set[str] = set()
    kept = []
    for path, line in references:
        if " " in path and path in seen:
            continue
        seen.add(path)
        kept.append((path, line))
    return kept


def _imported(document: Document) -> dict[Key, Entry]:
    """What the input catalog has itself in the target language; with ``#|``, where its text is at hand."""
    known: dict[Key, Entry] = {}
    if document.format == "po":
        known = {entry.key: entry for entry in parse_catalog(document.source, document.path).entries}
    found: dict[Key, Entry] = {}
    for unit in document.units:
        if any(unit.translations):
            entry = Entry(
                context=unit.context,
                source=unit.text,
                plural=unit.plural,
                translations=unit.translations,
                flags=("fuzzy",) if unit.fuzzy else (),
                comments=tuple(line for text in unit.translator_comments for line in comment_lines(text)),
            )
            before = known.get(unit.key, entry)
            found[unit.key] = replace(
                entry,
                previous_context=before.previous_context,
                previous_source=before.previous_source,
                previous_plural=before.previous_plural,
            )
    return found


def obsolete_of(document: Document) -> tuple[Entry, ...]:
    """The ``#~`` entries of a document that is a PO file; other catalogs have none."""
    if document.format != "po":
        return ()
    return parse_catalog(document.source, document.path).obsolete


def _fate_of_known(here: Entry, entry: Entry, model: str, force_machine: bool) -> tuple[Fate, Entry]:
    if here.plural != entry.plural and not here.empty:
        return (Fate.CHANGED if machine_made(here) else Fate.MOVED), here
    if here.empty:
        tried = failed_with(here.notes, model) and not force_machine
        return (Fate.KEPT if tried and here.plural == entry.plural else Fate.RETRY), here
    if force_machine and machine_made(here):
        return Fate.RETRY, here
    return Fate.KEPT, here


def _fate_of_obsolete(old: Entry, entry: Entry) -> tuple[Fate, Entry]:
    return (Fate.RESTORED if old.plural == entry.plural else Fate.MOVED), old
