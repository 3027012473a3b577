"""What a run costs in counts, which no clock blurs: strings asked of the engine, files opened, statements of SQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from scripts.bench.samples import write_reviewed, write_template

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

    checked = _counts("check", "--exit-zero", "--jobs", "1")
    assert checked["reads"] <= catalogs + 2
    assert (checked["writes"], checked["statements"]) == (0, 0)

    built = _counts("build", "--use-fuzzy")
    assert built["reads"] <= 6.1 * catalogs
    assert built["writes"] <= 2 * catalogs + 1  # a document and a .mo each, the manifest
    rebuilt = _counts("build", "--use-fuzzy")
    assert rebuilt["reads"] <= 6.1 * catalogs
    assert rebuilt["writes"] == 0


_MERGE = ("translate", "app.pot", "--from", "en", "--to", "pt_BR", "--engine", "pseudo")
_CATALOG = "locales/pt_BR/LC_MESSAGES/app.po"
_CHANGED, _BYTES = 20, 190
"""Every so manieth message changes; bytes of an entry, the header's share included."""


@pytest.mark.slow
@pytest.mark.parametrize("size", [100, 400])
def test_only_learning_a_catalog_costs_with_its_entries(project: Path, size: int) -> None:
    """Of one catalog of reviewed messages: what is bounded by a number here does not grow with the messages."""

    def costs(command: Sequence[str], reads: int, writes: int, statements: float, asked: int = 0) -> None:
        counted = _counts(*command)
        assert counted["asked"] == asked, command
        bounds = {"reads": reads, "writes": writes, "statements": statements}
        assert {name: number for name, number in bounds.items() if counted[name] > number} == {}, (
            command,
            counted,
        )

    template, catalog = project / "app.pot", project / _CATALOG
    write_template(template, size)
    write_reviewed(catalog, size)
    costs(_MERGE, 22, 3, 100 + 4 * size)  # each reviewed message goes into the memory
    write_template(template, size, changed=_CHANGED)
    costs(_MERGE, 19, 2, 30)  # a changed message keeps its old translation: nothing is asked
    assert catalog.stat().st_size <= _BYTES * size
    os.utime(catalog, (1, 1))
    _counts(*_MERGE)
    costs(_MERGE, 6, 0, 7)
    costs(("check", "--exit-zero"), 3, 0, 0)
    costs(("status",), 3, 0, 5)
    costs(("status",), 3, 0, 2)
    costs(("build",), 8, 2, 0)
    costs(("build",), 6, 0, 0)
    costs(("report",), 4, 1, 0)
    with template.open("a", encoding="utf-8") as messages:
        messages.writelines(
            f'\nmsgid "Quite another text about weather {number}"\nmsgstr ""\n' for number in range(5)
        )
    costs(_MERGE, 19, 2, 70, asked=5)
