"""Catalogs out as XLIFF and CSV and back: nothing changes by itself, a reviewer's word arrives, conflicts are told."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.exchange.rows import Row, State, merge_rows, rows_of
from pipeline.exchange.sheet import read_sheet, write_sheet
from pipeline.exchange.xliff import read_xliff, writable, write_xliff
from pipeline.review.catalog import Catalog, Entry

from .conftest import Locpipe

PO = Path("locales/pl/LC_MESSAGES/door.po")
CATALOG = """\
msgid ""
msgstr ""
"Language: pl\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"
"X-Source-Language: en\\n"

#. On the door
#: door.c:3
msgctxt "door"
msgid "=Open <b>now</b>\\n"
msgstr "=Otwarte <b>teraz</b>\\n"

#. locpipe: mt pseudo 1 [c61d11]
#, fuzzy
msgid "Leave"
msgstr "Wyjdz"

#, fuzzy
msgid "one boat"
msgid_plural "%d boats"
msgstr[0] "łódź"
msgstr[1] "%d łodzie"
msgstr[2] "%d łodzi"

msgid "Closed"
msgstr ""
"""
FORMS = [("csv", ".csv"), ("xliff", ".xlf"), ("xliff2", ".xlf")]


@pytest.fixture
def po(project: Path) -> Path:
    PO.parent.mkdir(parents=True)
    PO.write_text(CATALOG, encoding="utf-8")
    return PO


def exported(locpipe: Locpipe, form: str, ending: str) -> Path:
    ran = locpipe("export", "--as", form, "--json")
    assert ran.code == 0, ran.err
    (one,) = ran.json["exported"]
    assert one == {"catalog": PO.as_posix(), "path": f"exchange/pl/door{ending}", "texts": 6, "left_out": 0}
    return Path(one["path"])


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_out_and_back_changes_nothing(po: Path, locpipe: Locpipe, form: str, ending: str) -> None:
    path = exported(locpipe, form, ending)
    ran = locpipe("import", path, "--json")
    assert ran.code == 0, ran.err
    assert ran.json["imported"][0]["changed"] == 0
    assert po.read_text(encoding="utf-8") == CATALOG


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_a_reviewers_word_arrives(po: Path, locpipe: Locpipe, form: str, ending: str) -> None:
    path = exported(locpipe, form, ending)
    text = path.read_bytes().decode("utf-8-sig").replace("Wyjdz", "Wyjdź")
    waiting = {
        "csv": '"needs review"',
        "xliff": '"needs-review-translation"',
        "xliff2": 'state="translated"',
    }[form]
    done = {"csv": '"reviewed"', "xliff": '"final"', "xliff2": 'state="final"'}[form]
    path.write_bytes(text.replace(waiting, done).encode())
    ran = locpipe("import", path, "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["imported"][0]["changed"], ran.json["imported"][0]["reviewed"]) == (2, 2)
    after = po.read_text(encoding="utf-8")
    assert 'msgid "Leave"\nmsgstr "Wyjdź"' in after and "fuzzy" not in after and "locpipe: mt" not in after
    assert locpipe("import", path, "--json").json["imported"][0]["changed"] == 0


@pytest.mark.parametrize(("form", "ending"), FORMS)
def test_conflicts_are_reported_and_nothing_is_lost(
    po: Path, locpipe: Locpipe, form: str, ending: str
) -> None:
    path = exported(locpipe, form, ending)
    data = path.read_bytes().decode("utf-8-sig")
    path.write_bytes(data.replace("Wyjdz", "Idź").replace("=Otwarte", "=Rozwarte").encode())
    po.write_text(
        CATALOG.replace("Wyjdz", "Wyjdź stąd").replace('msgid "one boat"', 'msgid "a boat"'), encoding="utf-8"
    )
    ran = locpipe("import", path)
    assert ran.code == 1
    assert "not taken over: 'Leave': it was changed in the catalog" in ran.err
    assert "not taken over: 'one boat': this text is no longer in the catalog" in ran.err
    after = po.read_text(encoding="utf-8")
    assert "Wyjdź stąd" in after and "=Rozwarte" in after and "łodzie" in after


def test_no_cell_is_a_formula(po: Path, locpipe: Locpipe) -> None:
    data = exported(locpipe, "csv", ".csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf") and b"\r\n" in data
    for cells in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")):
        assert not any(cell[:1] in tuple("=+-@\t\r") and cell for cell in cells)


def test_what_a_spreadsheet_makes_of_the_file(po: Path, locpipe: Locpipe) -> None:
    path = exported(locpipe, "csv", ".csv")
    rows = list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    path.write_bytes(out.getvalue().encode("utf-16"))
    assert locpipe("import", path, "--json").json["imported"][0]["changed"] == 0


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "x,y\n1,2\n", "a.csv:1: has no column 'catalog'"),
        ("a.csv", "catalog,source,target,state\na,b,c,perhaps\n", "a.csv:2: the state 'perhaps' is none of"),
        ("a.csv", "catalog,source,target,state\na,b,c,reviewed\n", "which this project does not have"),
        ("a.xlf", "<xliff><file>", "a.xlf:1: is not valid XML"),
        (
            "a.xlf",
            "<xliff><file original='x'><trans-unit><source>a</source></trans-unit></file></xliff>",
            "has lost",
        ),
    ],
)
def test_bad_files(po: Path, locpipe: Locpipe, name: str, text: str, said: str) -> None:
    Path(name).write_text(text, encoding="utf-8")
    ran = locpipe("import", name)
    assert ran.code == 1 and said in ran.err
    assert po.read_text(encoding="utf-8") == CATALOG


def test_an_unknown_format(po: Path, locpipe: Locpipe) -> None:
    ran = locpipe("export", "--as", "doc")
    assert ran.code == 2 and "xliff, xliff2, csv" in ran.err


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
entries = st.builds(
    lambda context, source, plural, target, fuzzy: Entry(
        context, source, plural, (target,) if plural is None else (target, target + "s"), ("fuzzy",) if fuzzy and target else ()
    ),
    st.none() | texts | st.just(""), texts, st.none() | texts, texts | st.just(""), st.booleans(),
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(
    st.lists(entries, max_size=5, unique_by=lambda entry: entry.key), st.sampled_from(["csv", "1.2", "2.0"])
)
def test_every_catalog_comes_back(found: list[Entry], form: str) -> None:
    catalog = Catalog(entries=tuple(found))
    rows = list(rows_of(catalog))
    if form == "csv":
        rows = [row for row in rows if "\r" not in row.source + row.target + row.msgid + (row.context or "")]
        back = read_sheet(write_sheet("a.po", rows), "a.csv").get("a.po", [])
    else:
        rows = [row for row in rows if writable(row)]
        back = read_xliff(write_xliff("a.po", rows, "en", "pl", version=form), "a.xlf")["a.po"]
    assert [_said(row) for row in back] == [_said(row) for row in rows]
    merged = merge_rows(catalog, back)
    assert merged.catalog == catalog and merged.changed == 0 and not merged.conflicts


def _said(row: Row) -> tuple[object, ...]:
    state = State.EMPTY if not row.target else row.state
    return (row.context, row.msgid, row.form, row.source, row.target, state, row.mark)
