"""Configuration values that name something: languages, encodings, files."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Config, find_files, load_config
from pipeline.errors import ConfigurationError


def load(folder: Path) -> Config:
    return load_config(folder, environ={}, overrides={})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('source_language = "klingon"', "locpipe.toml:1: source_language: Unknown language 'klingon'."),
        (
            '\ntarget_languages = ["pt-BR", "zzzz"]',
            "locpipe.toml:2: target_languages: Unknown language 'zzzz'.",
        ),
        ('encoding = "nonsense"', "locpipe.toml:1: unknown encoding 'nonsense'. Use a name such as cp1252."),
    ],
)
def test_names_are_checked_where_they_are_set(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "locpipe.toml").write_text(text)
    with pytest.raises(ConfigurationError) as raised:
        load(tmp_path)
    assert str(raised.value).startswith(message)


def test_languages_become_po_locales(tmp_path: Path) -> None:
    text = 'source_language = "en-US"\r\ntarget_languages = ["pt-br"]\r\n'
    (tmp_path / "locpipe.toml").write_bytes(text.encode("utf-8-sig"))
    config = load(tmp_path)
    assert (config.source_language, config.target_languages) == ("en_US", ("pt_BR",))


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nlocpipe = 1", "[project]"])
def test_a_pyproject_without_our_table_is_not_ours(tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    assert load(tmp_path).source_name == ""


def test_files_of_paths_and_globs(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).write_text("")
    (tmp_path / "d.csv").mkdir()
    patterns = ["b.csv", "*.csv", f"{tmp_path}/[c]*", "none.csv", "none*.csv"]
    found = find_files(tmp_path, patterns)
    assert [path.name for path in found] == ["b.csv", "a.csv", "c.txt", "none.csv"]
