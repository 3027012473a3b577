"""ICU messages: plural categories of the target language; what is no message is left alone."""

from __future__ import annotations

import re

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from pipeline.protect.icu import fit_categories, icu_spans, is_icu, only_other, said_in_other

BOATS = "{n, plural, =0 {no boats} one {# boat} other {# boats}} in {town}"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        (
            "pl",
            "{n, plural, =0 {no boats} one {# boat} few {# boats} many {# boats} other {# boats}} in {town}",
        ),
        (
            "ru",
            "{n, plural, =0 {no boats} one {# boat} few {# boats} many {# boats} other {# boats}} in {town}",
        ),
        ("ja", "{n, plural, =0 {no boats} other {# boats}} in {town}"),
        ("pt_BR", BOATS),
        ("de", BOATS),
    ],
)
def test_categories_come_and_go(language: str, expected: str) -> None:
    assert fit_categories(BOATS, language) == expected


def test_a_category_that_the_source_does_not_count_in_is_a_number() -> None:
    """Flutter shows ``zero`` of an English plural for 0; of an Arabic one it is a category."""
    text = "{n, plural, zero{no boats} one{a boat} other{{n} boats}}"
    assert fit_categories(text, "ja") == "{n, plural, zero{no boats} other{{n} boats}}"
    assert fit_categories(text, "ja", "ar") == "{n, plural, other{{n} boats}}"
    assert fit_categories("{n, plural, other{x}}", "pl").count("zero") == 0


def test_what_a_message_says_in_every_language() -> None:
    text = "{n, plural, =0{none} one{{g, select, f{her} other{a}} boat} other{{g, select, f{her} other{{n}}} boats}} in {town}"
    assert said_in_other(text) == "{n} boats in {town}"
    assert only_other(text) == "{n, plural, =0{none} other{{g, select, f{her} other{{n}}} boats}} in {town}"
    assert said_in_other("plain {n}") is said_in_other("{n, plural, one {x}") is None


@pytest.mark.parametrize("language", ["pl", "ru", "ar", "ja", "cs", "sl", "ga", "lt"])
def test_branches_are_those_of_cldr(language: str) -> None:
    locale = Locale.parse(language)
    fitted = fit_categories(
        "{n, plural, one {x} other {y}} {k, selectordinal, one {#st} other {#th}}", language
    )
    plural, ordinal = fitted.split("} {k")
    assert set(re.findall(r"(\w+) \{", plural)) == {*locale.plural_form.tags, "other"}
    assert set(re.findall(r"(\w+) \{", ordinal)) == {*locale.ordinal_form.tags, "other"}


def test_plurals_inside_selects_and_plurals() -> None:
    text = "{g, select, f {{n, plural, one {her boat} other {her # boats}}} other {{n, plural, other {#}}}}"
    fitted = fit_categories(text, "pl")
    assert fitted.count("few {") == 2 and fitted.count("many {") == 2 and fitted.count("f {") == 1
    assert icu_spans(fitted) is not None


@pytest.mark.parametrize(
    "text",
    [
        "plain {name}",
        "{n, plural, one {x}",
        "{n, plural, one {x}}",
        "{n, plural, other {{n, plural, other {",
        "{" * 99,
    ],
)
def test_what_is_no_whole_message_stays(text: str) -> None:
    assert fit_categories(text, "pl") == text


def test_deep_messages_are_texts() -> None:
    deep = "{a, plural, other {" * 5000 + "x" + "}}" * 5000
    assert not is_icu(deep)
    assert fit_categories(deep, "pl") == deep
    assert icu_spans(deep) is None


@given(st.text("{}, noter#plfw=1", max_size=60), st.sampled_from(["pl", "ja", "ar", "en"]))
def test_fitting_twice_is_fitting_once(text: str, language: str) -> None:
    text = "{n, plural, other {" + text + "}}"
    fitted = fit_categories(text, language)
    assert fit_categories(fitted, language) == fitted
