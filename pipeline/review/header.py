"""The header of a PO file: which fields, in which order, and which of them belong to humans (po-files 8)."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import ConfigurationError
from pipeline.languages import language_name, plural_count, plural_forms

DOCUMENT_FIELD = "X-Locpipe-Document"
"""Which document a catalog belongs to: its references may be another tool's, or switched off."""

ORDER = (
    "Project-Id-Version",
    "Report-Msgid-Bugs-To",
    "POT-Creation-Date",
    "PO-Revision-Date",
    "Last-Translator",
    "Language-Team",
    "Language",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Plural-Forms",
    "X-Generator",
    DOCUMENT_FIELD,
    "X-Poedit-Basepath",
    "X-Source-Language",
)
"""gettext's order, then ours by the alphabet, as polib and Poedit write it."""

_HEADER_BYTES = 1 << 14
_DOCUMENT = re.compile(rf'"{DOCUMENT_FIELD}: (.*?)\\n"'.encode())
_HUMAN = ("Last-Translator", "Language-Team", "Plural-Forms")
_TOOLS = ("X-Poedit-", "X-Crowdin-", "X-Loco-", "Generated-By")
"""Fields of tools about a file of theirs, which the new one is not."""

_PLURAL = re.compile(r"plural\s*=\s*([^;]+)")
_NPLURALS = re.compile(r"nplurals\s*=\s*([1-9])\s*;")
_DATE = "%Y-%m-%d %H:%M%z"


@dataclass(frozen=True, slots=True)
class HeaderFacts:
    """What a header says about a catalog, besides its dates.

    ``target`` and ``source_language`` are PO locales (``target`` empty: a template); ``title`` names the
    document in the comment on top; ``basepath`` leads from the PO file's folder to the project root;
    ``inherited`` are the header fields of a catalog that was the input and is in the same language;
    ``bugs`` is the address for reports about source texts, ``document`` the path of the document.
    """

    target: str
    source_language: str = ""
    title: str = ""
    project: str = ""
    basepath: str = ""
    version: str = ""
    inherited: Mapping[str, str] | None = None
    bugs: str = ""
    document: str = ""


def source_time(paths: Iterable[Path], environment: Mapping[str, str] = os.environ) -> int:
    """Seconds since 1970: ``SOURCE_DATE_EPOCH``, else the newest change of these files, else 0.

    Raises:
        ConfigurationError: ``SOURCE_DATE_EPOCH`` is not a number of seconds.
    """
    fixed = environment.get("SOURCE_DATE_EPOCH", "").strip()
    if fixed:
        if not fixed.isdecimal() or len(fixed) > 11:
            raise ConfigurationError(
                f"SOURCE_DATE_EPOCH={fixed!r} is not a number of seconds since 1970. Unset it or correct it."
            )
        return int(fixed)
    return max((int(path.stat().st_mtime) for path in paths if path.exists()), default=0)


def document_in(catalog: Path) -> str:
    """The document that a PO file names in its header, read from its first bytes; ``""`` when it names none.

    Raises:
        OSError: the file cannot be read.
    """
    with catalog.open("rb") as file:
        head = file.read(_HEADER_BYTES)
    found = _DOCUMENT.search(head.split(b"\n\n", 1)[0])
    return found[1].decode("utf-8", "replace").replace('\\"', '"').replace("\\\\", "\\") if found else ""


def basepath(catalog: Path, root: Path) -> str:
    """The way from a catalog's folder to the project root: ``../../..``; with ``/`` separators."""
    return os.path.relpath(root, catalog.parent).replace(os.sep, "/")


def title_comment(title: str, target: str) -> str:
    """The comment on top of a new catalog: ``Chips, Portuguese (Brazil)``."""
    line = " ".join(title.split())
    return f"{line}, {language_name(target)}" if target else line


