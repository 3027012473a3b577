"""From texts to candidates: structure → hide → engine → restore → verify → check, all texts a stage at a time."""

from __future__ import annotations

from pipeline.translation.texts import Progress, Translator, TranslationText, translate_texts

__all__ = ["Progress", "TranslationText", "Translator", "translate_texts"]
