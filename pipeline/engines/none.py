"""No machine translation: PO files for translation by hand. Serves every pair with nothing."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.engines.base import BLANK, EveryPair
from pipeline.model import Hypotheses, LanguagePair


class NoEngine:
    """Answers every sentence with no hypotheses; the entry stays empty for the translator."""

    name = "none"

    def available(self) -> str | None:
        return None

    def pairs(self) -> EveryPair:
        return EveryPair()

    def model_id(self, pair: LanguagePair) -> str:
        return ""

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> list[Hypotheses]:
        return [() if text.strip() else BLANK for text in sentences]

    def close(self) -> None:
        """Nothing to free."""
