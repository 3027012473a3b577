"""What is measured over one Markdown page: ours, and po4a and mdpo beside it. And every command over one article."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import polib

from scripts.bench.catalogs import LOCPIPE
from scripts.bench.lines import Bench, Group, Line
from scripts.bench.measure import measure
from scripts.bench.programs import find
from scripts.bench.samples import markdown

ROOT = Path(__file__).resolve().parents[2]
SIZES = (1_000, 10_000)
CHANGED = 20

EXTRACT = "a Markdown page into a PO file, without an engine"
UPDATE = "the same when every twentieth text has changed"
BUILD = "the translated page from its PO file"
_NONE = (*LOCPIPE, "translate", "guide.md", "--from", "en", "--to", "pt_BR", "--engine", "none")
_OURS = Path("locales/pt_BR/LC_MESSAGES/guide.po")
_PO4A = ("-f", "text", "-o", "markdown", "-m", "guide.md", "-M", "UTF-8", "-p", "po4a.po")
_MDPO = ("guide.md", "--quiet", "--save", "--po-filepath", "mdpo.po")


def groups() -> list[Group]:
    """mdpo's time grows with the square of the texts: it gets the smaller size."""
    extract, update, build = [Line(EXTRACT, _NONE, SIZES)], [Line(UPDATE, _NONE, SIZES)], []
    build.append(Line(BUILD, (*LOCPIPE, "build"), SIZES))
    build.append(Line(f"{BUILD}, without the rules", (*LOCPIPE, "build", "--no-rules"), SIZES))
    if program := find("po4a-updatepo"):
        extract.append(Line("`po4a-updatepo`, first time", (program, *_PO4A), SIZES, EXTRACT))
        update.append(Line("`po4a-updatepo`", (program, *_PO4A), SIZES, UPDATE))
    if program := find("po4a-translate"):
        command = (program, *_PO4A, "-l", "translated.md", "-k", "0")
        build.append(Line("`po4a-translate`", command, SIZES, BUILD))
    if program := find("md2po"):
        extract.append(Line("`md2po`, first time", (program, *_MDPO), SIZES[:1], EXTRACT))
        update.append(Line("`md2po`", (program, *_MDPO), SIZES[:1], UPDATE))
    if program := find("po2md"):
        command = (program, "guide.md", "-p", "mdpo.po", "-s", "translated.md", "-q")
        build.append(Line("`po2md`", command, SIZES[:1], BUILD))
    return [Group(_page, extract), Group(_changed, update), Group(_translated, build)]


def _page(size: int, folder: Path) -> None:
    (folder / "guide.md").write_text(markdown(size)[0], encoding="utf-8")


def _translated(size: int, folder: Path) -> None:
    """The page, and the reviewed PO file of each program that is here."""
    text, known = markdown(size)
    (folder / "guide.md").write_text(text, encoding="utf-8")
    measure(_NONE, folder)
    _review(folder / _OURS, known)
    if program := find("po4a-updatepo"):
        measure((program, *_PO4A), folder)
        _review(folder / "po4a.po", known)
    if (program := find("md2po")) and size in SIZES[:1]:
        measure((program, *_MDPO), folder)
        _review(folder / "mdpo.po", known)


def _review(path: Path, known: dict[str, str]) -> None:
    """Write the translations in, as a translator would.

    Raises:
        ValueError: the program cut the page into other texts, and what follows would compare different work.
    """
    catalog = polib.pofile(str(path))
    if {entry.msgid for entry in catalog} != set(known):
        raise ValueError(f"{path.name} does not hold the texts of the page")
    for entry in catalog:
        entry.msgstr, entry.flags = known[entry.msgid], []
    catalog.metadata["Language"] = "pt_BR"
    catalog.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    catalog.save()


def _changed(size: int, folder: Path) -> None:
    _translated(size, folder)
    (folder / "guide.md").write_text(markdown(size, CHANGED)[0], encoding="utf-8")


# One article.

ARTICLE = ROOT / "docs" / "samples" / "hanoi-chip-lab.txt"
_NAME = "articles/hanoi-chip-lab"
_PO = f"locales/pt_BR/LC_MESSAGES/{_NAME}.po"
_TRANSLATE = ("translate", "articles", "--to", "pt_BR", "--engine", "bergamot", "--jobs", "1")

NEW = {"translate": _TRANSLATE, "detect": ("detect", "articles"), "init": ("init",)}
AT_WORK = {
    "translate, nothing changed": _TRANSLATE,
    "status": ("status",),
    "check": ("check", "--exit-zero"),
    "build": ("build", "--use-fuzzy"),
    "diff": ("diff", "HEAD"),
    "report": ("report",),
    "export": ("export",),
    "import": ("import", f"exchange/pt_BR/{_NAME}.xlf", "--dry-run"),
    "merge": ("merge", _PO, _PO, _PO, "--out", "merged.po"),
    "memory": ("memory", "stats"),
    "glossary": ("glossary", "check"),
    "models": ("models", "list"),
    "formats": ("formats",),
    "doctor": ("doctor",),
}
"""Every command, on a project of one article; ``init``, ``detect`` and the first ``translate`` see it without a catalog."""


def article_groups() -> list[Group]:
    def lines(commands: dict[str, tuple[str, ...]]) -> list[Line]:
        return [
            *(Line(f"`{name}`", (*LOCPIPE, *words), (1,)) for name, words in commands.items()),
            *(
                Line(f"`{name} --help`", (*LOCPIPE, words[0], "--help"), (1,))
                for name, words in commands.items()
                if words[0] == name
            ),
        ]

    bare = [Line(f"`locpipe {option}`", (*LOCPIPE, option), (1,)) for option in ("--version", "--help")]
    return [Group(_article, [*bare, *lines(NEW)]), Group(_project, lines(AT_WORK))]


def _article(size: int, folder: Path) -> None:
    for name in ("articles", "glossaries"):
        (folder / name).mkdir()
    shutil.copy(ARTICLE, folder / "articles")
    shutil.copy(ROOT / "glossaries" / "technology-news.csv", folder / "glossaries")


def _project(size: int, folder: Path) -> None:
    _article(size, folder)
    for words in (("init",), _TRANSLATE, ("status",), ("export",)):
        measure((*LOCPIPE, *words), folder)
    who = {"GIT_AUTHOR_NAME": "Bench", "GIT_AUTHOR_EMAIL": "bench@example.org"}
    who |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in who.items()}
    for command in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "As it was")):
        subprocess.run(("git", *command), cwd=folder, check=True, env={**os.environ, **who})


def article_table(bench: Bench) -> str:
    """Rows of a command: seconds of its help, seconds on the article, memory."""
    rows = ["| command | `--help` | on the article | memory |", "| --- | --: | --: | --: |"]
    costs = {name.strip("`"): cost[1] for name, cost in bench.costs.items() if 1 in cost}
    for name, cost in costs.items():
        if name.endswith(" --help") and name != "locpipe --help":
            continue
        helped = costs.get(f"{name} --help")
        cells = [
            f"{helped.seconds:.2f} s" if helped else "",
            f"{cost.seconds:.2f} s",
            f"{cost.megabytes:.0f} MB",
        ]
        rows.append(f"| `{name}` | {' | '.join(cells)} |")
    return "\n".join(rows)
