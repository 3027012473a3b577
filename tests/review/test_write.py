"""Atomic writing, for real: kill -9, a full disk, unwritable folders, two runs at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pipeline.errors import ProjectError, WriteError
from pipeline.review import write
from pipeline.review.write import LOCK, TEMPORARY, project_lock, write_if_changed

posix = pytest.mark.skipif(os.name != "posix", reason="signals, limits and modes of POSIX")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_writes_once(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "a.po"
    assert write_if_changed(path, b"one")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, b"one")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, b"two")
    assert path.read_bytes() == b"two"
    assert names(path.parent) == ["a.po"]


@posix
def test_keeps_mode_and_follows_links(tmp_path: Path) -> None:
    path = tmp_path / "real.po"
    path.write_bytes(b"one")
    path.chmod(0o640)
    link = tmp_path / "link.po"
    link.symlink_to(path)
    write_if_changed(link, b"two")
    assert link.is_symlink()
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640


@posix
def test_a_new_file_has_the_mode_of_any_other(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_if_changed(tmp_path / "a.po", b"one")
    assert (tmp_path / "a.po").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("blocked", ["folder is a file", "file is a folder", "name too long"])
def test_cannot_write(tmp_path: Path, blocked: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "dir.po").mkdir()
    path = {
        "folder is a file": tmp_path / "file" / "a.po",
        "file is a folder": tmp_path / "dir.po",
        "name too long": tmp_path / ("a" * 300 + ".po"),
    }[blocked]
    before = names(tmp_path)
    with pytest.raises(WriteError, match=r"^locales/a\.po: Cannot write this file: .+ unchanged") as caught:
        write_if_changed(path, b"two", "locales/a.po")
    assert isinstance(caught.value.__cause__, OSError)
    assert names(tmp_path) == before


@posix
def test_a_failed_rename_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"one")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(WriteError, match="Permission denied"):
        write_if_changed(path, b"two")
    assert (names(tmp_path), path.read_bytes()) == (["a.po"], b"one")


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    path.write_bytes(b"old")
    script = """
import resource, signal, sys
from pathlib import Path
from pipeline.errors import WriteError
from pipeline.review.write import write_if_changed
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    write_if_changed(Path(sys.argv[1]), b"x" * 100_000, "locales/a.po")
except WriteError as error:
    print(error)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("locales/a.po: Cannot write this file: File too large")
    assert (names(tmp_path), path.read_bytes()) == (["a.po"], b"old")


WRITER = """
import sys
from pathlib import Path
from pipeline.review.write import write_if_changed
path, number = Path(sys.argv[1]), 0
print("ready", flush=True)
while True:
    number += 1
    write_if_changed(path, f"begin {number}\\n".encode() + b"x" * 300_000 + f"\\nend {number}\\n".encode())
"""


@posix
@pytest.mark.slow
def test_kill_at_any_moment_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    write_if_changed(path, b"begin 0\n\nend 0\n")
    leftovers = 0
    for attempt in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.02 + 0.013 * attempt)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        lines = path.read_bytes().split(b"\n")
        assert lines[0].split()[1] == lines[2].split()[1]
        leftovers += len(names(tmp_path)) - 1
        assert all(name == "a.po" or name.endswith(TEMPORARY) for name in names(tmp_path))
        assert not list(tmp_path.glob("*.po"))[1:]
    clean = "import sys; from pathlib import Path; from pipeline.review.write import write_if_changed as w; "
    subprocess.run(
        [sys.executable, "-c", clean + "w(Path(sys.argv[1]), b'end')", str(tmp_path / "b.po")], check=True
    )
    assert names(tmp_path) == ["a.po", "b.po"], f"{leftovers} leftovers seen"


@posix
def test_leftovers_are_cleared_but_not_what_another_run_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(write, "_swept", set())
    stale, busy = tmp_path / f".a.po.0123{TEMPORARY}", tmp_path / f".b.po.4567{TEMPORARY}"
    stale.write_bytes(b"half")
    with busy.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        write_if_changed(tmp_path / "c.po", b"new")
    assert names(tmp_path) == [busy.name, "c.po"]


def test_lock_leaves_no_file_and_can_be_taken_again_inside(tmp_path: Path) -> None:
    with project_lock(tmp_path):
        assert names(tmp_path) == [LOCK]
        with project_lock(tmp_path):
            pass
        assert names(tmp_path) == [LOCK]
    assert names(tmp_path) == []
    with project_lock(tmp_path / "new"):
        pass
    assert names(tmp_path / "new") == []


def test_lock_waits_says_so_and_gives_up(tmp_path: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with project_lock(tmp_path):
            held.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(30)
    said: list[str] = []
    with (
        pytest.raises(ProjectError, match=r"has held .* for 1 seconds"),
        project_lock(tmp_path, timeout=1.2, message=said.append),
    ):
        pass
    assert said == [f"Another run of locpipe works in {tmp_path}; waiting for it."]
    done.set()
    thread.join()
    with project_lock(tmp_path, timeout=5):
        pass


def test_lock_in_a_place_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError, match="Cannot write into"), project_lock(tmp_path / "file"):
        pass


COUNTER = """
import sys
from pathlib import Path
from pipeline.review.write import project_lock, write_if_changed
folder = Path(sys.argv[1])
for _ in range(60):
    with project_lock(folder):
        path = folder / "count"
        write_if_changed(path, str(int(path.read_text()) + 1).encode())
"""


@pytest.mark.slow
def test_lock_holds_between_processes(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    workers = [subprocess.Popen([sys.executable, "-c", COUNTER, str(tmp_path)]) for _ in range(4)]
    assert [worker.wait() for worker in workers] == [0] * 4
    assert (tmp_path / "count").read_text() == "240"
    assert names(tmp_path) == ["count"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert write_if_changed(pipe, b"text")
        assert os.read(reader, 10) == b"text"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
