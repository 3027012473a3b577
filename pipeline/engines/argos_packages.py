"""Find the Argos packages on this machine: what argospm, LibreTranslate, the desktop app or we installed.

argostranslate is used for its settings, its package folders and its tokenizers (0.1 s to import).
``argostranslate.translate`` is never imported: it brings stanza and torch. Each folder is opened by
itself, because ``argostranslate.package.get_installed_packages`` gives nothing at all when one
folder of many is broken.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import EngineError, UnknownLanguage
from pipeline.languages import parse_language
from pipeline.model import LanguagePair

INSTALL = "pip install --no-deps argostranslate"
"""The light way: without ``--no-deps`` it brings torch and spacy, 1.5 to 5 GB, which locpipe does not use."""

_CODES = {"pb": "pt_BR", "zt": "zh_TW"}
"""Argos's own codes; the others are ISO 639."""


@dataclass(frozen=True, slots=True)
class ArgosPackage:
    """An installed package: ``package`` is argostranslate's own object, with paths and tokenizer."""

    pair: LanguagePair
    name: str
    version: str
    path: Path
    package: Any


def missing_library() -> str | None:
    """The sentence that says which library is missing, or why argostranslate cannot be used; None if none."""
    for module, command in (
        ("argostranslate", INSTALL),
        ("ctranslate2", "pip install ctranslate2"),
        ("sentencepiece", "pip install sentencepiece"),
    ):
        if importlib.util.find_spec(module) is None:
            return f"The package {module} is not installed. Install it with: {command}"
    try:
        argos_settings()
    except EngineError as error:
        return str(error)
    return None


def argos_settings() -> Any:
    """argostranslate's settings. Importing them makes folders under the home folder, hence late.

    Raises:
        EngineError: the home folder is not writable, or an ``ARGOS_…`` value cannot be used.
    """
    try:
        from argostranslate import settings
    except (OSError, ValueError, KeyError, AssertionError, ImportError) as error:
        raise EngineError(
            f"argostranslate cannot start: {type(error).__name__}: {error}. "
            "Check that the home folder is writable, and the ARGOS_… environment variables."
        ) from error
    return settings


def find_packages() -> dict[LanguagePair, ArgosPackage]:
    """All usable packages by pair, the newest version of each. Broken folders are passed over.

    Raises:
        EngineError: argostranslate cannot start.
    """
    found: dict[LanguagePair, ArgosPackage] = {}
    for folder in sorted({Path(folder) for folder in argos_settings().package_dirs}):
        try:
            paths = sorted(path for path in folder.iterdir() if path.is_dir())
        except OSError:
            continue
        for path in paths:
            package = read_package(path)
            if package is None:
                continue
            other = found.get(package.pair)
            if other is None or version_key(package.version) > version_key(other.version):
                found[package.pair] = package
    return found


def read_package(path: Path) -> ArgosPackage | None:
    """The package in a folder; None when the folder is none, is half a one, or is not for translation."""
    if not all((path / name).is_file() for name in ("metadata.json", "model/model.bin")):
        return None
    from argostranslate.package import Package

    try:
        package = Package(path)
        source, target = locale_of(package.from_code), locale_of(package.to_code)
    except (OSError, ValueError, TypeError, AttributeError, KeyError, UnknownLanguage):
        return None
    if package.type != "translate" or not hasattr(package, "tokenizer"):
        return None
    version = str(package.package_version)
    name = f"{package.from_code}-{package.to_code} {version}".strip()
    return ArgosPackage(LanguagePair(source, target), name, version, path, package)


def locale_of(code: str) -> str:
    """The PO locale of one of Argos's language codes.

    Raises:
        UnknownLanguage: nobody knows it.
    """
    return _CODES.get(code) or parse_language(code)


def version_key(version: str) -> list[int]:
    """What versions are ordered by: ``0.10`` comes after ``0.9``."""
    return [int(number) for number in re.findall(r"\d+", version)]
