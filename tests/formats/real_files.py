"""The files of ``real_files.toml``: which there are of a format, and why a test has none.

They are not in this repository: ``make real-files FOLDER=folder`` fetches them, and the environment variable
names the folder. ``.ci/run`` does both.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest

from scripts.fetch_real_files import LIST, folder_of

FOLDER = "LOCPIPE_TEST_REAL_FILES"
MOST = "LOCPIPE_TEST_REAL_FILES_MOST"
"""How many files of each package are tried of a kind; 15 where it is not set, all with 0."""

HERE = "LOCPIPE_TEST_FILES_HERE"
"""A folder of any other files that are tried as well: what somebody has at hand, in no package."""

ENOUGH = 15
"""Fewest files of a format that stand for what people have."""

PACKAGES: list[dict[str, Any]] = tomllib.loads(LIST.read_text(encoding="utf-8"))["package"]


def kinds(*formats: str) -> list[str]:
    """The kinds that the list has of these formats: ``json``, ``json/chrome``, ``json/i18next`` …"""
    named = {kind for package in PACKAGES for kind in package["files"]}
    return sorted(kind for kind in named if kind.partition("/")[0] in formats)


def real_files(kind: str) -> list[Path]:
    """The files of a kind, the large and the small ones of each package; skips the test where none were fetched."""
    folder = os.environ.get(FOLDER)
    if not folder:
        pytest.skip(f"{FOLDER} names no folder; fetch the files with: make real-files FOLDER=folder")
    most = int(os.environ.get(MOST, "15"))
    found: list[Path] = []
    for package in PACKAGES:
        root = Path(folder) / folder_of(package)
        patterns = package["files"].get(kind, ())
        assert not patterns or root.is_dir(), f"{root.name} is missing: run make real-files FOLDER={folder}"
        matches = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
        ordered = sorted(matches, key=lambda path: (-path.stat().st_size, path))
        found += ordered[:: max(1, len(ordered) // most)][:most] if most else ordered
    return found


def files_here(suffixes: Collection[str]) -> list[Path]:
    """The files in the folder that `HERE` names whose names end so; skips the test where it names none."""
    folder = os.environ.get(HERE)
    if not folder:
        pytest.skip(f"{HERE} names no folder")
    return sorted(path for path in Path(folder).rglob("*") if path.suffix in suffixes and path.is_file())
