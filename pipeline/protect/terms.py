"""Find the glossary terms that are words of a text: also behind an accelerator, never inside code or an address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.model import Placeable, TermHit
from pipeline.protect.accelerators import find_accelerator
from pipeline.protect.icu import icu_spans
from pipeline.protect.placeables import SOFT_KINDS, find_placeables


def _cuts(hit: TermHit, placeable: Placeable) -> bool:
    """Whether some of a term's words, or all, stand in a placeable that is not a part of the term."""
    meets = placeable.start < hit.end and hit.start < placeable.end
    return meets and not (hit.start <= placeable.start and placeable.end <= hit.end)


def find_terms(
    text: str,
    find: Callable[[str], Sequence[TermHit]],
    known: Sequence[Placeable] = (),
    language: str = "en",
) -> tuple[TermHit, ...]:
    """The hits of ``find`` in a text, without those in what stays as it is: ``file.txt`` has no "file".

    A term that is a whole placeable, or has one in it, is a term. An accelerator mark is no letter:
    ``_File`` and ``Fi&le`` have "File", and the offsets of the hit are those of ``text``, mark included.

    Args:
        find: gives the hits of a text, in order.
        known: placeables that the document's format is sure of.
        language: of the text.
    """
    at = find_accelerator(text) if not known else None
    bare = text if at is None else text[:at] + text[at + 1 :]
    hits = find(bare)
    if not hits:
        return ()
    icu = icu_spans(bare)
    leaves = [(s.start, s.end) for s in icu if s.is_text] if icu else None
    kept = [p for p in find_placeables(bare, known, (), leaves, language) if p.kind not in SOFT_KINDS]
    hits = [
        hit
        for hit in hits
        if not any(_cuts(hit, p) for p in kept)
        and (leaves is None or any(start <= hit.start and hit.end <= end for start, end in leaves))
    ]
    if at is not None:
        hits = [
            replace(hit, start=hit.start + (hit.start >= at), end=hit.end + (hit.end > at)) for hit in hits
        ]
    return tuple(hits)
