"""A reviewer at the real Lokalize, on a display and in a home of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .display import LONGEST, Display, end, until, virtual_display

TOOLS = ("lokalize", "dbus-run-session", "Xvfb", "xdotool")
REVIEWER = "Ana Revisora <ana@example.org>"
_WIDTH, _HEIGHT = 1100, 780
_SAVE = ("80", "38")  # the tool bar's button: its shortcut belongs to several tabs at once
_SETTINGS = """\
[Identity]
authorEmail=ana@example.org
authorLocalizedName=Ana Revisora
authorName=Ana Revisora
defaultLangCode=pt_BR
defaultMailingList=Ana <ana@example.org>
"""


def missing_tools() -> list[str]:
    """Which programs of a session are not installed."""
    return [tool for tool in TOOLS if shutil.which(tool) is None]


class Lokalize:
    """An open window with one catalog."""

    def __init__(
        self, process: subprocess.Popen[bytes], display: Display, environment: dict[str, str], catalog: Path
    ) -> None:
        self._process, self._display, self._environment = process, display, environment
        self._catalog = catalog
        window = until(self._window, "Lokalize shows its window", process)
        self._do("windowmove", window, "0", "0", "windowsize", window, str(_WIDTH), str(_HEIGHT))
        self._do("windowfocus", window)
        display.wait_until_still()

    def go_down(self, entries: int) -> None:
        """Go to the entry so many places below."""
        for _ in range(entries):
            self._do("key", "Next")
            self._display.wait_until_still()

    def approve(self) -> None:
        self._do("key", "ctrl+u")
        self._display.wait_until_still()

    def type(self, text: str) -> None:
        """Type ASCII text at the start of the selected entry's translation."""
        self._do("key", "ctrl+Home", "type", "--delay", "20", text)
        self._display.wait_until_still()

    def save(self) -> None:
        before = self._catalog.read_bytes()
        self._do("mousemove", *_SAVE, "click", "1")
        until(
            lambda: self._catalog.read_bytes() not in (b"", before), "the catalog is written", self._process
        )
        self._display.wait_until_still()

    def _window(self) -> str:
        return self._run("search", "--onlyvisible", "--name", ".").stdout.decode().partition("\n")[0]

    def _do(self, *arguments: str) -> None:
        done = self._run(*arguments)
        assert done.returncode == 0, (arguments, done.stderr.decode())

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            ["xdotool", *arguments], env=self._environment, capture_output=True, timeout=LONGEST, check=False
        )


@contextmanager
def opened_in_lokalize(catalog: Path, home: Path) -> Iterator[Lokalize]:
    """Lokalize with this catalog; it ends with the block, as it stands (what is not saved is lost)."""
    (home / ".config").mkdir(parents=True)
    (home / ".config/lokalizerc").write_text(_SETTINGS, encoding="utf-8")
    (home / "runtime").mkdir(mode=0o700)
    own = {
        "HOME": str(home), "XDG_RUNTIME_DIR": str(home / "runtime"), "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8",
        "LANGUAGE": "en", "TZ": "UTC", "QT_QPA_PLATFORM": "xcb", "LIBGL_ALWAYS_SOFTWARE": "1",
    }  # fmt: skip
    inherited = {
        k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "DBUS_", "WAYLAND_", "LC_"))
    }
    with virtual_display(home, _WIDTH, _HEIGHT) as display, (home / "lokalize.log").open("wb") as log:
        environment = inherited | own | {"DISPLAY": display.name}
        process = subprocess.Popen(
            ["dbus-run-session", "--", "lokalize", str(catalog.resolve())], env=environment, cwd=home,
            start_new_session=True, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
        try:
            yield Lokalize(process, display, environment, catalog)
        finally:
            end(process)
