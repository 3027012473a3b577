"""A small cluster to break: a Dask scheduler and workers as processes, in network namespaces where that is allowed.

usage: python -m scripts.machines [--segments 20000] [--documents 20] [--engine pseudo] [--namespaces] [--stop 20]

Translates made-up documents on this machine alone, then over the cluster, and while that goes on kills one
worker, stops another for some seconds, and restarts the scheduler. Says whether the catalogs are the same bytes,
and what the run's summary says of it all. `tests/scale` does the same with fewer segments.
"""

from __future__ import annotations

import argparse
import contextlib
import filecmp
import json
import os
import random
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

LOCPIPE = [sys.executable, "-m", "pipeline"]
PORT = 8786
NETWORK = "198.18.77"
"""From the range that is kept for benchmarks: nobody's machine; used inside the namespaces only."""

_WHO = ("captain", "cook", "nurse", "baker", "painter", "teacher", "farmer", "tailor", "pilot", "miner")
_WHAT = ("boat", "garden", "letter", "bridge", "kitchen", "lamp", "window", "map", "song", "door")
_WHERE = ("harbour", "market", "village", "station", "valley", "forest", "island", "school", "tower", "mill")


def write_documents(folder: Path, segments: int, documents: int) -> None:
    """English documents of one-sentence paragraphs, all different, the same each time."""
    dice = random.Random(8)
    folder.mkdir(parents=True)
    for document in range(documents):
        lines = [
            f"In the {dice.choice(_WHERE)} the {dice.choice(_WHO)} showed visitor {number} the old {dice.choice(_WHAT)}."
            for number in range(document, segments, documents)
        ]
        (folder / f"{document:03}.txt").write_text("\n\n".join(lines) + "\n", encoding="utf-8")


class Namespaces:
    """Network namespaces with an address each, on a bridge inside the first. Needs root and iproute2."""

    def __init__(self, count: int) -> None:
        self._names = [f"locpipe-{os.getpid()}-{number}" for number in range(count)]

    @staticmethod
    def possible() -> bool:
        """Whether this process may make namespaces."""
        if os.geteuid() != 0 or shutil.which("ip") is None:
            return False
        name = f"locpipe-{os.getpid()}-try"
        made = subprocess.run(["ip", "netns", "add", name], capture_output=True, check=False).returncode == 0
        if made:
            subprocess.run(["ip", "netns", "del", name], check=False)
        return made

    def inside(self, number: int) -> list[str]:
        """What stands before a command to run it in a namespace."""
        return ["ip", "netns", "exec", self._names[number]]

    def address(self, number: int) -> str:
        return f"{NETWORK}.{number + 1}"

    def __enter__(self) -> Namespaces:
        first = self._names[0]
        try:
            for name in self._names:
                _ip("netns", "add", name)
                _ip("-n", name, "link", "set", "lo", "up")
            _ip("-n", first, "link", "add", "br0", "type", "bridge")
            _ip("-n", first, "addr", "add", f"{self.address(0)}/24", "dev", "br0")
            _ip("-n", first, "link", "set", "br0", "up")
            for number, name in enumerate(self._names[1:], 1):
                _ip(
                    "-n",
                    first,
                    "link",
                    "add",
                    f"v{number}",
                    "type",
                    "veth",
                    "peer",
                    "name",
                    "eth0",
                    "netns",
                    name,
                )
                _ip("-n", first, "link", "set", f"v{number}", "master", "br0", "up")
                _ip("-n", name, "addr", "add", f"{self.address(number)}/24", "dev", "eth0")
                _ip("-n", name, "link", "set", "eth0", "up")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        for name in self._names:
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True)


