"""Plural categories of CLDR (one, few, many …) and how they meet the numbered plural forms of gettext.

``plurals.csv`` has the categories of each language with some integers of each; ``scripts/write_plurals.py`` writes
it from CLDR. Translators work in gettext's forms, whose rules are those of `pipeline.languages`; an Android or
JSON file wants categories. A category belongs to the form that gettext's rule gives its integers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib.resources import files

from pipeline.languages import base_language, plural_count, plural_forms

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""All categories of CLDR, in its order."""


@cache
def _table() -> dict[str, tuple[dict[str, tuple[int, ...]], tuple[str, ...]]]:
    lines = files("pipeline").joinpath("plurals.csv").read_text(encoding="utf-8").splitlines()[1:]
    table = {}
    for line in lines:
        locale, cardinal, ordinal = line.split(";")
        pairs = [item.partition(":")[::2] for item in cardinal.split()]
        numbers = {category: tuple(int(n) for n in samples.split(",") if n) for category, samples in pairs}
        table[locale] = (numbers, tuple(item.partition(":")[0] for item in ordinal.split()))
    return table


def _row(locale: str) -> tuple[dict[str, tuple[int, ...]], tuple[str, ...]]:
    table = _table()
    plain = locale.partition("@")[0]
    return table.get(plain) or table.get(base_language(locale)) or table["en"]


def is_just_zero(category: str, categories: Collection[str]) -> bool:
    """Whether ``zero`` beside these stands for 0 alone, as in an English plural: languages that count it have more."""
    return category == "zero" and not {"two", "few", "many"}.intersection(categories)


def cardinal_categories(locale: str) -> tuple[str, ...]:
    """The categories that a language counts in, in CLDR's order; those of English where CLDR has none."""
    return tuple(_row(locale)[0])


def ordinal_categories(locale: str) -> tuple[str, ...]:
    """The categories of "1st, 2nd, 3rd" in a language."""
    return _row(locale)[1]


def integers_of(category: str, locale: str) -> tuple[int, ...]:
    """Some integers of a category; none where it is for fractions only (Polish ``other``)."""
    return _row(locale)[0].get(category, ())


@cache
def form_of(category: str, locale: str) -> int:
    """Which of gettext's plural forms serves a category: the one that most of its integers have.

    A category of fractions only has the last form, as has one that the language does not know.
    """
    from gettext import c2py

    last = plural_count(locale) - 1
    numbers = integers_of(category, locale)
    if not numbers or last <= 0:
        return max(last, 0)
    rule = c2py(plural_forms(locale).partition("plural=")[2].rstrip("; "))
    return min(Counter(int(rule(n)) for n in numbers).most_common(1)[0][0], last)


def by_category(forms: Sequence[str], locale: str) -> dict[str, str]:
    """The text of each category of a language, from the forms of a PO entry (or one text for all)."""
    return {
        category: forms[min(form_of(category, locale), len(forms) - 1)]
        for category in cardinal_categories(locale)
    }


def by_form(texts: Mapping[str, str], locale: str) -> tuple[str, ...]:
    """The forms of a PO entry, from the texts of a language's categories; empty where a form has none."""
    known = [category for category in CATEGORIES if category in texts]
    known.sort(key=lambda category: not integers_of(category, locale))  # those of fractions come last
    found: dict[int, str] = {}
    for category in known:
        found.setdefault(form_of(category, locale), texts[category])
    fallback = texts.get("other", "")
    return tuple(found.get(form, fallback) for form in range(plural_count(locale)))
