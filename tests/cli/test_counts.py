"""What a run costs in counts, which no clock blurs: strings asked of the engine, files opened, statements of SQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import ROOT

DOCUMENTS, LANGUAGES = 20, 2
TEXT = "# Pump {0}\n\nThe pump of house {0} was repaired. It runs well again.\n\nHouse {0} has a new door.\n"
SENTENCES = 4


def _counts(*arguments: str) -> dict[str, int]:
    script = Path(__file__).with_name("counted.py")
    ran = subprocess.run(
        [sys.executable, str(script), *arguments], capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    found: dict[str, int] = json.loads(ran.stderr.splitlines()[-1])
    return {name: found.get(name, 0) for name in ("asked", "reads", "writes", "statements")}


@pytest.mark.slow
def test_a_run_costs_no_more_than_it_did(project: Path) -> None:
    """The bounds are what was counted, and a little room; a larger count is a change to be explained."""
    (project / "docs").mkdir()
    for number in range(DOCUMENTS):
        (project / "docs" / f"{number}.md").write_text(TEXT.format(number), encoding="utf-8")
    catalogs = DOCUMENTS * LANGUAGES
    translate = ("translate", "docs", "--to", "pt_BR,es", "--engine", "pseudo")

    first = _counts(*translate)
    assert first["asked"] == SENTENCES * catalogs
    assert first["reads"] <= 11 * catalogs
    assert first["writes"] <= 2.1 * catalogs
    assert first["statements"] <= 19 * catalogs
    size = sum(path.stat().st_size for path in project.glob("locales/**/*.po"))
    assert size / (3 * catalogs) <= 600  # bytes an entry, its share of the header included

    for path in project.glob("locales/**/*.po"):
        os.utime(path, (1, 1))  # no catalog is so new that it might change again within its time stamp
    _counts(*translate)  # the memory has seen the catalogs now
    again = _counts(*translate)
    assert (again["asked"], again["writes"]) == (0, 0)
    assert again["reads"] <= 3.2 * catalogs
    assert again["statements"] <= 1.5 * catalogs

    with (project / "docs" / "3.md").open("a", encoding="utf-8") as document:
        document.write("\nOne more sentence.\n")
    changed = _counts(*translate)
    assert changed["asked"] == LANGUAGES
    assert changed["reads"] - again["reads"] <= 20
    assert changed["writes"] <= 5

    _counts("status")
    looked = _counts("status")
    assert looked["reads"] <= catalogs + 2
    assert looked["statements"] <= 1.1 * catalogs + 5
