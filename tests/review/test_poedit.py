"""A scripted session of the real Poedit: its save changes what the reviewer changed, and the next run keeps it."""

from __future__ import annotations

import gettext
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import __version__

from .poedit import REVIEWER, missing_tools, opened_in_poedit

ARTICLE = Path(__file__).resolve().parent.parent.parent / "docs" / "samples" / "hanoi-chip-lab.txt"
FOLDER = Path("locales/pt_BR/LC_MESSAGES")
MISSING = [tool for tool in ("git", "msgcat") if shutil.which(tool) is None] + missing_tools()
HEADER = [  # all that Poedit's save does to a header, as `Project.diff` gives it
    r'-"PO-Revision-Date: 2026-01-02 03:04+0000\n"',
    r'-"Last-Translator: Automatically generated\n"',
    r'+"PO-Revision-Date: NOW\n"',
    rf'+"Last-Translator: {REVIEWER}\n"',
    rf'-"X-Generator: locpipe {__version__}\n"',
    r'+"X-Generator: Poedit\n"',
]
MESSAGES = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"

#. Shown below the list
#: src/main.py:10 src/a_rather_long_name_of_a_folder/with_a_file.py:123
#: src/another_long_name_of_a_folder/with_a_file.py:1000
#, python-format
msgid "%d file was copied."
msgid_plural "%d files were copied."
msgstr[0] ""
msgstr[1] ""

#: src/main.py:12
msgctxt "menu"
msgid "Open"
msgstr ""

#: src/door.py:13
msgctxt "door state"
msgid "Open"
msgstr ""

#: ⁨my app/main.py⁩:14
#, python-brace-format
msgid ""
"Good morning, {name}!\n"
"Your \"notes\" in C:\\new\tare safe."
msgstr ""

#: src/main.py:15
msgid "The backup will be ready in 20 minutes, or a little later when the disk is busy."
msgstr ""

#: src/main.py:16
msgid "This sentence will go away."
msgstr ""
"""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"a review session needs {', '.join(MISSING)}"),
]


class Project:
    """A git repository with a document, and what the command and git say about it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._environment = os.environ | {
            "HOME": str(root.parent / "nobody"), "XDG_CONFIG_HOME": str(root.parent / "nobody"),
            "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "SOURCE_DATE_EPOCH": "1767323040",
            "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org",
        }  # fmt: skip
        root.mkdir()
        (root / ".gitignore").write_text("locales/**/*.mo\n", encoding="utf-8")
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> str:
        return self._run("git", *arguments)

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "state")

    def diff(self) -> list[str]:
        """The lines of ``git diff``, without context; time and Poedit's version are made the same."""
        text = self.git("diff", "--unified=0", "--no-color", "--no-ext-diff")
        text = re.sub(
            r"(?<=^\+\"PO-Revision-Date: )20\d\d-\d\d-\d\d \d\d:\d\d\+0000", "NOW", text, flags=re.M
        )
        text = re.sub(r"(?<=X-Generator: Poedit) [\d.]+", "", text)
        return [line for line in text.splitlines() if re.match(r"[+-](?!\+\+ b/|-- a/)", line)]

    def translate(self, document: str) -> dict[str, Any]:
        """What ``locpipe translate --json`` says about the one catalog."""
        said = self._run(sys.executable, "-m", "pipeline", "translate", document, "--to", "pt_BR", "--json")
        (catalog,) = json.loads(said)["catalogs"]
        return dict(catalog)

    def _run(self, *command: str) -> str:
        ran = subprocess.run(
            command, cwd=self.root, env=self._environment, capture_output=True, text=True, encoding="utf-8",
            timeout=60, check=False,
        )  # fmt: skip
        assert ran.returncode == 0, (command, ran.stdout, ran.stderr)
        return ran.stdout


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """The reviewer's home."""
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


def entry_of(catalog: str, msgid: str) -> str:
    """The paragraph of the catalog with this source text."""
    (found,) = (entry for entry in catalog.split("\n\n") if f'\nmsgid "{msgid}"' in entry)
    return found


def assert_next_run_only_removes(project: Project, catalog: Path, lines: list[str]) -> None:
    """Another run takes these lines away and nothing else; the one after it does not touch the file."""
    project.commit()
    document = next(project.root.glob("messages.pot"), project.root / "article.txt").name
    again = project.translate(document)
    assert (again["written"], again["new"], again["changed"]) == (True, 0, 0)
    assert project.diff() == [f"-{line}" for line in lines]
    before = (catalog.read_bytes(), catalog.stat().st_mtime_ns)
    assert project.translate(document)["written"] is False
    assert (catalog.read_bytes(), catalog.stat().st_mtime_ns) == before


