"""Catalogs on disk: written when they differ, valid for msgfmt, merged with what is there now."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import CatalogError, WriteError
from pipeline.model import Document, Unit
from pipeline.review.catalogs import (
    CatalogResult,
    catalog_path,
    count,
    domain_of,
    template_path,
    update_catalog,
    write_template,
)
from pipeline.review.po import format_catalog, read_catalog
from pipeline.review.write import project_lock
from tests.review.samples import FACTS, NOON, document, machine, plan_of, review, translate

needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")

SOURCE = document(
    Unit("Chips and people", 1, "Heading 1"),
    Unit('He said: "No."\nThen he left.', 3, "Paragraph"),
    Unit("%d file", 5, plural="%d files", flags=("python-format",)),
    Unit("Chips and people", 9, "Link"),
)
FIXED = {"%d file": ("%d arquivo", "%d arquivos")}


def update(path: Path, source: Document = SOURCE, time: int = NOON, **more: object) -> CatalogResult:
    """A run of the machine, as flow does it: look, translate, update."""
    made = translate(plan_of(path, source))
    for key in made:
        if key[1] in FIXED:
            made[key] = tuple(map(machine, FIXED[key[1]]))
    return update_catalog(path, source, made, FACTS, time=time, name="locales/a.po", **more)  # type: ignore[arg-type]


def msgfmt(path: Path, *options: str) -> None:
    run = subprocess.run(
        ["msgfmt", "-c", *options, "-o", os.devnull, path], capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")


def test_first_run_second_run(tmp_path: Path) -> None:
    path = catalog_path(tmp_path / "locales", "pt_BR", "articles/a")
    first = update(path, lock=tmp_path / "locales")
    assert (first.new, first.changed, first.kept, first.written) == (3, 0, 0, True)
    assert (first.counts.entries, first.counts.fuzzy, first.counts.reviewed) == (3, 3, 0)
    os.utime(path, (1, 1))
    second = update(path, time=NOON + 86_400, lock=tmp_path / "locales")
    assert (second.new, second.changed, second.kept, second.written) == (0, 0, 3, False)
    assert path.stat().st_mtime == 1
    assert sorted(p.name for p in (tmp_path / "locales").rglob("*") if p.is_file()) == ["a.po"]


def test_a_run_with_nothing_to_do_does_not_even_take_the_lock(tmp_path: Path) -> None:
    path = catalog_path(tmp_path / "locales", "pt_BR", "a")
    update(path, lock=tmp_path / "locales")
    for folder in (path.parent, tmp_path / "locales"):
        os.utime(folder, (1, 1))
    with project_lock(tmp_path / "locales"):
        os.utime(tmp_path / "locales", (1, 1))
        said: list[str] = []
        assert not update(path, lock=tmp_path / "locales", message=said.append).written
        assert (tmp_path / "locales").stat().st_mtime == path.parent.stat().st_mtime == 1
    assert said == []


def test_golden_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    update(path)
    assert path.read_text() == GOLDEN


GOLDEN = r"""# A title, Portuguese (Brazil)
msgid ""
msgstr ""
"Project-Id-Version: A title\n"
"Report-Msgid-Bugs-To: \n"
"POT-Creation-Date: 2026-09-21 14:13+0000\n"
"PO-Revision-Date: 2026-09-21 14:13+0000\n"
"Last-Translator: Automatically generated\n"
"Language-Team: none\n"
"Language: pt_BR\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"X-Generator: locpipe 0.1.0\n"
"X-Poedit-Basepath: ../../..\n"
"X-Source-Language: en\n"

#. Heading 1
#. Link
#. locpipe: mt bergamot en-pt 2.0 [7b31bb]
#: articles/a.md:1 articles/a.md:9
#, fuzzy
msgid "Chips and people"
msgstr "mt(Chips and people)"

#. Paragraph
#. locpipe: mt bergamot en-pt 2.0 [0873d8]
#: articles/a.md:3
#, fuzzy
msgid ""
"He said: \"No.\"\n"
"Then he left."
msgstr ""
"mt(He said: \"No.\"\n"
"Then he left.)"

