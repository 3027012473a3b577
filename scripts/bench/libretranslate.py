"""Measure LibreTranslate's own path beside ours: ``python -m scripts.bench.libretranslate DATA PYTHON`` (part of `make bench`).

PYTHON is that of an environment with LibreTranslate (0.6 GB): ``python3 -m venv .libretranslate && .libretranslate/bin/pip
install libretranslate``. Its real server is started on this machine with the Argos package of DATA (see `engines`) and asked
over HTTP, as its users ask it: all sentences in one request, where it goes through them one by one, and with two
clients and the threads that suit them. Only its look for newer models in the network is left out. Ours takes turns with it.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.page import Row, write_section
from scripts.bench.rivals import read_lines, unpacked, words

ROUNDS = 3
SHARE = 4
"""It gets every fourth sentence: the ratio is of words a second."""

_SERVE = """
import libretranslate.init
libretranslate.init.boot = lambda *words, **options: None
from libretranslate.main import main
main()
"""


class Server:
    """A LibreTranslate that runs; ``url`` is its translate address."""

    def __init__(self, process: subprocess.Popen[bytes], port: int) -> None:
        self._process = process
        self.url = f"http://127.0.0.1:{port}/translate"

    def ask(self, sentences: Sequence[str]) -> list[str]:
        body = json.dumps(
            {"q": list(sentences), "source": "en", "target": "pt-BR", "format": "text"}
        ).encode()
        request = urllib.request.Request(self.url, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            texts: list[str] = json.load(answer)["translatedText"]
        return texts

    def megabytes(self) -> float:
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        found = re.search(r"VmHWM:\s+(\d+)", status)
        return int(found[1]) / 1e3 if found else 0.0


@contextmanager
def serving(python: Path, packages: Path, settings: Mapping[str, str]) -> Iterator[Server]:
    """Start a server and wait until it answers.

    Raises:
        SystemExit: it ended instead.
    """
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "HOME": home, "ARGOS_PACKAGES_DIR": str(packages), **settings}
        words = [
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "--disable-web-ui",
            "--disable-files-translation",
        ]
        process = subprocess.Popen(
            [str(python), "-c", _SERVE, *words],
            cwd=home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        server = Server(process, port)
        try:
            while True:
                if process.poll() is not None:
                    raise SystemExit(f"LibreTranslate ended with {process.returncode}: is it in {python}?")
                with contextlib.suppress(OSError):
                    server.ask(["Good morning."])
                    break
                time.sleep(0.5)
            yield server
        finally:
            process.kill()
            process.wait()


def measure(data: Path, python: Path) -> list[Row]:
    from pipeline.engines import default_jobs
    from pipeline.engines.argos import ArgosEngine
    from pipeline.model import LanguagePair

    sentences = read_lines(data / "flores-dev" / "flores-dev.en")
    some = sentences[::SHARE]
    pair, cores = LanguagePair("en", "pt_BR"), default_jobs()
    (archive,) = sorted((data / "argos").glob("translate-en_pb-*.argosmodel"))
    speeds: dict[str, float] = {}

    def note(name: str, asked: Sequence[str], started: float) -> None:
        speed = words(asked) / (time.perf_counter() - started)
        speeds[name] = max(speeds.get(name, 0.0), speed)
        print(f"  {name}: {speed:.0f} words/s", flush=True)

    tuned = {"ARGOS_INTER_THREADS": str(cores), "ARGOS_INTRA_THREADS": "1"}
    with (
        unpacked(archive) as packages,
        serving(python, packages, {}) as plain,
        serving(python, packages, tuned) as several,
        ThreadPoolExecutor(cores) as clients,
    ):
        os.environ["ARGOS_PACKAGES_DIR"] = str(packages)
        engine = ArgosEngine()
        engine.translate_many(sentences[:4], pair, jobs=cores)
        for _ in range(ROUNDS):
            started = time.perf_counter()
            engine.translate_many(sentences, pair, jobs=cores)
            note("ours", sentences, started)
            started = time.perf_counter()
            plain.ask(some)
            note("plain", some, started)
            started = time.perf_counter()
            list(clients.map(several.ask, [some[number::cores] for number in range(cores)]))
            note("several", some, started)
        megabytes = plain.megabytes()
    ours = speeds["ours"]
    return [
        Row("argos: locpipe", ours),
        Row(
            f"LibreTranslate, all in one request, its default threads ({megabytes:,.0f} MB)",
            speeds["plain"],
            ours / speeds["plain"],
        ),
        Row(
            f"LibreTranslate, {cores} clients, {cores} × 1 threads",
            speeds["several"],
            ours / speeds["several"],
        ),
    ]


if __name__ == "__main__":
    if len(sys.argv) != 3 or not Path(sys.argv[2]).is_file():
        print(
            "LibreTranslate is not installed and was not measured: python3 -m venv .libretranslate && "
            ".libretranslate/bin/pip install libretranslate; then make bench DATA=folder",
            file=sys.stderr,
        )
        sys.exit(0)
    write_section("libretranslate", measure(Path(sys.argv[1]), Path(sys.argv[2]).absolute()))
