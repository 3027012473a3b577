"""What a PO file holds: `Entry` and `Catalog`. Data only, no reading and no writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

NOTE_PREFIX = "locpipe: "
"""What our own ``#.`` lines begin with (po-files 2)."""

Key = tuple[str | None, str]
"""``(msgctxt, msgid)``: what makes an entry unique. None is no context, which differs from ``""``."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of a catalog.

    ``translations`` has one text per plural form, and exactly one where ``plural`` is None.
    ``references`` are ``(path, line)``, line 0 = no line. ``extracted`` are the ``#.`` lines that are
    not ours; ``notes`` are ours, without their prefix; ``comments`` are the ``# `` lines, which belong
    to humans. ``line`` is where the ``msgid`` stands in the file it was read from (0: nowhere); it
    takes no part in comparisons. An obsolete entry (``#~``) has no references, no ``#.`` lines and no
    flag but ``fuzzy``: gettext keeps none of them.
    """

    context: str | None
    source: str
    plural: str | None = None
    translations: tuple[str, ...] = ("",)
    flags: tuple[str, ...] = ()
    references: tuple[tuple[str, int], ...] = ()
    extracted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    previous_context: str | None = None
    previous_source: str | None = None
    previous_plural: str | None = None
    obsolete: bool = False
    line: int = field(default=0, compare=False)

    @property
    def key(self) -> Key:
        """``(msgctxt, msgid)``."""
        return (self.context, self.source)

    @property
    def fuzzy(self) -> bool:
        """Whether the entry waits for a human."""
        return "fuzzy" in self.flags

    @property
    def translated(self) -> bool:
        """Whether every form has text, fuzzy or not."""
        return all(self.translations) and bool(self.translations)

    @property
    def reviewed(self) -> bool:
        """Text in every form and no ``fuzzy``: the text belongs to a human."""
        return self.translated and not self.fuzzy

    @property
    def empty(self) -> bool:
        """Whether no form has text."""
        return not any(self.translations)


@dataclass(frozen=True, slots=True)
class Catalog:
    """One PO file.

    ``comments`` are the ``# `` lines above the header entry, ``headers`` its fields in order (a
    continuation line is in the value after ``\\n``), ``header_fuzzy`` its flag. ``newline`` is the line
    end of the file; texts hold ``\\n`` whatever it is. ``trailing`` are ``# `` lines after the last entry.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    obsolete: tuple[Entry, ...] = ()
    comments: tuple[str, ...] = ()
    header_fuzzy: bool = False
    newline: str = "\n"
    trailing: tuple[str, ...] = ()

    def with_entries(self, entries: tuple[Entry, ...], obsolete: tuple[Entry, ...]) -> Catalog:
        """The same file with other messages."""
        return replace(self, entries=entries, obsolete=obsolete)