#. locpipe: mt bergamot en-pt 2.0 [c32b6e]
#: articles/a.md:5
#, fuzzy, python-format
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d arquivo"
msgstr[1] "%d arquivos"
"""


@needs_gettext
def test_gettext_has_nothing_to_say_and_nothing_to_change(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    update(path)
    catalog = review(read_catalog(path, "a.po"), {"Chips and people": "Chips e pessoas"})
    path.write_text(format_catalog(catalog))
    update(path, document("Chips and the people", *SOURCE.units[1:3]))
    msgfmt(path)
    msgfmt(path, "--use-fuzzy")
    again = subprocess.run(
        ["msgcat", "--no-wrap", "--force-po", path], capture_output=True, check=True
    ).stdout
    assert again == path.read_bytes()


def test_what_a_reviewer_saved_while_the_machine_worked_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    update(path)
    source = document("Chips and people", "A new paragraph.")
    made = translate(plan_of(path, source))  # the machine begins …
    saved = review(read_catalog(path, "a.po"), {"Chips and people": "Chips e gente"})
    path.write_text(format_catalog(saved))  # … the reviewer saves …
    result = update_catalog(path, source, made, FACTS, time=NOON)  # … the machine is done
    assert result.catalog.entries[0].translations == ("Chips e gente",)
    assert result.catalog.entries[0].reviewed
    assert result.catalog.entries[1].translations == ("mt(A new paragraph.)",)


def test_another_layout_of_the_same_texts_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    update(path)
    other = path.read_text().replace('msgid "Chips and people"', 'msgid ""\n"Chips "\n"and people"')
    path.write_text(other)
    assert not update(path).written
    assert path.read_text() == other


def test_crlf_stays_and_a_bom_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    update(path)
    plain = path.read_bytes()
    path.write_bytes(plain.replace(b"\n", b"\r\n"))
    assert not update(path).written
    assert update(path, document("New", *SOURCE.units)).written
    assert path.read_bytes().count(b"\r\n") == path.read_bytes().count(b"\n") > 0
    path.write_bytes(b"\xef\xbb\xbf" + plain)
    assert update(path).written
    assert path.read_bytes() == plain


def test_revision_date_moves_with_the_entries_only(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    update(path)
    moved = replace(SOURCE, units=tuple(replace(unit, line=unit.line + 2) for unit in SOURCE.units))
    assert update(path, moved, time=NOON + 86_400).written
    headers = read_catalog(path, "a.po").headers
    assert headers["PO-Revision-Date"] == headers["POT-Creation-Date"] == "2026-09-21 14:13+0000"
    update(path, document("New", *SOURCE.units), time=NOON + 86_400)
    assert read_catalog(path, "a.po").headers["PO-Revision-Date"] == "2026-09-22 14:13+0000"


def test_new_version_of_the_program_rewrites_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    update(path)
    assert not update_catalog(path, SOURCE, {}, replace(FACTS, version="0.2.0"), time=NOON).written


def test_dry_run_writes_nothing(tmp_path: Path) -> None:
    path = catalog_path(tmp_path / "locales", "pt_BR", "a")
    result = update(path, dry_run=True, lock=tmp_path / "locales")
    assert (result.new, result.written) == (3, False)
    assert list(tmp_path.iterdir()) == []


def test_an_empty_file_is_no_catalog(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.touch()
    assert update(path).new == 3


def test_a_broken_catalog_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b'msgid "a"\nmsgstr "b\n')
    with pytest.raises(CatalogError, match=r"^locales/a\.po:2: "):
        update_catalog(path, SOURCE, {}, FACTS, time=NOON, name="locales/a.po", lock=tmp_path)
    assert path.read_bytes() == b'msgid "a"\nmsgstr "b\n'


def test_half_a_character_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    with pytest.raises(WriteError, match=r"a\.po: A text holds U\+D83D"):
        update(path, document("\ud83d"))
    assert not path.exists()


@needs_gettext
def test_template(tmp_path: Path) -> None:
    path = template_path(tmp_path / "locales", "articles/a")
    assert path == tmp_path / "locales/templates/LC_MESSAGES/articles/a.pot"
    assert write_template(path, SOURCE, FACTS, time=NOON)
    text = path.read_text()
    assert not write_template(path, SOURCE, FACTS, time=NOON + 86_400)
    assert path.read_text() == text
    template = read_catalog(path, "a.pot")
    assert template.header_fuzzy
    assert template.headers["Language"] == ""
    assert [entry.translations for entry in template.entries] == [("",), ("",), ("", "")]
    assert template.comments == ("A title",)
    assert write_template(path, document("Chips"), FACTS, time=NOON)
    assert [entry.source for entry in read_catalog(path, "a.pot").entries] == ["Chips"]
    merged = tmp_path / "de.po"
    subprocess.run(
        ["msginit", "--no-translator", "-l", "de", "-i", path, "-o", merged], check=True, capture_output=True
    )
    msgfmt(merged)


@pytest.mark.parametrize(
    ("document", "domain"),
    [
        ("articles/a.md", "articles/a"),
        ("a.tar.txt", "a.tar"),
        ("README", "README"),
        ("../up/a.md", "up/a"),
        ("/abs/a.md", "abs/a"),
        ("./a.md", "a"),
        (".hidden", ".hidden"),
    ],
)
def test_domain(document: str, domain: str) -> None:
    assert domain_of(document) == domain


def test_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_text(
        'msgid "a"\nmsgstr "x"\n\n#, fuzzy\nmsgid "b"\nmsgstr "x"\n\nmsgid "c"\nmsgstr ""\n\n'
        'msgid "d"\nmsgid_plural "ds"\nmsgstr[0] "x"\nmsgstr[1] ""\n\n#~ msgid "e"\n#~ msgstr "x"\n'
    )
    counts = count(read_catalog(path, "a.po"))
    assert (counts.entries, counts.reviewed, counts.fuzzy, counts.untranslated, counts.obsolete) == (
        4,
        1,
        1,
        2,
        1,
    )
