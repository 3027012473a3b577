"""Score one text: which languages its words speak for, and how strongly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pipeline.detect.clean import language_words, mostly_capital, sample, strip_noise
from pipeline.detect.function_words import FUNCTION_WORDS, WITHOUT_PROFILE
from pipeline.detect.names import is_code, is_name
from pipeline.detect.profiles import FOLDED_VIETNAMESE, UNITS, load_profiles
from pipeline.detect.scripts import (
    ONE_LANGUAGE,
    SEVERAL_LANGUAGES,
    count_letters,
    dominant_script,
    signature_language,
)
from pipeline.detect.vietnamese import share_of_syllables
from pipeline.languages import base_language


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen in one text.

    ``words`` are the words left after cleaning, punctuation off; ``letters`` counts the letters in them.
    ``name``: all words are capitalised and few. ``capitals``: the text is written in capitals.
    ``sentence``: it ends as a sentence does. ``decided`` is the language that the script, a signature letter
    or words give, ``""`` when n-grams must say; ``scores`` then holds nats × `UNITS` for each language of the
    script. ``toneless``: the score of Vietnamese is that of its folded profile.
    """

    words: tuple[str, ...]
    letters: int
    script: str
    name: bool = False
    capitals: bool = False
    sentence: bool = False
    decided: str = ""
    scores: Mapping[str, int] = field(default_factory=dict)
    toneless: bool = False

    def best(self) -> str:
        """Return the best language, ``""`` when nothing speaks for any. Ties go to the first by name."""
        if self.decided or not self.scores:
            return self.decided
        return min(self.scores, key=lambda language: (-self.scores[language], language))

    def mute(self) -> bool:
        """Whether there is nothing to say of the text on its own: no language speaks, or it is a name."""
        return not self.best() or (self.name and not self.capitals and not self.decided)

    def margin(self) -> float:
        """Return the distance in nats from the best language to the best other one."""
        best = self.best()
        if not best or self.decided:
            return 0.0
        top = self.scores[best]
        other = max(
            (
                score
                for language, score in self.scores.items()
                if base_language(language) != base_language(best)
            ),
            default=0,
        )
        return (top - other) / UNITS


_NOTHING = Evidence((), 0, "")
_SYLLABLES = 0.4  # of the words, for Vietnamese without marks; the rest are foreign names
_ALPHABETS = frozenset({"LATIN", "GREEK", "CYRILLIC"})  # single letters of these are symbols: α, Ω, μm


_CLOSING = " \t\r\n\"'“”‘’«»)]"
_FULL_STOPS = tuple(".!?…।。！？؟۔")
_MARKER_SHARE = 8
_BORROWED = 5 * UNITS  # handicap of Serbian beside real profiles: its own is Croatian in Cyrillic letters


def _language_of_words(kept: tuple[str, ...]) -> str | None:
    """Return the language without a profile that a text shows small words of: two, and one word in eight."""
    found: dict[str, int] = {}
    for word in map(str.lower, kept):
        if language := markers().get(word):
            found[language] = found.get(language, 0) + 1
    best = max(sorted(found), key=found.__getitem__, default="")
    return best if best and found[best] > 1 and found[best] * _MARKER_SHARE >= len(kept) else None


@cache
def markers() -> Mapping[str, str]:
    """Return word → language, for words that one language without a profile has, and no other listed."""
    taken = {word for text in FUNCTION_WORDS.values() for word in text.split()}
    owners: dict[str, set[str]] = {}
    for language, text in WITHOUT_PROFILE.items():
        for word in text.split():
            owners.setdefault(word, set()).add(language)
    return {word: min(owner) for word, owner in owners.items() if len(owner) == 1 and word not in taken}


def _readable(kept: tuple[str, ...], script: str) -> bool:
    """Whether there is a word: in the alphabets that formulas use, one of three letters or two of two."""
    if script not in _ALPHABETS:
        return True
    sizes = [sum(map(str.isalpha, word)) for word in kept]
    return max(sizes) > 2 or sum(size == 2 for size in sizes) > 1


def weigh_evidence(text: str) -> Evidence:
    """Clean and score one text. Work is bounded: a long text is sampled at fixed distances."""
    text = sample(text)
    if is_code(text):
        return _NOTHING
    plain = strip_noise(text)
    kept = language_words(plain)
    counts = count_letters("".join(kept))
    script = dominant_script(kept, counts)
    letters = sum(counts.values())
    if not script or not _readable(kept, script):
        return _NOTHING
    name, capitals = is_name(plain), mostly_capital(plain)
    sentence = text.rstrip(_CLOSING)[-1:] in _FULL_STOPS
    own = signature_language("".join(kept), script, counts[script]) or _language_of_words(kept)
    if own or script in ONE_LANGUAGE:
        return Evidence(kept, letters, script, name, capitals, sentence, own or ONE_LANGUAGE[script])
    candidates = SEVERAL_LANGUAGES.get(script)
    if candidates is None:
        return Evidence(kept, letters, script, name)
    profiles = load_profiles()
    capitalised = [word for word in kept if word[0].isupper()]
    weights = profiles.weigh([word for word in kept if not word[0].isupper()], capitalised)
    scores = {language: weights[profiles.lane[language]] for language in candidates}
    toneless = False
    if "sr" in scores:
        scores["sr"] = max(scores["sr"] - _BORROWED, 0)
    if "vi" in scores:
        folded = weights[profiles.lane[FOLDED_VIETNAMESE]]
        toneless = folded > scores["vi"] and share_of_syllables(list(map(str.lower, kept))) >= _SYLLABLES
        if toneless:
            scores["vi"] = folded
    return Evidence(kept, letters, script, name, capitals, sentence, "", scores, toneless)
