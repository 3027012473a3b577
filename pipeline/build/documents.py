"""Choose the text of each unit of a localized document; rendering it is the format's work."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Document
from pipeline.review.catalog import Catalog


@dataclass(frozen=True, slots=True)
class Chosen:
    """The texts of a document in one language.

    ``translations`` has one item per unit, None where the source stands in; ``forms`` has all plural
    forms of those. ``reviewed`` and ``fuzzy`` count the units whose text is one, ``fallback`` the others.
    """

    translations: tuple[str | None, ...]
    forms: tuple[tuple[str, ...] | None, ...]
    reviewed: int
    fuzzy: int
    fallback: int


def choose_texts(catalog: Catalog | None, document: Document, *, use_fuzzy: bool = False) -> Chosen:
    """The reviewed text of each unit; with ``use_fuzzy`` also what waits for review; else nothing.

    An entry counts only where it has the unit's plural, too, and text in every form.
    """
    known = {entry.key: entry for entry in catalog.entries} if catalog else {}
    forms: list[tuple[str, ...] | None] = []
    reviewed = fuzzy = 0
    for unit in document.units:
        entry = known.get(unit.key)
        if entry is None or not entry.translated or (entry.plural is None) != (unit.plural is None):
            forms.append(None)
        elif entry.reviewed:
            forms.append(entry.translations)
            reviewed += 1
        elif use_fuzzy:
            forms.append(entry.translations)
            fuzzy += 1
        else:
            forms.append(None)
    return Chosen(
        translations=tuple(texts[0] if texts else None for texts in forms),
        forms=tuple(forms),
        reviewed=reviewed,
        fuzzy=fuzzy,
        fallback=len(forms) - reviewed - fuzzy,
    )
