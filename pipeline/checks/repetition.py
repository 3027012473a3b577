"""Check that the translation does not loop: the commonest breakdown of a translation model."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity
from pipeline.protect.icu import icu_spans

# Words, and marks between them: a phrase that comes again after a comma or quotation mark is no loop.
# Not \w: it leaves out the vowel signs of Indic scripts, and cuts their words to pieces.
_WORD = re.compile(
    r"[^\s!-/:-@\[-`{-~¡-¿\u2010-\u2027\u2030-\u205e\u3001-\u3011।॥،؛؟。，！？：；「」…]+|[^\s\w]"
)
_CHARACTER_LOOP = re.compile(r"(\w{1,12}?)\1{4,}")

LONGEST = 12
"""Words of the longest phrase whose direct repetition is looked for."""

SPREAD = 4
"""Times that a phrase of three words must come back, in one sentence, to be a loop."""


class RepetitionCheck:
    """See the module's first line."""

    id = "repetition"
    severity = Severity.ERROR
    description = "The translation does not repeat words or phrases that the source does not repeat."
    examples = (
        Example("He said no, no, no", "Ele disse não, não, não"),
        Example("It was very, very good", "Foi muito, muito bom"),
        Example("Yes", "Sim sim sim", Severity.ERROR),
        Example("Seen from the city", "Visto da cidade de a cidade de a cidade de", Severity.ERROR),
        Example("A gift of the old king", "Dom do velho rei, o “velho rei”, velho rei da terra"),
        Example("Ha", "hahahahahahaha", Severity.ERROR),
        Example(
            "A book about the sea",
            "Um livro do mar, que um livro do mar, e um livro do mar e um livro do mar",
            Severity.ERROR,
        ),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        spans = icu_spans(target)
        # the branches of an ICU message say nearly the same: each is looked at alone
        leaves = [target] if spans is None else [target[one.start : one.end] for one in spans if one.is_text]
        phrase = next((found for leaf in leaves if (found := _repeated(source, leaf)) is not None), None)
        if phrase is None:
            return []
        message = f"The translation repeats itself: {quote([phrase])}."
        return [finding(self, message, source, target, context)]


def _repeated(source: str, text: str) -> str | None:
    theirs = _words(text)
    again = len(theirs) - len(set(theirs))  # words that were there before: most texts have too few for a loop
    if again and _direct_loop(theirs, 1, again):
        found = _direct_loop(theirs, _longest_run(_words(source)), again)
        if found is not None:
            return found
    if again >= SPREAD - 1:
        found = _spread_loop(theirs, _words(source))
        if found is not None:
            return found
    return _character_loop(source, text)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


def _runs(words: Sequence[str], size: int) -> list[tuple[int, int]]:
    """``(times, end)`` of each phrase of ``size`` words that follows itself."""
    runs: list[tuple[int, int]] = []
    same = 0
    for place in range(size, len(words) + 1):
        if place < len(words) and words[place] == words[place - size]:
            same += 1
            continue
        if same >= size:
            runs.append((same // size + 1, place))
        same = 0
    return runs


def _longest_run(words: Sequence[str]) -> int:
    """How often the source itself says something in a row; 1 when it does not."""
    return max(
        (times for size in range(1, min(LONGEST, len(words)) + 1) for times, _ in _runs(words, size)),
        default=1,
    )


def _direct_loop(words: Sequence[str], allowed: int, again: int) -> str | None:
    """One or two words three times in a row, three or more twice; more often than in the source.

    ``again`` words have been there before, which bounds how long a phrase can be that follows itself.
    """
    for size in range(1, min(LONGEST, len(words) // 2, again) + 1):
        for times, end in _runs(words, size):
            phrase = words[end - size : end]
            letters = sum(any(map(str.isalpha, word)) for word in phrase)
            if letters and times > max(2 if letters < 3 else 1, allowed):
                return " ".join(phrase)
    return None


def _spread_loop(words: Sequence[str], source: Sequence[str]) -> str | None:
    """A phrase of three words that comes back again and again, though not in a row."""
    triples = zip(words, words[1:], words[2:], strict=False)
    grams = Counter(gram for gram in triples if any(any(map(str.isalpha, word)) for word in gram))
    if not grams:
        return None
    gram, times = max(grams.items(), key=lambda item: (item[1], item[0]))
    theirs = Counter(zip(source, source[1:], source[2:], strict=False))
    usual = max(theirs.values(), default=1)
    if times >= max(SPREAD, 2 * usual) and times * 20 > len(words):
        return " ".join(gram)
    return None


def _character_loop(source: str, target: str) -> str | None:
    """Five times the same characters in a row: loops of languages without spaces, and stuttered letters."""
    loops = (found for found in _CHARACTER_LOOP.finditer(target) if not found[1].isdigit())
    phrase = next((found[1] * 5 for found in loops), None)
    return None if phrase is None or _CHARACTER_LOOP.search(source) else phrase
