"""Names that an engine changed come back: "Sora" → "Pira" where it knows better when it sees the name alone."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from unicodedata import combining, normalize

from pipeline.model import Hypotheses, Placeable
from pipeline.translation.attempt import Judge, Outcome, Sentence, try_hidden, union

_CAPITALISED = re.compile(r"(?<![\w'’.-])[A-Z][a-z]{2,}(?![\w'’-])")
_MOST_NAMES = 6


def keep_names(
    sentence: Sentence, hidden: tuple[Placeable, ...], judge: Judge, outcome: Outcome
) -> Generator[Sequence[str], Sequence[Hypotheses], tuple[Placeable, ...]]:
    """Bring back a capitalised name that the engine changed only in this sentence ("Sora" → "Pira").

    A name that the engine also changes by itself ("Beijing" → "Pequim") is a translation and stays.
    Returns what is to be hidden in further attempts: ``hidden`` and the names that came back.
    """
    assert outcome.text is not None
    target = outcome.text
    missing = [m for m in _CAPITALISED.finditer(sentence.text) if _is_lost_name(m, sentence, target)]
    missing = missing[:_MOST_NAMES]
    if not missing:
        return hidden
    alone = yield [m[0] for m in missing]
    outcome.calls += len(missing)
    kept = [
        Placeable(m.start(), m.end(), m[0], "name")
        for m, hypotheses in zip(missing, alone, strict=True)
        if hypotheses and hypotheses[0].text.strip().rstrip(".") == m[0]
    ]
    if not kept:
        return hidden
    candidate = replace(sentence, placeables=union(sentence.placeables, kept))
    candidate_hidden = union(hidden, kept)
    silent = Outcome()
    for rank in range(2):
        attempt = yield from try_hidden(candidate, candidate_hidden, rank, judge, silent)
        if attempt.text is not None:
            outcome.text, outcome.findings = attempt.text, attempt.findings
            hidden = candidate_hidden
            break
    outcome.calls += silent.calls
    return hidden


def _is_lost_name(match: re.Match[str], sentence: Sentence, target: str) -> bool:
    """Whether a capitalised word looks like a name of its own and nothing like it is in the target.

    Not at the beginning of a sentence or quotation, and not beside another capitalised word: "Grand
    Prix" and "San Francisco" are translated as a whole.
    """
    before, after = sentence.text[: match.start()].rstrip(), sentence.text[match.end() :].lstrip()
    if not before or before[-1] in ".!?:“\"'‘(" or match[0] in target:
        return False
    if re.search(r"(?:\b[A-Z][\w'’.-]*|\d)\Z", before) or re.match(r"[A-Z\d]", after):
        return False
    if any(p.start < match.end() and match.start() < p.end for p in sentence.placeables):
        return False
    bare = "".join(c for c in normalize("NFD", target) if not combining(c))
    if get_close_matches(match[0], re.findall(r"\b[A-Z]\w+", bare), n=1, cutoff=0.6):
        return False
    # "Iranian" → "iraniano" is a translation; "Sora" → "sora" is a name that lost its capital
    name = match[0].lower()
    return not get_close_matches(name, set(re.findall(r"\b[a-z]{5,}", bare)) - {name}, n=1, cutoff=0.75)
