"""Plurals of files from English to other languages: the categories are CLDR's (as Babel has them), and so are the numbers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from gettext import c2py
from xml.etree import ElementTree

import pytest
import yaml
from babel import Locale

from pipeline.formats import format_for, parse_document, render_document
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


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("pl", {1: "boats_0", 2: "boats_1", 5: "boats_2", 22: "boats_1", 112: "boats_2"}),
        ("ru", {1: "boats_0", 21: "boats_0", 2: "boats_1", 5: "boats_2", 11: "boats_2"}),
        ("ja", {0: "boats_0", 1: "boats_0", 7: "boats_0"}),
        ("fr", {0: "boats", 1: "boats", 2: "boats_plural"}),
        ("sl", {101: "boats_1", 2: "boats_2", 3: "boats_3", 5: "boats_0"}),
        ("lv", {0: "boats_2", 1: "boats_0", 21: "boats_0", 5: "boats_1"}),
        ("ar", {0: "boats_0", 1: "boats_1", 2: "boats_2", 3: "boats_3", 11: "boats_4", 100: "boats_5"}),
        ("ka", {1: "boats_0", 5: "boats_0"}),
    ],
)
def test_i18next_3_finds_the_text_of_each_number(language: str, names: Mapping[int, str]) -> None:
    """The names are those that ``pluralResolver.getSuffix`` of i18next 19 asks for."""
    document = parse_document(FILES["v3.json"][0].encode(), "v3.json")
    forms = tuple(f"form {index}" for index in range(plural_count(language)))
    texts = [unit.text if unit.plural is None else forms for unit in document.units]
    data = render_document(document, texts, language)
    written = json.loads(data)
    assert set(names.values()) == {key for key in written if key.startswith("boats")}
    assert (written["list_0"], written["list_1"]) == ("The first", "The second")
    rule = (
        c2py(plural_forms(language).partition("plural=")[2].rstrip("; ")) if len(forms) > 1 else lambda n: 0
    )
    for number, name in names.items():
        assert written[name] == forms[rule(number) if language != "ka" else -1], number
    form = format_for("v3.json")
    back = form.with_targets(document, data, f"{language}.json", None, language)  # type: ignore[attr-defined]
    assert back.units[0].translations == (forms if language != "ka" else (forms[-1],) * 2)


def test_a_file_that_has_the_numbered_forms_already_is_left_alone() -> None:
    document = parse_document(b'{"a": "x", "a_plural": "y", "a_0": "y"}', "en.json")
    assert [unit.plural for unit in document.units] == [None, None, None]


ORDINALS = """{
  "place_ordinal_one": "{{count}}st",
  "place_ordinal_two": "{{count}}nd",
  "place_ordinal_few": "{{count}}rd",
  "place_ordinal_other": "{{count}}th"
}
"""


@pytest.mark.parametrize("language", ["pl", "ru", "ja", "sv", "it", "uk", "fr", "cy", "en", "ca"])
def test_ordinals_get_the_categories_of_cldr(language: str) -> None:
    document = parse_document(ORDINALS.encode(), "en.json")
    assert [unit.context for unit in document.units] == [*json.loads(ORDINALS)]
    texts = [f"{unit.context} text" for unit in document.units]
    written = json.loads(render_document(document, texts, language))
    assert set(_suffixed(written, "place_ordinal_")) == {*Locale.parse(language).ordinal_form.tags, "other"}
    for key, text in written.items():
        assert text == (f"{key} text" if key in json.loads(ORDINALS) else "place_ordinal_other text")


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        (
            '{"a_ordinal_other": "x", "a_ordinal_one": "y", "a_ordinal_two": "z"}',
            "ja",
            '{"a_ordinal_other": "0x"}',
        ),
        ('{"a_ordinal_one": "y",\n "a_ordinal_two": "z",\n "b": "c"}', "ja", None),
        ('{"a_other": "x", "a_few": "y", "a_many": "z" }', "ja", '{"a_other": "f" }'),
        ('[{"a": "x", "a_plural": "y"}]', "ja", '[{"a_0": "f"}]'),
        ('{"a_plural": "y",\n "a": "x"\n}', "pl", '{"a_0": "f","a_1": "f","a_2": "f"\n}'),
    ],
)
def test_members_that_go_take_their_commas(source: str, language: str, expected: str | None) -> None:
    document = parse_document(source.encode(), "en.json")
    forms = ("f",) * plural_count(language)
    texts = [f"{index}x" if unit.plural is None else forms for index, unit in enumerate(document.units)]
    written = render_document(document, texts, language).decode()
    json.loads(written)
    assert expected is None or written == expected


ZEROS = {
    "en.json": '{"b_zero": "no boats", "b_one": "a boat", "b_other": "{{n}} boats", "n": {"zero": "none", "other": "some"}}',
    "en.yml": 'en:\n  b:\n    zero: no boats\n    one: a boat\n    other: "%{count} boats"\n',
    "en.ftl": "b = { $n ->\n    [0] no boats\n    [one] a boat\n   *[other] { $n } boats\n }\n",
}


@pytest.mark.parametrize("language", ["pl", "ja", "ar", "lv", "de"])
@pytest.mark.parametrize("name", sorted(ZEROS))
def test_a_text_for_none_is_no_form_of_the_plural(name: str, language: str) -> None:
    """``zero`` of an English plural is for 0; where the language counts it, it is a form (Latvian: 10, too)."""
    document = parse_document(ZEROS[name].encode(), name)
    assert any(unit.text == "no boats" and unit.plural is None for unit in document.units)
    forms = tuple(f"form {index}" for index in range(plural_count(language)))
    texts = ["nothing at all" if unit.plural is None else forms for unit in document.units]
    data = render_document(document, texts, language)
    written = data.decode()
    counted = language in ("ar", "lv") and name != "en.ftl"
    assert ("nothing at all" in written) is not counted and "no boats" not in written
    assert {form for form in forms if form in written} == set(forms)
    form = format_for(name)
    back = form.with_targets(document, data, name, None, language)  # type: ignore[attr-defined]
    for unit, text in zip(back.units, texts, strict=True):
        assert unit.translations == ((text,) if isinstance(text, str) else text) or (
            counted and unit.plural is None
        )


def test_an_arabic_zero_is_a_category() -> None:
    source = ZEROS["en.json"].replace(
        '"b_other"', '"b_two": "two", "b_few": "few", "b_many": "many", "b_other"'
    )
    assert [unit.context for unit in parse_document(source.encode(), "ar.json").units] == ["b", "n.zero", "n"]
