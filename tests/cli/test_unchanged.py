"""Runs in which nothing has changed: no document is read, no model and no detector is loaded; any change is seen."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.runs.settled import FILE, Settled

from .conftest import ROOT, Locpipe, Ran

TEXT = """# Harbour notes

The pilot boat left early. It carried two engineers and a spare pump.

Une phrase en français reste une phrase en français.
"""
OPTIONS = ("translate", "docs", "--to", "pt_BR,es", "--engine", "pseudo", "--json")


@pytest.fixture
def settled(project: Path, locpipe: Locpipe) -> Path:
    """A project of two documents that one run has translated."""
    (project / "docs").mkdir()
    for name in ("one", "two"):
        (project / "docs" / f"{name}.md").write_text(TEXT, encoding="utf-8")
    assert locpipe(*OPTIONS).code == 0
    return project


def _said(ran: Ran) -> Any:
    said = ran.json
    del said["seconds"]
    return said


def _whole_way(locpipe: Locpipe) -> Ran:
    Path(FILE).unlink()
    return locpipe(*OPTIONS)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that a run reads."""
    from pipeline.project import Project, Source

    names: list[str] = []
    original: Callable[..., Any] = Project.read

    def watch(self: Project, source: Source) -> Any:
        names.append(source.name)
        return original(self, source)

    monkeypatch.setattr(Project, "read", watch)
    return names


def test_says_the_same_as_the_whole_way(settled: Path, locpipe: Locpipe, read: list[str]) -> None:
    quick = locpipe(*OPTIONS)
    assert read == []
    assert quick.code == 0
    assert _said(quick) == _said(_whole_way(locpipe))
    assert sorted(set(read)) == ["docs/one.md", "docs/two.md"]
    assert quick.json["documents"][0]["foreign"] and not any(one["written"] for one in quick.json["catalogs"])


def test_a_project_that_was_moved_is_known(
    settled: Path, locpipe: Locpipe, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = settled.rename(settled.with_name("elsewhere"))
    monkeypatch.chdir(elsewhere)
    assert locpipe(*OPTIONS).code == 0
    assert read == []


def _edit_document(folder: Path) -> None:
    path = folder / "docs/one.md"
    path.write_text(path.read_text(encoding="utf-8").replace("spare pump", "spare wheel"), encoding="utf-8")


def _edit_catalog(folder: Path) -> None:
    """One letter, the same size and the same time: only the content tells."""
    path = folder / "locales/es/LC_MESSAGES/docs/one.po"
    state = path.stat()
    data = path.read_bytes()
    path.write_bytes(data[:-4] + bytes([data[-4] ^ 1]) + data[-3:])
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))


def _remove_catalog(folder: Path) -> None:
    (folder / "locales/es/LC_MESSAGES/docs/one.po").unlink()


def _add_glossary(folder: Path) -> None:
    (folder / "glossaries").mkdir()
    (folder / "glossaries/own.csv").write_text("source,target,language\npump,bomba,es\n", encoding="utf-8")


def _configure(folder: Path) -> None:
    (folder / "locpipe.toml").write_text('[po]\nreferences = "file"\n', encoding="utf-8")


def _damage(folder: Path) -> None:
    (folder / FILE).write_bytes(b"no database at all" * 100)


BOTH = {"docs/one.md", "docs/two.md"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_edit_document, {"docs/one.md"}),
        (_edit_catalog, {"docs/one.md"}),
        (_remove_catalog, {"docs/one.md"}),
        (_add_glossary, BOTH),
        (_configure, BOTH),
        (_damage, BOTH),
    ],
)
def test_what_changed_goes_the_whole_way(
    settled: Path, locpipe: Locpipe, read: list[str], change: Callable[[Path], None], expected: set[str]
) -> None:
    change(settled)
    ran = locpipe(*OPTIONS)
    assert ran.code == 0
    assert set(read) == expected
    read.clear()
    locpipe(*OPTIONS)
    assert read == []
    assert (settled / ".locpipe/.gitignore").read_text() == "*\n"


def test_another_model_or_version_goes_the_whole_way(
    settled: Path, locpipe: Locpipe, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.engines.pseudo import PseudoEngine

    with monkeypatch.context() as changed:
        changed.setattr(PseudoEngine, "model_id", lambda self, pair: "another")
        locpipe(*OPTIONS)
        assert set(read) == BOTH
    read.clear()
    monkeypatch.setattr("pipeline.runs.settled._installed", lambda: ["locpipe-9.dist-info"])
    locpipe(*OPTIONS)
    assert set(read) == BOTH


def test_what_must_be_done_again_is_not_settled(project: Path, locpipe: Locpipe, read: list[str]) -> None:
    (project / "docs").mkdir()
    (project / "docs/one.md").write_text(TEXT, encoding="utf-8")
    empty = ("translate", "docs", "--to", "es", "--engine", "none", "--json")
    for _ in range(2):
        read.clear()
        assert locpipe(*empty).json["catalogs"][0]["untranslated"] == 3
        assert read
    read.clear()
    locpipe(*OPTIONS)
    locpipe(*OPTIONS, "--force-machine")
    assert len(read) == 4  # to tell its language and to translate it, twice


def test_status_looks_at_what_changed(
    settled: Path, locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = locpipe("status", "--json").json
    looked: list[str] = []
    from pipeline.runs import status

    original = status.look_at_file
    monkeypatch.setattr(
        status, "look_at_file", lambda file, *rest: (looked.append(file.name), original(file, *rest))[1]
    )
    assert locpipe("status", "--json").json == first and looked == []
    _edit_catalog(settled)
    locpipe("status", "--json")
    assert looked == ["locales/es/LC_MESSAGES/docs/one.po"]


def test_nothing_heavy_is_loaded(settled: Path) -> None:
    code = (
        "import sys, contextlib\nfrom pipeline.cli.app import main\n"
        f"with contextlib.suppress(SystemExit): main({list(OPTIONS)!r})\n"
        "import json; json.dump(sorted(sys.modules), sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    modules = {name.split(".")[0] for name in json.loads(ran.stderr.splitlines()[-1])}
    heavy = {
        "langdetect",
        "ctranslate2",
        "fxtranslate",
        "choppa",
        "numpy",
        "polib",
        "markdown_it",
        "sentencepiece",
    }
    assert modules & heavy == set()
    assert json.loads(ran.stdout)["catalogs"][0]["written"] is False


def test_a_cache_that_cannot_be_used_is_done_without(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    with Settled(blocked / "settled.sqlite3", b"") as settled:
        settled.keep("kind", "name", [b"state"], {})
        assert settled.find("kind", "name", [b"state"]) is None
    with Settled(tmp_path / "new" / "settled.sqlite3", b"") as settled:
        assert settled.find("kind", "name", [b"state"]) is None
        assert not (tmp_path / "new").exists()
    with Settled(tmp_path / "new" / "settled.sqlite3", b"1") as settled:
        settled.keep("kind", "name", [b"state"], [1])
    with Settled(tmp_path / "new" / "settled.sqlite3", b"1") as settled:
        assert settled.find("kind", "name", [b"state"]) == [1]
        assert settled.find("kind", "name", [b"stat", b"e"]) is None
    with Settled(tmp_path / "new" / "settled.sqlite3", b"2") as settled:
        assert settled.find("kind", "name", [b"state"]) is None
