"""What is measured over catalogs of messages: ours, and gettext, polib and translate-toolkit beside it."""

from __future__ import annotations

import random
import sys
from functools import partial
from pathlib import Path

from pipeline.glossary import Glossary, write_glossary
from scripts.bench.glossary import made_up_terms
from scripts.bench.lines import Group, Line
from scripts.bench.measure import measure
from scripts.bench.programs import find
from scripts.bench.samples import write_documents, write_memory, write_reviewed, write_template

LOCPIPE = (sys.executable, "-m", "pipeline")
TRANSLATE = (*LOCPIPE, "translate", "app.pot", "--from", "en", "--to", "pt_BR", "--engine")
PSEUDO = (*TRANSLATE, "pseudo")
DOCUMENTS = (*LOCPIPE, "translate", "texts", "--from", "en", "--engine", "pseudo")
CATALOG = Path("locales/pt_BR/LC_MESSAGES/app.po")
TERMS = 10_000

MERGE = "merge with a changed template and write"
BUILD = "`build`: the rules, and a `.mo`"
_POLIB = """
import polib
old, new = polib.pofile("locales/pt_BR/LC_MESSAGES/app.po"), polib.pofile("app.pot")
old.merge(new)
old.save("merged.po")
"""


def groups(embedded: tuple[int, ...], jobs: int) -> list[Group]:
    """All lines over catalogs; the embedded model gets the sizes named, the slow matchers of others 1,000."""
    small = (1_000,)
    old, merged_po = str(CATALOG), "merged.po"
    merges = [
        Line(MERGE, PSEUDO),
        Line("polib alone: read both, merge, save", (sys.executable, "-c", _POLIB), beside=MERGE),
    ]
    building = [
        Line("the same again: nothing has changed", PSEUDO),
        Line("`check`", (*LOCPIPE, "check", "--exit-zero")),
        Line(BUILD, (*LOCPIPE, "build")),
        Line("`report`: one page of HTML", (*LOCPIPE, "report"), (1_000, 10_000)),
        Line("`memory rebuild` from the catalog", (*LOCPIPE, "memory", "rebuild")),
    ]
    if program := find("msgmerge"):
        command = (program, "-q", "-N", "-o", merged_po, old, "app.pot")
        merges.append(Line("`msgmerge -N` over the same files", command, beside=MERGE))
        command = (program, "-q", "-o", merged_po, old, "app.pot")
        merges.append(Line("`msgmerge`, looking for similar ones as we do", command, small, MERGE))
    if program := find("msgfmt"):
        command = (program, "-o", "app.mo", old)
        building.append(Line("`msgfmt` over the same file", command, beside=BUILD))
    if program := find("pot2po"):
        command = (program, "-t", old, "app.pot", merged_po)
        merges.append(Line("translate-toolkit's `pot2po`", command, small, MERGE))
    if program := find("pretranslate"):
        command = (program, "-t", old, "app.pot", merged_po)
        merges.append(Line("translate-toolkit's `pretranslate`", command, small, MERGE))
    return [
        Group(
            partial(_at_rest, status=True),
            [Line("`status` of 300 catalogs that have not changed", (*LOCPIPE, "status"), (100,))],
        ),
        Group(_at_rest, [Line("`translate` of documents × 3 languages, nothing changed", DOCUMENTS, (200,))]),
        Group(
            template,
            [
                Line("`translate` by the pseudo engine: all but an engine's time", PSEUDO),
                Line(
                    f"`translate` by the embedded model, {jobs} workers",
                    (*TRANSLATE, "bergamot", "--jobs", str(jobs)),
                    embedded,
                ),
                Line(
                    f"`translate` by the pseudo engine with a glossary of {TERMS:,} terms",
                    (*PSEUDO, "--glossary", "terms.csv"),
                    embedded,
                ),
            ],
        ),
        Group(merging, merges),
        Group(merged, building),
        Group(
            _glossary,
            [Line("`glossary check` of so many terms", (*LOCPIPE, "glossary", "check", "terms.csv"))],
        ),
        Group(
            _old_memory,
            [Line("`memory import` of a TMX file", (*LOCPIPE, "memory", "import", "old.tmx", "--every"))],
        ),
        Group(
            _memory,
            [
                Line("`memory search` for a similar sentence", (*LOCPIPE, *_SEARCH)),
                Line("`memory export`", (*LOCPIPE, "memory", "export", "--to", "pt_BR", "-o", "new.tmx")),
            ],
        ),
    ]


_SEARCH = ("memory", "search", "The cook keeps the boat 77 in the old harbour until noon.", "--to", "pt_BR")


def template(size: int, folder: Path) -> None:
    write_template(folder / "app.pot", size)
    terms = made_up_terms(TERMS, random.Random(1))
    write_glossary(Glossary(tuple(terms)), folder / "terms.csv")


def merging(size: int, folder: Path) -> None:
    """A reviewed catalog, known to the memory, whose template changes in every twentieth message."""
    write_template(folder / "app.pot", size)
    write_reviewed(folder / CATALOG, size)
    measure(PSEUDO, folder)
    write_template(folder / "app.pot", size, changed=20)


def merged(size: int, folder: Path) -> None:
    merging(size, folder)
    measure(PSEUDO, folder)


def _glossary(size: int, folder: Path) -> None:
    write_glossary(Glossary(tuple(made_up_terms(size, random.Random(2)))), folder / "terms.csv")


def _old_memory(size: int, folder: Path) -> None:
    (folder / "locpipe.toml").write_text("", encoding="utf-8")
    write_memory(folder / "old.tmx", size)


def _memory(size: int, folder: Path) -> None:
    _old_memory(size, folder)
    measure((*LOCPIPE, "memory", "import", "old.tmx", "--every"), folder)


def _at_rest(size: int, folder: Path, status: bool = False) -> None:
    """So many documents in three languages, translated: nothing is left to do."""
    write_documents(folder / "texts", size)
    (folder / "locpipe.toml").write_text('target_languages = ["pt_BR", "es", "de"]\n', encoding="utf-8")
    measure(DOCUMENTS, folder)
    if status:
        measure((*LOCPIPE, "status"), folder)
