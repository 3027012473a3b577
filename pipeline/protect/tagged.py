"""Names that a tag marks in prose."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Placeable

_PROSE = 10  # words from which on a sentence is prose and not the text of an interface
_LOWER_WORD = re.compile(r"(?<!\w)[^\W\d_A-Z][^\W\d_]*")
_OUTSIDE = 3
"""Words in small letters that a sentence has outside of tags at least."""


_STRESSED_WORDS = """
not no never none nothing all any every each both only always must should may can cannot do don't is are was were will before
after and or but nor if unless more less same one two first last very too also now yes
"""
_STRESSED = frozenset(_STRESSED_WORDS.split())
"""English words that a tag stresses, often in capitals: no names."""


def tagged_names(text: str, placeables: Sequence[Placeable]) -> tuple[Placeable, ...]:
    """The names that a tag marks in a long sentence: ``<b>Japan</b>`` stays; in a short one it is a label.

    So it is where few words stand outside of tags: a menu, a trail of links. ``placeables`` are those of the
    sentence, paired.
    """
    if len(text.split()) < _PROSE:
        return ()
    if len(_LOWER_WORD.findall(_outside_of_tags(text, placeables))) < _OUTSIDE:
        return ()
    opening = {p.pair: p for p in placeables if p.role == "open" and p.pair >= 0 and p.text.startswith("<")}
    found = []
    for closing in placeables:
        start = opening[closing.pair].end if closing.role == "close" and closing.pair in opening else 0
        inner = text[start : closing.start]
        if (
            start > 0
            and text[: opening[closing.pair].start].strip()
            and inner == inner.strip() != ""
            and all(word[0].isupper() for word in inner.split())
            and not _STRESSED.issuperset(inner.casefold().split())
            and not any(p.start < closing.start and start < p.end for p in placeables)
        ):
            found.append(Placeable(start, closing.start, inner, "name"))
    return tuple(found)


def _outside_of_tags(text: str, placeables: Sequence[Placeable]) -> str:
    """The text without placeables and what stands between the tags of a pair."""
    ends = {p.pair: p.end for p in placeables if p.role == "close" and p.pair >= 0}
    spans = sorted((p.start, ends.get(p.pair, p.end)) for p in placeables)
    pieces, at = [], 0
    for start, end in spans:
        pieces.append(text[at:start])
        at = max(at, end)
    return " ".join([*pieces, text[at:]])
