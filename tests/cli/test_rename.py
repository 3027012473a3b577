"""A document that is renamed, moved or edited on the way keeps what was reviewed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from .conftest import ROOT, Locpipe

TEXT = """# The night ferry

The ferry leaves at nine in the evening.

Passengers sleep in cabins with four beds.

Bicycles travel free of charge.
"""
FOLDER = Path("locales/pt_BR/LC_MESSAGES")


def review(path: Path) -> None:
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in catalog:
        entry.msgstr = f"Revisto: {entry.msgid}"
        entry.flags.remove("fuzzy")
    catalog.save()


def test_renamed_moved_and_edited(locpipe: Locpipe, project: Path) -> None:
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    options = ("--to", "pt_BR", "--engine", "pseudo")
    assert locpipe("translate", "ferry.md", *options).code == 0
    review(FOLDER / "ferry.po")
    Path("guides").mkdir()
    Path("ferry.md").rename("guides/night-ferry.md")
    document = Path("guides/night-ferry.md")
    document.write_text(TEXT.replace("four beds", "two beds"), encoding="utf-8")

    broken = locpipe("build")
    assert broken.code == 1 and "run locpipe translate on it" in broken.err
    tried = locpipe("translate", "guides", *options, "--dry-run", "--json").json["catalogs"][0]
    assert (tried["renamed_from"], tried["reviewed"], tried["written"]) == ("ferry.md", 3, False)
    assert (FOLDER / "ferry.po").exists()

    ran = locpipe("translate", "guides", *options, "--json")
    (catalog,) = ran.json["catalogs"]
    assert (catalog["renamed_from"], catalog["kept"], catalog["reviewed"]) == ("ferry.md", 3, 3)
    assert "guides/night-ferry.md was ferry.md" in ran.err
    assert not (FOLDER / "ferry.po").exists()
    assert locpipe("build", "--no-rules").code == 0  # the reviewer here writes no Portuguese
    assert "Revisto: Bicycles" in Path("dist/pt_BR/guides/night-ferry.md").read_text(encoding="utf-8")
    again = locpipe("translate", "guides", *options, "--json").json["catalogs"][0]
    assert (again["renamed_from"], again["written"]) == ("", False)


def test_a_copy_is_no_rename(locpipe: Locpipe, project: Path) -> None:
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    locpipe("translate", "ferry.md", "--to", "pt_BR", "--engine", "pseudo")
    review(FOLDER / "ferry.po")
    before = (FOLDER / "ferry.po").read_bytes()
    Path("copy.md").write_text(TEXT, encoding="utf-8")
    (catalog,) = locpipe("translate", "copy.md", "--to", "pt_BR", "--engine", "pseudo", "--json").json[
        "catalogs"
    ]
    assert catalog["renamed_from"] == ""
    assert (FOLDER / "ferry.po").read_bytes() == before


def test_a_run_that_was_killed_right_after_the_move(locpipe: Locpipe, project: Path) -> None:
    """The catalog has its new name and still names the old document."""
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    options = ("--to", "pt_BR", "--engine", "pseudo", "--json")
    locpipe("translate", "ferry.md", *options)
    review(FOLDER / "ferry.po")
    Path("ferry.md").rename("boat.md")
    (FOLDER / "ferry.po").rename(FOLDER / "boat.po")
    (catalog,) = locpipe("translate", "boat.md", *options).json["catalogs"]
    assert (catalog["reviewed"], catalog["kept"], catalog["written"]) == (4, 4, True)
    assert '"X-Locpipe-Document: boat.md\\n"' in (FOLDER / "boat.po").read_text(encoding="utf-8")


@pytest.mark.slow
def test_two_runs_at_once_after_a_rename(locpipe: Locpipe, project: Path) -> None:
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    command = ["translate", "--to", "pt_BR,es", "--engine", "pseudo", "--json"]
    locpipe(*command, "ferry.md")
    for language in ("pt_BR", "es"):
        review(Path("locales") / language / "LC_MESSAGES/ferry.po")
    Path("ferry.md").rename("boat.md")
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "pipeline", *command, "boat.md"],
            env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(3)
    ]  # fmt: skip
    for run in runs:
        _, err = run.communicate(timeout=120)
        assert run.returncode == 0, err.decode()
    assert sorted(path.name for path in Path("locales").rglob("*.po")) == ["boat.po", "boat.po"]
    status = locpipe("status", "--json").json["catalogs"]
    assert [(one["reviewed"], one["entries"]) for one in status] == [(4, 4), (4, 4)]
