"""Other programs that are measured beside locpipe: which are here, and how the others come here."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

HOW = {
    "msgmerge": "apt-get install gettext",
    "po4a-updatepo": "apt-get install po4a",
    "pot2po": "apt-get install translate-toolkit",
    "md2po": "python3 -m venv .mdpo && .mdpo/bin/pip install mdpo",
}
"""A program of each, and what installs it. None is a dependency: their licences are not ours to ask for."""

_ROOT = Path(__file__).resolve().parents[2]


def find(name: str) -> str:
    """Where a program is: on the path, or in the environment that `HOW` makes for it. Empty where it is not."""
    return shutil.which(name) or shutil.which(name, path=str(_ROOT / ".mdpo" / "bin")) or ""


def missing() -> list[str]:
    """A sentence for each program that is not here."""
    return [
        f"`{name}` is not installed and was not measured: {how}"
        for name, how in HOW.items()
        if not find(name)
    ]


def report_missing() -> None:
    for line in missing():
        print(line, file=sys.stderr)
