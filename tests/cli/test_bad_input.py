"""Bad input gets a clear sentence with its place; the other files are done; nothing is lost."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Locpipe

GOOD = "Good morning. The shop opens at nine.\n"

Make = Callable[[], None]


def write(name: str, data: bytes | str) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


# one bad file beside a good one: what makes it, the PATH arguments, what must be said
BAD_FILES: dict[str, tuple[Make, list[str], list[str]]] = {
    "empty file": (lambda: write("bad.txt", ""), ["bad.txt"], ["bad.txt", "empty"]),
    "only white space": (lambda: write("bad.md", " \n\n"), ["bad.md"], ["bad.md", "empty"]),
    "binary file": (lambda: write("bad.txt", bytes(range(256)) * 20), ["bad.txt"], ["bad.txt", "binary"]),
    "Latin-1": (
        lambda: write("bad.txt", "Line one\nCafé au lait\n".encode("latin-1")), ["bad.txt"], ["bad.txt:2", "--encoding"],
    ),
    "missing file": (lambda: None, ["bad.txt"], ["bad.txt", "no such file"]),
    "unknown format": (lambda: write("bad.xyz", "text"), ["bad.xyz"], ["bad.xyz", ".md", ".po", ".txt"]),
    "folder without documents": (lambda: write("bad/x.png", b"x"), ["bad"], ["bad", "no document"]),
    "glob without matches": (lambda: None, ["*.nothing"], ["*.nothing", "no file matches"]),
    "PO with a syntax error": (
        lambda: write("bad.po", 'msgid ""\nmsgstr ""\n\nmsgid "a\nmsgstr ""\n'), ["bad.po"], ["bad.po:4"],
    ),
    "PO with a duplicate": (
        lambda: write("bad.po", 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n'),
        ["bad.po"], ["bad.po:7", "duplicate"],
    ),
    "already in the target language": (
        lambda: write("bad.txt", "A loja abre às nove horas da manhã e fecha muito tarde.\n"),
        ["bad.txt"], ["bad.txt", "Portuguese", "nothing to translate"],
    ),
    "no language": (lambda: write("bad.txt", "1234 5678\n\n42\n"), ["bad.txt"], ["bad.txt", "--from"]),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD_FILES))
def test_a_bad_file_does_not_stop_the_others(name: str, locpipe: Locpipe, project: Path) -> None:
    make, paths, said = BAD_FILES[name]
    write("good.txt", GOOD)
    make()
    ran = locpipe("translate", *paths, "good.txt", "--to", "pt_BR", "--json")
    assert ran.code == 1, ran.err
    for part in said:
        assert part.lower() in ran.err.lower()
    assert "Traceback" not in ran.err
    assert [catalog["document"] for catalog in ran.json["catalogs"]] == ["good.txt"]
    assert len(ran.json["errors"]) == 1
    assert "1 file failed" in ran.last_line


# what stops before any work: files to make, arguments, what must be said
BAD_RUNS: dict[str, tuple[dict[str, str], list[str], list[str]]] = {
    "unknown language": ({}, ["translate", "good.txt", "--to", "xx"], ["Unknown language 'xx'", "pt_BR"]),
    "no target": ({}, ["translate", "good.txt"], ["--to"]),
    "no path": ({}, ["translate", "--to", "vi"], ["PATH"]),
    "source is target": ({}, ["translate", "good.txt", "--from", "pt", "--to", "pt_BR"], ["the same"]),
    "unknown engine": ({}, ["translate", "good.txt", "--to", "pt_BR", "--engine", "magic"], ["magic", "bergamot"]),
    "unknown option": ({}, ["translate", "good.txt", "--too", "pt_BR"], ["--too"]),
    "unknown command": ({}, ["translaet"], ["translaet"]),
    "unknown key": ({"locpipe.toml": "enginee = 1\n"}, ["status"], ["locpipe.toml:1", "engine"]),
    "broken configuration": ({"locpipe.toml": "engine = \n"}, ["status"], ["locpipe.toml", "line 1"]),
    "glossary without a column": (
        {"glossaries/a.csv": "source,language\nx,vi\n"},
        ["translate", "good.txt", "--to", "pt_BR"], ["glossaries/a.csv:1", "target"],
    ),
    "glossary with a wrong status": (
        {"glossaries/a.csv": "source,target,language,status\nx,y,vi,prefered\n"},
        ["translate", "good.txt", "--to", "pt_BR"], ["glossaries/a.csv:2", "preferred"],
    ),
    "missing glossary": ({}, ["translate", "good.txt", "--to", "pt_BR", "--glossary", "no.csv"], ["no.csv"]),
    "missing model": ({}, ["translate", "good.txt", "--to", "vi"], ["en → vi", "locpipe models install en vi"]),
    "Argos by name without a model": ({}, ["translate", "good.txt", "--to", "vi", "--engine", "argos"], ["argos", "Argos"]),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BAD_RUNS))
def test_a_bad_run_stops_before_any_work(name: str, locpipe: Locpipe, project: Path) -> None:
    files, arguments, said = BAD_RUNS[name]
    write("good.txt", GOOD)
    for path, text in files.items():
        write(path, text)
    ran = locpipe(*arguments)
    assert ran.code == 2, ran.err
    for part in said:
        assert part in ran.err
    assert "Traceback" not in ran.err
    assert not Path("locales").exists()


def test_a_5_mb_line_is_translated_or_refused_but_never_hangs(locpipe: Locpipe, project: Path) -> None:
    write("long.txt", "The shop opens at nine and closes late. " * 125_000)
    ran = locpipe("translate", "long.txt", "--to", "pt_BR", "--engine", "pseudo", "--json")
    assert ran.code in (0, 1), ran.err
    assert "Traceback" not in ran.err
    assert ran.json["catalogs"] or ran.json["errors"]


def test_a_broken_catalog_is_left_alone(locpipe: Locpipe, project: Path) -> None:
    write("good.txt", GOOD)
    write("other.txt", GOOD)
    broken = 'msgid ""\nmsgstr ""\n\nmsgid "Good\nmsgstr "Bom"\n'
    write("locales/pt_BR/LC_MESSAGES/good.po", broken)
    ran = locpipe("translate", "good.txt", "other.txt", "--to", "pt_BR")
    assert ran.code == 1
    assert "locales/pt_BR/LC_MESSAGES/good.po:4" in ran.err
    assert Path("locales/pt_BR/LC_MESSAGES/good.po").read_text() == broken
    assert Path("locales/pt_BR/LC_MESSAGES/other.po").exists()


def with_size_limit(arguments: list[str], limit: int) -> subprocess.CompletedProcess[str]:
    """Run the command where no file may grow beyond ``limit`` bytes: what a full disk does."""

    def prepare() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        capture_output=True, text=True, preexec_fn=prepare, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_a_full_disk_leaves_the_old_file(locpipe: Locpipe, article: Path) -> None:
    assert locpipe("translate", "article.txt", "--to", "pt_BR").code == 0
    path = Path("locales/pt_BR/LC_MESSAGES/article.po")
    before = path.read_bytes()
    article.write_text(article.read_text() + "\nOne more sentence for the last page.\n")
    ran = with_size_limit(["translate", "article.txt", "--to", "pt_BR"], 2000)
    assert ran.returncode == 1
    assert str(path) in ran.stderr
    assert "unchanged" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["article.po"]


@pytest.mark.slow
def test_an_unwritable_folder(locpipe: Locpipe, article: Path) -> None:
    """Root may write anywhere, so the command runs without that privilege."""
    write("locales/pt_BR/LC_MESSAGES/other.po", "")
    Path("locales/pt_BR/LC_MESSAGES").chmod(0o500)
    Path("locales").chmod(0o500)
    unprivileged = (
        ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    )
    ran = subprocess.run(
        [*unprivileged, sys.executable, "-m", "pipeline", "translate", "article.txt", "--to", "pt_BR"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    Path("locales").chmod(0o700)
    Path("locales/pt_BR/LC_MESSAGES").chmod(0o700)
    assert ran.returncode in (1, 2)
    assert "locales" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_unwritable_folder_is_noticed_before_the_work(
    locpipe: Locpipe, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("pipeline.engines.pseudo.PseudoEngine.translate", lambda *words: asked.append(words))
    monkeypatch.setattr("pipeline.review.write.os.access", lambda *words: False)
    ran = locpipe("translate", "article.txt", "--to", "pt_BR", "--engine", "pseudo")
    assert (ran.code, asked) == (2, [])
    assert "Cannot write into" in ran.err


@pytest.mark.slow
def test_a_file_where_the_folder_should_be(locpipe: Locpipe, article: Path) -> None:
    write("locales", "not a folder")
    ran = locpipe("translate", "article.txt", "--to", "pt_BR")
    assert ran.code in (1, 2)
    assert "locales" in ran.err
    assert "Traceback" not in ran.err
    assert Path("locales").read_text() == "not a folder"
