"""Pseudo-localization: readable nonsense that shows layout, encoding and hard-coded-text faults. No model.

``Save file`` → ``⟦Ŝàṽé ḟîļé ···⟧``: accents on the letters, a third more length, brackets at both
ends so that a clipped or glued text shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.engines.base import BLANK, EveryPair
from pipeline.model import Hypotheses, Hypothesis, LanguagePair

EXPANSION = 0.35
"""Added length: what German or Portuguese adds to short English interface text."""

_ACCENTED = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÀƁÇĐÉḞĜĤÎĴĶĻṀÑÖÞǪŔŜŢÛṼŴẊÝẐàƀçđéḟĝĥîĵķļṁñöþǫŕŝţûṽŵẋýẑ",
)

# The tokens that protect puts in, some of them glued to words: they stay as they are.
_WORD = re.compile(r"\S+")
_TOKEN = re.compile(r"(99\d{4}|X-\d+|TERM\d+|\[\d+\]|Xq\d+|X\d+X)")
_PADDING = "·"


def pseudo_localize(text: str) -> str:
    """Accent, lengthen and bracket a text. Outer white space, the tokens of placeables and words with
    digits (names, versions) stay as they are.
    """
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    pieces = _TOKEN.split(core)
    changed = "".join(piece if turn % 2 else _WORD.sub(_accented, piece) for turn, piece in enumerate(pieces))
    padding = _PADDING * max(1, round(len(core) * EXPANSION) - 3)
    return f"{text[:start]}⟦{changed} {padding}⟧{text[start + len(core) :]}"


def _accented(word: re.Match[str]) -> str:
    return word[0] if any(map(str.isdigit, word[0])) else word[0].translate(_ACCENTED)


class PseudoEngine:
    """Serves every pair with `pseudo_localize`."""

    name = "pseudo"
    linguistic = False

    def available(self) -> str | None:
        return None

    def pairs(self) -> EveryPair:
        return EveryPair()

    def model_id(self, pair: LanguagePair) -> str:
        return "pseudo-localization 1"

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> list[Hypotheses]:
        return [(Hypothesis(pseudo_localize(text)),) if text.strip() else BLANK for text in sentences]

    def close(self) -> None:
        """Nothing to free."""
