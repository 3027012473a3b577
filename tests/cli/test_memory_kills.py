"""The memory in bad times: killed runs, two at once, a read-only project, a damaged file. Nothing is lost."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.engines.bergamot import BergamotEngine

from .conftest import Locpipe
from .test_memory import FOLDER, NEW, SHARED, entries, review

MEMORY = Path(".locpipe/memory.sqlite3")
RUN = [sys.executable, "-m", "pipeline"]
ROUNDS = 30


def answers() -> int:
    with sqlite3.connect(MEMORY) as database:
        return int(database.execute("SELECT count(*) FROM answers").fetchone()[0])


@pytest.fixture
def long_document(project: Path, locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A reviewed document, and a long one that shares some sentences with it, not translated yet."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    Path("a.md").write_text("\n\n".join(SHARED) + "\n", encoding="utf-8")
    assert locpipe("translate", "a.md", "--to", "pt_BR").code == 0
    review(FOLDER / "a.po")
    places = (
        "harbour",
        "market",
        "station",
        "library",
        "bakery",
        "school",
        "theatre",
        "hospital",
        "airport",
        "castle",
    )
    states = (
        "closed", "painted", "crowded", "empty", "cold", "old", "large", "quiet", "clean", "dark", "beautiful", "new",
    )  # fmt: skip
    texts = [f"The {place} was {state} again." for place in places for state in states]
    Path("b.md").write_text("\n\n".join([*SHARED, *NEW, *texts]) + "\n", encoding="utf-8")
    return texts


@pytest.mark.slow
def test_thirty_kills(locpipe: Locpipe, long_document: list[str]) -> None:
    """At random moments of ``translate``, ``memory rebuild`` and ``memory import``: the PO is right, the memory is whole."""
    reviewed = (FOLDER / "a.po").read_bytes()
    started = time.monotonic()
    assert locpipe("translate", "b.md", "--to", "pt_BR", "--jobs", "1").code == 0
    length = time.monotonic() - started
    wanted = (FOLDER / "b.po").read_bytes()
    locpipe("memory", "export", "-o", "all.tmx")
    moments = random.Random(11)
    for number in range(ROUNDS):
        command = (
            [["translate", "b.md", "--to", "pt_BR", "--jobs", "1"]] * 2
            + [["memory", "rebuild"], ["memory", "import", "all.tmx"]]
        )[number % 4]
        if command[0] == "translate":
            (FOLDER / "b.po").unlink(missing_ok=True)
        if number % 10 == 9:
            shutil.rmtree(".locpipe")
        run = subprocess.Popen([*RUN, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.2, 1.0 + length if command[0] == "translate" else 1.2))
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert (FOLDER / "a.po").read_bytes() == reviewed
        if (FOLDER / "b.po").exists():
            assert (FOLDER / "b.po").read_bytes() == wanted
        ran = locpipe("translate", "b.md", "--to", "pt_BR", "--jobs", "1")
        assert ran.code == 0, ran.err
        assert "damaged" not in ran.err
        assert (FOLDER / "b.po").read_bytes() == wanted
        with sqlite3.connect(MEMORY) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            texts = {text for (text,) in database.execute("SELECT text FROM sources")}
        assert set(SHARED) <= texts
        assert not texts & set(long_document)  # no machine text became a translation of the memory
        assert answers() == 0


@pytest.mark.slow
def test_a_killed_run_goes_on_where_it_stopped(locpipe: Locpipe, long_document: list[str]) -> None:
    run = subprocess.Popen(
        [*RUN, "translate", "b.md", "--to", "pt_BR", "--jobs", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while run.poll() is None and not (MEMORY.exists() and answers() > 0):
        time.sleep(0.02)
    run.send_signal(signal.SIGKILL)
    run.wait()
    kept = answers()
    assert kept >= 90
    assert not (FOLDER / "b.po").exists()
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        real = BergamotEngine.translate_many

        def spy(self: BergamotEngine, sentences: list[str], *rest: object, **how: object) -> object:
            asked.extend(sentences)
            return real(self, sentences, *rest, **how)  # type: ignore[arg-type]

        patch.setattr(BergamotEngine, "translate_many", spy)
        assert locpipe("translate", "b.md", "--to", "pt_BR", "--jobs", "1").code == 0
    assert len(asked) <= len(long_document) + len(NEW) + 10 - kept
    resumed = (FOLDER / "b.po").read_bytes()
    (FOLDER / "b.po").unlink()
    shutil.rmtree(".locpipe")
    assert locpipe("translate", "b.md", "--to", "pt_BR", "--jobs", "2").code == 0
    assert (FOLDER / "b.po").read_bytes() == resumed


@pytest.mark.slow
def test_two_runs_at_once(project: Path, locpipe: Locpipe) -> None:
    for name in "abc":
        Path(f"{name}.md").write_text(
            "\n\n".join(SHARED) + f"\n\nThis is document {name}.\n", encoding="utf-8"
        )
    assert locpipe("translate", "a.md", "--to", "pt_BR").code == 0
    reviewed = review(FOLDER / "a.po")
    runs = [
        subprocess.Popen([*RUN, *command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for command in (
            ["translate", "a.md", "b.md", "c.md", "--to", "pt_BR"],
            ["translate", "a.md", "b.md", "c.md", "--to", "pt_BR"],
            ["memory", "rebuild"],
        )
    ]
    ended = [(run.communicate(timeout=120), run.returncode) for run in runs]
    assert [code for _, code in ended] == [0, 0, 0], ended
    assert not any("cannot be used" in said or "damaged" in said for (_, said), _ in ended), ended
    for name in "bc":
        found = entries(f"{name}.po")
        assert all(found[source].msgstr == reviewed[source] for source in SHARED)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_project(locpipe: Locpipe, project: Path) -> None:
    Path("a.md").write_text("\n\n".join(SHARED) + "\n", encoding="utf-8")
    locpipe("translate", "a.md", "--to", "pt_BR")
    review(FOLDER / "a.po")
    project.chmod(0o555)
    try:
        ran = locpipe("translate", "a.md", "--to", "pt_BR")
        assert ran.code == 0
        assert "goes on without it" in ran.err
    finally:
        project.chmod(0o755)
