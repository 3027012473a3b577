"""Translate a folder of many large documents, then again without a change: ``python -m scripts.bench.folder DOCUMENTS``.

Each document has 50 kB: paragraphs of eight made-up sentences, no two alike; 20,000 of them are 1 GB and leave some 4 GB
of PO files and memory beside it. The engine is pseudo, so all the time is ours. Prints the memory of the command as
the documents go by, seconds, and what lies on the disk. ``--keep FOLDER`` works there and leaves it.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZE = 50_000
SENTENCES = 8
LOOKS = 10

_WHO = ("captain", "cook", "nurse", "baker", "painter", "teacher", "farmer", "tailor", "pilot", "miner")
_DID = ("carried", "sold", "painted", "lost", "mended", "counted", "borrowed", "hid", "weighed", "described")
_WHAT = ("boat", "garden gate", "letter", "bridge", "kitchen lamp", "window", "map", "song", "door", "wheel")
_WHEN = ("before breakfast", "in the rain", "after the fair", "on market day", "at low tide", "for a friend")


def write(folder: Path, count: int) -> int:
    """Write the documents; returns their bytes. The same each time."""
    folder.mkdir(parents=True)
    dice, number, size = random.Random(9), 0, 0
    for document in range(count):
        paragraphs: list[str] = []
        length = 0
        while length < SIZE:
            sentences = []
            for _ in range(SENTENCES):
                number += 1
                sentences.append(
                    f"The {dice.choice(_WHO)} {dice.choice(_DID)} the {dice.choice(_WHAT)} number {number} {dice.choice(_WHEN)}."
                )
            paragraphs.append(" ".join(sentences))
            length += len(paragraphs[-1]) + 2
        text = "\n\n".join(paragraphs) + "\n"
        place = folder / f"{document // 1000:02}" / f"{document:05}.txt"
        place.parent.mkdir(exist_ok=True)
        place.write_text(text, encoding="utf-8")
        size += len(text)
    return size


def run(folder: Path, count: int) -> None:
    """One run of the command, with a look at its memory each tenth of the catalogs."""
    started = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline", "translate", "docs", "--from", "en", "--to", "pt_BR", "--engine", "pseudo", "-q"],
            cwd=folder, stdout=said, stderr=said, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        )  # fmt: skip
        looks: list[str] = []  # what a file holds (the memory's, mapped) is the system's to take back
        peak = 0.0
        while process.poll() is None:
            time.sleep(0.5)
            state = Path(f"/proc/{process.pid}/status")
            if "VmHWM" not in (text := state.read_text() if state.exists() else ""):
                continue
            values = {line.split(":")[0]: line.split() for line in text.splitlines()}
            peak = max(peak, int(values["VmHWM"][1]) / 1e3)
            written = sum(1 for _ in (folder / "locales").rglob("*.po"))
            if written >= count * (len(looks) + 1) // LOOKS:
                own, mapped = (int(values[name][1]) / 1e3 for name in ("RssAnon", "RssFile"))
                looks.append(f"{written}: {own:.0f} MB of its own, {mapped:.0f} MB of files")
                print(f"    {looks[-1]}, {time.monotonic() - started:.0f} s", flush=True)
        said.seek(0)
        last = said.read().decode(errors="replace").strip().splitlines()[-1:]
    print(
        f"  ended with {process.returncode} after {time.monotonic() - started:.1f} s, peak {peak:.0f} MB {last}",
        flush=True,
    )


@contextmanager
def _place(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="locpipe-folder-") as name:
        yield Path(name)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("documents", type=int)
    parser.add_argument("--keep", type=Path)
    asked = parser.parse_args()
    with _place(asked.keep) as folder:
        size = write(folder / "docs", asked.documents)
        (folder / "locpipe.toml").write_text("", encoding="utf-8")
        print(f"{asked.documents} documents, {size / 1e6:.1f} MB", flush=True)
        for title in ("first run", "nothing changed", "nothing changed, again"):
            print(title, flush=True)
            run(folder, asked.documents)
        for name in ("locales", ".locpipe"):
            there = sum(path.stat().st_size for path in (folder / name).rglob("*") if path.is_file())
            print(f"{name}: {there / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
