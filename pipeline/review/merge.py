"""Bring a catalog and its document together: what stays, what changed, what must be translated.

Pure functions. `plan` looks, `apply` writes the result as a new catalog; between the two somebody
translates ``MergePlan.needed``. Law 5: the text of a reviewed entry is never changed; it can only move,
to ``#~``, or under ``fuzzy`` with ``#|`` when its source changed a little.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.model import Candidate, Document, Origin, Unit
from pipeline.review.catalog import NOTE_PREFIX, Catalog, Entry, Key
from pipeline.review.comments import KEPT_FROM_PREVIOUS, failed_with, machine_made, notes_of
from pipeline.review.format import comment_lines
from pipeline.review.header import plural_forms_of
from pipeline.review.predecessors import find_predecessors
from pipeline.review.similar import Nearness

Candidates = Mapping[Key, Sequence[Candidate]]
"""For each key one candidate per plural form, or one."""


class Fate(StrEnum):
    """What becomes of a message of the document."""

    KEPT = "kept"
    """It is in the catalog; text and flags stay."""
    RETRY = "retry"
    """It is in the catalog, and a machine shall translate it (again)."""
    MOVED = "moved"
    """Its source changed a little; the human translation of the old one stays, fuzzy."""
    CHANGED = "changed"
    """Its source changed too much for that: translated afresh, the old source is shown."""
    RESTORED = "restored"
    """A human translation of it was kept as obsolete, or came with the input catalog."""
    NEW = "new"
    """Never seen: translated."""


@dataclass(frozen=True, slots=True)
class Message:
    """One distinct message of the document and what becomes of it.

    ``entry`` has the source side of the result, with an empty translation. ``old`` is the entry that it
    continues: itself (KEPT, RETRY), its predecessor (MOVED, CHANGED), what is restored (RESTORED).
    """

    unit: Unit
    entry: Entry
    fate: Fate
    old: Entry | None = None


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What a run has to do for one catalog.

    ``messages`` are in document order, ``vanished`` the old entries that the document has no more (in
    their order, without those whose text moved), ``existing`` the catalog that was looked at.
    """

    messages: tuple[Message, ...]
    vanished: tuple[Entry, ...]
    existing: Catalog | None

    @property
    def needed(self) -> tuple[Unit, ...]:
        """The units whose text must come from the translator, one per key, in document order."""
        return tuple(message.unit for message in self.messages if message.fate in _TRANSLATED)

    def count(self, *fates: Fate) -> int:
        """How many messages have one of these fates."""
        return sum(message.fate in fates for message in self.messages)


_TRANSLATED = frozenset((Fate.RETRY, Fate.CHANGED, Fate.NEW))


def plan(
    existing: Catalog | None,
    document: Document,
    *,
    target: str = "",
    model: str = "",
    force_machine: bool = False,
) -> MergePlan:
    """Compare a document with the catalog that is there (None: there is none).

    ``target`` is the catalog's language: translations that an input catalog has in it are taken over.
    ``model`` is the `comments.engine_name` of the model at hand: an empty entry is tried again unless
    this one has failed on it. ``force_machine`` has fuzzy machine text translated again.
    """
    grouped = _group(document)
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
                found[key] = _fate_of_known(here, entry, model, force_machine)
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


def apply(plan: MergePlan, candidates: Candidates, *, target: str, headers: Mapping[str, str]) -> Catalog:
    """The catalog that a plan leads to. A needed message without candidate is left empty.

    ``headers`` count for the number of plural forms and become the catalog's; see `header`.
    """
    forms = plural_forms_of(headers, target)
    entries = tuple(_result(message, candidates, forms) for message in plan.messages)
    live = {entry.key for entry in entries}
    before = plan.existing.obsolete if plan.existing else ()
    obsolete = {entry.key: entry for entry in before if entry.key not in live}
    for entry in plan.vanished:
        if not machine_made(entry):
            obsolete[entry.key] = _as_obsolete(entry)
    base = plan.existing or Catalog()
    return replace(base, headers=dict(headers), entries=entries, obsolete=tuple(obsolete.values()))


def _group(document: Document) -> dict[Key, tuple[Unit, Entry]]:
    """The distinct messages in document order; equal ones are one with several references."""
    units: dict[Key, list[Unit]] = {}
    for unit in document.units:
        if unit.text:
            units.setdefault(unit.key, []).append(unit)
    return {key: (_representative(same), _source_side(same, document.path)) for key, same in units.items()}


def _representative(same: Sequence[Unit]) -> Unit:
    return next((unit for unit in same if unit.plural is not None), same[0])


def _source_side(same: Sequence[Unit], path: str) -> Entry:
    unit = _representative(same)
    references = [place for one in same for place in one.references or ((path, one.line),)]
    extracted = [line for one in same for text in (one.kind, *one.comments) for line in comment_lines(text)]
    flags = [flag for one in same for flag in one.flags if flag != "fuzzy"]
    return Entry(
        context=unit.context,
        source=unit.text,
        plural=unit.plural,
        flags=tuple(dict.fromkeys(flags)),
        references=tuple(dict.fromkeys(references)),
        extracted=tuple(line for line in dict.fromkeys(extracted) if not line.startswith(NOTE_PREFIX)),
        comments=tuple(line for text in unit.translator_comments for line in comment_lines(text)),
    )


