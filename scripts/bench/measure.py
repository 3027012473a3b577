"""Run a command and measure it: seconds, and the memory of it and its processes together."""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_OFTEN, _EVERY = 0.002, 0.05  # seconds between two looks at the memory: often at first, for short commands


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command took: seconds of the wall clock, and megabytes at its peak, workers included."""

    seconds: float
    megabytes: float


def measure(command: Sequence[str], folder: Path, settings: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder; whatever it prints is thrown away. ``settings`` are added to its environment.

    Raises:
        RuntimeError: it failed; with the end of what it said.
    """
    paths = [str(Path(__file__).resolve().parents[2]), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **(settings or {})}
    peak = 0
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=said, start_new_session=True
        )  # fmt: skip
        ended = threading.Event()

        def watch() -> None:
            nonlocal peak
            while not ended.wait(min(_EVERY, max(_OFTEN, (time.perf_counter() - started) / 20))):
                peak = max(peak, sum(_resident(process.pid)))

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        process.wait()
        seconds = time.perf_counter() - started
        ended.set()
        watcher.join()
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-500:]
            raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {words}")
    return Cost(seconds, peak / 1e6)


def _resident(session: int) -> list[int]:
    """Bytes in memory of each process of a session; none where /proc is not."""
    found = []
    page = os.sysconf("SC_PAGE_SIZE")
    for place in Path("/proc").glob("[0-9]*"):
        try:
            values = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(values[3]) == session:
            found.append(int(values[21]) * page)
    return found
