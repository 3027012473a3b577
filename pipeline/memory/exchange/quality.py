"""Whether a pair from a stranger's file is worth remembering: its length, its languages, its placeholders."""

from __future__ import annotations

from pipeline.checks import CheckContext, run_checks
from pipeline.detect import detect
from pipeline.languages import base_language
from pipeline.memory.records import Record
from pipeline.model import LanguagePair, Severity
from pipeline.protect.placeables import find_placeables

_ENOUGH = 40  # letters from which on a language can be told
_SURE = 0.95  # confidence of another language
_CHECKS = frozenset({"placeables", "markup", "script", "numbers", "repetition", "length"})
_REASONS = {
    "placeables": "a placeholder is missing or added",
    "markup": "tags do not fit",
    "script": "the translation is in another script",
    "numbers": "numbers differ",
    "repetition": "the translation repeats itself",
    "length": "much longer or shorter than its source",
}
_RATIO = 3.0
_SPARE = 20  # code points: short texts may differ more


def fault(record: Record, pair: LanguagePair) -> str | None:
    """What is wrong with a pair, in words; None when nothing is."""
    target = record.targets[0]
    if record.source == target and len(target.split()) > 3:
        return "the translation is the source"
    shorter, longer = sorted((len(record.source), len(target)))
    if longer > _RATIO * shorter + _SPARE:
        return _REASONS["length"]
    placeables = find_placeables(record.source, language=pair.source)
    for found in run_checks(record.source, target, CheckContext(pair, placeables=placeables), _CHECKS):
        if found.severity is Severity.ERROR:
            return _REASONS.get(found.rule, found.rule)
    if not _is_in(target, pair.target) or not _is_in(record.source, pair.source):
        return "in another language than it says"
    return None


def _is_in(text: str, language: str) -> bool:
    if sum(map(str.isalpha, text)) < _ENOUGH:
        return True
    seen = detect(text)
    return (
        seen.language == "und"
        or base_language(seen.language) == base_language(language)
        or seen.confidence < _SURE
    )
