"""Whether a compound holds a term: Grafikkartentreiber and Hochleistungsgrafikkarte hold Grafikkarte.

In the languages that write compounds as one word a term counts as the first part, where a linking
element and four letters or more follow that are no suffix, and as the last part where it is long
enough (eight letters) not to be there by chance: Speisekarte is no Karte.
"""

from __future__ import annotations

import re

from pipeline.inflection.paradigms import COMPOUNDING
from pipeline.inflection.stems import same_word
from pipeline.inflection.suffixes import finnish_shapes

SHORTEST_FIRST = 4
"""Letters of a term that may be the first part of a compound; shorter ones need a hyphen."""

SHORTEST_REST = 4
"""Letters of what makes a compound of a term."""

SHORTEST_LAST = 8
"""Letters of a term that may be the last part of a compound."""

_LINKS = {
    "de": ("", "s", "es", "n", "en", "e", "er", "ns", "ens"),
    "nl": ("", "s", "en", "e", "er"),
    "af": ("", "s", "e"),
    "sv": ("", "s", "e", "u", "o"),
    "da": ("", "s", "e"),
    "nb": ("", "s", "e"),
    "nn": ("", "s", "e"),
    "no": ("", "s", "e"),
    "is": ("", "s", "a", "ar", "u", "na"),
}
_SUFFIX = {
    "de": re.compile(
        r"(?:s|en?|er|n)?(?:chen|lein|lich|ig|isch|haft|los|heit|keit|schaft|tum|bar|sam|ung|ier|ist|ismus|"
        r"weise|voll|frei|mäßig|artig|in|ieren|iert|ierung|nis)"
        r"(?:e[nmrs]?|en|s|es|innen|t|te|ten|keit|keiten|ung|ungen|st|nis)*"
    ),
    "nl": re.compile(
        r"(?:s|e|er)?(?:tje|je|pje|lijk|ig|isch|heid|schap|baar|loos|ing|[lnst]?eren|isme|ist)(?:s|e|en)*"
    ),
    "sv": re.compile(
        r"(?:lig|isk|het|skap|bar|lös|ning|ing|else|era|erad|erar|arna|erna|ernas|aste)(?:t|a|en|s|er|na)*"
    ),
}
_SUFFIX["da"] = re.compile(
    r"(?:lig|isk|hed|skab|bar|løs|ning|ing|else|ere|erne|ernes|erede)(?:t|e|en|s|er|ne)*"
)
_SUFFIX["nb"] = _SUFFIX["nn"] = _SUFFIX["no"] = re.compile(
    r"(?:lig|isk|het|skap|bar|løs|ning|ing|else|ere|ene|enes|erte)(?:t|e|en|a|s|er|ne)*"
)
# No Finnish word begins with these, so what begins with them is a suffix: mallintaa.
_FI_CLUSTER = re.compile("(?!(?:[bdfgkpt][lr]|s[hkpt]|ps|ch))[^aeiouyäö]{2}")
_SUFFIX["fi"] = re.compile(
    r"(?:ise|inen|isuu|lli[ns]|mai[ns]|mäi[ns]|lai[ns]|läi[ns]|ton|tön|sto|stö|ittain)\w{0,6}"
)
_VOWEL = re.compile("[aeiouyäöüåæøóáíúéõ]")


def holds_part(word: str, compound: str, language: str) -> bool:
    """Whether ``word`` is the first or last part of a compound; both spelled for comparison."""
    if language not in COMPOUNDING or not compound.isalpha():
        return False
    rest = len(compound) - len(word)
    if rest < SHORTEST_REST - 1:
        return False
    if len(word) >= SHORTEST_FIRST and any(
        _is_part(compound[len(first) :], language)
        for first in _first_parts(word, language)
        if compound.startswith(first)
    ):
        return True
    if len(word) >= SHORTEST_LAST:
        start = compound.rfind(word[:5], SHORTEST_REST)
        return start > 0 and same_word(word, compound[start:], language)
    return False


def _first_parts(word: str, language: str) -> list[str]:
    if language == "fi":
        return [
            word,
            *(
                shape + ending
                for shape in finnish_shapes(word)
                for ending in ("n", "in", "jen", "den", "ten")
            ),
        ]
    parts = [word + link for link in _LINKS.get(language, ("",))]
    if language in ("de", "nl") and word[-1] == "e":
        parts += [word[:-1], word[:-1] + "s"]
    if language in ("sv", "is") and word[-1] in "ae":
        parts += [word[:-1] + link for link in ("", "o", "u", "e", "s")]
    return parts


def _is_part(rest: str, language: str) -> bool:
    if len(rest) < SHORTEST_REST or _VOWEL.search(rest) is None:
        return False
    if language == "fi" and _FI_CLUSTER.match(rest):
        return False
    suffix = _SUFFIX.get(language)
    return suffix is None or suffix.fullmatch(rest) is None
