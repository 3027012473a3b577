"""Which units of a document an entry of another tool is the translation of.

Tools cut documents differently: po4a keeps the lines of a paragraph and takes a table for one text, mdpo joins
lines. Three looks, the strictest first: the same text; the same but for white space; and both sides read as pieces
of a document, whose units then pair one to one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from pipeline.errors import FileError
from pipeline.model import Document, Unit
from pipeline.review.catalog import Entry, Key
from pipeline.review.comments import also_reviewed
from pipeline.review.outcome import as_obsolete

Pieces = Callable[[str], Sequence[Unit]]
"""Reads a text as if it were a whole document of the format at hand."""

_BLANK = re.compile(r"\s+")


@dataclass(slots=True)
class Matched:
    """What became of the entries for one document and language.

    ``entries`` are live ones by the key of their unit, ``left`` those without a unit that a human wrote (as
    obsolete ones), ``places`` says for each entry that found its place which units it became.
    """

    entries: dict[Key, Entry] = field(default_factory=dict)
    left: list[Entry] = field(default_factory=list)
    places: dict[Key, tuple[Key, ...]] = field(default_factory=dict)


def match_entries(entries: Iterable[Entry], document: Document, read: Pieces) -> Matched:
    """Pair the translated entries with the document's units.

    Where two entries are for one unit the reviewed one counts, then the first. ``read`` may raise FileError
    for a text that is no document.
    """
    units = {unit.key: unit for unit in document.units}
    alike: dict[tuple[str | None, str], Unit] = {}
    for unit in document.units:
        alike.setdefault((unit.context, _bare(unit.text)), unit)
    matched = Matched()
    for entry in entries:
        if entry.empty:
            continue
        pairs = _pairs(entry, units, alike, read)
        if not pairs:
            matched.left.append(as_obsolete(entry))
            continue
        matched.places[entry.key] = tuple(unit.key for unit, _ in pairs)
        for unit, texts in pairs:
            known = matched.entries.get(unit.key)
            if known is None or (entry.reviewed and not known.reviewed):
                matched.entries[unit.key] = _for_unit(entry, unit, texts)
            elif entry.reviewed and known.translations != texts:
                said = also_reviewed(texts)
                if said not in known.comments:
                    matched.entries[unit.key] = replace(known, comments=(*known.comments, said))
    return matched


def _pairs(
    entry: Entry, units: dict[Key, Unit], alike: dict[Key, Unit], read: Pieces
) -> list[tuple[Unit, tuple[str, ...]]]:
    unit = units.get(entry.key)
    if unit is not None and (unit.plural is not None) == (entry.plural is not None):
        return [(unit, entry.translations)]
    if entry.plural is not None:
        return []
    unit = alike.get((entry.context, _bare(entry.source)))
    if unit is not None and unit.plural is None:
        return [(unit, (_laid_like(unit.text, entry.translations[0]),))]
    for cut in (read, _cells):
        try:
            sources, targets = cut(entry.source), cut(entry.translations[0])
        except FileError:
            continue
        found = [units.get(one.key) or alike.get((one.context, _bare(one.text))) for one in sources]
        whole = [place for place in found if place is not None]
        kinds = [one.kind for one in sources], [one.kind for one in targets]
        if whole and len(whole) == len(found) and kinds[0] == kinds[1]:
            return [(place, (target.text,)) for place, target in zip(whole, targets, strict=True)]
    return []


def _cells(text: str) -> list[Unit]:
    """The cells of a Markdown table whose lines po4a has joined."""
    cells = [cell.strip() for cell in text.split("|")] if text.count("|") > 1 else []
    return [Unit(cell, 1) for cell in cells if cell.strip("-: ")]


def _for_unit(entry: Entry, unit: Unit, texts: tuple[str, ...]) -> Entry:
    return replace(
        entry,
        context=unit.context,
        source=unit.text,
        plural=unit.plural,
        translations=texts,
        obsolete=False,
        line=0,
    )


def _bare(text: str) -> str:
    return _BLANK.sub(" ", text).strip()


def _laid_like(source: str, text: str) -> str:
    """The text with its lines joined where the source has one line only, and without blanks at its ends."""
    return text.strip() if "\n" in source else _BLANK.sub(" ", text).strip()
