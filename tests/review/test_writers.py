"""Other programs that write PO files: what a human did survives each, and the next run changes nothing of it."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import polib
import pytest

from pipeline.model import Document, Unit
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.format import encode_catalog
from pipeline.review.po import parse_catalog
from tests.review.samples import NOON, document, review, run

LONG = (
    "The backup will be ready in 20 minutes, or a little later when the disk is as busy as it is on Mondays."
)
UNITS = [
    Unit(
        "%d file was copied.",
        10,
        plural="%d files were copied.",
        flags=("c-format",),
        comments=("Below the list",),
    ),
    Unit("Open", 12, context="menu"),
    Unit("Open", 13, context="door state"),
    Unit('Good morning, {name}!\nYour "notes" in C:\\new\tare safe.', 14),
    Unit(LONG, 15),
    Unit("This sentence will go away.", 16),
    Unit("A sentence that nobody has looked at.", 17),
    Unit("A sentence that is half done.", 18),
]
CHANGED = replace(UNITS[4], text=LONG.replace("will be ready", "will be ready again"))


def edited() -> tuple[Catalog, Document]:
    """A catalog with every state: reviewed, moved, machine, half done, obsolete; comments and contexts."""
    catalog, _ = run(None, document(*UNITS))
    catalog = review(catalog, {
        "%d file was copied.": "%d arquivo.", "Open": "Abrir", LONG: "A cópia estará pronta em 20 minutos, ou mais tarde.",
        "This sentence will go away.": "Esta frase vai embora.",
    })  # fmt: skip
    entries = [
        replace(e, translations=("Uma frase pela metade.",), comments=("Ana: ask the team", "", "about this"))
        if "half done" in e.source
        else e
        for e in catalog.entries
    ]
    now = document(*UNITS[:4], CHANGED, *UNITS[6:])
    return run(catalog.with_entries(tuple(entries), catalog.obsolete), now)[0], now


def msgcat(*options: str) -> list[list[str]]:
    return [["msgcat", *options, "-o", "out.po", "in.po"]]


WRITERS: dict[str, list[list[str]]] = {
    "msgcat": msgcat(),
    "msgcat --no-wrap": msgcat("--no-wrap"),
    "msgcat --sort-output": msgcat("--sort-output"),
    "msgattrib": [["msgattrib", "--no-wrap", "-o", "out.po", "in.po"]],
    "msgmerge": [["msgmerge", "-q", "--previous", "-o", "out.po", "in.po", "in.po"]],
    "msgconv": [["msgconv", "-t", "UTF-8", "-o", "out.po", "in.po"]],
    "polib": [],
    "pomerge": [["pomerge", "-t", "in.po", "-i", "in.po", "-o", "out.po"]],
}


def human(entry: Entry) -> tuple[object, ...]:
    return (entry.key, entry.plural, entry.translations, entry.fuzzy, entry.obsolete, entry.comments)


@pytest.mark.slow
@pytest.mark.parametrize("writer", WRITERS)
def test_what_a_writer_leaves(writer: str, tmp_path: Path) -> None:
    commands = WRITERS[writer]
    missing = [command[0] for command in commands if shutil.which(command[0]) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    before, source = edited()
    (tmp_path / "in.po").write_bytes(encode_catalog(before))
    if writer == "polib":
        polib.pofile(str(tmp_path / "in.po")).save(str(tmp_path / "out.po"))
    for command in commands:
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr
    after = parse_catalog((tmp_path / "out.po").read_bytes(), "out.po")
    assert {human(e) for e in (*after.entries, *after.obsolete)} == {
        human(e) for e in (*before.entries, *before.obsolete)
    }
    notes = {e.key: (e.notes, e.previous_source) for e in before.entries}
    if writer != "polib":  # it breaks long notes into two lines
        assert {e.key: (e.notes, e.previous_source) for e in after.entries} == notes
    again, planned = run(after, source, time=NOON + 60)
    assert planned.needed == ()
    for old in before.entries:
        (new,) = [e for e in again.entries if e.key == old.key]
        assert (new.translations, new.fuzzy) == (old.translations, old.fuzzy)
    assert [e.translations for e in again.obsolete] == [e.translations for e in before.obsolete]
    assert run(again, source, time=NOON + 120)[0] == again
