"""How sure a machine translation is: a number that ranks what a reviewer should look at first.

It is one minus the probability that the text is bad, bad meaning a chrF under 45 against a human's
translation. The probability is a logistic function of what is at hand without another engine call. Its weights
were fitted on the 997 sentences of FLORES-dev from English into Brazilian Portuguese with the embedded model
(`scripts.evaluate.confidence`, which also holds the figures and how they were cross-validated):

- short sentences are worse than long ones: there is less to go by;
- sentences of short words are worse: plain words are idiomatic, long ones are technical and have one translation;
- a translation far from the usual length is worse.

Languages that were not measured get the mean where a measure does not carry over. What checks saw lowers the
number by a fixed step: too few of these sentences had a finding to fit one. The way back into the source language
costs as much as the translation and ranks hardly better (area under the curve 0.74 instead of 0.73), so it
is not taken.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from pipeline.languages import base_language
from pipeline.model import Finding, LanguagePair, Match, Severity

INTERCEPT = 8.991
LOG_LENGTH = -1.389
"""For each unit of the natural logarithm of the source's length in code points."""
WORD_LENGTH = -1.257
"""For each letter that the words of an English source have on average."""
LENGTH_RATIO = 3.538
"""For each unit by which the logarithm of the two lengths' ratio is off the usual one."""
MEANS = (4.784, 4.848, 0.0784)
"""The three measures' means, for texts on which they say nothing."""

RANGES = ((4.1, 5.5), (3.6, 6.2))
"""What the first two measures are kept in: the sentences that were measured have 60 to 240 code points."""

USUAL_RATIO = {("en", "pt"): 1.12}
"""How long a translation is for its source, where that was measured."""

WARNING = 0.5
"""For each warning of a check: a judgement, not a measurement."""

_UNSPACED = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my"})
_EXACT, _REPAIRED = 0.98, 0.95
_WORD = re.compile(r"[^\W\d_]+")


def measures(source: str, target: str, pair: LanguagePair) -> tuple[float, float, float]:
    """The three measures of a sentence and its translation; the mean where one says nothing."""
    length, letters, ratio = MEANS
    base = base_language(pair.source)
    if base not in _UNSPACED:
        length = _within(math.log(max(len(source), 1)), *RANGES[0])
    words = _WORD.findall(source)
    if base == "en" and words:
        letters = _within(sum(map(len, words)) / len(words), *RANGES[1])
    usual = USUAL_RATIO.get((base, base_language(pair.target)))
    if usual is not None:
        ratio = abs(math.log((len(target) + 1) / max(len(source), 1) / usual))
    return length, letters, ratio


def confidence_of(source: str, target: str, pair: LanguagePair, findings: Sequence[Finding] = ()) -> float:
    """The confidence of a machine's translation of a text, in [0, 1]."""
    length, letters, ratio = measures(source, target, pair)
    odds = INTERCEPT + LOG_LENGTH * length + WORD_LENGTH * letters + LENGTH_RATIO * ratio
    return lowered(_from_odds(odds), sum(finding.severity is not Severity.NOTE for finding in findings))


def lowered(confidence: float, warnings: int) -> float:
    """The confidence with so many warnings more."""
    return (
        _from_odds(math.log((1 - confidence) / confidence) + WARNING * warnings) if warnings else confidence
    )


def _from_odds(odds: float) -> float:
    """One minus the probability with these logarithmic odds of being bad; never quite 0 or 1."""
    return 1 / (1 + math.exp(_within(odds, -9.0, 9.0)))


def _within(value: float, least: float, most: float) -> float:
    return min(max(value, least), most)


def confidence_in(match: Match) -> float:
    """The confidence of what a human translated: for the same text, or for one from which little was exchanged."""
    return _REPAIRED if match.kind == "repaired" else _EXACT
