"""From texts to candidates: structure → hide → engine → restore → verify → check, all texts a stage at a time."""

from __future__ import annotations

from pipeline.translation.texts import Progress, TranslationText, Translator, translate_texts
from pipeline.translation.units import LooseTerm, MatcherFor, RouteFor, Translated, translate_units

__all__ = [
    "LooseTerm",
    "MatcherFor",
    "Progress",
    "RouteFor",
    "Translated",
    "TranslationText",
    "Translator",
    "translate_texts",
    "translate_units",
]