def _imported(document: Document) -> dict[Key, Entry]:
    """What the input catalog has itself in the target language."""
    return {
        unit.key: Entry(
            context=unit.context,
            source=unit.text,
            plural=unit.plural,
            translations=unit.translations,
            flags=("fuzzy",) if unit.fuzzy else (),
            comments=tuple(line for text in unit.translator_comments for line in comment_lines(text)),
        )
        for unit in document.units
        if any(unit.translations)
    }


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


def _result(message: Message, candidates: Candidates, forms: int) -> Entry:
    old, entry = message.old, message.entry
    if message.fate is Fate.KEPT and old is not None:
        return _kept(old, entry)
    if message.fate is Fate.RESTORED and old is not None:
        return _kept(replace(old, obsolete=False, line=0), entry)
    if message.fate is Fate.MOVED and old is not None:
        return _moved(old, entry, forms)
    return _translated(message, candidates.get(entry.key, ()), forms)


def _kept(old: Entry, entry: Entry) -> Entry:
    """The old entry with the document's references, comments and flags; reviewed: without our notes."""
    reviewed = old.reviewed
    return replace(
        old,
        flags=_flags(old, entry),
        references=entry.references,
        extracted=entry.extracted,
        notes=() if reviewed else old.notes,
        previous_context=None if reviewed else old.previous_context,
        previous_source=None if reviewed else old.previous_source,
        previous_plural=None if reviewed else old.previous_plural,
    )


def _flags(old: Entry, entry: Entry) -> tuple[str, ...]:
    """The document decides on format flags, a human on the others."""
    kept = [flag for flag in old.flags if not flag.endswith("-format")]
    return tuple(sorted(dict.fromkeys([*kept, *entry.flags]), key=lambda flag: flag != "fuzzy"))


def _moved(old: Entry, entry: Entry, forms: int) -> Entry:
    """A human translation under a changed source: fuzzy, with the source that it was made for."""
    made_for = old
    if old.fuzzy and old.previous_source is not None:  # it had moved before, and nobody has looked since
        made_for = replace(
            old, context=old.previous_context, source=old.previous_source, plural=old.previous_plural
        )
    notes = [KEPT_FROM_PREVIOUS]
    translations = old.translations
    if entry.plural is None:
        notes += [f"earlier plural form {n}: {text}" for n, text in enumerate(translations[1:], 1)]
        translations = translations[:1]
    elif len(translations) != forms:
        translations = tuple(translations[min(n, len(translations) - 1)] for n in range(forms))
    back = made_for.key == entry.key and made_for.plural == entry.plural
    return replace(
        entry,
        translations=translations,
        flags=("fuzzy", *(flag for flag in _flags(old, entry) if flag != "fuzzy")),
        notes=tuple(line for text in notes for line in comment_lines(" ".join(text.split()))),
        comments=old.comments,
        previous_context=None if back else made_for.context,
        previous_source=None if back else made_for.source,
        previous_plural=None if back else made_for.plural,
    )


def _translated(message: Message, made: Sequence[Candidate], forms: int) -> Entry:
    entry, old = message.entry, message.old
    count = 1 if entry.plural is None else forms
    texts = tuple(_ends_like(entry.source, text) for text in _spread([c.text for c in made], count))
    usable = bool(texts) and all(texts)
    if message.fate is Fate.RETRY and old is not None:
        if not usable and old.plural == entry.plural and (not made or not old.empty):
            return _kept(old, entry)  # nothing better than what is there
        entry = replace(
            entry,
            flags=_flags(replace(old, flags=tuple(flag for flag in old.flags if flag != "fuzzy")), entry),
            comments=old.comments,
            previous_context=old.previous_context,
            previous_source=old.previous_source,
            previous_plural=old.previous_plural,
        )
    elif message.fate is Fate.CHANGED and old is not None:
        entry = replace(
            entry,
            comments=old.comments if machine_made(old) else entry.comments,
            previous_context=old.context,
            previous_source=old.source,
            previous_plural=old.plural,
        )
    if usable and all(candidate.origin is Origin.REVIEWED for candidate in made):
        return _kept(replace(entry, translations=texts), entry)
    return replace(
        entry,
        translations=texts if usable else ("",) * count,
        flags=("fuzzy", *entry.flags) if usable else entry.flags,
        notes=notes_of(made),
    )


def _spread(texts: list[str], count: int) -> list[str]:
    """One text per plural form: the first is the singular, the last serves all that follow."""
    if not texts or len(texts) == count:
        return texts
    if count == 1:
        return texts[-1:]
    return [texts[min(n, len(texts) - 1)] for n in range(count)]


def _ends_like(source: str, text: str) -> str:
    """The text beginning and ending with a line end exactly where its source does: msgfmt insists."""
    bare = text.strip("\n")
    if not bare or not source.strip("\n"):
        return bare
    return (
        "\n" * (len(source) - len(source.lstrip("\n")))
        + bare
        + "\n" * (len(source) - len(source.rstrip("\n")))
    )


def _as_obsolete(entry: Entry) -> Entry:
    """A human's translation without a source: ``#~`` has no references, notes or other flags."""
    return replace(
        entry,
        obsolete=True,
        flags=("fuzzy",) if entry.fuzzy else (),
        references=(),
        extracted=(),
        notes=(),
        line=0,
    )