@dataclass
class Machines:
    """A scheduler and workers; each worker is started again when it ends, as systemd or Kubernetes would.

    Without ``namespaces`` all have 127.0.0.1. ``environment`` is added to that of every process.
    """

    folder: Path
    workers: int = 3
    namespaces: Namespaces | None = None
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    scheduler: subprocess.Popen[bytes] | None = None
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        host = self.namespaces.address(0) if self.namespaces else "127.0.0.1"
        return f"tcp://{host}:{self.port}"

    def inside(self, number: int, command: Sequence[str]) -> list[str]:
        """The command as it runs on a machine; the scheduler and the client are on number 0."""
        return [*self.namespaces.inside(number), *command] if self.namespaces else list(command)

    def host(self, number: int) -> str:
        return self.namespaces.address(number) if self.namespaces else "127.0.0.1"

    def start_scheduler(self) -> None:
        host, port = self.address.removeprefix("tcp://").split(":")
        command = [*_dask("scheduler"), "--host", host, "--port", port, "--no-dashboard"]
        self.scheduler = self._start("scheduler", self.inside(0, command))

    def restart_scheduler(self) -> None:
        """It is killed, and another one comes up at its address."""
        assert self.scheduler is not None
        _signal(self.scheduler, signal.SIGKILL)
        self.scheduler.wait()
        self.start_scheduler()

    def kill(self, number: int) -> None:
        """A worker's machine goes down: nothing of it is left, and it does not come back."""
        _signal(self.running[number], signal.SIGKILL)

    def stop(self, number: int) -> None:
        _signal(self.running[number], signal.SIGSTOP)

    def go_on(self, number: int) -> None:
        _signal(self.running[number], signal.SIGCONT)

    def _start_worker(self, number: int) -> None:
        # the last one is on the scheduler's machine, the others on one each
        place = 0 if number == self.workers - 1 else number + 1
        words = [
            *_dask("worker"),
            self.address,
            "--host",
            self.host(place),
            "--nthreads",
            "1",
            "--no-dashboard",
        ]
        words += ["--memory-limit", "1GB", "--local-directory", str(self.folder / f"worker-{number}")]
        loop = 'while :; do "$@"; sleep 0.2; done'
        self.running.append(
            self._start(f"worker-{number}", self.inside(place, ["sh", "-c", loop, "worker", *words]))
        )

    def _start(self, name: str, command: list[str]) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.environment},
                start_new_session=True,  # its process group is a machine: it is killed and stopped as a whole
            )

    def __enter__(self) -> Machines:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.port = self.port or (PORT if self.namespaces else _free_port())
        self.start_scheduler()
        for number in range(self.workers):
            self._start_worker(number)
        return self

    def __exit__(self, *exception: object) -> None:
        for process in (*self.running, self.scheduler):
            if process is not None:
                _signal(process, signal.SIGKILL)
                process.wait()


def _dask(part: str) -> list[str]:
    # not `dask worker`: its start imports dask's data frames' plug-ins where they are installed
    return [sys.executable, "-c", f"from distributed.cli.dask_{part} import main; main()"]


def _signal(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


@dataclass
class Run:
    """A ``locpipe translate --json`` under way."""

    process: subprocess.Popen[str]
    catalogs: Path
    started: float

    def written(self) -> int:
        return sum(1 for _ in self.catalogs.rglob("*.po"))

    def wait_for(self, catalogs: int) -> None:
        """Return when so many catalogs are written, or the run has ended."""
        while self.written() < catalogs and self.process.poll() is None:
            time.sleep(0.05)

    def wait_for_answers(self) -> None:
        """Return in the middle of a document: some of its answers are there. Or when it is done all the same."""
        written = self.written()
        for wanted in (False, True):  # those of the last document go first
            while (
                self.written() == written
                and self.process.poll() is None
                and bool(self._answers()) is not wanted
            ):
                time.sleep(0.02)

    def _answers(self) -> int:
        memory = self.catalogs.parent / ".locpipe" / "memory.sqlite3"
        try:
            with contextlib.closing(sqlite3.connect(f"file:{memory}?mode=ro", uri=True)) as database:
                return int(database.execute("SELECT count(*) FROM answers").fetchone()[0])
        except sqlite3.Error:
            return 0

    def end(self) -> tuple[dict[str, Any], str, float]:
        """What it said, on both streams, and its seconds.

        Raises:
            RuntimeError: it failed.
        """
        out, err = self.process.communicate()
        if self.process.returncode != 0:
            raise RuntimeError(f"exit code {self.process.returncode}: {err}")
        return json.loads(out), err, time.monotonic() - self.started


def translate(
    folder: Path, *words: str, before: Sequence[str] = (), environment: dict[str, str] | None = None
) -> Run:
    """Start a run over ``folder/docs``."""
    command = [*before, *LOCPIPE, "translate", "docs", "--from", "en", "--to", "pt_BR", "--json", *words]
    root = Path(__file__).resolve().parent.parent
    env = {**os.environ, "SOURCE_DATE_EPOCH": "1790000000", **(environment or {})}
    env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(root), env.get("PYTHONPATH", ""))))
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    return Run(process, folder / "locales", time.monotonic())