def new_headers(facts: HeaderFacts, time: int) -> dict[str, str]:
    """All fields of a new catalog, in order. ``time`` is in seconds since 1970, see `source_time`."""
    moment = _date(time)
    fields = {
        "Project-Id-Version": facts.project or facts.title,
        "Report-Msgid-Bugs-To": facts.bugs,
        "POT-Creation-Date": moment,
        "PO-Revision-Date": moment,
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": facts.target,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(facts.target)
        if facts.target
        else "nplurals=INTEGER; plural=EXPRESSION;",
        "X-Generator": _generator(facts),
        DOCUMENT_FIELD: facts.document,
        "X-Poedit-Basepath": facts.basepath,
        "X-Source-Language": facts.source_language,
    }
    for name in _HUMAN:
        if facts.inherited and facts.inherited.get(name):
            fields[name] = facts.inherited[name]
    for name, value in (facts.inherited or {}).items():
        if name not in fields and not name.startswith(
            _TOOLS
        ):  # a tool's or a team's own: nobody knows for what
            fields[name] = value
    optional = (DOCUMENT_FIELD, "X-Poedit-Basepath", "X-Source-Language")
    return {name: " ".join(value.split()) for name, value in fields.items() if value or name not in optional}


def updated_headers(
    old: Mapping[str, str], facts: HeaderFacts, time: int, *, revised: bool
) -> dict[str, str]:
    """The fields of a catalog that is there: what is missing is added in its place, human fields stay.

    ``revised`` says that an entry changed: only then the dates and the generator move, and never back.
    """
    fields = dict(old)
    fresh = new_headers(facts, time)
    for name in ORDER:
        if name in fresh and not fields.get(name, "").strip() and (fresh[name] or name not in fields):
            fields = _insert(fields, name, fresh[name])
    if "charset=utf-8" not in fields["Content-Type"].lower():  # what we write is UTF-8
        fields["Content-Type"] = fresh["Content-Type"]
    if facts.source_language:
        fields["X-Source-Language"] = facts.source_language
    if facts.document:
        fields[DOCUMENT_FIELD] = facts.document
    if revised:
        fields["X-Generator"] = fresh["X-Generator"]
        for name in ("POT-Creation-Date", "PO-Revision-Date"):
            fields[name] = _later(fields[name], fresh[name])
    return fields


def plural_forms_of(headers: Mapping[str, str], target: str) -> int:
    """How many forms an entry has: by the catalog's own ``Plural-Forms``, else by the language."""
    found = _NPLURALS.search(headers.get("Plural-Forms", ""))
    return int(found[1]) if found else plural_count(target)


def singular_form_of(headers: Mapping[str, str], target: str) -> int:
    """Which plural form is for exactly one thing, by the same rule: 0 as a rule, 1 in Arabic."""
    from gettext import c2py

    rule = _PLURAL.search(headers.get("Plural-Forms", "")) or _PLURAL.search(plural_forms(target))
    try:
        return int(c2py(rule[1].strip())(1)) if rule else 0
    except ValueError:  # a rule that gettext cannot read either
        return 0


def later_header(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Whether the one was revised after the other; False where a date cannot be read."""
    field_name = "PO-Revision-Date"
    try:
        dates = [datetime.strptime(header.get(field_name, "").strip(), _DATE) for header in (one, other)]
    except ValueError:
        return False
    return dates[0] > dates[1]


def _insert(fields: dict[str, str], name: str, value: str) -> dict[str, str]:
    if name in fields:
        return fields | {name: value}
    before = ORDER[: ORDER.index(name)]
    items = list(fields.items())
    place = max((n for n, (known, _) in enumerate(items, 1) if known in before), default=0)
    return dict([*items[:place], (name, value), *items[place:]])


def _generator(facts: HeaderFacts) -> str:
    return f"locpipe {facts.version}".strip()


def _date(time: int) -> str:
    return datetime.fromtimestamp(time, UTC).strftime(_DATE)


def _later(old: str, new: str) -> str:
    try:
        return old if datetime.strptime(old.strip(), _DATE) > datetime.strptime(new, _DATE) else new
    except ValueError:
        return new
