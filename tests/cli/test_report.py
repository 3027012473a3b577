"""``locpipe report``: one page, the same bytes for the same catalogs, and what goes wrong."""

from __future__ import annotations

import json
import re
from pathlib import Path

from .conftest import Locpipe

TEXT = "# The night ferry\n\nThe ferry leaves at nine.\n\nBicycles travel free of charge.\n"
PO = Path("locales/pt_BR/LC_MESSAGES/ferry.po")


def data_of(page: Path) -> dict:  # type: ignore[type-arg]
    found = re.search(r'id="data">(.*?)</script>', page.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


def test_a_page_and_what_it_says(locpipe: Locpipe, project: Path) -> None:
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    locpipe("translate", "ferry.md", "--to", "pt_BR,es", "--engine", "pseudo")
    PO.write_text(PO.read_text(encoding="utf-8").replace("#, fuzzy\n", "", 1), encoding="utf-8")
    ran = locpipe("report", "--json")
    assert ran.code == 0
    said = ran.json
    assert (said["path"], said["written"], said["errors"]) == ("dist/report.html", True, [])
    assert [(one["language"], one["entries"], one["reviewed"], one["fuzzy"]) for one in said["catalogs"]] == [
        ("es", 3, 0, 3),
        ("pt_BR", 3, 1, 2),
    ]
    data = data_of(Path("dist/report.html"))
    assert [entry["s"] for entry in data["entries"]].count("machine") == 5
    assert data["catalogs"][1]["href"] == "../locales/pt_BR/LC_MESSAGES/ferry.po#L{line}"
    lines = PO.read_text(encoding="utf-8").splitlines()
    for entry in data["entries"][3:]:
        assert lines[entry["l"] - 1] == f'msgid "{entry["f"][0]}"'

    again = locpipe("report")
    assert (again.code, again.out) == (0, "dist/report.html\n")
    assert "(unchanged)" in again.last_line and "Next: open it" in again.last_line


def test_some_catalogs_elsewhere_with_links_of_ones_own(locpipe: Locpipe, project: Path) -> None:
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    locpipe("translate", "ferry.md", "--to", "pt_BR,es", "--engine", "pseudo")
    link = "https://example.org/blob/main/{path}#L{line}"
    assert locpipe("report", "locales/es", "--out", "out/es.html", "--link", link).code == 0
    (catalog,) = data_of(Path("out/es.html"))["catalogs"]
    assert catalog["href"] == "https://example.org/blob/main/locales/es/LC_MESSAGES/ferry.po#L{line}"
    assert locpipe("report", "--link", "https://example.org/").code == 2


def test_nothing_to_show_and_a_broken_file(locpipe: Locpipe, project: Path) -> None:
    empty = locpipe("report")
    assert (empty.code, empty.out) == (0, "") and "locpipe translate" in empty.last_line
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    locpipe("translate", "ferry.md", "--to", "pt_BR,es", "--engine", "pseudo")
    PO.write_text('msgid "a', encoding="utf-8")
    ran = locpipe("report", "--json")
    assert ran.code == 1 and "ferry.po:1" in ran.err
    assert [one["language"] for one in ran.json["catalogs"]] == ["es"]
    Path("dist/report.html").unlink()
    Path("dist/report.html").mkdir()
    failed = locpipe("report")
    assert failed.code == 1 and "dist/report.html" in failed.err
