"""``locpipe diff``: two states of the catalogs, on disk and in git, in words."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from .conftest import Locpipe

PO = "locales/pt_BR/LC_MESSAGES/site.po"
HEADER = 'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def entry(source: str, target: str, fuzzy: bool = False, previous: str = "") -> str:
    flag = "#, fuzzy\n" if fuzzy else ""
    flag += f'#| msgid "{previous}"\n' if previous else ""
    return f'{flag}msgid "{source}"\nmsgstr "{target}"\n\n'


BEFORE = (
    entry("Kept", "Mantido")
    + entry("Waits", "Espera", fuzzy=True)
    + entry("Empty", "")
    + entry("Spoken anew", "Dito")
    + entry("Old words", "Palavras velhas")
    + entry("Goes", "Vai")
    + entry("Doubted", "Certo")
)
AFTER = (
    entry("Kept", "Mantido")
    + entry("Waits", "Espera")
    + entry("Empty", "Vazio", fuzzy=True)
    + entry("Spoken anew", "Dito de novo")
    + entry("New words", "Palavras velhas", fuzzy=True, previous="Old words")
    + entry("Comes", "")
    + entry("Doubted", "Certo", fuzzy=True)
)
SUMMARY = {
    "lost": 1,
    "retranslated": 1,
    "reviewed": 1,
    "translated": 1,
    "new": 1,
    "reworded": 1,
    "removed": 1,
}


def write(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + body, encoding="utf-8")
    return path


def git(folder: Path, *arguments: str) -> None:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def test_two_files_in_words(project: Path, locpipe: Locpipe) -> None:
    write(project / "a.po", BEFORE)
    write(project / "b.po", AFTER)
    ran = locpipe("diff", "a.po", "b.po")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "b.po: reviewed 71 % of 7 → 42 % of 7",
        "  1 no longer reviewed",
        "    “Doubted” – “Certo”",
        "  1 translated anew by a person",
        "    “Spoken anew” – was “Dito” – is “Dito de novo”",
        "  1 newly reviewed",
        "    “Waits” – “Espera”",
        "  1 translated, waiting for review",
        "    “Empty” – “Vazio”",
        "  1 new in the source",
        "    “Comes”",
        "  1 reworded in the source",
        "    “New words” – “Palavras velhas”",
        "  1 gone from the source",
        "    “Goes” – was “Vai”",
    ]
    assert ran.last_line.startswith(
        "1 catalog changed: 1 no longer reviewed, 1 translated anew by a person, "
    )


def test_two_folders_as_json(project: Path, locpipe: Locpipe) -> None:
    write(project / "one" / "pt_BR" / "a.po", BEFORE)
    write(project / "two" / "pt_BR" / "a.po", AFTER)
    write(project / "one" / "de" / "a.po", entry("Kept", "Behalten"))
    write(project / "two" / "de" / "a.po", "# another comment\n" + entry("Kept", "Behalten"))
    write(project / "two" / "fr" / "a.po", entry("Kept", "Gardé"))
    report = locpipe("diff", "one", "two", "--json").json
    assert [one["path"] for one in report["catalogs"]] == ["fr/a.po", "pt_BR/a.po"]
    assert report["summary"] == SUMMARY | {"new": 2}
    assert report["catalogs"][0]["before"] is None
    changes = {one["kind"]: one for one in report["catalogs"][1]["changes"]}
    assert changes["retranslated"]["before"] == ["Dito"]
    assert changes["retranslated"]["after"] == ["Dito de novo"]


def test_a_commit_and_now(project: Path, locpipe: Locpipe) -> None:
    git(project, "init", "-q", "-b", "main")
    write(project / PO, BEFORE)
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "one")
    git(project, "tag", "v1")
    assert locpipe("diff", "v1").last_line == "The two states say the same."
    write(project / PO, AFTER)
    ran = locpipe("diff", "v1", "--json")
    assert ran.json["summary"] == SUMMARY
    assert ran.json["catalogs"][0]["path"] == "pt_BR/LC_MESSAGES/site.po"
    git(project, "commit", "-q", "-a", "-m", "two")
    assert locpipe("diff", "v1", "HEAD", "--json").json["summary"] == SUMMARY
    assert locpipe("diff", "HEAD").last_line == "The two states say the same."


@pytest.mark.parametrize("names", [("nowhere",), ("a.po", "nowhere"), ("--", "-x")])
def test_what_is_neither_file_nor_commit(project: Path, locpipe: Locpipe, names: tuple[str, ...]) -> None:
    write(project / "a.po", BEFORE)
    ran = locpipe("diff", *names)
    assert ran.code == 2
    assert "neither a file or folder, nor a commit" in ran.err


def test_a_broken_catalog_is_named(project: Path, locpipe: Locpipe) -> None:
    write(project / "a.po", BEFORE)
    (project / "b.po").write_text('msgid "open\n', encoding="utf-8")
    ran = locpipe("diff", "a.po", "b.po")
    assert ran.code == 1
    assert "b.po:1: Syntax error" in ran.err