def test_an_article_reviewed_in_poedit(project: Project, home: Path) -> None:
    shutil.copy(ARTICLE, project.root / "article.txt")
    assert project.translate("article.txt")["fuzzy"] == 14
    project.commit()
    catalog = project.root / FOLDER / "article.po"
    written = catalog.read_text(encoding="utf-8")
    entries = written.split("\n\n")[1:]

    with opened_in_poedit(catalog, home) as poedit:
        assert "article.po" in poedit.title
        assert "(modified)" not in poedit.title
        poedit.go_down(1)
        poedit.approve()
        poedit.go_down(2)
        poedit.append(" Revisto pela Ana.")
        poedit.save()
        poedit.close()

    approved, edited = entries[1], entries[3]
    text = edited.splitlines()[-1]
    assert len(text) > 80  # would be wrapped by a writer that wraps
    reviewed = text[:-1] + ' Revisto pela Ana."'
    assert project.diff() == [*HEADER, "-#, fuzzy", "-#, fuzzy", f"-{text}", f"+{reviewed}"]
    assert project.git("status", "--porcelain") == f" M {FOLDER / 'article.po'}\n"
    now = catalog.read_text(encoding="utf-8").split("\n\n")[1:]
    assert now[1] == approved.replace("#, fuzzy\n", "")
    assert now[3] == edited.replace("#, fuzzy\n", "").replace(text, reviewed)

    with catalog.with_suffix(".mo").open("rb") as compiled:  # Poedit's own: reviewed entries only
        texts = gettext.GNUTranslations(compiled)
    source = "Hanoi lab brings speech models to a chip the size of a fingernail"
    assert f'msgstr "{texts.gettext(source)}"' in approved
    assert texts.gettext("Science and Technology") == "Science and Technology"

    notes = [line for entry in (approved, edited) for line in entry.splitlines() if "#. locpipe: " in line]
    assert len(notes) >= 2
    assert_next_run_only_removes(project, catalog, notes)
    after = catalog.read_text(encoding="utf-8")
    assert reviewed in after
    assert f'"Last-Translator: {REVIEWER}\\n"' in after
    assert '"X-Generator: Poedit' in after


def test_a_catalog_with_everything_survives_poedit(project: Project, home: Path) -> None:
    template = project.root / "messages.pot"
    template.write_text(MESSAGES.lstrip(), encoding="utf-8")
    project.translate(template.name)
    catalog = project.root / FOLDER / "messages.po"
    text = catalog.read_text(encoding="utf-8")
    for source in ("The backup will be ready", "This sentence will go away"):  # a human's work
        text = re.sub(rf'#, fuzzy\n(msgid "{source})', r"\1", text)
    text = text.replace("#. locpipe", "# Ana: ask the team\n#\n#  about this.\n#. locpipe", 2)
    catalog.write_text(text, encoding="utf-8", newline="\n")
    changed = MESSAGES.lstrip().replace("20 minutes", "25 minutes")
    template.write_text(changed[: changed.index("\n#: src/main.py:16")], encoding="utf-8")
    project.translate(template.name)
    project.commit()
    before = catalog.read_text(encoding="utf-8")
    for line in (
        '#| msgid "The backup will be ready in 20 minutes', '#~ msgid "This sentence will go away.', "# Ana: ask",
        "#, fuzzy, python-format\n", 'msgctxt "door state"', "#: ⁨my app/main.py⁩:14\n", "\nmsgstr[1] ", r"\t",
    ):  # fmt: skip
        assert line in before, line

    with opened_in_poedit(catalog, home) as poedit:
        poedit.approve()  # the first entry, the one with a plural
        poedit.save()
        poedit.close()

    assert project.diff() == [*HEADER, "-#, fuzzy, python-format", "+#, python-format"]
    first = entry_of(before, "%d file was copied.")
    notes = [line for line in first.splitlines() if line.startswith("#. locpipe: ")]
    assert notes
    assert_next_run_only_removes(project, catalog, notes)
    kept = entry_of(catalog.read_text(encoding="utf-8"), "%d file was copied.").splitlines()
    assert kept == [line for line in first.replace("#, fuzzy, ", "#, ").splitlines() if line not in notes]
