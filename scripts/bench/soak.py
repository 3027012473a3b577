"""Run the commands over and over in one process: ``python -m scripts.bench.soak MINUTES``.

Each round changes documents, translates them with the embedded model and two workers, reviews an entry, checks and
builds. After each it looks at what could pile up: memory, open files, threads, processes, files in the folder for
temporary ones and in the project. Exits with 1 where something grew.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import astuple, dataclass, fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import polib
from typer.testing import CliRunner

from pipeline.cli.app import app
from scripts.bench.samples import write_documents

DOCUMENTS, PARAGRAPHS, LONG = 12, 6, 60
WARM = 5
"""Rounds after which everything that is loaded once is loaded."""

GROWTH = 1.1
"""The share by which the memory of the last third may be above that of the first."""

COMMANDS = (
    ["translate", "texts", "--to", "pt_BR", "--from", "en", "--engine", "bergamot", "--jobs", "2"],
    ["status"],
    ["check", "--exit-zero"],
    ["build", "--use-fuzzy"],
)


@dataclass(frozen=True)
class Look:
    """What is there after a round."""

    megabytes: float
    open_files: int
    threads: int
    processes: int
    temporary_files: int
    project_files: int


def look(project: Path, temporary: Path) -> Look:
    own = Path("/proc/self")
    resident = int((own / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return Look(
        round(resident / 1e6, 1),
        len(list((own / "fd").iterdir())),
        threading.active_count(),
        len(_children()),
        sum(1 for _ in temporary.rglob("*")),
        sum(1 for path in project.rglob("*") if path.is_file()),
    )


def _children() -> list[int]:
    """Processes of ours that are there, dead ones that nobody asked after included."""
    found = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = place.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(values[1]) == os.getpid():
            found.append(int(place.parent.name))
    return found


def change(project: Path, chance: random.Random, number: int) -> None:
    """A new sentence here, a new document there, and a reviewer who is content with an entry."""
    paths = sorted((project / "texts").glob("*.txt"))
    for path in chance.sample(paths, 3):
        paragraphs = path.read_text(encoding="utf-8").strip().split("\n\n")
        paragraphs[chance.randrange(len(paragraphs))] = (
            f"On day {number} the {chance.choice(['baker', 'tailor', 'miner'])} of {path.stem} opened the shop late."
        )
        path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    whole = [
        f"The {chance.choice(['cook', 'nurse', 'pilot'])} counted {chance.randrange(9999)} lamps in harbour {number}."
        for _ in range(LONG)
    ]
    chance.choice(paths).write_text(
        "\n\n".join(whole) + "\n", encoding="utf-8"
    )  # enough for worker processes
    catalogs = sorted((project / "locales").rglob("*.po"))
    if catalogs:
        catalog = polib.pofile(str(chance.choice(catalogs)))
        for entry in catalog.fuzzy_entries()[:1]:
            entry.flags.remove("fuzzy")
        catalog.save()


def main() -> int:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 30.0
    chance, runner, looks = random.Random(5), CliRunner(), list[Look]()
    with tempfile.TemporaryDirectory() as place:
        project, temporary = Path(place, "project"), Path(place, "tmp")
        temporary.mkdir()
        os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
        write_documents(project / "texts", DOCUMENTS, PARAGRAPHS)
        (project / "locpipe.toml").write_text("", encoding="utf-8")
        os.chdir(project)
        end = time.monotonic() + 60 * minutes
        while time.monotonic() < end:
            change(project, chance, len(looks))
            for command in COMMANDS:
                ran = runner.invoke(app, command)
                if ran.exit_code:
                    print(" ".join(command), "ended with", ran.exit_code, ran.output[-500:])
                    return 1
            looks.append(look(project, temporary))
            print(len(looks), *astuple(looks[-1]), flush=True)
        os.chdir("/")
    warm = looks[WARM:]
    if len(warm) < 6:
        print("too few rounds to say anything")
        return 1
    third = len(warm) // 3
    grew = []
    for name in (one.name for one in fields(Look)):
        values = [getattr(one, name) for one in warm]
        first, last = statistics.median(values[:third]), statistics.median(values[-third:])
        print(f"{name}: {first:g} in the first third, {last:g} in the last")
        if last > (first * GROWTH if name == "megabytes" else first):
            grew.append(name)
    print(
        f"{len(looks)} rounds in {minutes:g} minutes;", f"grew: {', '.join(grew)}" if grew else "nothing grew"
    )
    return bool(grew)


if __name__ == "__main__":
    sys.exit(main())
