"""Turkish and Finnish: a stem in one of its shapes, then a chain of suffixes that may stand there.

Snowball takes suffixes off from the end and stops or goes on too long, as their order does not tell it
where the stem begins (kartı → kar, puolijohteen → puolijoht). The term gives the stem, so the chain is
read from there. Nouns and adjectives only: terms are hardly ever verbs.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

# Turkish, with ı written as i (`words.spell`). Order: plural, possessive, case, -ki, copula.
# Göksel and Kerslake, Turkish: A Comprehensive Grammar, chapter 8.
_TR_POSSESSIVE = r"(?:[iuü]?m(?:[iuü]z)?|[iuü]?n(?:[iuü]z)?|s?[iuü]|l[ae]ri)"
_TR_CASE = r"(?:[yn]?[iuü]|[yn]?[ae]|n?[dt][ae]n?|n?[iuü]n|y?l[ae]|nc[ae])"
_TR_CHAIN = re.compile(
    rf"(?:l[ae]r)?{_TR_POSSESSIVE}?{_TR_CASE}?(?:ki(?:l[ae]r)?{_TR_CASE}?)?(?:y?[dt][iuü]r?)?"
)
_TR_SOFT = {"p": "b", "ç": "c", "t": "d", "k": "ğ"}
_TR_HARD = {"b": "p", "c": "ç", "d": "t", "ğ": "k"}

# Finnish: plural, case, possessive, clitics. Hakulinen and others, Iso suomen kielioppi (VISK), Taivutus.
_FI_CASE = (
    r"(?:n|t|a|ä|ta|tä|tta|ttä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|na|nä|ksi|kse|ine|in|"
    r"h?[aeiouyäö]n|seen|siin|den|tten|jen|en|ten)"
)
_FI_CHAIN = re.compile(
    rf"[ij]?{_FI_CASE}?(?:ni|si|ns[aä]|mme|nne|[aeiouyäö]n)?(?:kin|kaan|kään|ko|kö|han|hän|pa|pä)*"
)
# Strong and weak grade of the consonant before the last vowel (VISK, Astevaihtelu).
_FI_GRADES = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nk", "ng"), ("mp", "mm"), ("nt", "nn"), ("lt", "ll"), ("rt", "rr"),
    ("k", ""), ("k", "v"), ("k", "j"), ("p", "v"), ("t", "d"),
)  # fmt: skip
_FI_LAST = re.compile(r"(.*?[aeiouyäölnrmh])([kptdvjg]{1,2}|nk|ng|mm|nn|ll|rr|)([aeiouyäö]{1,2})\Z")


def turkish(one: str, other: str) -> bool:
    """Whether ``other`` is ``one`` with Turkish suffixes in place of those it has."""
    return any(
        other.startswith(shape) and _TR_CHAIN.fullmatch(other, len(shape)) is not None
        for shape in turkish_shapes(one)
    )


@lru_cache(maxsize=16_384)
def turkish_shapes(word: str) -> tuple[str, ...]:
    """The stem before vowels and consonants: çip; kitap, kitab; metin, metn; of kartı also kart."""
    stems = [word]
    if len(word) >= 3 and word[-1] in "iuü":  # the second noun of a compound: ekran kartı, dil modeli
        stems.append(word[:-1])
        if len(word) >= 4 and word[-2] == "s" and word[-3] in "aeiouöü":
            stems.append(word[:-2])
        if word.endswith(("lari", "leri")) and len(word) >= 6:
            stems.append(word[:-4])
    shapes = dict.fromkeys(stems)
    for stem in stems:
        last = stem[-1]
        other = _TR_SOFT.get(last) or _TR_HARD.get(last)
        if other:
            shapes[stem[:-1] + other] = None
        if stem.endswith("nk"):
            shapes[stem[:-1] + "g"] = None
        if len(stem) >= 4 and stem[-2] in "iuü" and last not in "aeiouöü" and stem[-3] not in "aeiouöü":
            shapes[stem[:-2] + last] = None
    return tuple(shape for shape in shapes if len(shape) >= 2)


def finnish(one: str, other: str) -> bool:
    """Whether ``other`` is a case form of the Finnish noun or adjective ``one``, given in the nominative."""
    return any(
        other.startswith(shape) and _FI_CHAIN.fullmatch(other, len(shape)) is not None
        for shape in finnish_shapes(one)
    )


@lru_cache(maxsize=16_384)
def finnish_shapes(word: str) -> tuple[str, ...]:
    """The stems of a nominative that endings follow: malli, malle; puolijohtee; ohjaime, ohjain; tunnistukse."""
    if len(word) >= 4 and word[-1] == "t" and word[-2] in "aeiouyäö":
        word = word[:-1]  # a nominative plural: neuroverkot
    shapes = {word: None}
    for ending, stems in _FI_STEMS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            for stem in stems:
                shapes[word[: len(word) - len(ending)] + stem] = None
    for shape in list(shapes):
        for graded in _graded(shape):
            shapes[graded] = None
    return tuple(shape for shape in shapes if len(shape) >= 2)


# What a nominative ends in, and what stands there before the endings.
_FI_STEMS = (
    ("nen", ("se", "s")),
    ("in", ("ime", "imi")),
    ("us", ("ukse", "uksi", "ude", "ute", "uude", "uute", "uuks")),
    ("ys", ("ykse", "yksi", "yde", "yte", "yyde", "yyte", "yyks")),
    ("os", ("okse", "oksi")),
    ("ös", ("ökse", "öksi")),
    ("es", ("ekse", "eksi")),
    ("is", ("ii", "ikse")),
    ("as", ("aa", "ai")),
    ("äs", ("ää", "äi")),
    ("uus", ("uude", "uute", "uuksi", "uut")),
    ("yys", ("yyde", "yyte", "yyksi", "yyt")),
    ("si", ("de", "te", "t")),
    ("ton", ("ttoma", "ttomi")),
    ("tön", ("ttömä", "ttömi")),
    ("nut", ("nee", "nei")),
    ("nyt", ("nee", "nei")),
    ("ut", ("ue", "ui")),
    ("e", ("ee", "ei")),
    ("i", ("e", "ei", "")),
    ("a", ("", "o", "oi")),
    ("ä", ("", "ö", "öi")),
    ("l", ("le", "li")),
    ("n", ("ne", "ni")),
    ("r", ("re", "ri")),
)


def _graded(word: str) -> list[str]:
    """The word with the consonant before its last vowels in the other grade: verkko, verko; johde, johte."""
    match = re.search(r"([kptdvjg]{1,2}|[nmlr]{2})([aeiouyäö]{1,2})(m[ei]|)\Z", word)
    if match is None:
        hiatus = re.search(r"(?<=[aeiouyäölrh])([aeiouyäö])\Z", word)
        return [word[:-1] + "k" + word[-1]] if hiatus else []
    start, end = match.span(1)
    cluster = (
        word[start - 1 : end] if start and word[start - 1] in "nmlr" and end - start == 1 else match.group(1)
    )
    begin = end - len(cluster)
    found = []
    for strong, weak in _FI_GRADES:
        for here, there in ((strong, weak), (weak, strong)):
            if here and cluster.endswith(here) and not (len(here) == 1 and cluster[-2:-1] == here):
                found.append(word[:begin] + cluster[: len(cluster) - len(here)] + there + word[end:])
    return found


AGGLUTINATING: dict[str, Callable[[str, str], bool]] = {"fi": finnish, "tr": turkish}
"""The languages with rules of their own."""
