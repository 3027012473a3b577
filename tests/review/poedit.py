"""A reviewer at the real Poedit: a display of its own, a home of its own, and the keys that are pressed."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .display import LONGEST, Display, end, until, virtual_display

TOOLS = ("poedit", "Xvfb", "xdotool")
REVIEWER = "Ana Revisora <ana@example.org>"

_WIDTH, _HEIGHT = 1000, 800  # pixels, of the display and of the window
_STATUS_BAR = 40  # pixels at the bottom; the translation's text is above it, on the left
_PATIENCE = 3.0  # seconds until a key that changed nothing is pressed again

_SETTINGS = {
    ".config/poedit/config": """\
translator_name=Ana Revisora
translator_email=ana@example.org
enable_spellchecking=0
use_tm=0
""",
    # so that the picture comes to rest
    ".config/gtk-3.0/settings.ini": "[Settings]\ngtk-cursor-blink=0\ngtk-enable-animations=0\n",
}
_FOLDERS = {
    "HOME": ".",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": ".runtime",
}
_ENVIRONMENT = {
    "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "LANGUAGE": "en", "TZ": "UTC",
    "GDK_BACKEND": "x11", "GTK_THEME": "Adwaita", "GSETTINGS_BACKEND": "memory", "NO_AT_BRIDGE": "1",
    "DBUS_SESSION_BUS_ADDRESS": "disabled:",
}  # fmt: skip


def missing_tools() -> list[str]:
    """Which programs of a review session are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class Poedit:
    """An open window of Poedit. Every step waits until the window shows that it was done."""

    def __init__(
        self, process: subprocess.Popen[bytes], display: Display, environment: dict[str, str], catalog: Path
    ) -> None:
        self._process = process
        self._display = display
        self._environment = environment
        self._catalog = catalog
        self._window = until(self._find_window, "Poedit shows the catalog", process)
        self._do("windowmove", self._window, "0", "0", "windowsize", self._window, str(_WIDTH), str(_HEIGHT))
        until(self._has_size, "the window has its size", process)
        self._do("windowfocus", self._window)
        until(self._has_focus, "the window has the keyboard", process)
        display.wait_until_still()

    @property
    def title(self) -> str:
        """The window's title; it says ``(modified)`` while there is something to save."""
        return self._ask("getwindowname", self._window)

    def go_down(self, entries: int) -> None:
        """Select the entry so many rows below."""
        for _ in range(entries):
            self._press("ctrl+Down")

    def approve(self) -> None:
        """Clear "Needs Work" of the selected entry."""
        self._press("ctrl+u")
        self._wait_for_title(modified=True)

    def append(self, text: str) -> None:
        """Type ASCII text at the end of the selected entry's translation."""
        self._do("mousemove", str(_WIDTH // 4), str(_HEIGHT - 2 * _STATUS_BAR), "click", "1")
        self._display.wait_until_still()
        self._do("key", "ctrl+End")
        self._display.wait_until_still()
        self._do("type", "--delay", "20", text)
        self._display.wait_until_still()
        self._wait_for_title(modified=True)

    def save(self) -> None:
        """Save the catalog; Poedit also compiles it."""
        before = self._catalog.stat()
        compiled = self._catalog.with_suffix(".mo")
        self._do("key", "ctrl+s")
        self._wait_for_title(modified=False)
        until(lambda: _differs(self._catalog, before), f"{self._catalog.name} is written", self._process)
        until(compiled.exists, f"{compiled.name} is compiled", self._process)
        self._display.wait_until_still()

    def close(self) -> None:
        """Leave Poedit and wait for its end."""
        self._do("key", "ctrl+q")
        assert self._process.wait(LONGEST) == 0

    def _press(self, keys: str) -> None:
        """Press keys that change the picture, and wait until it is still again."""
        before = self._display.look()
        deadline = time.monotonic() + LONGEST
        while self._display.look() == before:
            assert time.monotonic() < deadline, f"{keys} changes nothing"
            self._do("key", keys)
            again = time.monotonic() + _PATIENCE
            while self._display.look() == before and time.monotonic() < again:
                time.sleep(0.03)
        self._display.wait_until_still()

    def _wait_for_title(self, *, modified: bool) -> None:
        def reached() -> bool:
            title = self.title
            return bool(title) and ("(modified)" in title) == modified

        until(reached, f"the title says modified={modified}", self._process)

    def _find_window(self) -> str:
        name = f"^{self._catalog.name}.*Poedit$"
        return self._ask("search", "--onlyvisible", "--name", name).partition("\n")[0]

    def _has_size(self) -> bool:
        said = self._ask("getwindowgeometry", "--shell", self._window).split()
        return f"WIDTH={_WIDTH}" in said and f"HEIGHT={_HEIGHT}" in said

    def _has_focus(self) -> bool:
        return self._ask("getwindowfocus", "-f") == self._window

    def _ask(self, *arguments: str) -> str:
        return self._xdotool(*arguments).stdout.decode().strip()

    def _do(self, *arguments: str) -> None:
        done = self._xdotool(*arguments)
        assert done.returncode == 0, (arguments, done.stderr.decode())

    def _xdotool(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, timeout=LONGEST, check=False
        )


@contextmanager
def opened_in_poedit(catalog: Path, home: Path) -> Iterator[Poedit]:
    """Poedit with this catalog, on a new virtual display, with a new home; both end with the block.

    Raises:
        AssertionError: a step did not happen in time; what Poedit wrote is in ``home/poedit.log``.
    """
    catalog = catalog.resolve()
    for name, text in _SETTINGS.items():
        (home / name).parent.mkdir(parents=True)
        (home / name).write_text(text, encoding="utf-8")
    folders = {name: home / folder for name, folder in _FOLDERS.items()}
    for folder in folders.values():
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    inherited = {
        k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "DBUS_", "WAYLAND_", "LC_"))
    }
    with virtual_display(home, _WIDTH, _HEIGHT) as display, (home / "poedit.log").open("wb") as log:
        environment = inherited | {name: str(folder) for name, folder in folders.items()} | _ENVIRONMENT
        environment["DISPLAY"] = display.name
        process = subprocess.Popen(
            ["poedit", str(catalog)], env=environment, cwd=home, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield Poedit(process, display, environment, catalog)
        finally:
            end(process)


def _differs(path: Path, before: os.stat_result) -> bool:
    now = path.stat()
    return (now.st_mtime_ns, now.st_size, now.st_ino) != (before.st_mtime_ns, before.st_size, before.st_ino)
