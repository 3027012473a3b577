"""Templates beside the catalogs, where the configuration asks for them."""

from __future__ import annotations

from pathlib import Path

import polib

from .conftest import Locpipe

TEMPLATE = Path("locales/templates/LC_MESSAGES/ferry.pot")
OPTIONS = ("translate", "ferry.md", "--to", "pt_BR,es", "--engine", "pseudo")


def test_a_template_for_each_document(locpipe: Locpipe, project: Path) -> None:
    Path("ferry.md").write_text("# The night ferry\n\nBicycles travel free.\n", encoding="utf-8")
    assert locpipe(*OPTIONS).code == 0
    assert not TEMPLATE.exists()

    Path("locpipe.toml").write_text("[po]\ntemplates = true\n", encoding="utf-8")
    assert locpipe(*OPTIONS, "--dry-run").code == 0
    assert not TEMPLATE.exists()
    assert locpipe(*OPTIONS).code == 0
    template = polib.pofile(str(TEMPLATE))
    assert [(entry.msgid, entry.msgstr) for entry in template] == [
        ("The night ferry", ""),
        ("Bicycles travel free.", ""),
    ]
    assert [entry.occurrences for entry in template] == [[("ferry.md", "1")], [("ferry.md", "3")]]

    before = TEMPLATE.read_bytes(), TEMPLATE.stat().st_mtime_ns
    assert locpipe(*OPTIONS).code == 0
    assert (TEMPLATE.read_bytes(), TEMPLATE.stat().st_mtime_ns) == before
    assert [one["language"] for one in locpipe("status", "--json").json["catalogs"]] == ["es", "pt_BR"]


def test_a_template_that_cannot_be_read_is_an_error_beside_the_catalogs(
    locpipe: Locpipe, project: Path
) -> None:
    Path("locpipe.toml").write_text("[po]\ntemplates = true\n", encoding="utf-8")
    Path("ferry.md").write_text("Bicycles travel free.\n", encoding="utf-8")
    TEMPLATE.parent.mkdir(parents=True)
    TEMPLATE.write_text('msgid "a"\nmsgstr "b\n', encoding="utf-8")
    ran = locpipe(*OPTIONS, "--json")
    assert ran.code == 1
    assert [error["path"] for error in ran.json["errors"]] == [TEMPLATE.as_posix()]
    assert len(ran.json["catalogs"]) == 2
