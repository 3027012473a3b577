"""The worker processes of a whole run: one is killed, one sentence kills, one eats all memory, Ctrl-C in the middle."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import polib
import pytest

COMMAND = [sys.executable, "-m", "pipeline", "translate", "a.txt", "--from", "en", "--to", "pt_BR"]
COMMAND += ["--engine", "bergamot", "--jobs", "2"]
CATALOG = Path("locales/pt_BR/LC_MESSAGES/a.po")
TRAP = Path(__file__).parent / "trap"

pytestmark = pytest.mark.slow


@pytest.fixture(autouse=True)
def dated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")


def write(lines: int, *more: str) -> None:
    text = [f"The captain showed visitor {number} the old boat in the harbour." for number in range(lines)]
    Path("a.txt").write_text("\n\n".join([*text, *more]) + "\n", encoding="utf-8")


def workers_of(run: subprocess.Popen[str]) -> list[int]:
    """The worker processes of a run, when there are two."""
    while run.poll() is None:
        found = [
            int(child)
            for children in Path(f"/proc/{run.pid}/task").glob("*/children")
            for child in children.read_text().split()
        ]
        if len(found) >= 2:
            return found
        time.sleep(0.02)
    raise AssertionError(f"the run ended before it had two workers: {run.communicate()}")


def start() -> subprocess.Popen[str]:
    return subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def answers_kept() -> int:
    """How many answers a run has written down so far."""
    try:
        with closing(sqlite3.connect("file:.locpipe/memory.sqlite3?mode=ro", uri=True)) as memory:
            return int(memory.execute("SELECT count(*) FROM answers").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_a_worker_killed_from_outside_changes_nothing(project: Path) -> None:
    write(400)
    subprocess.run(COMMAND, check=True, capture_output=True)
    whole = CATALOG.read_bytes()
    CATALOG.unlink()
    run = start()
    os.kill(workers_of(run)[0], signal.SIGKILL)
    _, said = run.communicate(timeout=120)
    assert run.returncode == 0, said
    assert CATALOG.read_bytes() == whole


def test_what_breaks_the_engine_is_empty_and_says_why(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kills, eats = "The machine said kaboom in the night.", "The turkey wants to gobble all the corn."
    write(100, kills, eats, "The last paragraph is short.")
    monkeypatch.setenv("PYTHONPATH", str(TRAP))
    run = subprocess.run(COMMAND, capture_output=True, text=True, check=True)
    catalog = polib.pofile(str(CATALOG))
    empty = {entry.msgid: entry.comment for entry in catalog if not entry.msgstr}
    assert set(empty) == {kills, eats}
    assert "check engine: its process was killed by signal 9" in empty[kills]
    assert "check engine: it needs more memory than the 1024 MB that a worker may use" in empty[eats]
    assert "2 to translate" in run.stderr
    assert len(catalog) == 103


def test_ctrl_c_keeps_the_answers_and_leaves_no_process(project: Path) -> None:
    write(3000)
    run = start()
    workers = workers_of(run)
    while not answers_kept() and run.poll() is None:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in said
    assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
    assert sorted(path.name for path in Path(".locpipe").iterdir()) == [".gitignore", "memory.sqlite3"]
    assert answers_kept() > 0
    assert not CATALOG.exists()
