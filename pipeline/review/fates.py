"""What a merge decides: the fate of each message, and the plan that they make."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import Unit
from pipeline.review.catalog import Catalog, Entry


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


NEEDING = frozenset({Fate.RETRY, Fate.CHANGED, Fate.NEW})
"""The fates whose text must come from the translator."""


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
        return tuple(message.unit for message in self.messages if message.fate in NEEDING)

    def count(self, *fates: Fate) -> int:
        """How many messages have one of these fates."""
        return sum(message.fate in fates for message in self.messages)
