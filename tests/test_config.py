"""Configuration: which place wins, and what a mistake is told."""

from __future__ import annotations

import re
import sys
from dataclasses import fields
from importlib import util
from pathlib import Path

import pytest

from pipeline.config import Config, load_config
from pipeline.errors import ConfigurationError
from pipeline.options import OPTIONS, default_toml

ROOT = Path(__file__).resolve().parent.parent


def load(folder: Path, environ: dict[str, str] | None = None, **overrides: object) -> Config:
    return load_config(folder, environ=environ or {}, overrides=overrides)


def test_every_option_is_a_field_with_the_same_default() -> None:
    defaults = Config()
    for option in OPTIONS:
        assert getattr(defaults, option.field_name) == option.default
    assert {f.name for f in fields(Config)} == {o.field_name for o in OPTIONS} | {"root", "source_name"}


def test_the_documentation_is_made_from_the_code() -> None:
    spec = util.spec_from_file_location("write_docs", ROOT / "scripts" / "write_docs.py")
    assert spec and spec.loader
    module = util.module_from_spec(spec)
    sys.modules["write_docs"] = module
    spec.loader.exec_module(module)
    for path, make in module.PAGES.items():
        text = path.read_text(encoding="utf-8")
        assert module.replace_part(text, make()) == text, f"run: make docs ({path.name})"


def test_later_places_win(tmp_path: Path) -> None:
    user = tmp_path / "home" / "locpipe" / "locpipe.toml"
    user.parent.mkdir(parents=True)
    user.write_text('engine = "argos"\njobs = 3\nout = "u"\nlocales = "l"\n')
    project = tmp_path / "project"
    (project / "deep" / "er").mkdir(parents=True)
    (project / "locpipe.toml").write_text('engine = "bergamot"\njobs = 2\nout = "p"\n')
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "home"), "LOCPIPE_ENGINE": "pseudo", "LOCPIPE_JOBS": "1"}
    config = load(project / "deep" / "er", environ, engine="none")
    assert (config.engine, config.jobs, config.out, config.locales) == ("none", 1, "p", "l")
    assert config.root == project
    assert config.source_name == "locpipe.toml"


def test_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.locpipe]\ntarget_languages = ["vi"]\n[tool.locpipe.po]\nreferences = "file"\n'
    )
    config = load(tmp_path)
    assert (config.target_languages, config.references, config.root) == (("vi",), "file", tmp_path)


def test_no_file_means_the_working_folder(tmp_path: Path) -> None:
    assert load(tmp_path) == Config(root=tmp_path)


def test_the_written_file_is_valid_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "locpipe.toml").write_text(default_toml())
    assert load(tmp_path) == Config(root=tmp_path, source_name="locpipe.toml")
    uncommented = re.sub(r"(?m)^# (?=[a-z_]+ = )", "", default_toml())
    assert uncommented.count("\n#") < default_toml().count("\n#")
    (tmp_path / "locpipe.toml").write_text(uncommented)
    assert load(tmp_path) == Config(root=tmp_path, source_name="locpipe.toml")


MISTAKES = [
    ('enginee = "x"', ["locpipe.toml:1", "enginee", "'engine'"]),
    ("jobs = 1\n\n[po]\nreference = 1", ["locpipe.toml:4", "po.reference", "po.references"]),
    ('jobs = "two"', ["locpipe.toml:1", "a whole number", "'two'"]),
    ("jobs = -1", ["a whole number"]),
    ('target_languages = "vi"', ["a list of strings"]),
    ('missing_model = "x"', ['"fail"', '"empty"']),
    ("builtin_glossary = 1", ["true or false"]),
    ("a = = 1", ["locpipe.toml", "valid TOML", "line 1"]),
    ("[extra]\nx = 1", ["extra"]),
]


@pytest.mark.parametrize(("text", "parts"), MISTAKES)
def test_a_mistake_is_named(tmp_path: Path, text: str, parts: list[str]) -> None:
    (tmp_path / "locpipe.toml").write_text(text)
    with pytest.raises(ConfigurationError) as caught:
        load(tmp_path)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("variable", "value"),
    [("LOCPIPE_JOBS", "many"), ("LOCPIPE_MISSING_MODEL", "maybe"), ("LOCPIPE_BUILTIN_GLOSSARY", "2")],
)
def test_a_wrong_variable_is_named(tmp_path: Path, variable: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=variable):
        load(tmp_path, {variable: value})


def test_variables_hold_lists_and_switches(tmp_path: Path) -> None:
    config = load(tmp_path, {"LOCPIPE_TARGET_LANGUAGES": "vi, pt_BR", "LOCPIPE_BUILTIN_GLOSSARY": "no"})
    assert (config.target_languages, config.builtin_glossary) == (("vi", "pt_BR"), False)


def test_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "locpipe.toml").write_bytes(b'project = "\xe9"')
    with pytest.raises(ConfigurationError, match="UTF-8"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('engine = "argos"', ("argos", (), {})),
        ('[engine]\nname = "argos"\norder = ["bergamot", "argos"]', ("argos", ("bergamot", "argos"), {})),
        (
            '[engine.languages]\nca = "apertium"\npt-br = "argos"',
            ("auto", (), {"ca": "apertium", "pt_BR": "argos"}),
        ),
    ],
)
def test_the_choice_of_engines(tmp_path: Path, text: str, expected: object) -> None:
    (tmp_path / "locpipe.toml").write_text(text)
    config = load(tmp_path)
    assert (config.engine, config.engine_order, config.engine_by_language) == expected
    named = load(tmp_path, {"LOCPIPE_ENGINE": "none", "LOCPIPE_ENGINE_LANGUAGES": "vi = pseudo, ca=argos"})
    assert (named.engine, named.engine_by_language) == ("none", {"vi": "pseudo", "ca": "argos"})


@pytest.mark.parametrize(
    "text", ['[engine.languages]\nxx1 = "a"', "[engine.languages]\nca = 1", "engine = 1"]
)
def test_a_wrong_choice_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "locpipe.toml").write_text(text)
    with pytest.raises(ConfigurationError, match=r"locpipe\.toml:\d.*engine"):
        load(tmp_path)
