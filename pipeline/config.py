"""Configuration: defaults < user file < project file < ``LOCPIPE_*`` < flags.

What can be set stands in `pipeline.options`; the environment variables and the errors come from it. Paths in a project's file are relative
to that file's folder, which is the root of the project.
"""

from __future__ import annotations

import codecs
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pipeline.errors import ConfigurationError, UnknownLanguage
from pipeline.languages import parse_language
from pipeline.options import ENGINE, OPTIONS, Option

FILE_NAME = "locpipe.toml"
_PYPROJECT = "pyproject.toml"
_GLOB_SIGNS = frozenset("*?[")


_BY_KEY = {option.key: option for option in OPTIONS}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of a run. Fields are the options of `OPTIONS`; ``root`` is the project's folder.

    ``source_name`` names the project file that was read, relative to the root; empty where there is none.
    """

    root: Path = field(default_factory=Path)
    source_name: str = ""
    source_language: str = "auto"
    target_languages: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    locales: str = "locales"
    glossaries: tuple[str, ...] = ("glossaries/*.csv",)
    builtin_glossary: bool = True
    out: str = "dist"
    engine: str = "auto"
    missing_model: str = "fail"
    jobs: int = 0
    scheduler: str = ""
    encoding: str = ""
    project: str = ""
    bugs: str = ""
    engine_order: tuple[str, ...] = ()
    engine_by_language: Mapping[str, str] = field(default_factory=dict)
    references: str = "line"
    templates: bool = False
    memory: bool = True
    memory_file: str = ".locpipe/memory.sqlite3"
    trust_exact: bool = False
    memory_at_least: int = 75
    front_matter: tuple[str, ...] = ("title", "description", "summary", "subtitle", "caption", "alt")
    subtitle_line_length: int = 42
    pairs: tuple[str, ...] = ()
    check_select: tuple[str, ...] = ()
    check_ignore: tuple[str, ...] = ()
    check_fail_on: tuple[str, ...] = ("error",)
    check_baseline: str = ""


def find_files(root: Path, patterns: Iterable[str]) -> tuple[Path, ...]:
    """The files that paths and globs name, each once: in the order of the patterns, sorted inside each.

    A pattern is relative to ``root`` unless it is absolute or begins with ``~``. A path without a glob
    sign is given whether the file is there or not, so that reading it says that it is missing.
    """
    found: dict[Path, None] = {}
    for pattern in patterns:
        path = root / Path(pattern).expanduser()
        first = next((i for i, part in enumerate(path.parts) if _GLOB_SIGNS & set(part)), None)
        if first is None:
            found[path] = None
            continue
        base = Path(*path.parts[:first])
        matches = base.glob(str(Path(*path.parts[first:])))
        found |= dict.fromkeys(sorted(match for match in matches if match.is_file()))
    return tuple(found)


def load_config(
    start: Path,
    *,
    environ: Mapping[str, str] | None = None,
    overrides: Mapping[str, Any] | None = None,
) -> Config:
    """Put the settings together for a run in the folder ``start``.

    ``overrides`` are the flags that were given, by field name.

    Raises:
        ConfigurationError: a file or variable that cannot be read, an unknown key, a wrong value.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, Any] = {}
    user = _user_file(environ)
    if user is not None and user.is_file():
        values |= _read(user, str(user), None)
    root, name, section = _project_file(start.absolute())
    if name:
        values |= _read(root / name, name, section)
    values |= _from_environment(environ)
    for key, value in (overrides or {}).items():
        values[key] = tuple(value) if isinstance(value, list) else value
    return Config(root=root, source_name=name, **values)


def _user_file(environ: Mapping[str, str]) -> Path | None:
    base = environ.get("XDG_CONFIG_HOME")
    if base:
        return Path(base) / "locpipe" / FILE_NAME
    home = environ.get("HOME")
    return Path(home) / ".config" / "locpipe" / FILE_NAME if home else None


def _project_file(start: Path) -> tuple[Path, str, str | None]:
    """The nearest folder upward with a configuration, the file's name and the table in it (None: all)."""
    for folder in (start, *start.parents):
        if (folder / FILE_NAME).is_file():
            return folder, FILE_NAME, None
        pyproject = folder / _PYPROJECT
        if pyproject.is_file():
            tool = _load_toml(pyproject, _PYPROJECT).get("tool")
            if isinstance(tool, dict) and isinstance(tool.get("locpipe"), dict):
                return folder, _PYPROJECT, "tool.locpipe"
    return start, "", None


