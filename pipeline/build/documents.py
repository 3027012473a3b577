"""Choose the text of each unit of a localized document, and leave out those that cannot be built in.

Rendering is the format's work.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.errors import DocumentError
from pipeline.model import Document
from pipeline.review.catalog import Catalog

Text = str | tuple[str, ...] | None
"""What stands for a unit: its text, a plural's texts, or None for the source."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The texts of a document in one language.

    ``translations`` has one item per unit, None where the source stands in, all forms of a plural;
    ``forms`` has the forms of each, one where there is no plural. ``reviewed`` and ``fuzzy`` count the units whose text is one, ``fallback`` the others;
    ``fuzzy_units`` are the indices of the fuzzy ones.
    """

    translations: tuple[Text, ...]
    forms: tuple[tuple[str, ...] | None, ...]
    reviewed: int
    fuzzy: int
    fallback: int
    fuzzy_units: frozenset[int] = frozenset()


def choose_texts(catalog: Catalog | None, document: Document, *, use_fuzzy: bool = False) -> Chosen:
    """The reviewed text of each unit; with ``use_fuzzy`` also what waits for review; else nothing.

    An entry counts only where it has the unit's plural, too, and text in every form.
    """
    known = {entry.key: entry for entry in catalog.entries} if catalog else {}
    forms: list[tuple[str, ...] | None] = []
    reviewed = 0
    fuzzy: set[int] = set()
    for index, unit in enumerate(document.units):
        entry = known.get(unit.key)
        if entry is None or not entry.translated or (entry.plural is None) != (unit.plural is None):
            forms.append(None)
        elif entry.reviewed:
            forms.append(entry.translations)
            reviewed += 1
        elif use_fuzzy:
            forms.append(entry.translations)
            fuzzy.add(index)
        else:
            forms.append(None)
    return Chosen(
        translations=tuple(
            texts[0] if texts and unit.plural is None else texts
            for texts, unit in zip(forms, document.units, strict=True)
        ),
        forms=tuple(forms),
        reviewed=reviewed,
        fuzzy=len(fuzzy),
        fallback=len(forms) - reviewed - len(fuzzy),
        fuzzy_units=frozenset(fuzzy),
    )


Render = Callable[[Sequence[Text]], bytes]
"""Write a document with one text per unit; DocumentError when the result would be another document."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that cannot be built in: the index of its unit, a sentence about it, and why.

    ``unwritable`` is for characters that the document's encoding does not have.
    """

    unit: int
    reason: str
    unwritable: bool = False


def render_chosen(
    render: Render, document: Document, chosen: Chosen, refused: Sequence[Refused] = ()
) -> tuple[bytes, Chosen, list[Refused]]:
    """Return the document with the chosen texts, less those that would damage it, and these, in order.

    ``refused`` are known before. One call of ``render`` where all is well. Otherwise the guilty texts are found by bisection: about
    2 log2(units) calls for each. Raises DocumentError when not even the source can be rendered.
    """
    refused = sorted([*refused, *_unwritable(document, chosen.translations)], key=lambda one: one.unit)
    left = _without(chosen, refused)
    try:
        data = render(left.translations)
    except DocumentError as error:
        data = render([None] * len(document.units))
        found, data = _bisect(render, left.translations, data, error)
        refused = sorted([*refused, *found], key=lambda one: one.unit)
        left = _without(chosen, refused)
    return data, left, refused


def _unwritable(document: Document, texts: Sequence[Text]) -> list[Refused]:
    found: list[Refused] = []
    if document.encoding.references:
        return found
    for index, text in enumerate(texts):
        try:
            "".join(text or "").encode(document.encoding.name)
        except UnicodeEncodeError as error:
            letter = error.object[error.start]
            reason = f"it has {letter!r} (U+{ord(letter):04X}), which {document.encoding.name} cannot write; convert the source document to UTF-8."
            found.append(Refused(index, reason, unwritable=True))
    return found


def _bisect(
    render: Render, texts: Sequence[Text], data: bytes, error: DocumentError
) -> tuple[list[Refused], bytes]:
    """Find the texts without which the document renders, and return them with that document.

    ``data`` is the document without any text, ``error`` is what came of it with all.
    """
    kept: list[Text] = [None] * len(texts)
    refused: list[Refused] = []
    waiting = [([index for index, text in enumerate(texts) if text is not None], error)]
    while waiting:
        group, why = waiting.pop()
        if len(group) == 1:
            refused.append(Refused(group[0], why.message))
            continue
        halves = group[: len(group) // 2], group[len(group) // 2 :]
        failed = []
        for half in halves:
            tried = list(kept)
            for index in half:
                tried[index] = texts[index]
            try:
                data = render(tried)
                kept = tried
            except DocumentError as fault:
                failed.append((half, fault))
        waiting += reversed(failed)
    return refused, data


def _without(chosen: Chosen, refused: Sequence[Refused]) -> Chosen:
    """The same choice with the source in the place of the refused texts."""
    out = {one.unit for one in refused}
    if not out:
        return chosen
    fuzzy = sum(index in out for index in chosen.fuzzy_units)
    return replace(
        chosen,
        translations=tuple(None if i in out else text for i, text in enumerate(chosen.translations)),
        forms=tuple(None if i in out else texts for i, texts in enumerate(chosen.forms)),
        reviewed=chosen.reviewed - (len(out) - fuzzy),
        fuzzy=chosen.fuzzy - fuzzy,
        fallback=chosen.fallback + len(out),
        fuzzy_units=chosen.fuzzy_units - out,
    )
