"""Make the article, contraction or other determiner before a term agree with it in gender, number and sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.terms.grammar import Grammar

_MOST = 3
"""How many determiners stand before a noun at most: "todos os outros"."""


_GAP = re.compile(r"[ \u00a0]+[\"“‘«„(]?\Z")
"""Between a determiner and its noun: a quotation may begin there."""


def agree_before(
    text: str, start: int, noun: str, features: str, grammar: Grammar, *, articles: bool = True
) -> str:
    """Return ``text[:start]`` with its last determiners agreeing with ``noun``, which is put behind it.

    A form that can be read with the right gender and number is left (but for its sound: *un*/*una*,
    *le*/*l'*, *a*/*an*); one that cannot is replaced where all its readings give the same form.

    Args:
        features: gender and number of the noun, as ``fs``; without a gender, only the sound is set right.
        articles: whether an ambiguous word (Portuguese *a*, also a preposition) is the article here.
    """
    before, behind = text[:start], ""
    following = noun
    for _ in range(_MOST):
        found = _last_determiner(before, grammar)
        if found is None:
            break
        surface, gap = found
        if surface.casefold() in grammar.ambiguous and not articles:
            break
        form = _agreeing(surface.casefold(), following, features, grammar)
        if form is None:
            break
        before = before[: len(before) - len(surface) - len(gap)]
        if surface[:1].isupper():
            form = form[:1].upper() + form[1:]
        behind = form + (gap.lstrip(" \u00a0") if form.endswith(("'", "’")) else gap or " ") + behind
        following = form
    return before + behind


def features_before(text: str, start: int, grammar: Grammar) -> frozenset[str]:
    """The features that the determiner before ``start`` admits; empty where none stands there."""
    found = _last_determiner(text[:start], grammar)
    if found is None:
        return frozenset()
    return frozenset(grammar.columns[column] for _, column in _readings(found[0].casefold(), grammar))


def determiner_before(text: str, start: int, grammar: Grammar) -> str:
    """The determiner right before ``start``, as it is written; empty where none stands there."""
    found = _last_determiner(text[:start], grammar)
    return found[0] if found else ""


def without_article(text: str, grammar: Grammar) -> str:
    """A phrase without the article that it begins with: "o usuário" → "usuário".

    The first two rows of a language's determiners are its articles; adjectives and pronouns stay.
    """
    first, _, rest = text.partition(" ")
    articles = {form for row in grammar.determiners[:2] for cell in row for form in cell}
    return rest.lstrip() or text if first.casefold() in articles else text


def _last_determiner(before: str, grammar: Grammar) -> tuple[str, str] | None:
    """The longest determiner at the end, and what stands behind it: white space, an opening mark."""
    found = _GAP.search(before)
    gap = found[0] if found is not None else ""
    core = before[: len(before) - len(gap)]
    words = [match.start() for match in re.finditer(r"(?<![\w'’])\w", core[-40:])]
    for at in words[-3:]:
        surface = core[-40:][at:]
        elided = surface.endswith(("'", "’"))
        if (gap or elided) and any(_readings(surface.casefold(), grammar)):
            return surface, gap
    return None


def _readings(surface: str, grammar: Grammar) -> Iterator[tuple[int, int]]:
    surface = surface.replace("’", "'")
    for row, cells in enumerate(grammar.determiners):
        for column, forms in enumerate(cells):
            if surface in forms:
                yield row, column


def _agreeing(surface: str, following: str, features: str, grammar: Grammar) -> str | None:
    """The form of a determiner before ``following``; None when it cannot be said."""
    readings = list(_readings(surface, grammar))
    wanted = grammar.column(features)
    if wanted is None:
        fitting = readings[:1]
    else:
        fitting = [(row, column) for row, column in readings if column == wanted]
    if fitting:
        return _by_sound(grammar.determiners[fitting[0][0]][fitting[0][1]], following, grammar)
    forms = {
        _by_sound(cell, following, grammar)
        for row, _ in readings
        if (cell := grammar.determiners[row][wanted or 0])
    }
    return forms.pop() if len(forms) == 1 else None


def _by_sound(cell: tuple[str, ...], following: str, grammar: Grammar) -> str:
    if len(cell) > 1 and grammar.vowel.match(following):
        return cell[1]
    if len(cell) > 2 and grammar.special.match(following):
        return cell[2]
    return cell[0]
