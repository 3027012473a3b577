"""The house: imports go one way, heavy libraries come late, every error has its exit code."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline import errors
from scripts.formats_table import lines_of, modules

PACKAGE = Path(pipeline.__file__).parent

# From the top down: a module may import those below it and its own folder, nothing above.
ORDER = (
    "cli", "api", "runs", "report", "migration", "flow", "exchange", "project", "translation", "terms", "scale", "engines", "formats", "memory", "checks",
    "detect", "protect", "segment", "glossary", "inflection", "build", "review", "config", "options", "plurals", "languages", "errors",
    "pause", "model",
)  # fmt: skip

# What a library may be imported by; everything else goes through these.
ONLY_IN = {
    "polib": {"review/po.py"},
    "rapidfuzz": {"memory"},
    "sqlite3": {"memory", "runs/settled.py"},
    "fxtranslate": {"engines"},
    "ctranslate2": {"engines"},
    "sentencepiece": {"engines"},
    "argostranslate": {"engines"},
    "langdetect": {"detect"},
    "choppa": {"segment"},
    "ahocorasick_rs": {"glossary"},
    "snowballstemmer": {"inflection"},
    "markdown_it": {"formats"},
    "javaproperties": {"formats"},
    "fluent": {"formats"},
    "yaml": {"formats"},
    "weblate_language_data": {"languages.py"},
    "filelock": {"review/write.py"},
    "distributed": {"scale"},
    "typer": {"cli"},
    "rich": {"cli"},
}


def imports() -> Iterator[tuple[Path, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((path.relative_to(PACKAGE), alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                assert node.level == 0, f"{path}: imports are absolute"
                yield path.relative_to(PACKAGE), node.module


def test_every_part_stands_in_the_order() -> None:
    parts = {
        path.stem if path.is_file() else path.name
        for path in PACKAGE.iterdir()
        if not path.name.startswith("_")
    }
    assert parts - {"py"} == set(ORDER)


def test_imports_go_down() -> None:
    wrong = []
    for path, module in imports():
        target = module.split(".")
        if (
            target[0] != "pipeline"
            or len(target) < 2
            or (path.stem.startswith("__") and len(path.parts) == 1)
        ):
            continue
        here, there = path.parts[0].removesuffix(".py"), target[1]
        if there in ORDER and ORDER.index(there) < ORDER.index(here):
            wrong.append(f"{path} imports {module}")
    assert wrong == []


def test_libraries_stay_in_their_place() -> None:
    wrong = []
    for path, module in imports():
        allowed = ONLY_IN.get(module.split(".")[0])
        if allowed is not None and not {path.as_posix(), path.parts[0]} & allowed:
            wrong.append(f"{path} imports {module}")
    assert wrong == []


def _imported_by(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('\\n'.join(sys.modules))"],
        capture_output=True, text=True, check=True, cwd=PACKAGE.parent,
    )  # fmt: skip
    return {name.split(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize(
    "code",
    [
        "import pipeline",
        "import pipeline.cli.app, contextlib\nwith contextlib.suppress(SystemExit): pipeline.cli.app.main(['--help'])",
    ],
)
def test_starting_imports_nothing_heavy(code: str) -> None:
    heavy = {
        "ctranslate2",
        "fxtranslate",
        "langdetect",
        "dask",
        "distributed",
        "choppa",
        "polib",
        "numpy",
        "sentencepiece",
        "snowballstemmer",
        "rapidfuzz",
    }
    assert _imported_by(code) & heavy == set()


def test_every_error_has_an_exit_code_and_stands_in_the_tree() -> None:
    tree = errors.__doc__ or ""
    for name, value in vars(errors).items():
        if isinstance(value, type) and issubclass(value, errors.LocpipeError):
            line = next(line for line in tree.splitlines() if f" {name} " in f" {line.strip('│├└─ ')} ")
            assert f"exit {value.exit_code}" in line


def test_the_locked_environment_is_light() -> None:
    lock = (PACKAGE.parent / "requirements.lock").read_text(encoding="utf-8")
    names = {
        line.split("==")[0] for line in lock.splitlines() if "==" in line and not line.startswith((" ", "#"))
    }
    assert {"argostranslate", "ctranslate2", "polib", "typer", "langdetect"} <= names
    assert names & {"torch", "spacy", "stanza", "minisbd"} == set()
    assert "://" not in lock
    assert all("--hash=sha256:" in block for block in lock.split("\n\n") if "==" in block)


def test_no_module_of_a_format_is_longer_than_300_lines() -> None:
    found = {path: lines_of(path) for paths in modules().values() for path in paths}
    assert len(found) > 60
    assert [f"{path}: {count} lines" for path, count in found.items() if count > 300] == []


def test_files_have_one_reason() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if text.strip():
            assert ast.get_docstring(ast.parse(text)), f"{path}: its first line says why it exists"
        assert text.count("\n") <= 400, f"{path} is longer than 400 lines: look for the second subject"
