"""A scheduler and workers as processes, and the whole command over them: nothing is lost, the bytes are the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from scripts.machines import Machines, break_things, same_files, translate, write_documents

PLUGIN = Path(__file__).parent / "plugin"
ROOT = Path(__file__).resolve().parents[2]
PATHS = {
    "PYTHONPATH": os.pathsep.join(filter(None, (str(PLUGIN), str(ROOT), os.environ.get("PYTHONPATH", ""))))
}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    with Machines(tmp_path_factory.mktemp("machines"), workers=2, environment=PATHS) as machines:
        yield machines


def locpipe(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline", "translate", "docs", "--from", "en", "--to", "pt_BR", *words],
        cwd=folder,
        env={**os.environ, **PATHS, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def write(folder: Path, *lines: str) -> None:
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs" / "a.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


@pytest.mark.parametrize("engine", ["bergamot", "pseudo"])
def test_the_bytes_of_a_local_run(engine: str, machines: Machines, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        write_documents(folder / "docs", 60, 2)
    translate(here, "--engine", engine).end()
    report, said, _ = translate(there, "--engine", engine, "--scheduler", machines.address).end()
    assert same_files(here / "locales", there / "locales")
    assert report["cluster"] == {**dict.fromkeys(report["cluster"], 0), "workers": 2}
    assert report["segments"]["machine"] == 60
    assert "Traceback" not in said
    again, said, _ = translate(there, "--engine", engine, "--scheduler", "127.0.0.1:1").end()
    assert again["segments"]["engine_calls"] == 0  # nothing to ask: no scheduler is needed


def test_what_breaks_the_engine_is_empty_and_says_why(machines: Machines, tmp_path: Path) -> None:
    lines = [f"This is the sentence with number {number}." for number in range(30)]
    write(
        tmp_path, *lines, "They CRASH it at night.", "They EAT it all.", "They RAISE it.", "The end is near."
    )
    run = locpipe(tmp_path, "--engine", "snail", "--scheduler", machines.address, "--json")
    assert run.returncode == 0, run.stderr
    catalog = polib.pofile(str(tmp_path / "locales/pt_BR/LC_MESSAGES/docs/a.po"))
    empty = {entry.msgid: entry.comment for entry in catalog if not entry.msgstr}
    assert set(empty) == {"They CRASH it at night.", "They EAT it all.", "They RAISE it."}
    assert "it failed 3 times: its process was killed by signal 9" in empty["They CRASH it at night."]
    assert "it failed 3 times: it needs more memory than the" in empty["They EAT it all."]
    assert "it failed 3 times: ValueError: asked to" in empty["They RAISE it."]
    cluster = json.loads(run.stdout)["cluster"]
    assert cluster["workers_lost"] == 0
    assert cluster["given_up"] >= 3
    assert cluster["engines_lost"] >= 3


def test_a_worker_with_another_model_is_refused(machines: Machines, tmp_path: Path) -> None:
    write(tmp_path, "The door is open.")
    run = locpipe(tmp_path, "--engine", "snail", "--scheduler", machines.address, SNAIL_VERSION="2")
    assert run.returncode == 2
    assert "2 of the 2 workers of" in run.stderr
    assert "its snail model for en → pt_BR is snail 1, here is snail 2" in run.stderr
    assert not (tmp_path / "locales").exists()


def test_nobody_at_the_address(tmp_path: Path) -> None:
    write(tmp_path, "The door is open.")
    run = locpipe(tmp_path, "--engine", "pseudo", "--scheduler", "127.0.0.1:1")
    assert run.returncode == 2
    assert run.stderr == (
        "error: No Dask scheduler answers at tcp://127.0.0.1:1. Start one with: dask scheduler, or correct --scheduler.\n"
    )


def test_ctrl_c_keeps_the_catalogs_that_are_done(machines: Machines, tmp_path: Path) -> None:
    write_documents(tmp_path / "docs", 4000, 40)
    run = translate(tmp_path, "--engine", "pseudo", "--scheduler", machines.address)
    run.wait_for(2)
    run.process.send_signal(signal.SIGINT)
    _, said = run.process.communicate(timeout=60)
    assert run.process.returncode == 130
    assert "Interrupted" in said
    assert "Traceback" not in said
    assert 2 <= run.written() < 40


def test_machines_that_break(tmp_path: Path) -> None:
    """A worker is killed, another is stopped and never goes on, the scheduler is killed and comes back."""
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        write_documents(folder / "docs", 2400, 6)
    translate(here, "--engine", "pseudo").end()
    with Machines(tmp_path / "logs", environment=PATHS) as machines:
        words = ("--engine", "pseudo", "--jobs", "1", "--scheduler", machines.address)
        run = translate(there, *words)
        break_things(run, machines, 6, 600, lambda line: None)
        report, _, _ = run.end()
    assert same_files(here / "locales", there / "locales")
    assert report["cluster"]["workers"] == 3
    assert report["cluster"]["workers_lost"] >= 1
    assert report["cluster"]["scheduler_restarts"] == 1
    assert report["cluster"]["given_up"] == 0
    assert report["segments"]["machine"] == 2400
