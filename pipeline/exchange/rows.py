"""What goes out and comes back: one row for each text of a catalog, and how rows change the catalog they came from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.review.catalog import Catalog, Entry


class State(StrEnum):
    """Where a text stands, in the words of a spreadsheet."""

    REVIEWED = "reviewed"
    WAITING = "needs review"
    EMPTY = "untranslated"


@dataclass(frozen=True, slots=True)
class Row:
    """One text of an entry. ``form`` is its plural form, ``source`` the msgid, or for other forms the plural.

    ``msgid`` names the entry, with ``context``; ``mark`` is `mark_of` the entry when it went out: whether somebody
    has changed it since. ``line`` is where the row stands in the file that came back.
    """

    context: str | None
    msgid: str
    form: int
    source: str
    target: str
    state: State
    mark: str
    notes: tuple[str, ...] = ()
    reference: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """A text that came back and was not taken over, and why."""

    line: int
    source: str
    why: str


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalog with what came back: how many entries changed, how many became reviewed, what was left out."""

    catalog: Catalog
    changed: int
    reviewed: int
    conflicts: tuple[Conflict, ...]


def rows_of(catalog: Catalog) -> Iterator[Row]:
    """All texts of the live entries, in order."""
    for entry in catalog.entries:
        state = State.REVIEWED if entry.reviewed else State.EMPTY if entry.empty else State.WAITING
        reference = " ".join(f"{path}:{line}" if line else path for path, line in entry.references[:3])
        notes = (*entry.extracted, *entry.notes, *entry.comments)
        for form, target in enumerate(entry.translations):
            source = entry.source if form == 0 or entry.plural is None else entry.plural
            yield Row(
                entry.context, entry.source, form, source, target, state, mark_of(entry), notes, reference
            )


def mark_of(entry: Entry) -> str:
    """Eight characters that are others when the entry's texts or state have changed."""
    said = "\0".join((entry.plural or "", *entry.translations, "fuzzy" if entry.fuzzy else ""))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def merge_rows(catalog: Catalog, rows: Sequence[Row]) -> Merged:
    """Bring texts and states that came back into the catalog.

    An entry that changed here since the rows went out is left as it is where the rows say something else, and so is
    one that is gone: both are conflicts. A text without the reviewer's word stays fuzzy; a reviewed entry can become
    fuzzy again, and an empty text never takes a text away.
    """
    entries = {entry.key: entry for entry in catalog.entries}
    groups: dict[tuple[str | None, str], list[Row]] = {}
    for row in rows:
        groups.setdefault((row.context, row.msgid), []).append(row)
    new: dict[tuple[str | None, str], Entry] = {}
    conflicts: list[Conflict] = []
    for key, group in groups.items():
        entry = entries.get(key)
        if entry is None:
            conflicts.append(Conflict(group[0].line, key[1], "this text is no longer in the catalog"))
            continue
        wanted, why = _wanted(entry, group)
        if wanted == entry:
            continue
        if why is None and mark_of(entry) != group[0].mark:
            why = "it was changed in the catalog after the export; the catalog's text stays"
        if why is not None:
            conflicts.append(Conflict(group[0].line, key[1], why))
        else:
            new[key] = wanted
    after = tuple(new.get(entry.key, entry) for entry in catalog.entries)
    reviewed = sum(entry.reviewed and not entries[key].reviewed for key, entry in new.items())
    return Merged(replace(catalog, entries=after), len(new), reviewed, tuple(conflicts))


def _wanted(entry: Entry, rows: Sequence[Row]) -> tuple[Entry, str | None]:
    """The entry as the rows have it, and what is wrong with them."""
    forms = {row.form: row for row in rows}
    if len(forms) < len(rows):
        return replace(entry, translations=()), "it came back twice"
    if set(forms) - set(range(len(entry.translations))):
        return replace(entry, translations=()), "it has another number of plural forms in the catalog"
    texts = tuple(
        forms[form].target if form in forms else text for form, text in enumerate(entry.translations)
    )
    if not any(texts) or any(
        before and not after for before, after in zip(entry.translations, texts, strict=True)
    ):
        return (
            (entry, None)
            if not any(texts)
            else (replace(entry, translations=texts), "a text came back empty")
        )
    reviewed = all(row.state is State.REVIEWED for row in rows) and (
        len(forms) == len(texts) or entry.reviewed
    )
    if texts == entry.translations and reviewed == entry.reviewed:
        return entry, None
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    if not reviewed or not all(texts):
        return replace(entry, translations=texts, flags=("fuzzy", *flags)), None
    return (
        replace(
            entry, translations=texts, flags=flags, notes=(),
            previous_context=None, previous_source=None, previous_plural=None,
        ),
        None,
    )  # fmt: skip
