"""What a person sees: stdout is the result, stderr is everything else.

Colour and progress only on a terminal; `NO_COLOR`, ``--no-color`` and ``--quiet`` are honoured. rich is
imported when the first line is written, not when the command line starts.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console as RichConsole

_PROGRESS_AFTER = 1.0  # seconds; shorter work shows no progress bar


@dataclass(slots=True)
class Settings:
    """The global flags."""

    verbosity: int = 0
    quiet: bool = False
    color: bool = True
    debug: bool = False


class Console:
    """Writes for one run of a command."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._err: RichConsole | None = None

    @property
    def err(self) -> RichConsole:
        if self._err is None:
            from rich.console import Console as RichConsole

            plain = not self.settings.color or bool(os.environ.get("NO_COLOR"))
            self._err = RichConsole(stderr=True, no_color=plain, highlight=False, soft_wrap=True)
        return self._err

    def result(self, text: str) -> None:
        """A line of the result, on stdout."""
        _write(text)

    def json(self, document: Mapping[str, Any]) -> None:
        """The one JSON document of a ``--json`` run, on stdout."""
        _write(json.dumps(document, ensure_ascii=False, indent=2))

    def say(self, text: str, style: str = "") -> None:
        """A line for the person watching, on stderr; silent with ``--quiet``."""
        if not self.settings.quiet:
            self.err.print(text, style=style or None, markup=False)

    def detail(self, text: str) -> None:
        """A line that only ``--verbose`` shows."""
        if self.settings.verbosity > 0:
            self.say(text, "dim")

    def warn(self, text: str) -> None:
        """A problem that does not stop the run."""
        self.err.print(f"warning: {text}", style="yellow", markup=False)

    def error(self, text: str) -> None:
        """A problem that stops a file or the run; shown with ``--quiet`` too."""
        self.err.print(f"error: {text}", style="red", markup=False)

    @contextmanager
    def progress(self, label: str, unit: str = "sentences") -> Iterator[Progress]:
        """A progress bar that appears on a terminal when the work takes more than a second.

        It counts ``unit``; an empty one shows the share that is done.
        """
        bar = Progress(self, label, unit)
        try:
            yield bar
        finally:
            bar.close()


def _write(text: str) -> None:
    """A line on stdout, now: a full disk behind it is told at once. A closed stdout takes nothing."""
    if sys.stdout is None:
        return
    # half characters (odd file names, broken texts) are shown as escapes
    sys.stdout.write(text.encode("utf-8", "backslashreplace").decode() + "\n")
    sys.stdout.flush()


class Progress:
    """Shows ``label`` and ``done of total``; nothing when stderr is no terminal or ``--quiet``."""

    def __init__(self, console: Console, label: str, unit: str = "sentences") -> None:
        self._console = console
        self._label = label
        self._unit = unit
        self._started = time.monotonic()
        self._bar: Any = None
        self._task: Any = None
        self._wanted = not console.settings.quiet and sys.stderr.isatty()

    def label(self, label: str) -> None:
        """Name the work that is under way."""
        self._label = label

    def update(self, done: int, total: int) -> None:
        """``done`` of ``total`` units of the present work."""
        if not self._wanted:
            return
        if self._bar is None:
            if time.monotonic() - self._started < _PROGRESS_AFTER:
                return
            from rich.progress import (
                BarColumn,
                DownloadColumn,
                MofNCompleteColumn,
                TaskProgressColumn,
                TextColumn,
                TimeRemainingColumn,
            )
            from rich.progress import Progress as RichProgress

            self._bar = RichProgress(
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                *(
                    (TaskProgressColumn(),)
                    if not self._unit
                    else (DownloadColumn(),)
                    if self._unit == "bytes"
                    else (MofNCompleteColumn(), TextColumn(self._unit))
                ),
                TimeRemainingColumn(),
                console=self._console.err,
                transient=True,
            )
            self._bar.start()
            self._task = self._bar.add_task(self._label, total=total)
        self._bar.update(self._task, description=self._label, completed=done, total=total or None)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.stop()
            self._bar = None
