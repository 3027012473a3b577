"""Tags, locales, plural rules and scripts."""

from __future__ import annotations

import pytest

from pipeline.errors import UnknownLanguage
from pipeline.languages import (
    base_language,
    language_name,
    parse_language,
    plural_count,
    plural_forms,
    same_language,
    script_of,
    to_bcp47,
)


@pytest.mark.parametrize(
    ("tag", "locale", "bcp47"),
    [
        ("pt-br", "pt_BR", "pt-BR"), ("pt_BR.UTF-8", "pt_BR", "pt-BR"), ("VI", "vi", "vi"), ("zh-TW", "zh_TW", "zh-TW"),
        ("zh-hant-tw", "zh_Hant_TW", "zh-Hant-TW"), ("sr@latin", "sr@latin", "sr-Latn"), ("es-419", "es_419", "es-419"),
        ("no", "no", "no"), ("fil", "fil", "fil"),
    ],
)  # fmt: skip
def test_tags(tag: str, locale: str, bcp47: str) -> None:
    assert parse_language(tag) == locale
    assert to_bcp47(locale) == bcp47
    assert parse_language(locale) == locale


@pytest.mark.parametrize("tag", ["", "xx", "english", "pt-", "pt_BRAZIL", "und", "../x", "12"])
def test_unknown_tags(tag: str) -> None:
    with pytest.raises(UnknownLanguage):
        parse_language(tag)


@pytest.mark.parametrize(
    ("locale", "count", "rule"),
    [
        ("pt_BR", 2, "nplurals=2; plural=(n > 1);"), ("fr", 2, "nplurals=2; plural=(n > 1);"),
        ("de_AT", 2, "nplurals=2; plural=(n != 1);"), ("vi", 1, "nplurals=1; plural=0;"),
        ("ja", 1, "nplurals=1; plural=0;"), ("zh_CN", 1, "nplurals=1; plural=0;"),
    ],
)  # fmt: skip
def test_plurals(locale: str, count: int, rule: str) -> None:
    assert (plural_count(locale), plural_forms(locale)) == (count, rule)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("en", "en_US", True), ("en", "en", True), ("pt", "pt_BR", True), ("pt_BR", "pt_PT", False),
        ("zh_CN", "zh_TW", False), ("sr", "sr@latin", False), ("en", "de", False),
    ],
)  # fmt: skip
def test_same_language(one: str, other: str, same: bool) -> None:
    assert same_language(one, other) is same
    assert same_language(other, one) is same


def test_names_and_scripts() -> None:
    assert language_name("pt_BR") == "Portuguese (Brazil)"
    assert base_language("zh_Hant_TW") == "zh"
    assert [script_of(x) for x in ("en", "ru", "sr@latin", "zh_Hant", "ja", "vi")] == [
        "Latn", "Cyrl", "Latn", "Hani", "Jpan", "Latn",
    ]  # fmt: skip
