"""Two builds in two clean environments are the same bytes: ``reproducible.py [PYTHON [PYTHON]]``, from the repository root.

One project with documents of every sort is translated once. Then, for each Python named (both times this one, where
none is): a fresh clone of HEAD, a fresh environment from the lock, a copy of the project in another folder, and
``locpipe build`` with another number of processes, locale, time zone, hash seed, umask and dates of files. Both ``dist/``
are hashed, manifest and all; the exit code is 1 where a file differs. Takes minutes, and a package index for pip.
"""

from __future__ import annotations

import hashlib
import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "tests" / "formats"
SURROUNDINGS: tuple[dict[str, str], ...] = (
    {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "1", "LOCPIPE_JOBS": "1", "SOURCE_DATE_EPOCH": "1700000000"},
    {
        "LC_ALL": "C.UTF-8", "LANG": "de_DE.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "4711",
        "LOCPIPE_JOBS": "4", "SOURCE_DATE_EPOCH": "1700000000",
    },
)  # fmt: skip
UMASKS = (0o022, 0o077)


def make_project(folder: Path) -> None:
    """Documents of every sort, their catalogs, and a gettext catalog that people have reviewed."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    for name in ("ci.md", "formats.md", "samples/hanoi-chip-lab.txt"):
        shutil.copy(ROOT / "docs" / name, texts / Path(name).name)
    for name, (text, _) in runpy.run_path(str(SAMPLES / "message_samples.py"))["FILES"].items():
        (texts / name).write_text(text, encoding="utf-8")
    office = runpy.run_path(str(SAMPLES / "office" / "samples.py"))
    (texts / "report.docx").write_bytes(office["docx_report"]())
    (texts / "report.odt").write_bytes(office["odt"]())
    documents = [f"texts/{path.name}" for path in sorted(texts.iterdir())]
    (folder / "locpipe.toml").write_text(
        f"documents = {documents}\ntarget_languages = ['pt_BR']\n", encoding="utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", "pipeline", "-q", "translate"], cwd=folder, env=_env({}), check=True
    )


def _env(more: dict[str, str], *, root: Path = ROOT) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))
    }
    return {**kept, "PYTHONPATH": str(root), **more}


def build(number: int, python: str, project: Path, scratch: Path) -> dict[str, str]:
    """The hashes of what a clean environment builds."""
    clone = scratch / f"clone {number}".replace(" ", "-" * (number + 1))
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, clone], check=True)
    subprocess.run(["make", "--silent", f"PYTHON={python}", "setup"], cwd=clone, check=True)
    here = shutil.copytree(project, scratch / f"here{number}" / ("deep" * number) / "project")
    for path in sorted(here.rglob("*")):
        os.utime(path, (10**9 * (number + 1),) * 2)
    subprocess.run(
        [clone / ".venv" / "bin" / "locpipe", "build", "--use-fuzzy", "--no-rules"],
        cwd=here, env=_env(SURROUNDINGS[number], root=clone), umask=UMASKS[number], check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    return {
        path.relative_to(here / "dist").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted((here / "dist").rglob("*"))
        if path.is_file()
    }


def main(pythons: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        make_project(scratch / "project")
        built = [build(n, pythons[n % len(pythons)], scratch / "project", scratch) for n in range(2)]
    names = sorted({*built[0], *built[1]})
    differing = [name for name in names if built[0].get(name) != built[1].get(name)]
    for name in names:
        print(f"{built[0].get(name, 'none')[:16]} {built[1].get(name, 'none')[:16]} {name}")
    print(f"{len(names)} files, {len(differing)} differ")
    return int(bool(differing) or not names)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [sys.executable]))
