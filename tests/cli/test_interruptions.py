"""Killed, stopped and doubled runs: the PO is the old one or the new one, and the next run finishes."""

from __future__ import annotations

import itertools
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import polib
import pytest

from .conftest import ARTICLE, Locpipe

COMMAND = [sys.executable, "-m", "pipeline", "translate", "articles", "--to", "pt_BR"]
FOLDER = Path("locales/pt_BR/LC_MESSAGES/articles")


@pytest.fixture
def articles(project: Path) -> list[Path]:
    """Three documents, so that a run has a middle."""
    (project / "articles").mkdir()
    text = ARTICLE.read_text(encoding="utf-8")
    paths = [project / "articles" / f"{name}.txt" for name in "abc"]
    for number, path in enumerate(paths):
        path.write_text(text.replace("Hanoi", ["Hanoi", "Hue", "Da Nang"][number]), encoding="utf-8")
    return paths


def assert_whole(folder: Path, allowed: dict[str, set[bytes]]) -> None:
    for path in folder.glob("*.po"):
        assert (
            subprocess.run(["msgfmt", "-c", "--use-fuzzy", "-o", "/dev/null", path], check=False).returncode
            == 0
        )
        assert path.read_bytes() in allowed[path.name] or not allowed[path.name]


@pytest.mark.slow
def test_kill_at_any_moment(locpipe: Locpipe, articles: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    assert locpipe("translate", "articles", "--to", "pt_BR").code == 0
    old = {path.name: path.read_bytes() for path in FOLDER.glob("*.po")}
    for path in articles:
        path.write_text(path.read_text(encoding="utf-8") + "\nThe doors close at nine.\n", encoding="utf-8")
    shutil.copytree("locales", "before")
    assert locpipe("translate", "articles", "--to", "pt_BR").code == 0
    new = {path.name: path.read_bytes() for path in FOLDER.glob("*.po")}
    allowed = {name: {old[name], new[name]} for name in old}
    moments = random.Random(7)
    started = time.monotonic()
    subprocess.run(COMMAND, check=True, capture_output=True)
    length = time.monotonic() - started
    for _ in range(10):
        shutil.rmtree("locales")
        shutil.copytree("before", "locales")
        run = subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.05, 2.5 * length))
        run.send_signal(signal.SIGKILL)
        run.wait()
        assert len(list(FOLDER.glob("*.po"))) == 3
        assert_whole(FOLDER, allowed)
        subprocess.run(COMMAND, check=True, capture_output=True)
        assert {path.name: path.read_bytes() for path in FOLDER.glob("*.po")} == new
        assert sorted(path.name for path in FOLDER.iterdir()) == sorted(new)


@pytest.mark.slow
def test_ctrl_c_ends_with_a_sentence(articles: list[Path]) -> None:
    """Stopped when the first document is written and the second, of minutes of work, is not."""
    who = ("captain", "cook", "nurse", "baker", "painter", "teacher", "farmer", "tailor", "pilot", "miner")
    what = ("boat", "garden", "letter", "bridge", "kitchen", "lamp", "window", "map", "song", "door")
    where = (
        "harbour",
        "market",
        "village",
        "station",
        "valley",
        "forest",
        "island",
        "school",
        "tower",
        "mill",
    )
    long = "\n\n".join(
        f"In the {place} the {one} told the {other} about a {thing} that nobody there had seen for years."
        for one, other, thing, place in itertools.product(who, reversed(who), what, where)
    )
    for path in articles[1:]:
        path.write_text(long, encoding="utf-8")
    run = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (FOLDER / "a.po").exists() and run.poll() is None:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Traceback" not in said
    assert "Interrupted" in said
    assert [path.name for path in FOLDER.glob("*.po")] == ["a.po"]
    assert len(polib.pofile(str(FOLDER / "a.po"))) > 10


@pytest.mark.slow
def test_two_runs_at_once(articles: list[Path]) -> None:
    runs = [
        subprocess.Popen(COMMAND, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)
    ]
    ended = [(run.communicate(), run.returncode) for run in runs]
    assert [code for _, code in ended] == [0, 0], ended
    assert_whole(FOLDER, {path.name: set() for path in FOLDER.glob("*.po")})
    assert sorted(path.name for path in FOLDER.iterdir()) == ["a.po", "b.po", "c.po"]


def test_ctrl_c_while_the_command_is_loaded_leaves_no_traceback() -> None:
    stop = """
import sys
class Stop:
    def find_spec(self, name, *rest):
        if name == "typer":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from pipeline.__main__ import main
main()
"""
    ran = subprocess.run([sys.executable, "-c", stop], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (130, "")
