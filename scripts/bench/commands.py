"""Whole commands side by side, start to end: ``python -m scripts.bench.commands DATA PYTHON`` (part of `make bench`).

``locpipe translate`` with its Argos engine over a catalog of 10,000 segments, and ``argos-translate`` over a file of
the same 10,000 lines, as it is installed and with one thread inside an operation, its best here. PYTHON is that of the
environment with the full argostranslate (``make parity`` builds it). Each command has run once before over one line,
so that files are in the cache; then each runs once over all. Start and loading count for all of them. The table goes
into docs/benchmarks.md.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from scripts.bench.catalogs import TRANSLATE
from scripts.bench.measure import measure
from scripts.bench.page import Row, write_section
from scripts.bench.rivals import SOURCE, TARGET, different_segments, unpacked, words, write_messages

RIVALS = (
    ("argos-translate as installed", {}, 10.0),
    ("argos-translate, ARGOS_INTRA_THREADS=1", {"ARGOS_INTRA_THREADS": "1"}, 2.5),
)


def ours(texts: Sequence[str], packages: Path) -> float:
    """Seconds of ``locpipe translate`` over a new catalog."""
    with tempfile.TemporaryDirectory() as folder:
        write_messages(Path(folder, "app.pot"), texts)
        settings = {"ARGOS_PACKAGES_DIR": str(packages)}
        return measure((*TRANSLATE, "argos"), Path(folder), settings).seconds


def theirs(texts: Sequence[str], packages: Path, python: Path, settings: Mapping[str, str]) -> float:
    """Seconds of ``argos-translate`` over the lines of a file.

    Raises:
        RuntimeError: it failed, or gave another number of lines.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "source.txt"), Path(folder, "target.txt")
        source.write_text("\n".join(texts), encoding="utf-8")
        command = [
            "sh", "-c", 'exec "$0" --from-lang "$1" --to-lang "$2" < source.txt > target.txt',
            str(python.with_name("argos-translate")), SOURCE, TARGET,
        ]  # fmt: skip
        cost = measure(command, Path(folder), {"ARGOS_PACKAGES_DIR": str(packages), **settings})
        lines = target.read_text(encoding="utf-8").rstrip("\n").split("\n")
        if len(lines) != len(texts):
            raise RuntimeError(f"argos-translate gave {len(lines)} lines for {len(texts)}")
        return cost.seconds


def main(data: Path, python: Path) -> int:
    if not python.is_file():
        print(
            "The table of whole commands stays as it is: it needs argos-translate, which `make parity` installs."
        )
        return 0
    texts = different_segments(data)
    (archive,) = sorted((data / "argos").glob("translate-en_pb-*.argosmodel"))
    rows: list[Row] = []
    with unpacked(archive) as packages:
        ours(texts[:1], packages)
        speed = words(texts) / ours(texts, packages)
        rows.append(Row("`locpipe translate --engine argos`", speed))
        print(f"  ours {speed:.0f} words/s", flush=True)
        for name, settings, bar in RIVALS:
            theirs(texts[:1], packages, python, settings)
            other = words(texts) / theirs(texts, packages, python, settings)
            rows.append(Row(name, other, speed / other, bar))
            print(f"  {name} {other:.0f} words/s", flush=True)
    write_section("whole commands", rows)
    return 0 if all(row.holds() for row in rows) else 1


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: python -m scripts.bench.commands DATA PYTHON (see the file's first lines)")
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]).absolute()))
