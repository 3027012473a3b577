"""Install, list and remove Bergamot models: the one place of locpipe that uses the network.

A model is fetched and verified by fxtranslate into a staging folder beside the models, read once, and
renamed into place, so that a killed or failed run leaves no half model behind.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines import EveryPair, load_engines
from pipeline.engines.bergamot_models import find_models, models_folder
from pipeline.errors import EngineError, MissingModel, UsageError
from pipeline.languages import base_language
from pipeline.model import LanguagePair

_STAGING = ".staging-"
# What Firefox Translations calls a language that we call otherwise.
_FIREFOX_CODES = {"zh_TW": "zh_hant", "zh_Hant": "zh_hant", "zh_HK": "zh_hant", "no": "nb"}


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be used now. ``removable`` says that `remove_model` may take it away."""

    engine: str
    pair: LanguagePair
    model: str
    removable: bool


def installed_models() -> list[InstalledModel]:
    """Every model of every engine, in the order of the engines."""
    own = {pair for pair, model in find_models().items() if models_folder() in Path(model.model).parents}
    found: list[InstalledModel] = []
    for engine in load_engines():
        pairs: Iterable[LanguagePair] = () if engine.available() else engine.pairs()
        if isinstance(pairs, EveryPair):
            continue
        found += [
            InstalledModel(
                engine.name, pair, engine.model_id(pair), engine.name == "bergamot" and pair in own
            )
            for pair in sorted(pairs)
        ]
    return found


def install_model(pair: LanguagePair) -> list[LanguagePair]:
    """Fetch the Firefox model of a pair, or the two of a way through English; return what was installed.

    Raises:
        EngineError: no network, no such model, a damaged download, a folder that cannot be written.
    """
    folder = models_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _clear_staging(folder)
        staging = Path(tempfile.mkdtemp(prefix=_STAGING, dir=folder))
    except OSError as error:
        raise EngineError(f"The models' folder {folder} cannot be written: {error.strerror}.") from error
    try:
        _download(pair, staging)
        return _move_into_place(staging, folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _download(pair: LanguagePair, into: Path) -> None:
    from fxtranslate import discovery

    try:
        discovery.add_models(_firefox_code(pair.source), _firefox_code(pair.target), str(into), False)
    except ValueError as error:
        reason = str(error).rsplit(": ", 1)[-1]
        raise EngineError(
            f"The model for {pair} could not be fetched: {reason}. Check the network and the languages; on a "
            f"machine without a network, copy the model's folder to {models_folder()}/."
        ) from error


def _firefox_code(locale: str) -> str:
    return _FIREFOX_CODES.get(locale, base_language(locale))


def _move_into_place(staging: Path, folder: Path) -> list[LanguagePair]:
    """Rename every whole model of the staging folder into the models' folder."""
    found = [
        (pair, Path(model.model).parent)
        for pair, model in find_models(staging).items()
        if staging in Path(model.model).parents
    ]
    if not found:
        raise EngineError("What was fetched is not a complete model: nothing was installed. Try again.")
    for _, fresh in found:
        place = folder / fresh.name
        if place.exists():
            shutil.rmtree(place)
        fresh.rename(place)
    return [pair for pair, _ in found]


def _clear_staging(folder: Path) -> None:
    for left in folder.glob(_STAGING + "*"):
        shutil.rmtree(left, ignore_errors=True)


def remove_model(pair: LanguagePair) -> Path:
    """Remove an installed model; return the folder that was removed.

    Raises:
        MissingModel: there is none.
        UsageError: it came with locpipe, and goes only with it.
    """
    model = find_models().get(pair)
    if model is None:
        raise MissingModel(f"No model for {pair} is installed. See: locpipe models list")
    folder = Path(model.model).parent
    if models_folder() not in folder.parents:
        raise UsageError(f"The model {model.name} for {pair} comes with locpipe and cannot be removed alone.")
    shutil.rmtree(folder)
    return folder