def _load_toml(path: Path, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{name}: this is not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigurationError(f"{name}: this file is not UTF-8: save it as UTF-8.") from error
    except OSError as error:
        raise ConfigurationError(f"{name}: cannot be read: {error.strerror}.") from error


def _read(path: Path, name: str, section: str | None) -> dict[str, Any]:
    table = _load_toml(path, name)
    for part in section.split(".") if section else ():
        table = table[part]
    text = path.read_text(encoding="utf-8-sig")
    found: dict[str, Any] = {}
    for key, value in _flatten(table):
        place = f"{name}:{_line_of(text, key)}"
        option = _BY_KEY.get(key)
        if option is None:
            near = get_close_matches(key, [*_BY_KEY, "engine"], n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise ConfigurationError(f"{place}: unknown key {key!r}.{hint} Valid keys: {', '.join(_BY_KEY)}.")
        found[option.field_name] = _checked(option, value, place)
    return found


def _flatten(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """The leaves of a table with dotted keys. A table that no option names is a leaf: an unknown key."""
    leaves: list[tuple[str, Any]] = []
    for key, value in table.items():
        dotted = prefix + key
        option = _BY_KEY.get(dotted)
        if dotted == "engine" and isinstance(value, str):
            leaves.append((ENGINE, value))
        elif option is not None and isinstance(option.default, dict):
            leaves.append((dotted, value))
        elif isinstance(value, dict) and any(name.startswith(dotted + ".") for name in _BY_KEY):
            leaves += _flatten(value, dotted + ".")
        else:
            leaves.append((dotted, value))
    return leaves


def _line_of(text: str, key: str) -> int:
    """The line where a key is set: tomllib does not tell."""
    last = key.rpartition(".")[2]
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.strip().replace('"', "").replace("'", "").strip("[] ")
        if bare == key or bare.split("=")[0].strip() in (key, last):
            return number
    return 1


def _checked(option: Option, value: Any, place: str) -> Any:
    default = option.default
    if isinstance(default, dict):
        right = isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
    elif isinstance(default, tuple):
        right = isinstance(value, list) and all(isinstance(item, str) for item in value)
        value = tuple(value) if right else value
    elif isinstance(default, bool):
        right = isinstance(value, bool)
    elif isinstance(default, int):
        right = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    else:
        right = isinstance(value, str) and (not option.choices or value in option.choices)
    if not right:
        raise ConfigurationError(f"{place}: {option.key} must be {option.type_name}, not {value!r}.")
    return _checked_names(option, value, place)


def _checked_names(option: Option, value: Any, place: str) -> Any:
    """Languages become PO locales; a language or encoding that nobody knows is an error here, not later."""
    try:
        if option.key == "target_languages":
            return tuple(parse_language(tag) for tag in value)
        if isinstance(option.default, dict):
            return {parse_language(tag): name for tag, name in value.items()}
        if option.key == "source_language" and value != "auto":
            return parse_language(value)
    except UnknownLanguage as error:
        raise ConfigurationError(f"{place}: {option.key}: {error}") from error
    if option.key == "encoding" and value:
        try:
            codecs.lookup(value)
        except LookupError as error:
            raise ConfigurationError(
                f"{place}: unknown encoding {value!r}. Use a name such as cp1252."
            ) from error
    return value


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for option in OPTIONS:
        raw = environ.get(option.variable)
        if raw is None:
            continue
        value: Any = raw
        if isinstance(option.default, dict):
            parts = [part.partition("=") for part in raw.split(",") if part.strip()]
            value = {tag.strip(): name.strip() for tag, _, name in parts}
        elif isinstance(option.default, tuple):
            value = [part.strip() for part in raw.split(",") if part.strip()]
        elif isinstance(option.default, bool):
            value = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}.get(
                raw.lower(), raw
            )
        elif isinstance(option.default, int):
            value = int(raw) if raw.strip().isdecimal() else raw
        found[option.field_name] = _checked(option, value, f"environment variable {option.variable}")
    return found
