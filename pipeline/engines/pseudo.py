"""Pseudo-localization: readable nonsense that shows layout, encoding and hard-coded-text faults. No model.

``Save file`` → ``⟦Ŝàvé fîļé ···⟧``: accents on the letters, a third more length, brackets at both
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
    "ÀƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŜŢÛṼŴẊÝŽàƀçđéƒĝĥîĵķļṁñöþǫŕŝţûṽŵẋýž",
)

# A word with a digit in it, or glued to one, may be a token that protect put in
# (990001, X-1, TERM1, Xq1, [1], X1X): it stays as it is.
_WORD = re.compile(r"\S+")
_PADDING = "·"


def pseudo_localize(text: str) -> str:
    """Accent, lengthen and bracket a text. Outer white space and words with digits stay as they are."""
    core = text.strip()
    if not core:
        return text
    start = text.index(core)
    changed = _WORD.sub(
        lambda word: (
            word.group() if any(map(str.isdigit, word.group())) else word.group().translate(_ACCENTED)
        ),
        core,
    )
    padding = _PADDING * max(1, round(len(core) * EXPANSION) - 3)
    return f"{text[:start]}⟦{changed} {padding}⟧{text[start + len(core) :]}"


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
