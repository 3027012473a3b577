"""The entry that each message of a plan becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Candidate, Origin
from pipeline.review.catalog import Entry
from pipeline.review.comments import (
    KEPT_FROM_PREVIOUS,
    TRANSLATED_AFRESH,
    edited_by_hand,
    machine_made,
    made_for_previous,
    notes_of,
    notes_once_edited,
    signed,
)
from pipeline.review.fates import Fate, Message
from pipeline.review.format import comment_lines


def outcome(message: Message, made: Sequence[Candidate], forms: int, singular: int) -> Entry:
    """The entry of a message; ``made`` are its candidates.

    ``forms`` is the number of plural forms of the language, ``singular`` which of them is for one thing.
    """
    old, entry = message.old, message.entry
    if message.fate is Fate.KEPT and old is not None:
        return _kept(old, entry)
    if message.fate is Fate.RESTORED and old is not None:
        return _kept(replace(old, obsolete=False, line=0), entry)
    if message.fate is Fate.MOVED and old is not None:
        return _moved(old, entry, forms)
    return _translated(message, made, forms, singular)


def _kept(old: Entry, entry: Entry) -> Entry:
    """The old entry with the document's references, comments and flags; reviewed: without our notes."""
    reviewed = old.reviewed
    flags = _flags(old, entry)
    notes = () if reviewed else notes_once_edited(old)
    unmoved = (old.references, old.extracted) == (entry.references, entry.extracted)
    if unmoved and (old.flags, old.notes) == (flags, notes) and (old.previous_source is None or not reviewed):
        return old
    return replace(
        old,
        flags=flags,
        references=entry.references,
        extracted=entry.extracted,
        notes=notes,
        previous_context=None if reviewed else old.previous_context,
        previous_source=None if reviewed else old.previous_source,
        previous_plural=None if reviewed else old.previous_plural,
    )


def _flags(old: Entry, entry: Entry) -> tuple[str, ...]:
    """The document decides on format flags, a human on the others; in msgcat's order."""
    kept = [flag for flag in old.flags if not flag.endswith("-format")]
    return tuple(sorted(dict.fromkeys([*kept, *entry.flags]), key=_flag_rank))


def _flag_rank(flag: str) -> int:
    """msgcat writes ``fuzzy``, then formats, then ranges, then how to wrap."""
    if flag == "fuzzy":
        return 0
    if flag.endswith("-format"):
        return 1
    return 3 if flag in ("wrap", "no-wrap") else 2


def _moved(old: Entry, entry: Entry, forms: int) -> Entry:
    """A human translation under a changed source: fuzzy, with the source that it was made for."""
    made_for = old
    if old.previous_source is not None and made_for_previous(
        old
    ):  # it had moved before, and nobody has looked since
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


def _translated(message: Message, made: Sequence[Candidate], forms: int, singular: int) -> Entry:
    entry, old = message.entry, message.old
    count = 1 if entry.plural is None else forms
    texts = tuple(_ends_like(entry.source, text) for text in _spread([c.text for c in made], count, singular))
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
        notes=(
            *((TRANSLATED_AFRESH,) if message.fate is Fate.CHANGED else ()),
            *signed(notes_of(made), texts if usable else ()),
        ),
    )


def _spread(texts: list[str], count: int, singular: int) -> list[str]:
    """One text per plural form, of a singular and a plural: the plural serves every form but one."""
    if not texts or count == 1:
        return texts[-1:]
    if len(texts) == count and count > 2:
        return texts
    return [texts[0] if form == singular else texts[-1] for form in range(count)]


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


def as_obsolete(entry: Entry) -> Entry:
    """A human's translation without a source: ``#~`` has no references, notes or other flags."""
    if edited_by_hand(entry):  # ``#|`` would say, without the notes, that the text was made for that source
        entry = replace(entry, previous_context=None, previous_source=None, previous_plural=None)
    return replace(
        entry,
        obsolete=True,
        flags=("fuzzy",) if entry.fuzzy else (),
        references=(),
        extracted=(),
        notes=(),
        line=0,
    )
