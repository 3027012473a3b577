"""Gender and number of a term, and its plural, by the rules of a language."""

from __future__ import annotations

import re

from pipeline.terms.grammar import Grammar

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


_SHORTEST_PART = 4
"""Letters of the last part of a compound at least: "haus", not "art" in "Standart"."""


def head_words(term: str, grammar: Grammar) -> list[str]:
    """The words that agree with each other: those before the first preposition."""
    words: list[str] = []
    for word in _WORD.findall(term):
        if word.casefold() in grammar.prepositions:
            if words:
                break
            continue
        words.append(word)
    return words


def gender_of(term: str, grammar: Grammar) -> str:
    """``m``, ``f``, ``n`` …, or ``""`` when the rules do not say.

    The first word with a sure ending decides ("nova ferramenta", "principal causa"), else the first word's
    likely one; in a language whose adjectives stand before the noun (``adjectives = "before"``), the last.
    """
    words = head_words(term, grammar)
    if grammar.adjectives == "before":
        words = words[::-1][:1]
    readings = [_gender_of_word(word, grammar) for word in words]
    surely = next((gender for gender, sure in readings if gender and sure), "")
    return surely or (readings[0][0] if readings else "")


def _gender_of_word(word: str, grammar: Grammar) -> tuple[str, bool]:
    folded = word.casefold()
    if folded in grammar.gender:
        return grammar.gender[folded]
    if len(word) > 1 and word.isupper():
        return "", False
    if len(word) > 2 and word[:-1].isupper():
        return _gender_of_word(word[:-1], grammar)  # GPUs
    folded = folded.rpartition("-")[2] if grammar.adjectives == "before" else folded.partition("-")[0]
    for start in range(len(folded)):
        found = grammar.gender.get(f"-{folded[start:]}")
        if grammar.compounds and len(folded) - start >= _SHORTEST_PART:
            found = grammar.gender.get(folded[start:], found)
        if found:
            return found
    return "", False


def number_of(term: str, grammar: Grammar) -> str:
    """``p`` when a word of the head is a plural, else ``s``."""
    words = head_words(term, grammar)
    if grammar.adjectives == "before":
        words = words[-1:]
    return "p" if any(is_plural(word, grammar) for word in words) else "s"


def is_plural(word: str, grammar: Grammar) -> bool:
    """Whether a word ends like a plural and not like one of the singulars that do."""
    first, _, second = word.partition("-")
    if second.casefold() in grammar.second_nouns:
        return is_plural(first, grammar)
    folded = word.casefold()
    if folded in grammar.plural_words.values():
        return True
    if len(word) > 1 and word.isupper():
        return False  # GPS, DNS
    if len(word) > 2 and word[:-1].isupper() and word[-1] == "s":
        return True  # GPUs
    if folded in grammar.invariable or folded in grammar.plural_words:
        return False
    endings = [more for _, more in grammar.plural_suffixes if more and folded.endswith(more)]
    if not endings or len(folded) < 3:
        return False
    longest = max(len(ending) for ending in endings)
    # "eses" (a plural) is longer than "es", "ês" (a singular) as long as "s" or longer
    return not any(folded.endswith(one) and len(one) >= longest for one in grammar.singular_endings)


def plural_of(term: str, grammar: Grammar) -> str:
    """The regular plural of a phrase: every word of its head; unchanged where it is one already."""
    if number_of(term, grammar) == "p" or not grammar.plural_suffixes:
        return term
    left = head_words(term, grammar)
    if grammar.adjectives == "before":
        left = left[-1:]
    result, position = "", 0
    for word in left:
        start = term.index(word, position) if grammar.adjectives != "before" else term.rindex(word)
        result += term[position:start] + _plural_word(word, grammar)
        position = start + len(word)
    return result + term[position:]


def _plural_word(word: str, grammar: Grammar) -> str:
    first, hyphen, second = word.partition("-")
    if second.casefold() in grammar.second_nouns:
        return _plural_word(first, grammar) + hyphen + second
    folded = word.casefold()
    if folded in grammar.invariable:
        return word
    known = grammar.plural_words.get(folded)
    if known:
        return word[:1] + known[1:] if word[:1].isupper() else known
    for one, more in grammar.plural_suffixes:
        if folded.endswith(one):
            return word[: len(word) - len(one)] + more
    return word


def features_of(term: str, grammar: Grammar) -> tuple[str, str]:
    """Gender (``""`` where unknown) and number of a term in its own language."""
    has_gender = any(len(column) > 1 for column in grammar.columns)
    return (gender_of(term, grammar) if has_gender else ""), number_of(term, grammar)
