"""Xcode's string catalogs: devices, substitutions, plurals of other languages, states, and the layout of the file."""

from __future__ import annotations

import json
from typing import Any

import pytest

from pipeline.formats import format_for, parse_document, render_document
from pipeline.model import Document

Tree = dict[str, Any]


def unit(text: str, state: str = "translated") -> Tree:
    return {"stringUnit": {"state": state, "value": text}}


def plural(**texts: str) -> Tree:
    return {"variations": {"plural": {category: unit(text) for category, text in texts.items()}}}


def device(**trees: Tree) -> Tree:
    return {"variations": {"device": trees}}


def substituted(text: str, **trees: Tree) -> Tree:
    inner = {name: {"argNum": 1, "formatSpecifier": "lld", **tree} for name, tree in trees.items()}
    return {**unit(text), "substitutions": inner}


def catalog(**entries: Tree) -> str:
    strings = {key: {"localizations": languages} for key, languages in entries.items()}
    return json.dumps(
        {"sourceLanguage": "en", "strings": strings, "version": "1.0"}, indent=2, ensure_ascii=False
    )


def read(source: str, language: str | None = None) -> Document:
    document = parse_document(source.encode(), "a.xcstrings")
    if language:
        form = format_for("a.xcstrings")
        document = form.with_targets(document, source.encode(), "a.xcstrings", None, language)  # type: ignore[attr-defined]
    return document


def entry(source: str, texts: dict[str, str | tuple[str, ...]], language: str, key: str = "boat") -> Tree:
    """What the key has in the language after the texts, by context or source, were put in."""
    document = read(source)
    given = [texts.get(one.context or one.text, texts.get(one.text)) for one in document.units]
    written = json.loads(render_document(document, given, language))
    found: Tree = written["strings"][key]["localizations"][language.replace("_", "-")]
    return found


DEVICES = catalog(
    boat={
        "en": device(iphone=unit("Tap the boat"), mac=unit("Click the boat"), other=unit("Choose the boat"))
    }
)
MIXED = catalog(
    boat={"en": device(ipad=plural(one="a boat", other="%lld boats"), other=unit("%lld of them"))}
)
SUBSTITUTED = catalog(
    boat={"en": substituted("We saw %#@BOATS@", BOATS=plural(one="%arg boat", other="%arg boats"))}
)
ZERO = catalog(boat={"en": plural(one="%lld boat", other="%lld boats", zero="no boats")})


@pytest.mark.parametrize(
    ("source", "units"),
    [
        (
            DEVICES,
            [
                ("boat|==|device.iphone", "Tap the boat", None),
                ("boat|==|device.mac", "Click the boat", None),
                ("boat|==|device.other", "Choose the boat", None),
            ],
        ),
        (
            MIXED,
            [("boat|==|device.ipad", "a boat", "%lld boats"), ("boat|==|device.other", "%lld of them", None)],
        ),
        (
            SUBSTITUTED,
            [("boat", "We saw %#@BOATS@", None), ("boat|==|substitutions.BOATS", "%arg boat", "%arg boats")],
        ),
        (ZERO, [("boat", "%lld boat", "%lld boats"), ("boat|==|plural.zero", "no boats", None)]),
        (catalog(boat={"uk": plural(one="човен", few="човни", many="човнів", other="човна")}), [(None, "boat", "boat")]),
        (catalog(boat={"en": {"variations": {"width": {"10": unit("b")}}}, "uk": 3}), []),
        (catalog(boat={"en": {"stringUnit": {"value": 4}}}), []),
    ],
)  # fmt: skip
def test_every_text_of_an_entry_is_a_unit(source: str, units: list[tuple[str, str, str]]) -> None:
    assert [(one.context, one.text, one.plural) for one in read(source).units] == units


def test_a_variable_with_a_plural_is_a_placeholder() -> None:
    whole, inner = read(SUBSTITUTED).units
    assert "Placeholders: %#@BOATS@ (text with a plural of its own)" in whole.comments
    assert "Placeholders: %arg (the number)" in inner.comments
    assert (whole.flags, inner.flags) == ((), ())  # msgfmt would read “%a” and “%#@”


def test_devices_are_written_in_a_new_language() -> None:
    texts: dict[str, str | tuple[str, ...]] = {
        "Tap the boat": "Toca",
        "Click the boat": "Clica",
        "Choose the boat": "Escolhe",
    }
    found = entry(DEVICES, texts, "pt_PT")
    assert found == device(iphone=unit("Toca"), mac=unit("Clica"), other=unit("Escolhe"))


