"""``locpipe build`` as a release step: what it refuses, lists, compares, and that its bytes are the same everywhere."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import Locpipe

SOURCE = "# The harbour\n\nThe lamp went out.\n\nThe boats came in at 17:40.\n"
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"POT-Creation-Date: 2026-01-01 00:00+0000\\n"\n'
)
ENTRIES = """
#: a.md:1
msgid "The harbour"
msgstr "{}"

#: a.md:3
#. locpipe: mt bergamot en-pt 2.0, confidence 0.80
#, fuzzy
msgid "The lamp went out."
msgstr "{}"

#: a.md:5
msgid "The boats came in at 17:40."
msgstr "{}"
"""
PO = "locales/pt_BR/LC_MESSAGES/a.po"


@pytest.fixture
def site(project: Path) -> Path:
    (project / "a.md").write_text(SOURCE, encoding="utf-8")
    for locale, texts in {
        "pt_BR": ("O porto", "A luz apagou.", "Os barcos chegaram às 17h40."),
        "de": ("Der Hafen", "Die Lampe erlosch.", "Die Boote kamen um 17.40 Uhr."),
    }.items():
        path = project / f"locales/{locale}/LC_MESSAGES/a.po"
        path.parent.mkdir(parents=True)
        path.write_text(HEADER.format(locale) + ENTRIES.format(*texts), encoding="utf-8")
    return project


def hashes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_is_in_the_source_language_is_listed(site: Path, locpipe: Locpipe) -> None:
    ran = locpipe("build")
    assert ran.code == 0, ran.err
    assert f"{PO}:14: in the source language: The lamp went out." in ran.err
    listed = locpipe("build", "--json").json["fallbacks"]
    assert [(one["path"], one["line"], one["source"]) for one in listed] == [
        ("locales/de/LC_MESSAGES/a.po", 14, "The lamp went out."),
        (PO, 14, "The lamp went out."),
    ]
    assert locpipe("build", "--use-fuzzy", "--json").json["fallbacks"] == []


def test_check_writes_nothing_and_says_what_would_change(site: Path, locpipe: Locpipe) -> None:
    ran = locpipe("build", "--check")
    assert ran.code == 1
    assert not (site / "dist").exists()
    assert "dist/pt_BR/a.md: 2 reviewed, 1 in the source language (would change)" in ran.out
    assert ran.last_line == "5 files in dist/ would change. Next: locpipe build"
    assert locpipe("build").code == 0
    before = hashes(site / "dist")
    assert locpipe("build", "--check").code == 0
    catalog = site / PO
    catalog.write_text(catalog.read_text(encoding="utf-8").replace("#, fuzzy\n", ""), encoding="utf-8")
    ran = locpipe("build", "--check")
    assert (ran.code, hashes(site / "dist")) == (1, before)
    assert "dist/de/a.md: 2 reviewed, 1 in the source language\n" in ran.out


def test_an_error_in_a_built_text_fails_the_build(site: Path, locpipe: Locpipe) -> None:
    catalog = site / PO
    good = catalog.read_text(encoding="utf-8")
    catalog.write_text(good.replace("A luz apagou.", "A luz \u202eapagou."), encoding="utf-8")
    assert locpipe("build").code == 0  # nobody has reviewed it: it is not in the build
    ran = locpipe("build", "--use-fuzzy")
    assert ran.code == 1
    assert f"{PO}:14: controls: A text-direction control" in ran.err
    assert [one["rule"] for one in locpipe("build", "--use-fuzzy", "--json").json["findings"]] == ["controls"]
    assert locpipe("build", "--use-fuzzy", "--no-rules").code == 0
    (site / "locpipe.toml").write_text('[check]\nignore = ["controls"]\n', encoding="utf-8")
    assert locpipe("build", "--use-fuzzy").code == 0


def test_too_little_reviewed_is_not_built(site: Path, locpipe: Locpipe) -> None:
    ran = locpipe("build", "--min-reviewed", "80")
    assert ran.code == 1
    assert "67 % of the entries are reviewed" in ran.err
    assert not (site / "dist").exists()
    assert locpipe("build", "--min-reviewed", "66").code == 0


def test_the_manifest_says_what_went_in_and_what_came_out(site: Path, locpipe: Locpipe) -> None:
    locpipe("build", "--use-fuzzy")
    manifest = json.loads((site / "dist" / "manifest.json").read_text(encoding="utf-8"))
    assert [one["path"] for one in manifest["inputs"]] == ["a.md", "locales/de/LC_MESSAGES/a.po", PO]
    assert manifest["inputs"][2]["sha256"] == hashlib.sha256((site / PO).read_bytes()).hexdigest()
    assert manifest["models"] == ["bergamot en-pt 2.0"]
    assert manifest["languages"]["pt_BR"] == {
        "entries": 3, "reviewed": 2, "fuzzy": 1, "fallback": 0, "reviewed_percent": 66.7,
    }  # fmt: skip
    built = hashes(site / "dist")
    assert {one["path"].removeprefix("dist/"): one["sha256"] for one in manifest["outputs"]} == {
        name: value for name, value in built.items() if name != "manifest.json"
    }
    locpipe("build")
    manifest = json.loads((site / "dist" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["models"] == []


@pytest.mark.slow
def test_two_builds_in_different_surroundings_are_the_same_bytes(site: Path, tmp_path: Path) -> None:
    """Another folder, locale, time zone, hash seed, date, umask and number of processes change nothing."""
    built = []
    for number, surroundings in enumerate(
        (
            {
                "LC_ALL": "C",
                "TZ": "UTC",
                "PYTHONHASHSEED": "1",
                "LOCPIPE_JOBS": "1",
                "SOURCE_DATE_EPOCH": "1",
            },
            {"LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "77", "LOCPIPE_JOBS": "4"},
        )
    ):
        folder = shutil.copytree(site, tmp_path / f"clone {number}")
        for path in sorted(folder.rglob("*.po")):
            os.utime(path, (10**9 * (number + 1),) * 2)
        subprocess.run(
            [sys.executable, "-m", "pipeline", "build", "--use-fuzzy"],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2]), **surroundings},
            check=True,
            capture_output=True,
        )
        built.append(hashes(folder / "dist"))
    assert built[0] == built[1]
    assert len(built[0]) == 5


def test_conversions_that_differ_between_systems_are_an_error(site: Path, locpipe: Locpipe) -> None:
    catalog = site / PO
    text = catalog.read_text(encoding="utf-8")
    catalog.write_text(
        text + '\n#, c-format\nmsgid "%<PRIdMAX> lamps"\nmsgstr "%<PRIdMAX> luzes"\n', encoding="utf-8"
    )
    ran = locpipe("build", "--no-rules")
    assert ran.code == 1
    assert "Compile this catalog with msgfmt." in ran.err
