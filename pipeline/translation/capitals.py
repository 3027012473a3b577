"""Text in capitals: given to the engine in small letters, and set in capitals again.

Engines are trained on running text: "DO NOT OPEN THE DOOR" came back as "Não O ABERTA".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Placeable

_WORD = re.compile(r"[^\W\d_]{2,}")


def is_shouted(text: str, placeables: Sequence[Placeable]) -> bool:
    """Whether the words outside placeables are two or more, all in capitals: one may be an acronym."""
    words = _WORD.findall(_outside(text, placeables))
    return len(words) > 1 and all(word.isupper() for word in words) and max(map(len, words)) > 3


def _outside(text: str, placeables: Sequence[Placeable]) -> str:
    pieces = []
    position = 0
    for placeable in placeables:
        pieces.append(text[position : placeable.start])
        position = placeable.end
    return " ".join([*pieces, text[position:]])


def whisper(text: str, placeables: Sequence[Placeable]) -> str | None:
    """The text in small letters with a capital at its beginning, placeables as they are; every offset stays.

    None where small letters would take another number of code points.
    """
    pieces = []
    position = 0
    for placeable in placeables:
        pieces += [text[position : placeable.start].lower(), placeable.text]
        position = placeable.end
    lowered = "".join([*pieces, text[position:].lower()])
    if len(lowered) != len(text):
        return None
    first = next((i for i, c in enumerate(lowered) if c.isalpha()), None)
    if first is None or any(p.start <= first < p.end for p in placeables):
        return lowered
    return lowered[:first] + text[first] + lowered[first + 1 :]


def shout(text: str, kept: Sequence[str]) -> str:
    """The text in capitals, without the spans in ``kept``."""
    if not kept:
        return text.upper()
    pattern = "|".join(re.escape(span) for span in sorted(set(kept), key=len, reverse=True))
    return "".join(
        piece if number % 2 else piece.upper() for number, piece in enumerate(re.split(f"({pattern})", text))
    )
