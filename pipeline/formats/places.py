"""Files that say their language in their name: which part says it, and what the file of another language is called.

``locales/en.json`` → ``locales/pt-BR.json``, ``res/values/strings.xml`` → ``res/values-pt-rBR/strings.xml``,
``en.lproj/Localizable.strings``, ``messages.properties``, ``app_en.arb`` … Names only; no file is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import cache
from pathlib import PurePosixPath

from pipeline.errors import UnknownLanguage
from pipeline.languages import base_language, parse_language, script_of, to_bcp47

LANG = "{lang}"
"""What stands for the language in a pattern."""

BY_PLACE = frozenset((".json", ".yml", ".yaml", ".xml", ".ts", ".csv", ".tsv"))
"""Endings that say little: in a folder only files count whose place tells that they hold the source language."""

MESSAGES = BY_PLACE | {".arb", ".properties", ".xlf", ".xliff", ".ftl", ".strings"}
"""Endings of files that have one language each."""

_REGIONS = {"en": ("US", "GB")}
"""Regions that source files of a language name."""

_UNDERSCORES = frozenset((".arb", ".properties", ".ts"))
_TAG = r"[A-Za-z]{2,3}(?:[-_][A-Z][a-z]{3})?(?:[-_](?:[A-Za-z]{2}|\d{3}))?(?:@[a-z]+)?"
_PART = re.compile(rf"(?P<tag>{_TAG})(?P<after>\.lproj)?")
_WHOLE = re.compile(_TAG)
_SEPARATOR = re.compile(r"[._-]")
_VALUES = re.compile(r"values(?:-(?P<tag>[a-z]{2,3}(?:-r[A-Z]{2})?|b\+[\w+]+))?")


@dataclass(frozen=True, slots=True)
class Place:
    """A file name with ``{lang}`` for its language, and the language as the name writes it (``""``: it does not)."""

    pattern: str
    tag: str

    @property
    def language(self) -> str | None:
        """The PO locale of the tag; None for the default language of Android, Apple and Java."""
        return _language(self.tag)


def source_place(name: str, language: str, patterns: Sequence[str] = ()) -> Place | None:
    """Where a file name says that it is in ``language``, or that it is the default file; None if nowhere.

    ``patterns`` are the configured ones and come first.
    """
    for place in _places(name, tuple(patterns)):
        if place.language is None or base_language(place.language) == base_language(language):
            return place
    return None


def source_names(name: str, language: str, patterns: Sequence[str] = ()) -> list[str]:
    """The names that the source of this file would have, where its name says another language than ``language``."""
    found: dict[str, None] = {}
    for place in _places(name, tuple(patterns)):
        if place.language is None or base_language(place.language) == base_language(language):
            return []
        for one in (language, *(f"{language}_{region}" for region in _REGIONS.get(language, ()))):
            found |= dict.fromkeys(target_names(place, one))
        found |= dict.fromkeys(_default_names(place))
    return list(found)


def _default_names(place: Place) -> Iterator[str]:
    """What the file of the default language is called, which names no language."""
    if f"values{LANG}" in place.pattern:
        yield place.pattern.replace(LANG, "")
    elif ".lproj/" in place.pattern:
        yield place.pattern.replace(LANG, "Base")
    elif place.pattern.endswith(f"_{LANG}.properties"):
        yield place.pattern.replace(f"_{LANG}", "")


def target_names(place: Place, locale: str) -> list[str]:
    """The names that the file in ``locale`` may have: first the one to give it, then other spellings."""
    suffix = PurePosixPath(place.pattern).suffix
    bcp47, underscores = to_bcp47(locale), locale.partition("@")[0]
    if f"values{LANG}" in place.pattern:
        tags = [f"-{tag}" for tag in _android(locale)]
        return [place.pattern.replace(LANG, tag) for tag in tags]
    joined = _UNDERSCORES | ({".json"} if "_locales/" in place.pattern else set())
    first = underscores if suffix in joined or "_" in place.tag else bcp47
    tags = [first, bcp47, underscores, bcp47.lower(), underscores.lower(), locale]
    base = base_language(locale)
    if script_of(base) == script_of(locale):
        tags.append(base)
    if place.pattern.endswith(f"{LANG}.properties") and place.tag == "":
        tags = [f"_{tag}" for tag in tags]
    return [place.pattern.replace(LANG, tag) for tag in dict.fromkeys(tags)]


def _android(locale: str) -> list[str]:
    parts = to_bcp47(locale).split("-")
    if len(parts) == 1:
        return parts
    if len(parts) == 2 and len(parts[1]) == 2:
        return [f"{parts[0]}-r{parts[1]}", parts[0]]
    return ["b+" + "+".join(parts), parts[0]]


def _places(name: str, patterns: tuple[str, ...]) -> Iterator[Place]:
    path = PurePosixPath(name)
    for pattern in patterns:
        match = _regex(pattern).fullmatch(name)
        if match and _language(match["lang"]):
            yield Place(name[: match.start("lang")] + LANG + name[match.end("lang") :], match["lang"])
    if path.suffix.lower() not in MESSAGES:
        return
    parts = path.parts
    if path.suffix == ".xml":
        values = _VALUES.fullmatch(parts[-2]) if len(parts) > 1 else None
        if values:
            yield Place("/".join((*parts[:-2], f"values{LANG}", parts[-1])), values["tag"] or "")
        return
    stem_says = False
    for begin in (0, *(match.end() for match in _SEPARATOR.finditer(path.stem))):
        tag = path.stem[begin:]
        if _WHOLE.fullmatch(tag) and _language(tag):
            stem_says = True
            yield Place("/".join((*parts[:-1], f"{path.stem[:begin]}{LANG}{path.suffix}")), tag)
    for index in range(len(parts) - 2, -1, -1):
        part = _PART.fullmatch(parts[index])
        if part and _language(part["tag"]):
            here = LANG + (part["after"] or "")
            yield Place("/".join((*parts[:index], here, *parts[index + 1 :])), part["tag"])
        elif parts[index] == "Base.lproj":
            yield Place("/".join((*parts[:index], f"{LANG}.lproj", *parts[index + 1 :])), "")
    if path.suffix == ".properties" and not stem_says:
        yield Place("/".join((*parts[:-1], f"{path.stem}{LANG}.properties")), "")


@cache
def _regex(pattern: str) -> re.Pattern[str]:
    """A glob with ``{lang}`` in it; a second ``{lang}`` is anything."""
    before, _, after = pattern.partition(LANG)
    return re.compile(
        translate(before).removesuffix(r"\Z") + f"(?P<lang>{_TAG})" + translate(after.replace(LANG, "*"))
    )


@cache
def _language(tag: str) -> str | None:
    """The locale of a tag in any spelling of a file name; None for none."""
    if tag.startswith("b+"):
        tag = tag[2:].replace("+", "-")
    try:
        return parse_language(re.sub(r"-r(?=[A-Z]{2}\Z)", "-", tag)) if tag else None
    except UnknownLanguage:
        return None