def test_what_is_not_translated_yet_is_the_sources_and_new() -> None:
    """As Xcode does it; the program needs each of the texts."""
    found = entry(DEVICES, {"Click the boat": "Clica"}, "pt_PT")
    assert found == device(
        iphone=unit("Tap the boat", "new"), mac=unit("Clica"), other=unit("Choose the boat", "new")
    )
    found = entry(SUBSTITUTED, {"boat": "Widzieliśmy %#@BOATS@"}, "pl")
    assert found["stringUnit"] == unit("Widzieliśmy %#@BOATS@")["stringUnit"]
    assert found["substitutions"]["BOATS"]["variations"]["plural"]["one"] == unit("%arg boat", "new")


def test_substitutions_get_the_categories_of_the_language() -> None:
    texts: dict[str, str | tuple[str, ...]] = {
        "boat": "Widzieliśmy %#@BOATS@", "boat|==|substitutions.BOATS": ("%arg łódź", "%arg łodzie", "%arg łodzi"),
    }  # fmt: skip
    boats = plural(few="%arg łodzie", many="%arg łodzi", one="%arg łódź", other="%arg łodzi")
    assert entry(SUBSTITUTED, texts, "pl") == substituted("Widzieliśmy %#@BOATS@", BOATS=boats)
    found = entry(SUBSTITUTED, {**texts, "boat|==|substitutions.BOATS": ("%arg隻",)}, "ja")
    assert found["substitutions"]["BOATS"]["variations"] == plural(other="%arg隻")["variations"]


def test_a_text_for_no_boats_is_written_beside_the_others() -> None:
    forms = ("%lld łódź", "%lld łodzie", "%lld łodzi")
    with_zero = plural(few=forms[1], many=forms[2], one=forms[0], other=forms[2], zero="brak łodzi")
    assert entry(ZERO, {"boat": forms, "no boats": "brak łodzi"}, "pl") == with_zero
    assert "zero" not in entry(ZERO, {"boat": forms}, "pl")["variations"]["plural"]
    alone = entry(ZERO, {"no boats": "brak łodzi"}, "pl")["variations"]["plural"]
    assert alone["zero"] == unit("brak łodzi") and alone["one"] == unit("%lld boat", "new")


def test_a_language_that_counts_zero_says_it_in_its_plural() -> None:
    forms = tuple(f"f{number}" for number in range(6))
    found = entry(ZERO, {"boat": forms, "no boats": "not written"}, "ar")["variations"]["plural"]
    assert found["zero"] == unit("f0") and len(found) == 6


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        (device(iphone=unit("Toca"), mac=unit("Clica"), other=unit("Escolhe")), [("Toca", False), ("Clica", False), ("Escolhe", False)]),
        (device(iphone=unit("Toca", "needs_review"), other=unit("Choose the boat", "new")), [("Toca", True), None, None]),
        (unit("Escolhe"), [("Escolhe", True)] * 3),  # one text for all devices: to look at
        ({}, [None] * 3),
    ],
)  # fmt: skip
def test_what_people_have_translated(theirs: Tree, expected: list[tuple[str, bool] | None]) -> None:
    source = DEVICES.replace('"localizations": {', f'"localizations": {{"pt": {json.dumps(theirs)},')
    units = read(source, "pt").units
    assert [(*one.translations, one.fuzzy) if one.translations else None for one in units] == expected


def test_a_language_with_another_shape_keeps_its_texts() -> None:
    source = DEVICES.replace('"localizations": {', f'"localizations": {{"pt": {json.dumps(unit("Escolhe"))},')
    assert entry(source, {"Click the boat": "Clica"}, "pt") == device(
        iphone=unit("Escolhe"), mac=unit("Clica"), other=unit("Escolhe")
    )


def test_a_plural_of_a_language_is_not_flattened() -> None:
    uk = plural(one="%lld човен", few="%lld човни", many="%lld човнів", other="%lld човна")
    source = catalog(**{"%lld boats": {"uk": uk}})
    assert read(source, "uk").units[0].translations == ("%lld човен", "%lld човни", "%lld човнів")
    forms = ("%lld łódź", "%lld łodzie", "%lld łodzi")
    found = entry(source, {"%lld boats": forms}, "pl", "%lld boats")["variations"]["plural"]
    assert found["few"] == unit("%lld łodzie")


