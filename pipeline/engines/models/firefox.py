"""Install Firefox Translations models: fetched and verified by fxtranslate, or copied from a folder."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from pipeline.engines.bergamot_models import BergamotModel, find_models, models_folder, read_model
from pipeline.engines.models.place import put_in_place, staging_beside, take_away
from pipeline.engines.models.receipt import damage, read_receipt, write_receipt
from pipeline.engines.pool import Worker, WorkerDied
from pipeline.errors import EngineError, MissingModel, ModelError, UsageError
from pipeline.languages import base_language
from pipeline.model import LanguagePair

# What Firefox Translations calls a language that we call otherwise.
_CODES = {"zh_TW": "zh_hant", "zh_Hant": "zh_hant", "zh_HK": "zh_hant", "no": "nb"}
_PROBE = "Good morning."


def firefox_code(locale: str) -> str:
    """What Firefox's list calls a language."""
    return _CODES.get(locale, base_language(locale))


def install_firefox(pair: LanguagePair, message: Callable[[str], None] | None = None) -> list[BergamotModel]:
    """Fetch the model of a pair, or the two of a way through English.

    Raises:
        ModelError: no network, no such model, a damaged download, a folder that cannot be written.
    """
    with staging_beside(models_folder(), message) as staging:
        fetched = staging / "fetched"
        fetched.mkdir()
        _download(pair, fetched)
        return _put_all(fetched, f"Firefox Translations {pair.source}-{pair.target}", staging)


def install_folder(
    source: Path, pair: LanguagePair | None, message: Callable[[str], None] | None = None
) -> list[BergamotModel]:
    """Copy a model's folder (``model.*.bin``, vocabulary, ``lex.*.bin``) among the installed ones.

    The pair is in the folder's name (``en-vi``), else in that of the model file (``model.envi…``).

    Raises:
        ModelError: it is no whole model; nothing was installed.
    """
    with staging_beside(models_folder(), message) as staging:
        copied = staging / "copied"
        name = f"{pair.source}-{pair.target}" if pair else source.resolve().name
        try:
            shutil.copytree(source, copied / name, ignore=shutil.ignore_patterns(".*"))
        except (OSError, shutil.Error) as error:
            raise ModelError(f"{source} cannot be copied: {error}.") from error
        return _put_all(copied, source.name, staging)


def _download(pair: LanguagePair, into: Path) -> None:
    from fxtranslate import discovery

    try:
        discovery.add_models(firefox_code(pair.source), firefox_code(pair.target), str(into), False)
    except ValueError as error:
        reason = str(error).rsplit(": ", 1)[-1]
        raise ModelError(
            f"The model for {pair} could not be fetched: {reason}. Check the network and the languages; on a "
            f"machine without a network, name the model's folder: locpipe models install FOLDER"
        ) from error


def _put_all(fresh: Path, origin: str, staging: Path) -> list[BergamotModel]:
    """Open every whole model below ``fresh`` once, and put it in place; the installed ones."""
    found = [
        (pair, model, Path(model.model).parent)
        for pair, model in find_models(fresh).items()
        if fresh in Path(model.model).parents
    ]
    if not found:
        raise ModelError("This is not a complete model: nothing was installed. Try again.")
    for _, model, folder in found:
        open_once(model, folder.name)
        write_receipt(folder, "bergamot", model.name.rpartition(" ")[2], origin)
    installed: list[BergamotModel] = []
    for number, (pair, _opened, folder) in enumerate(found):
        away = staging / f"replaced-{number}"
        away.mkdir()
        place = models_folder() / folder.name
        put_in_place(folder, place, away)
        now = read_model(place, pair)
        if now is None:
            raise ModelError(f"{place} was changed by another program while it was installed. Try again.")
        installed.append(now)
    return installed


def open_once(model: BergamotModel, name: str) -> None:
    """Load a model in a process of its own and translate a sentence.

    Raises:
        ModelError: it cannot be loaded or does not translate.
    """
    worker = Worker(model)
    try:
        (answer,) = worker.ask([_PROBE])
    except (EngineError, WorkerDied) as error:
        raise ModelError(f"{name} is refused: its model cannot be opened ({error}).") from error
    finally:
        worker.close()
    if not answer or not answer[0].text:
        raise ModelError(f"{name} is refused: its model cannot translate.")


def is_installed(model: BergamotModel) -> bool:
    """Whether it lies among the installed models, and not in a package of Python."""
    return models_folder() in Path(model.model).parents


def verify_firefox(model: BergamotModel) -> str:
    """What is wrong with a model, in words; empty when it is whole and can be opened."""
    folder = Path(model.model).parent
    receipt = read_receipt(folder)
    problem = damage(folder, receipt) if receipt else ""
    if not problem:
        try:
            open_once(model, model.name)
        except ModelError as error:
            problem = str(error)
    return problem


def remove_firefox(pair: LanguagePair) -> Path:
    """Remove an installed model; return its folder.

    Raises:
        MissingModel: there is none.
        UsageError: it came with locpipe, and goes only with it.
    """
    model = find_models().get(pair)
    if model is None:
        raise MissingModel(f"No model for {pair} is installed. See: locpipe models list")
    if not is_installed(model):
        raise UsageError(f"The model {model.name} for {pair} comes with locpipe and cannot be removed alone.")
    folder = Path(model.model).parent
    with staging_beside(models_folder()) as staging:
        take_away(folder, staging)
    return folder
