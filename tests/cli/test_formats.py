"""``locpipe formats``."""

from __future__ import annotations

from pathlib import Path

from pipeline.formats import FORMATS

from .conftest import Locpipe


def test_every_format_is_listed(locpipe: Locpipe) -> None:
    ran = locpipe("formats")
    assert ran.code == 0
    for form in FORMATS:
        assert f"{' '.join(form.suffixes)}\n" in ran.out
        assert form.description in ran.out
    assert "read and written by markdown-it-py; settings: encoding, markdown.front_matter" in ran.out


def test_json(locpipe: Locpipe) -> None:
    listed = locpipe("formats", "--json").json["formats"]
    assert [one["name"] for one in listed][: len(FORMATS)] == [form.name for form in FORMATS]
    assert all(one["reads"] and one["writes"] and one["library"] for one in listed[: len(FORMATS)])


def test_restructuredtext_is_refused_with_the_way_out(locpipe: Locpipe, project: Path) -> None:
    (project / "a.rst").write_text("Title\n=====\n")
    ran = locpipe("translate", "a.rst", "--to", "pt_BR", "--engine", "pseudo")
    assert ran.code == 1
    assert "a.rst: reStructuredText is not read" in ran.err and "sphinx-build -b gettext" in ran.err
