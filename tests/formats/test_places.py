"""Names that say their language, and what the file of another language is called."""

from __future__ import annotations

import pytest

from pipeline.formats.places import source_names, source_place, target_names


@pytest.mark.parametrize(
    ("name", "language", "target"),
    [
        ("locales/en.json", "pt_BR", "locales/pt-BR.json"),
        ("locales/en_US.json", "pt_BR", "locales/pt_BR.json"),
        ("locales/en/common.json", "de", "locales/de/common.json"),
        ("_locales/en/messages.json", "pt_BR", "_locales/pt_BR/messages.json"),
        ("res/values/strings.xml", "pt_BR", "res/values-pt-rBR/strings.xml"),
        ("res/values/strings.xml", "pl", "res/values-pl/strings.xml"),
        ("res/values/strings.xml", "sr@latin", "res/values-b+sr+Latn/strings.xml"),
        ("a/en.lproj/Localizable.strings", "pt_BR", "a/pt-BR.lproj/Localizable.strings"),
        ("a/Base.lproj/Main.strings", "de", "a/de.lproj/Main.strings"),
        ("src/messages.properties", "pt_BR", "src/messages_pt_BR.properties"),
        ("src/messages_en.properties", "de", "src/messages_de.properties"),
        ("lib/l10n/app_en.arb", "zh_CN", "lib/l10n/app_zh_CN.arb"),
        ("config/locales/devise.en.yml", "vi", "config/locales/devise.vi.yml"),
        ("i18n/en-US/app.ftl", "vi", "i18n/vi/app.ftl"),
        ("tr/app_en.ts", "pl", "tr/app_pl.ts"),
        ("src/locale/messages.en.xlf", "fr", "src/locale/messages.fr.xlf"),
    ],
)
def test_targets(name: str, language: str, target: str) -> None:
    place = source_place(name, "en")
    assert place is not None
    assert target_names(place, language)[0] == target
    assert name not in target_names(place, language)
    assert name in source_names(target, "en")


@pytest.mark.parametrize(
    "name", ["package.json", "src/index.ts", "data.csv", "pom.xml", "de/readme.md", "a/to/x.json"]
)
def test_other_names(name: str) -> None:
    assert source_place(name, "en") is None


def test_patterns_of_the_user() -> None:
    place = source_place("web/en/x.tr.json", "en", ["web/{lang}/*.tr.json"])
    assert place is not None and target_names(place, "de")[0] == "web/de/x.tr.json"
    assert source_place("texts/strings-EN.json", "en", ["texts/strings-{lang}.json"]) is not None


def test_a_source_has_no_source() -> None:
    assert source_names("locales/en.json", "en") == []
    assert source_names("res/values/strings.xml", "en") == []