def same_files(one: Path, other: Path) -> bool:
    """Whether two folders have the same files with the same bytes."""
    names = [
        sorted(str(path.relative_to(folder)) for path in folder.rglob("*.po")) for folder in (one, other)
    ]
    if names[0] != names[1] or not names[0]:
        return False
    return not any(filecmp.cmpfiles(one, other, names[0], shallow=False)[1:])


def break_things(
    run: Run, machines: Machines, documents: int, stop: float, say: Callable[[str], None]
) -> None:
    """Kill a worker and stop another after a quarter of the catalogs, restart the scheduler after half of them.

    All in the middle of a document; start the run with ``--jobs 1``, or its answers are written down too late to see.
    """
    run.wait_for(documents // 4)
    run.wait_for_answers()
    say(f"{run.written()} catalogs: the first worker is killed, the second stopped for {stop:g} s")
    machines.kill(0)
    machines.stop(1)
    until = time.monotonic() + stop
    run.wait_for(documents // 2)
    run.wait_for_answers()
    say(f"{run.written()} catalogs: the scheduler is killed and started again")
    machines.restart_scheduler()
    while time.monotonic() < until and run.process.poll() is None:
        time.sleep(0.05)
    machines.go_on(1)


@contextlib.contextmanager
def _maybe(wanted: bool, count: int) -> Iterator[Namespaces | None]:
    if not wanted:
        yield None
        return
    with Namespaces(count) as made:
        yield made


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--segments", type=int, default=20_000)
    parser.add_argument("--documents", type=int, default=20)
    parser.add_argument("--engine", default="pseudo")
    parser.add_argument("--stop", type=float, default=20.0)
    parser.add_argument("--namespaces", action="store_true")
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="locpipe-machines-") as name,
        _maybe(asked.namespaces, 3) as spaces,
    ):
        here, there = Path(name) / "here", Path(name) / "there"
        for folder in (here, there):
            write_documents(folder / "docs", asked.segments, asked.documents)
        report, _, seconds = translate(here, "--engine", asked.engine).end()
        print(f"this machine alone: {report['segments']['total']} segments in {seconds:.1f} s", flush=True)
        with Machines(Path(name) / "logs", namespaces=spaces) as machines:
            words = ("--engine", asked.engine, "--jobs", "1", "--scheduler", machines.address)
            run = translate(there, *words, before=machines.inside(0, ()))
            break_things(run, machines, asked.documents, asked.stop, lambda line: print(line, flush=True))
            report, _, seconds = run.end()
        same = same_files(here / "locales", there / "locales")
        counts = report["segments"]
        print(f"the cluster at {machines.address}: {counts['total']} segments in {seconds:.1f} s")
        print(f"cluster: {json.dumps(report['cluster'])}")
        untranslated = sum(catalog["untranslated"] for catalog in report["catalogs"])
        print(
            f"catalogs {len(report['catalogs'])}, untranslated entries {untranslated}, the same bytes: {same}"
        )
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
