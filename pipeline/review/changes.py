"""What changed between two states of a catalog, entry by entry, in the words of a release."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.review.catalog import Catalog, Entry


class Change(StrEnum):
    """What happened to an entry; in the order in which a release manager wants to know."""

    LOST = "lost"
    RETRANSLATED = "retranslated"
    REVIEWED = "reviewed"
    TRANSLATED = "translated"
    NEW = "new"
    REWORDED = "reworded"
    REMOVED = "removed"


WORDS = {
    Change.LOST: "no longer reviewed",
    Change.RETRANSLATED: "translated anew by a person",
    Change.REVIEWED: "newly reviewed",
    Change.TRANSLATED: "translated, waiting for review",
    Change.NEW: "new in the source",
    Change.REWORDED: "reworded in the source",
    Change.REMOVED: "gone from the source",
}
"""Each as it stands in a summary."""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """A change of one entry; ``before`` or ``after`` is None where there was none."""

    kind: Change
    before: Entry | None
    after: Entry | None

    @property
    def entry(self) -> Entry:
        """The newer of the two."""
        found = self.after or self.before
        assert found is not None
        return found


def catalog_changes(before: Catalog, after: Catalog) -> list[EntryChange]:
    """The changes between two states, by kind and then in the order of the newer file.

    A message that is gone and another whose ``#|`` names it are one reworded message. Moved lines, comments and
    layout are no changes.
    """
    old = {entry.key: entry for entry in before.entries}
    new = {entry.key: entry for entry in after.entries}
    changes: list[EntryChange] = []
    followed: set[tuple[str | None, str]] = set()
    for entry in after.entries:
        former = old.get(entry.key)
        if former is not None:
            kind = _kind(former, entry)
            if kind is not None:
                changes.append(EntryChange(kind, former, entry))
            continue
        earlier = (
            entry.previous_context if entry.previous_context is not None else entry.context,
            entry.previous_source,
        )
        if entry.previous_source is not None and earlier in old and earlier not in new:
            key = (earlier[0], entry.previous_source)
            followed.add(key)
            changes.append(EntryChange(Change.REWORDED, old[key], entry))
        else:
            changes.append(EntryChange(Change.NEW, None, entry))
    changes += [
        EntryChange(Change.REMOVED, entry, None)
        for entry in before.entries
        if entry.key not in new and entry.key not in followed
    ]
    order = list(Change)
    return sorted(changes, key=lambda one: order.index(one.kind))


def _kind(before: Entry, after: Entry) -> Change | None:
    """What happened to an entry that is in both states."""
    if before.reviewed and not after.reviewed:
        return Change.LOST
    if after.reviewed:
        if not before.reviewed:
            return Change.REVIEWED
        return Change.RETRANSLATED if before.translations != after.translations else None
    if after.translated and before.translations != after.translations:
        return Change.TRANSLATED
    return None
