"""Install an Argos package where every Argos program finds it: looked at, opened once, then put in place."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.engines.argos_packages import (
    ArgosPackage,
    argos_settings,
    find_packages,
    locale_of,
    missing_library,
    read_package,
)
from pipeline.engines.models.archive import unpack
from pipeline.engines.models.place import put_in_place, staging_beside, take_away
from pipeline.engines.models.receipt import checksums, damage, read_receipt, write_receipt
from pipeline.engines.pool import Worker, WorkerDied
from pipeline.errors import EngineError, ModelError, UnknownLanguage
from pipeline.model import LanguagePair

TOKENIZERS = ("sentencepiece.model", "bpe.model")
_PROBE = "Good morning."


@dataclass(frozen=True, slots=True)
class Expected:
    """What an index says of a package: a package that says otherwise of itself is refused."""

    pair: LanguagePair
    version: str


@dataclass(frozen=True, slots=True)
class OpenPackage:
    """Opens the package in a folder, in a process of its own: a damaged model can take its process with it."""

    folder: str

    def load(self) -> Callable[[str], str]:
        import ctranslate2

        package = read_package(Path(self.folder))
        if package is None:
            raise ValueError("its tokenizer or its metadata cannot be read")
        translator = ctranslate2.Translator(str(package.path / "model"), device="cpu", intra_threads=1)
        tokenizer = package.package.tokenizer

        def answer(text: str) -> str:
            (result,) = translator.translate_batch(
                [tokenizer.encode(text)], beam_size=1, max_decoding_length=32
            )
            return str(tokenizer.decode(result.hypotheses[0]))

        return answer


def packages_folder() -> Path:
    """The folder that Argos programs install into, and we with them.

    Raises:
        EngineError: argostranslate is missing or cannot start.
    """
    problem = missing_library()
    if problem:
        raise EngineError(f"{problem}. Firefox's models need no Argos: add --engine bergamot.")
    return Path(argos_settings().package_data_dir)


def installed_package(expected: Expected) -> ArgosPackage | None:
    """The package of this pair and version, where it is installed and whole."""
    found = find_packages().get(expected.pair)
    if found is None or found.version != expected.version:
        return None
    receipt = read_receipt(found.path)
    return None if receipt is not None and damage(found.path, receipt) else found


def install_package(
    source: Path,
    origin: str,
    expected: Expected | None = None,
    message: Callable[[str], None] | None = None,
) -> tuple[ArgosPackage, bool]:
    """Install an ``.argosmodel`` file or an unpacked package folder; whether anything was changed.

    ``origin`` is what the receipt says of where it came from.

    Raises:
        ModelError: it is damaged or refused; nothing was installed.
        EngineError: argostranslate is missing.
    """
    folder = packages_folder()
    with staging_beside(folder, message) as staging:
        made = staging / "new"
        made.mkdir()
        top = _copy_folder(source, made) if source.is_dir() else unpack(source, made)
        pair, version = _read_metadata(top, source.name, expected)
        _open_once(top, source.name)
        place = folder / top.name
        other = _pair_in(place)
        if other is not None and other != pair:
            raise ModelError(
                f"{source.name} is refused: it would overwrite the package for {other} in {place}."
            )
        if other is not None and _same_files(place, top):
            installed = read_package(place)
            if installed is not None:
                return installed, False
        write_receipt(top, "argos", version, origin)
        put_in_place(top, place, staging)
        _remove_older(pair, place, staging)
        package = read_package(place)
    if package is None:
        raise ModelError(f"{place} was changed by another program while it was installed. Try again.")
    return package, True


def remove_package(package: ArgosPackage) -> Path:
    """Remove an installed package, whoever installed it; return its folder."""
    with staging_beside(package.path.parent) as staging:
        take_away(package.path, staging)
    return package.path


def verify_package(package: ArgosPackage) -> str:
    """What is wrong with an installed package, in words; empty when it is whole and can be opened."""
    receipt = read_receipt(package.path)
    problem = damage(package.path, receipt) if receipt else ""
    if not problem:
        try:
            _open_once(package.path, package.name)
        except ModelError as error:
            problem = str(error)
    return problem


def _copy_folder(source: Path, into: Path) -> Path:
    """Copy an unpacked package. A link in it would lead out of it, and is refused."""
    links = [path.name for path in source.rglob("*") if path.is_symlink()]
    if links:
        raise ModelError(f"{source.name} is refused: {links[0]!r} in it is a link.")
    try:
        shutil.copytree(source, into / source.resolve().name)
    except (OSError, shutil.Error) as error:
        raise ModelError(f"{source} cannot be copied: {error}.") from error
    return into / source.resolve().name


def _read_metadata(folder: Path, name: str, expected: Expected | None) -> tuple[LanguagePair, str]:
    """Pair and version, with everything refused that no Argos program could use."""

    def refuse(reason: str) -> ModelError:
        return ModelError(f"{name} is refused: {reason}.")

    data = _metadata(folder)
    if data is None:
        raise refuse("it has no metadata.json that can be read")
    if data.get("type", "translate") != "translate":
        raise refuse(f"it is no translation package but {str(data['type'])!r}")
    try:
        pair = LanguagePair(locale_of(str(data["from_code"])), locale_of(str(data["to_code"])))
    except (KeyError, UnknownLanguage) as error:
        raise refuse("its metadata.json names no pair of languages") from error
    version = str(data.get("package_version", ""))
    if expected is not None and (pair, version) != (expected.pair, expected.version):
        raise refuse(
            f"its metadata.json says {pair} {version}, the index says {expected.pair} {expected.version}"
        )
    if not (folder / "model" / "model.bin").is_file():
        raise refuse("it has no model/model.bin")
    if not any((folder / tokenizer).is_file() for tokenizer in TOKENIZERS):
        raise refuse(f"it has no tokenizer ({' or '.join(TOKENIZERS)})")
    return pair, version


def _metadata(folder: Path) -> dict[str, Any] | None:
    try:
        data = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) else None


def _pair_in(folder: Path) -> LanguagePair | None:
    """The pair of a package that is there, whole or half; None where there is nothing to overwrite."""
    data = _metadata(folder)
    try:
        return (
            LanguagePair(locale_of(str(data["from_code"])), locale_of(str(data["to_code"]))) if data else None
        )
    except (KeyError, UnknownLanguage):
        return None


def _open_once(folder: Path, name: str) -> None:
    worker = Worker(OpenPackage(str(folder)))
    try:
        (answer,) = worker.ask([_PROBE])
    except (EngineError, WorkerDied) as error:
        raise ModelError(f"{name} is refused: its model cannot be opened ({error}).") from error
    finally:
        worker.close()
    if not isinstance(answer, str):
        raise ModelError(f"{name} is refused: its model cannot translate ({answer.reason}).")


def _same_files(place: Path, fresh: Path) -> bool:
    try:
        return checksums(place) == checksums(fresh)
    except ModelError:
        return False


def _remove_older(pair: LanguagePair, place: Path, staging: Path) -> None:
    """Take away what *we* installed for this pair before; other programs' packages are theirs."""
    for number, folder in enumerate(sorted(place.parent.iterdir())):
        if folder != place and read_receipt(folder) and _pair_in(folder) == pair:
            away = staging / f"older-{number}"
            away.mkdir()
            take_away(folder, away)
