"""Plural categories: the table is CLDR's, and forms and categories lead to each other."""

from __future__ import annotations

from gettext import c2py

import pytest
from babel import Locale

from pipeline.languages import plural_count, plural_forms
from pipeline.plurals import (
    by_category,
    by_form,
    cardinal_categories,
    form_of,
    integers_of,
    ordinal_categories,
)

LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "it",
    "pt",
    "pt_PT",
    "pl",
    "ru",
    "uk",
    "cs",
    "sk",
    "sl",
    "hr",
    "lt",
    "lv",
    "ro",
    "ar",
    "he",
    "cy",
    "ga",
    "mt",
    "ja",
    "zh",
    "ko",
    "vi",
    "tr",
    "hu",
    "fi",
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_categories_are_those_of_cldr(language: str) -> None:
    locale = Locale.parse(language)
    assert set(cardinal_categories(language)) == {*locale.plural_form.tags, "other"}
    assert set(ordinal_categories(language)) == {*locale.ordinal_form.tags, "other"}
    for category in cardinal_categories(language):
        for number in integers_of(category, language):
            assert locale.plural_form(number) == category


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("pl", {"one": 0, "few": 1, "many": 2, "other": 2}),
        ("ru", {"one": 0, "few": 1, "many": 2, "other": 2}),
        ("ja", {"other": 0}),
        ("pt_BR", {"one": 0, "many": 1, "other": 1}),
        ("ar", {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 4, "other": 5}),
        ("sr@latin", {"one": 0, "few": 1, "other": 2}),
    ],
)
def test_forms_of_categories(language: str, expected: dict[str, int]) -> None:
    assert {category: form_of(category, language) for category in cardinal_categories(language)} == expected


@pytest.mark.parametrize(
    "language", ["en", "de", "pl", "ru", "uk", "cs", "ar", "ja", "fr", "pt_BR", "sl", "lv"]
)
def test_a_number_gets_the_text_of_its_gettext_form(language: str) -> None:
    """What a program shows by CLDR is what gettext would show, for every number up to 200."""
    rule = c2py(plural_forms(language).partition("plural=")[2].rstrip(";"))
    texts = by_category([str(form) for form in range(plural_count(language))], language)
    cldr = Locale.parse(language.partition("@")[0]).plural_form
    assert [texts[cldr(number)] for number in range(201)] == [str(int(rule(number))) for number in range(201)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_come_back(language: str) -> None:
    forms = tuple(f"form {n}" for n in range(plural_count(language)))
    texts = by_category(forms, language)
    again = by_form(texts, language)
    assert by_category(again, language) == texts
