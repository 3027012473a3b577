"""Source and target files side by side: people's translations are taken over, and the target's format is built."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Locpipe

EN = {"title": "The harbour light", "boats": "{n, plural, one {# boat} other {# boats}}", "new": "A new lamp"}
ANDROID = """\
<resources>
    <string name="open">Open the door</string>
    <plurals name="nights">
        <item quantity="one">%d night</item>
        <item quantity="other">%d nights</item>
    </plurals>
</resources>
"""


def write(name: str, text: str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_json_and_android(project: Path, locpipe: Locpipe) -> None:
    write("locales/en.json", json.dumps(EN, indent=2))
    write("locales/pl.json", json.dumps({"title": "Światło portowe", "new": "A new lamp", "old": "Stare"}))
    write("app/res/values/strings.xml", ANDROID)
    write("app/res/values-pl/strings.xml", '<resources><string name="open">Otwórz drzwi</string></resources>')
    write("package.json", '{"name": "harbour", "description": "Not a text to translate"}')
    ran = locpipe("translate", ".", "--to", "pl", "--engine", "pseudo", "--json")
    assert ran.code == 0, ran.err
    catalogs = {one["document"]: one for one in ran.json["catalogs"]}
    assert set(catalogs) == {"locales/en.json", "app/res/values/strings.xml"}
    assert catalogs["locales/en.json"]["reviewed"] == 1  # a copy of the source is no translation
    assert catalogs["app/res/values/strings.xml"]["reviewed"] == 1
    po = Path("locales/pl/LC_MESSAGES/locales/en.po").read_text(encoding="utf-8")
    assert 'msgctxt "title"\nmsgid "The harbour light"\nmsgstr "Światło portowe"\n' in po
    again = locpipe("translate", ".", "--to", "pl", "--engine", "pseudo", "--json")
    assert not any(one["written"] for one in again.json["catalogs"])
    built = locpipe("build", "--use-fuzzy")
    assert "dist/pl/locales/pl.json" in built.out and "dist/pl/app/res/values-pl/strings.xml" in built.out
    texts = json.loads(Path("dist/pl/locales/pl.json").read_text(encoding="utf-8"))
    assert list(texts) == list(EN) and texts["title"] == "Światło portowe"
    assert all(f" {category} {{" in texts["boats"] for category in ("one", "few", "many", "other"))
    xml = Path("dist/pl/app/res/values-pl/strings.xml").read_text(encoding="utf-8")
    assert xml.count("<item ") == 4 and "Otwórz drzwi" in xml
    checked = locpipe("check", "--json")
    assert not [one for one in checked.json["findings"] if one["rule"] in ("icu", "repetition", "placeables")]


def test_a_target_is_no_source(project: Path, locpipe: Locpipe) -> None:
    write("i18n/en.yml", "en:\n  open: Open the door\n")
    write("i18n/pl.yml", "pl:\n  open: Otwórz drzwi\n")
    ran = locpipe("translate", "i18n", "--to", "pl", "--engine", "none", "--json")
    assert [one["document"] for one in ran.json["catalogs"]] == ["i18n/en.yml"]
    assert ran.json["catalogs"][0]["reviewed"] == 1
    locpipe("build")
    assert Path("dist/pl/i18n/pl.yml").read_text(encoding="utf-8") == "pl:\n  open: Otwórz drzwi\n"


def test_languages_in_one_file(project: Path, locpipe: Locpipe) -> None:
    write("texts.csv", "key,en,pl,de\nopen,Open the door,Otwórz drzwi,\nleave,Leave now,,\n")
    ran = locpipe("translate", "texts.csv", "--to", "pl,de", "--engine", "none", "--json")
    assert [one["reviewed"] for one in ran.json["catalogs"]] == [1, 0]
    po = Path("locales/de/LC_MESSAGES/texts.po")
    po.write_text(
        po.read_text(encoding="utf-8").replace('"Leave now"\nmsgstr ""', '"Leave now"\nmsgstr "Geh, jetzt"'),
        encoding="utf-8",
    )
    locpipe("build")
    assert (
        Path("dist/de/texts.csv").read_text(encoding="utf-8").splitlines()[2]
        == 'leave,Leave now,,"Geh, jetzt"'
    )


def test_a_broken_target_is_an_error(project: Path, locpipe: Locpipe) -> None:
    write("locales/en.json", json.dumps(EN))
    write("locales/de.json", '{\n"title": "Das Licht",\n')
    ran = locpipe("translate", "locales/en.json", "--to", "de", "--engine", "none")
    assert ran.code == 1 and "locales/de.json:3: is not valid JSON: it ends too early" in ran.err
