"""English plurals of glossary terms: those a text shows by an ending, and those written otherwise."""

from __future__ import annotations

import re

from pipeline.glossary.model import Term

# What ends in -s or -es and is no plural of the word before it, folded.
_OTHER_WORDS = frozenset(
    ("always", "customs", "does", "goods", "its", "less", "means", "news", "series", "species", "us", "yes")
)
_IRREGULAR = {
    "analysis": "analyses", "basis": "bases", "child": "children", "crisis": "crises", "criterion": "criteria",
    "datum": "data", "foot": "feet", "half": "halves", "hypothesis": "hypotheses", "index": "indices",
    "knife": "knives", "leaf": "leaves", "life": "lives", "man": "men", "matrix": "matrices", "mouse": "mice",
    "person": "people", "phenomenon": "phenomena", "self": "selves", "shelf": "shelves", "synthesis": "syntheses",
    "tooth": "teeth", "vertex": "vertices", "wife": "wives", "wolf": "wolves", "woman": "women",
}  # fmt: skip
_LAST = re.compile(r"[^\W\d_]+\Z")
_HEADED = re.compile(
    r"(?P<head>[^\W\d_]{3,}(?: [^\W\d_]{2,})?)(?P<rest>([ -])(?:of|on|in|at|for|to|with)\3.*[^\W\d_].*)",
    re.IGNORECASE,
)
"""A noun with another behind a preposition, which takes no plural: bill of materials, mother-in-law."""
_HISSES = ("s", "x", "z", "ch", "sh")


def may_be_plural(term: Term) -> bool:
    """Whether an English term has a plural: all but adjectives and adverbs, where the row says so."""
    return not term.part_of_speech or not term.part_of_speech.lower().startswith(("adj", "adv"))


def written_plural(spelling: str) -> str | None:
    """The plural that is more than an added ending: companies, analyses, women; None where it is regular."""
    headed = _HEADED.fullmatch(spelling)
    if headed is not None:
        return _plural_of_head(headed["head"]) + headed["rest"]
    last = spelling[max(spelling.rfind(" "), spelling.rfind("-")) + 1 :].lower()
    if last in _IRREGULAR:
        return spelling[: len(spelling) - len(last)] + _IRREGULAR[last]
    if len(last) <= 2 or not last.isascii():
        return None
    if last[-1] == "y" and last[-2] not in "aeiou":
        return spelling[:-1] + "ies" if last[-2].isalpha() else None
    if last.endswith("man") and len(last) > 5 and not last.endswith(("human", "german", "roman")):
        return spelling[:-2] + "en"
    return None


def _plural_of_head(head: str) -> str:
    written = written_plural(head)
    if written is not None:
        return written
    return head + ("es" if head.lower().endswith(_HISSES) else "s")


def plural_end(text: str, start: int, end: int, *, acronym: bool) -> int | None:
    """Where the regular plural of ``text[start:end]`` ends, when the text goes on with one; else None.

    An acronym takes a small s: GPUs; ITS is no plural of IT.
    """
    match = _LAST.search(text, start, end)
    if match is None:
        return None
    last = match.group()
    lower = last.lower()
    ending = text[end : end + 2].lower()
    if lower.endswith(_HISSES) or (lower[-1] == "o" and ending == "es"):
        stop = end + 2 if ending == "es" else None
    elif ending[:1] == "s" and not (lower[-1] == "y" and len(lower) > 1 and lower[-2] not in "aeiou"):
        stop = end + 1
    else:
        stop = None
    if stop is None:
        return None
    if acronym and last.isupper():
        return stop if len(last) >= 2 and text[end:stop].islower() else None
    short = len(last) < 3 and text[match.start() - 1 : match.start()] != "-"  # plug-ins, but no "ups"
    return None if short or text[match.start() : stop].lower() in _OTHER_WORDS else stop