LAYOUTS = {
    "xcode": '{\n  "sourceLanguage" : "en",\n  "strings" : {\n    "a" : {\n\n    },\n    "b" : {\n      "comment" : "x",\n      "shouldTranslate" : true\n    },\n    "c" : {\n      "localizations" : {\n        "zh-Hans" : {\n          "stringUnit" : {\n            "state" : "translated",\n            "value" : "丙"\n          }\n        },\n        "zh-HK" : {\n          "stringUnit" : {\n            "value" : "丙"\n          }\n        }\n      }\n    }\n  }\n}\n',
    "wide": '{\r\n\t"strings": {\r\n\t\t"a": {},\r\n\t\t"b": {\r\n\t\t\t"extractionState": "manual"\r\n\t\t}\r\n\t}\r\n}',
    "lines": '{\n  "strings" : {\n    "a" : {\n      "localizations" : {\n        "de" : { "stringUnit" : { "state" : "translated", "value" : "A" } }\n      }\n    }\n  }\n}',
    "small": '{"strings":{"a":{},"b":{"comment":"x"},"c":{"localizations":{"de":{"stringUnit":{"state":"new","value":"c"}}}}}}',
}  # fmt: skip

WRITTEN = {
    "xcode": '{\n  "sourceLanguage" : "en",\n  "strings" : {\n    "a" : {\n      "localizations" : {\n        "fr" : {\n          "stringUnit" : {\n            "state" : "translated",\n            "value" : "T"\n          }\n        }\n      }\n    },\n    "b" : {\n      "comment" : "x",\n      "localizations" : {\n        "fr" : {\n          "stringUnit" : {\n            "state" : "translated",\n            "value" : "T"\n          }\n        }\n      },\n      "shouldTranslate" : true\n    },\n    "c" : {\n      "localizations" : {\n        "fr" : {\n          "stringUnit" : {\n            "state" : "translated",\n            "value" : "T"\n          }\n        },\n        "zh-Hans" : {\n          "stringUnit" : {\n            "state" : "translated",\n            "value" : "丙"\n          }\n        },\n        "zh-HK" : {\n          "stringUnit" : {\n            "value" : "丙"\n          }\n        }\n      }\n    }\n  }\n}\n',
    "wide": '{\r\n\t"strings": {\r\n\t\t"a": {\r\n\t\t\t"localizations": {\r\n\t\t\t\t"fr": {\r\n\t\t\t\t\t"stringUnit": {\r\n\t\t\t\t\t\t"state": "translated",\r\n\t\t\t\t\t\t"value": "T"\r\n\t\t\t\t\t}\r\n\t\t\t\t}\r\n\t\t\t}\r\n\t\t},\r\n\t\t"b": {\r\n\t\t\t"extractionState": "manual",\r\n\t\t\t"localizations": {\r\n\t\t\t\t"fr": {\r\n\t\t\t\t\t"stringUnit": {\r\n\t\t\t\t\t\t"state": "translated",\r\n\t\t\t\t\t\t"value": "T"\r\n\t\t\t\t\t}\r\n\t\t\t\t}\r\n\t\t\t}\r\n\t\t}\r\n\t}\r\n}',
    "lines": '{\n  "strings" : {\n    "a" : {\n      "localizations" : {\n        "de" : { "stringUnit" : { "state" : "translated", "value" : "A" } },\n        "fr" : { "stringUnit" : { "state" : "translated", "value" : "T" } }\n      }\n    }\n  }\n}',
    "small": '{"strings":{"a":{"localizations":{"fr":{"stringUnit":{"state":"translated","value":"T"}}}},"b":{"comment":"x","localizations":{"fr":{"stringUnit":{"state":"translated","value":"T"}}}},"c":{"localizations":{"de":{"stringUnit":{"state":"new","value":"c"}},"fr":{"stringUnit":{"state":"translated","value":"T"}}}}}}',
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_a_new_language_looks_like_the_rest(name: str) -> None:
    document = read(LAYOUTS[name])
    assert render_document(document, ["T"] * len(document.units), "fr").decode() == WRITTEN[name]


def test_the_place_follows_the_alphabet_and_others_stay() -> None:
    source = LAYOUTS["xcode"]
    document = read(source)
    written = render_document(document, [None, None, "T"], "zh_TW").decode()
    lines = [line for line in written.split("\n") if line not in source.split("\n")]
    assert [line.strip() for line in lines] == ['"zh-TW" : {', '"value" : "T"']
    assert written.index('"zh-HK"') < written.index('"zh-TW"')
