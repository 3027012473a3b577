"""The one table of what can be set, and what is written from it: documentation, and the file of ``locpipe init``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENGINE = "engine.name"
"""``engine = "argos"`` says the same as ``name = "argos"`` under ``[engine]``."""


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be set. ``key`` is its dotted name in the file, ``choices`` its only values."""

    key: str
    default: Any
    help: str
    choices: tuple[str, ...] = ()

    @property
    def type_name(self) -> str:
        """What a value must be, in words."""
        if isinstance(self.default, dict):
            return "a table of languages with an engine each"
        if self.choices:
            return "one of " + ", ".join(f'"{choice}"' for choice in self.choices)
        if isinstance(self.default, bool):
            return "true or false"
        if isinstance(self.default, int):
            return "a whole number"
        return "a list of strings" if isinstance(self.default, tuple) else "a string"

    @property
    def field_name(self) -> str:
        """The attribute of `Config` that holds it."""
        return _FIELDS.get(self.key, self.key)

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        if self.key == ENGINE:
            return "LOCPIPE_ENGINE"
        return "LOCPIPE_" + self.key.replace(".", "_").upper()


_FIELDS = {
    ENGINE: "engine",
    "engine.order": "engine_order",
    "engine.languages": "engine_by_language",
    "po.references": "references",
    "po.templates": "templates",
    "memory.enabled": "memory",
    "memory.file": "memory_file",
    "memory.trust_exact": "trust_exact",
    "memory.at_least": "memory_at_least",
    "markdown.front_matter": "front_matter",
    "subtitles.line_length": "subtitle_line_length",
    "check.select": "check_select",
    "check.ignore": "check_ignore",
    "check.fail_on": "check_fail_on",
    "check.baseline": "check_baseline",
}

OPTIONS: tuple[Option, ...] = (
    Option("source_language", "auto", 'Language of the documents; "auto" finds it out for each.'),
    Option("target_languages", (), "Languages to translate into when --to is not given."),
    Option("documents", (), "Files, folders or globs to translate when no PATH is given."),
    Option("locales", "locales", "Folder of the PO files."),
    Option("glossaries", ("glossaries/*.csv",), "Glossaries, as files or globs."),
    Option(
        "builtin_glossary", True, "Know the captions of Vietnamese newsrooms without a glossary of your own."
    ),
    Option("out", "dist", "Folder that `locpipe build` writes to."),
    Option(
        "missing_model",
        "fail",
        "When no engine has a language pair: stop before any work, or write empty entries.",
        choices=("fail", "empty"),
    ),
    Option("jobs", 0, "Processes to translate with; 0 is one for each core."),
    Option(
        "scheduler",
        "",
        "Address of a Dask scheduler whose workers translate, HOST:PORT; empty means this machine.",
    ),
    Option(
        "encoding", "", "Encoding of documents that are not Unicode; empty means UTF-8 or UTF-16 with a mark."
    ),
    Option(
        "project", "", "Name of the project in the header of new PO files; empty means the document's title."
    ),
    Option("bugs", "", "Address for reports about source texts, in the header of new PO files."),
    Option("pairs", (), "Globs with {lang}: files of texts that say their language in a way of their own."),
    Option(
        ENGINE,
        "auto",
        "Engine to translate with: auto, argos, bergamot, apertium, pseudo, none, or a plug-in's name. "
        '`engine = "argos"` says the same.',
    ),
    Option(
        "engine.order",
        (),
        "Order in which auto tries the engines; empty means argos, bergamot, apertium, plug-ins.",
    ),
    Option(
        "engine.languages",
        {},
        'Engines of single target languages, such as ca = "apertium"; --engine goes over them.',
    ),
    Option(
        "po.references",
        "line",
        "What `#:` comments say: path and line, the path alone, or nothing.",
        choices=("line", "file", "none"),
    ),
    Option(
        "po.templates",
        False,
        "Write a template of each document too, `locales/templates/LC_MESSAGES/….pot`, for Weblate, msginit and msgmerge.",
    ),
    Option("memory.enabled", True, "Remember what was reviewed, and use it before an engine is asked."),
    Option(
        "memory.file", ".locpipe/memory.sqlite3", "The memory's file; made from the PO files, not for git."
    ),
    Option(
        "memory.trust_exact",
        False,
        "Leave a translation unflagged when exactly this text, in the same context, has only this one, "
        "and a human reviewed it.",
    ),
    Option("memory.at_least", 75, "Similarity, in per cent, from which on a near match is shown."),
    Option(
        "markdown.front_matter",
        ("title", "description", "summary", "subtitle", "caption", "alt"),
        "Front matter keys whose values are translated.",
    ),
    Option("subtitles.line_length", 42, "Columns of a line of subtitles; 0 breaks no line."),
    Option("check.select", (), "Rules that `locpipe check` runs; empty means those that are on by default."),
    Option("check.ignore", (), "Rules that `locpipe check` leaves out."),
    Option(
        "check.fail_on",
        ("error",),
        "What makes `locpipe check` exit with 1: error, warning, note, fuzzy, untranslated.",
    ),
    Option("check.baseline", "", "File of findings that are known and do not count."),
)


def default_toml(values: Mapping[str, Any] | None = None) -> str:
    """The commented ``locpipe.toml`` of ``locpipe init``: every key with its default, as comments.

    ``values`` are set (by key), without the ``#``.
    """
    lines = [
        "# locpipe: the settings of this project. Every key stands here with its default;",
        "# take the # away to change one. Paths are relative to this file.",
    ]
    section = ""
    for option in OPTIONS:
        table, _, name = option.key.rpartition(".")
        if table != section:
            lines += ["", f"[{table}]"]
            section = table
        lines += ["", f"# {option.help}"]
        if option.choices:
            lines.append(f"# It is {option.type_name}.")
        if values and option.key in values:
            lines.append(f"{name} = {_toml_value(values[option.key])}")
        else:
            lines.append(f"# {name} = {_toml_value(option.default)}")
    return "\n".join(lines) + "\n"


def settings_lines(values: Mapping[str, Any]) -> list[str]:
    """``documents = ["a.md"]``: settings as they stand in ``locpipe.toml``."""
    return [f"{key} = {_toml_value(value)}" for key, value in values.items()]


def _toml_value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_toml_value, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml_value(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)


def options_table() -> str:
    """The table of docs/configuration.md, in Markdown."""
    rows = ["| key | what it must be | default | environment | what it does |", "|---|---|---|---|---|"]
    rows += [
        f"| `{o.key}` | {o.type_name} | `{_toml_value(o.default)}` | `{o.variable}` | {o.help} |"
        for o in OPTIONS
    ]
    return "\n".join(rows) + "\n"
