"""Plurals of files from English to other languages: the categories are CLDR's (as Babel has them), and so are the numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from gettext import c2py
from xml.etree import ElementTree

import pytest
import yaml
from babel import Locale

from pipeline.formats import parse_document, render_document
from pipeline.languages import plural_count, plural_forms
from pipeline.protect.icu import fit_categories

from .message_samples import FILES

NUMBERS = (*range(0, 130), 1000, 1001, 1_000_000)

READERS: dict[str, tuple[str, Callable[[bytes], Mapping[str, str]]]] = {
    "i18next": ("en.json", lambda data: _suffixed(json.loads(data), "boats_")),
    "json": ("en.json", lambda data: json.loads(data)["nights"]),
    "android": (
        "strings.xml",
        lambda data: {
            item.get("quantity", ""): item.text or ""
            for item in ElementTree.fromstring(data).iter("item")
            if "quantity" in item.attrib
        },
    ),
    "rails": ("en.yml", lambda data: next(iter(yaml.safe_load(data).values()))["boats"]),
}


def _suffixed(texts: Mapping[str, object], prefix: str) -> dict[str, str]:
    return {key.removeprefix(prefix): str(text) for key, text in texts.items() if key.startswith(prefix)}


@pytest.mark.parametrize("language", ["pl", "ru", "ja", "uk", "cs", "ar", "de"])
@pytest.mark.parametrize("kind", sorted(READERS))
def test_a_number_gets_the_text_of_its_form(kind: str, language: str) -> None:
    name, read = READERS[kind]
    document = parse_document(FILES[name][0].encode(), name)
    forms = tuple(f"form{index} x" for index in range(plural_count(language)))
    texts = [f"text {unit.text}" if unit.plural is None else forms for unit in document.units]
    found = read(render_document(document, texts, language))
    cldr = Locale.parse(language).plural_form
    assert set(found) == {*cldr.tags, "other"}
    rule = (
        c2py(plural_forms(language).partition("plural=")[2].rstrip("; "))
        if len(forms) > 1
        else lambda number: 0
    )
    for number in NUMBERS:
        assert found[cldr(number)] == forms[rule(number)], number


@pytest.mark.parametrize(
    ("language", "categories"), [("ja", ["other"]), ("pl", ["one", "few", "many", "other"])]
)
def test_a_plural_without_its_other_text(language: str, categories: list[str]) -> None:
    source = FILES["strings.xml"][0].replace('        <item quantity="other">%d boats</item>\n', "")
    document = parse_document(source.encode(), "strings.xml")
    texts = [
        unit.text if unit.plural is None else ("%d x",) * plural_count(language) for unit in document.units
    ]
    written = render_document(document, texts, language)
    items = [item for item in ElementTree.fromstring(written).iter("item") if "quantity" in item.attrib]
    assert sorted(str(item.get("quantity")) for item in items) == sorted(categories)
    assert all(item.text == "%d x" for item in items)


@pytest.mark.parametrize("language", ["pl", "ru", "ja", "uk", "cs", "de"])
def test_icu_branches_are_added_and_taken_away(language: str) -> None:
    fitted = fit_categories("{n, plural, =0 {none} one {# boat} other {# boats}}", language)
    there = {
        category for category in ("zero", "one", "two", "few", "many", "other") if f" {category} {{" in fitted
    }
    assert there == {*Locale.parse(language).plural_form.tags, "other"}
    assert "=0 {none}" in fitted


def test_older_i18next_plurals_and_ordinals_are_texts_of_their_own() -> None:
    """Version 3 numbers its keys by the rules of its own table; a Polish file of it needs keys that are added by hand."""
    source = {
        "boat": "a boat",
        "boat_plural": "{{count}} boats",
        "place_ordinal_one": "{{count}}st",
        "place_ordinal_other": "{{count}}th",
    }
    data = json.dumps(source, indent=2).encode()
    document = parse_document(data, "en.json")
    assert [(unit.context, unit.plural) for unit in document.units] == [(key, None) for key in source]
    assert render_document(document, [None] * 4, "pl") == data
    written = render_document(document, [f"x {unit.text}" for unit in document.units], "pl")
    assert json.loads(written) == {key: f"x {text}" for key, text in source.items()}
