"""Headless Chromium for the tests, spoken to over a pipe in its DevTools protocol; no driver, no port.

https://chromedevtools.github.io/devtools-protocol/, with ``--remote-debugging-pipe``: messages are JSON with a
NUL behind each, to file descriptor 3 and from file descriptor 4 of the browser.
"""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
LONGEST = 30.0
"""Seconds that an answer is waited for."""

_FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-extensions", "--mute-audio",
    "--disable-dev-shm-usage", "--force-color-profile=srgb", "--hide-scrollbars", "--lang=en-US",
    "--remote-debugging-pipe",
)  # fmt: skip
_KEYS = {"Enter": "\r", "Escape": "", "Tab": "", "End": "", "Home": ""}


class Browser:
    """One page in a running Chromium. ``requests`` are the addresses that it asked for, in order."""

    def __init__(self, process: subprocess.Popen[bytes], to: int, come: int) -> None:
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self._process = process
        self._to, self._from = to, come
        self._buffer = b""
        self._number = 0
        self._session = ""
        self._loaded = False
        targets = self._ask("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in targets if one["type"] == "page")
        self._session = self._ask("Target.attachToTarget", targetId=page, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._ask(f"{domain}.enable")

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        """The size of the window in CSS pixels, and what the reader prefers."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        still = {"name": "prefers-reduced-motion", "value": "reduce"}
        self._ask("Emulation.setEmulatedMedia", features=[scheme, still])

    def open(self, page: Path) -> None:
        """Load a file and wait until its scripts have run."""
        self._loaded = False
        self._ask("Page.navigate", url=page.absolute().as_uri())
        self._wait(lambda: self._loaded, "the page is loaded")

    def reload(self) -> None:
        """Load the page again, at the address that it has by now."""
        self._loaded = False
        self._ask("Page.reload")
        self._wait(lambda: self._loaded, "the page is loaded")

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression; a promise is waited for."""
        done = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in done, done["exceptionDetails"]
        return done["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until a JavaScript expression is true."""
        end = time.monotonic() + LONGEST
        while not self.run(script):
            assert time.monotonic() < end, f"still not so: {script}"
            time.sleep(0.02)

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of an element, where it can be seen."""
        element = f"document.querySelector({json.dumps(selector)})"
        look = f"(() => {{ const r = {element}.getBoundingClientRect(); return [r.x, r.y, r.width, r.height]; }})()"
        before, end = None, time.monotonic() + LONGEST
        while (now := self.run(look)) != before or not 0 <= now[1] < self.run("innerHeight"):
            assert time.monotonic() < end, f"{selector} does not come to rest"
            self.run(f"{element}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
            before = now
            time.sleep(0.05)
        place = {"x": now[0] + now[2] / 2, "y": now[1] + now[3] / 2}
        for kind in ("mousePressed", "mouseReleased"):
            self._ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **place)

    def press(self, *keys: str) -> None:
        """Press keys: a letter, or ``Enter``, ``Escape``, ``Tab``, ``End``, ``Home``."""
        for key in keys:
            text = _KEYS.get(key, key)
            codes = {"Tab": 9, "Enter": 13, "Escape": 27, "End": 35, "Home": 36}
            code = codes.get(key, ord(key[0].upper()))
            self._ask(
                "Input.dispatchKeyEvent", type="keyDown", key=key, windowsVirtualKeyCode=code,
                **({"text": text} if text else {}),
            )  # fmt: skip
            self._ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def type(self, text: str) -> None:
        """Put text into what has the keyboard."""
        self._ask("Input.insertText", text=text)

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """A PNG of the window, or of the whole page."""
        data = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        path.write_bytes(base64.b64decode(data))

    def paper(self) -> bytes:
        """The page as it is printed: a PDF."""
        return base64.b64decode(self._ask("Page.printToPDF", printBackground=True)["data"])

    def _ask(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        number = self._number
        message: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]
        answers: list[Any] = []

        def come() -> bool:
            answers.extend(one for one in self._receive() if one.get("id") == number)
            return bool(answers)

        self._wait(come, method)
        assert "error" not in answers[0], (method, answers[0]["error"])
        return answers[0]["result"]

    def _wait(self, probe: Any, what: str) -> None:
        end = time.monotonic() + LONGEST
        while not probe():
            assert self._process.poll() is None, f"the browser ended before: {what}"
            assert time.monotonic() < end, f"after {LONGEST:.0f} seconds still not so: {what}"
            if what == "the page is loaded":
                self._receive()

    def _receive(self) -> list[Any]:
        """What the browser has said by now; events are noted, answers given back."""
        ready, _, _ = select.select([self._from], [], [], 0.05)
        if not ready:
            return []
        self._buffer += os.read(self._from, 1 << 20)
        *whole, self._buffer = self._buffer.split(b"\0")
        said = [json.loads(message) for message in whole]
        for message in said:
            self._note(message.get("method", ""), message.get("params", {}))
        return said

    def _note(self, method: str, parameters: Any) -> None:
        if method == "Network.requestWillBeSent":
            self.requests.append(parameters["request"]["url"])
        elif method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(parameters["exceptionDetails"]["text"])
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.complaints.append(parameters["entry"]["text"])


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A Chromium with a new profile in ``folder``; it ends with the block."""
    assert CHROMIUM is not None
    for_browser, to = os.pipe()
    come, from_browser = os.pipe()
    folder.mkdir(parents=True, exist_ok=True)

    def place() -> None:
        """The pipe's ends become file descriptors 3 and 4 of the browser."""
        first, second = os.dup(for_browser), os.dup(from_browser)
        os.dup2(first, 3)
        os.dup2(second, 4)

    with (folder / "chromium.log").open("wb") as log:
        process = subprocess.Popen(
            [CHROMIUM, *_FLAGS, f"--user-data-dir={folder / 'profile'}", "about:blank"],
            close_fds=False, preexec_fn=place, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
        )  # fmt: skip
    os.close(for_browser)
    os.close(from_browser)
    try:
        yield Browser(process, to, come)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(5)
        os.close(to)
        os.close(come)
