"""Recipes for the pool's tests: what a worker loads instead of a model. Picklable by reference."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shout:
    """Answers in capitals, after ``delay`` seconds, and misbehaves where a text asks for it.

    ``KILL`` dies each time; ``ONCE`` dies the first time (a file in ``folder`` remembers);
    ``RAISE`` raises; ``PRINT`` writes to standard output; ``EAT`` takes memory until there is none.
    """

    folder: str = ""
    delay: float = 0.0

    def load(self) -> Callable[[str], str]:
        return self.answer

    def answer(self, text: str) -> str:
        time.sleep(self.delay)
        if text.startswith("KILL"):
            os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("ONCE"):
            mark = Path(self.folder) / text
            if not mark.exists():
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        if text.startswith("RAISE"):
            raise ValueError("asked to")
        if text.startswith("EAT"):
            hoard = []
            while True:
                hoard.append(bytearray(1 << 26))
        if text.startswith("PRINT"):
            sys.stdout.write("noise")
            sys.stdout.flush()
            os.write(1, b"more noise")
        return text.upper()


@dataclass(frozen=True, slots=True)
class NoModel:
    """Cannot be loaded: raises, or dies when ``deadly``."""

    deadly: bool = False

    def load(self) -> Callable[[str], str]:
        if self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError("no such model")


@dataclass(frozen=True, slots=True)
class Pid:
    """Answers with the worker's process number."""

    def load(self) -> Callable[[str], int]:
        return lambda text: os.getpid()
