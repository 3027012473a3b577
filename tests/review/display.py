"""A virtual X display of its own number, whose picture can be read."""

from __future__ import annotations

import os
import signal
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

LONGEST = 20.0
"""Seconds that anything is waited for."""

_STILL = 0.25  # seconds without a new pixel: what was drawn is drawn


@dataclass(frozen=True)
class Display:
    """A running Xvfb: ``name`` is what ``DISPLAY`` says; ``picture`` is the file that holds its pixels."""

    name: str
    picture: Path

    def look(self) -> int:
        """A number for what is to be seen now; another one when one pixel differs."""
        return zlib.crc32(self.picture.read_bytes())

    def wait_until_still(self) -> int:
        """Wait until nothing moves for a quarter of a second; what is to be seen then (see `look`)."""
        end = time.monotonic() + LONGEST
        seen, since = self.look(), time.monotonic()
        while time.monotonic() - since < _STILL:
            assert time.monotonic() < end, "the picture never comes to rest"
            time.sleep(0.03)
            if (now := self.look()) != seen:
                seen, since = now, time.monotonic()
        return seen


@contextmanager
def virtual_display(folder: Path, width: int, height: int) -> Iterator[Display]:
    """An Xvfb of this many pixels, on the first number that is free; it ends with the block."""
    read, write = os.pipe()
    try:
        with (folder / "xvfb.log").open("wb") as log:
            server = subprocess.Popen(
                ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-fbdir", str(folder),
                 "-nolisten", "tcp", "-noreset"],
                pass_fds=(write,), start_new_session=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            )  # fmt: skip
    finally:
        os.close(write)
    try:
        with os.fdopen(read, "rb", buffering=0) as pipe:
            os.set_blocking(read, False)
            said = bytearray()

            def number() -> str:
                said.extend(pipe.read() or b"")
                return said.decode().strip() if said.endswith(b"\n") else ""

            name = f":{until(number, 'Xvfb says its number', server)}"
        yield Display(name, folder / "Xvfb_screen0")
    finally:
        end(server)


def until(probe: Callable[[], T], what: str, process: subprocess.Popen[bytes]) -> T:
    """The first true answer of the probe, asked every 50 ms.

    Raises:
        AssertionError: `LONGEST` has passed, or the process has ended before.
    """
    deadline = time.monotonic() + LONGEST
    while not (answer := probe()):
        assert process.poll() is None, f"{process.args!r} ended before this was so: {what}"
        assert time.monotonic() < deadline, f"after {LONGEST:.0f} seconds still not so: {what}"
        time.sleep(0.05)
    return answer


def end(process: subprocess.Popen[bytes]) -> None:
    """End the process, and all it has started in its session."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            continue
    process.wait(5)
