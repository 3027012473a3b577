"""``locpipe merge`` under the real git: two reviewers, one catalog."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from .conftest import Locpipe

PO = Path("locales/pt_BR/LC_MESSAGES/ferry.po")
TEXT = "# The night ferry\n\nThe ferry leaves at nine.\n\nBicycles travel free of charge.\n\nCabins have four beds.\n"


@pytest.fixture
def repository(locpipe: Locpipe, project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a translated document, whose git merges with the command that is tested."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    for name, value in {
        "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
        "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    git("init", "--quiet", "--initial-branch=main")
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    locpipe("translate", "ferry.md", "--to", "pt_BR", "--engine", "pseudo")
    ran = locpipe("merge", "--setup")
    assert ran.code == 0 and "merge.locpipe.driver" in ran.out
    assert Path(".gitattributes").read_text(encoding="utf-8") == "*.po merge=locpipe\n"
    commit()
    return project


def git(*arguments: str, code: int = 0) -> str:
    done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == code, (arguments, done.stdout, done.stderr)
    return done.stdout + done.stderr


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "state")


def review(who: str, texts: dict[str, str]) -> None:
    """What a reviewer leaves on a branch of the same name, by another program than ours."""
    git("checkout", "--quiet", "-b", who.lower(), "main")
    catalog = polib.pofile(str(PO), wrapwidth=78)
    for entry in catalog:
        if entry.msgid in texts:
            entry.msgstr = texts[entry.msgid]
            entry.flags.remove("fuzzy")
    catalog.metadata["Last-Translator"] = f"{who} <{who.lower()}@example.org>"
    catalog.save()
    commit()


def entries() -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(PO))}


@pytest.mark.slow
def test_two_reviewers_of_neighbouring_entries(repository: Path) -> None:
    review("Ana", {"The ferry leaves at nine.": "A balsa sai às nove.", "The night ferry": "A balsa noturna"})
    review(
        "Bruno",
        {
            "Bicycles travel free of charge.": "Bicicletas viajam de graça.",
            "The night ferry": "A balsa noturna",
        },
    )
    git("checkout", "--quiet", "main")
    git("merge", "--quiet", "--no-edit", "ana")
    git("merge", "--quiet", "--no-edit", "bruno")
    texts = {msgid: entry.msgstr for msgid, entry in entries().items() if not entry.fuzzy}
    assert texts == {
        "The night ferry": "A balsa noturna",
        "The ferry leaves at nine.": "A balsa sai às nove.",
        "Bicycles travel free of charge.": "Bicicletas viajam de graça.",
    }
    assert git("status", "--porcelain") == ""
    subprocess.run(["msgfmt", "-c", "-o", os.devnull, str(PO)], check=True)


@pytest.mark.slow
def test_reviewed_twice_is_a_conflict_that_holds_both(repository: Path, locpipe: Locpipe) -> None:
    review("Ana", {"Cabins have four beds.": "As cabines têm quatro camas."})
    review("Bruno", {"Cabins have four beds.": "Há quatro camas por cabine."})
    git("checkout", "--quiet", "ana")
    said = git("merge", "--no-edit", "bruno", code=1)
    assert "CONFLICT" in said and re.search(r"ferry\.po:\d+: reviewed twice", said)
    entry = entries()["Cabins have four beds."]
    assert (entry.msgstr, entry.fuzzy) == ("As cabines têm quatro camas.", True)
    assert entry.tcomment == 'also reviewed by Bruno: "Há quatro camas por cabine."'
    assert "<<<<<<<" not in PO.read_text(encoding="utf-8")
    git("add", "--all")
    git("commit", "--quiet", "--no-edit")
    ran = locpipe("translate", "ferry.md", "--to", "pt_BR", "--engine", "pseudo", "--force-machine")
    assert ran.code == 0
    assert entries()["Cabins have four beds."].tcomment == entry.tcomment


@pytest.mark.slow
def test_a_rebase_over_a_changed_document(repository: Path, locpipe: Locpipe) -> None:
    """The author edits, deletes and adds while a reviewer reviews."""
    review(
        "Ana",
        {"The ferry leaves at nine.": "A balsa sai às nove.", "Cabins have four beds.": "Quatro camas."},
    )
    git("checkout", "--quiet", "main")
    changed = TEXT.replace("Cabins have four beds.", "The bar is open all night.").replace(
        "Bicycles", "Dogs and bicycles"
    )
    Path("ferry.md").write_text(changed, encoding="utf-8")
    locpipe("translate", "ferry.md", "--to", "pt_BR", "--engine", "pseudo")
    commit()
    git("checkout", "--quiet", "ana")
    git("rebase", "--quiet", "main")
    catalog = polib.pofile(str(PO))
    assert [entry.msgid for entry in catalog if not entry.obsolete] == [
        "The night ferry", "The ferry leaves at nine.", "Dogs and bicycles travel free of charge.",
        "The bar is open all night.",
    ]  # fmt: skip
    assert entries()["The ferry leaves at nine."].msgstr == "A balsa sai às nove."
    assert [(entry.msgid, entry.msgstr) for entry in catalog.obsolete_entries()] == [
        ("Cabins have four beds.", "Quatro camas.")
    ]
    again = locpipe("translate", "ferry.md", "--to", "pt_BR", "--engine", "pseudo", "--json").json[
        "catalogs"
    ][0]
    assert again["reviewed"] == 1


@pytest.mark.slow
def test_a_catalog_that_cannot_be_read_is_merged_line_by_line(repository: Path) -> None:
    git("checkout", "--quiet", "-b", "broken", "main")
    PO.write_text(PO.read_text(encoding="utf-8").replace('msgid "Cabins', "msgid Cabins"), encoding="utf-8")
    commit()
    review("Ana", {"The night ferry": "A balsa noturna"})
    said = git("merge", "--no-edit", "broken", code=1)
    assert "look for conflict marks" in said
    text = PO.read_text(encoding="utf-8")
    assert "A balsa noturna" in text and "msgid Cabins" in text


def test_by_hand(locpipe: Locpipe, project: Path) -> None:
    Path("ferry.md").write_text(TEXT, encoding="utf-8")
    locpipe("translate", "ferry.md", "--to", "pt_BR", "--engine", "pseudo")
    for name in ("base.po", "ours.po", "theirs.po"):
        shutil.copy(PO, name)
    theirs = Path("theirs.po")
    theirs.write_text(theirs.read_text(encoding="utf-8").replace("#, fuzzy\n", "", 1), encoding="utf-8")
    ran = locpipe("merge", "base.po", "ours.po", "theirs.po", "--out", "out.po", "--json")
    assert (ran.code, ran.json["entries"], ran.json["conflicts"]) == (0, 4, [])
    assert Path("ours.po").read_bytes() == PO.read_bytes() == Path("base.po").read_bytes()
    assert len(polib.pofile("out.po").translated_entries()) == 1
    before = Path("ours.po").stat().st_mtime_ns
    assert locpipe("merge", "base.po", "ours.po", "base.po").code == 0
    assert Path("ours.po").stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "BASE OURS THEIRS"),
        (("a.po", "b.po"), "BASE OURS THEIRS"),
        (("a.po", "b.po", "c.po"), "a.po: cannot be read"),
    ],
)
def test_wrong_arguments(locpipe: Locpipe, project: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = locpipe("merge", *arguments)
    assert ran.code == 2 and said in ran.err


def test_setup_outside_a_repository(locpipe: Locpipe, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    ran = locpipe("merge", "--setup")
    assert ran.code == 2 and "git rev-parse failed" in ran.err
