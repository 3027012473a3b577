"""List, install, verify and remove models of every engine: what ``locpipe models`` does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.engines import EveryPair, load_engines
from pipeline.engines.argos_packages import ArgosPackage, find_packages, missing_library
from pipeline.engines.bergamot_models import BergamotModel, find_models
from pipeline.engines.calibration import Calibration, calibrate
from pipeline.engines.models.argos import (
    Expected,
    install_package,
    installed_package,
    packages_folder,
    remove_package,
    verify_package,
)
from pipeline.engines.models.download import BytesProgress, fetch
from pipeline.engines.models.firefox import (
    firefox_code,
    install_firefox,
    install_folder,
    is_installed,
    remove_firefox,
    verify_firefox,
)
from pipeline.engines.models.index import ENDING, Offer, argos_offers, firefox_offers
from pipeline.engines.models.receipt import read_receipt
from pipeline.engines.route import PIVOT, stand_in
from pipeline.errors import MissingModel, ModelError, ProjectError, UsageError
from pipeline.model import LanguagePair
from pipeline.review.write import project_lock

ENGINES = ("argos", "bergamot")
"""The engines whose models can be installed; Apertium's come from the system's packages."""

Message = Callable[[str], None]
_PATIENCE = 3600.0  # seconds; another run is fetching the same package
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class InstalledModel:
    """A model that can be used now. ``removable`` says that `remove_model` may take it away.

    ``size`` is in bytes, 0 where it is not ours to know.
    """

    engine: str
    pair: LanguagePair
    model: str
    removable: bool
    size: int = 0


@dataclass(slots=True)
class Installed:
    """What an installation came to: models that are new, and those that were there and whole."""

    new: list[InstalledModel] = field(default_factory=list)
    there: list[InstalledModel] = field(default_factory=list)


def downloads_folder() -> Path:
    """Where broken downloads wait for the next run."""
    cache = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(cache).expanduser() / "locpipe" / "downloads"


def default_engine() -> str:
    """The engine to install for when nobody names one: Argos where its library is there."""
    return "argos" if missing_library() is None else "bergamot"


def installed_models() -> list[InstalledModel]:
    """Every model of every engine, in the order of the engines."""
    firefox = {} if _engine_missing("bergamot") else find_models()
    packages = {} if missing_library() else find_packages()
    found: list[InstalledModel] = []
    for engine in load_engines():
        pairs: Iterable[LanguagePair] = () if engine.available() else engine.pairs()
        if isinstance(pairs, EveryPair):
            continue
        for pair in sorted(pairs):
            if engine.name == "argos" and pair in packages:
                found.append(_of_package(packages[pair]))
            elif engine.name == "bergamot" and pair in firefox:
                found.append(_of_firefox(firefox[pair], pair))
            else:
                found.append(InstalledModel(engine.name, pair, engine.model_id(pair), False))
    return found


def _engine_missing(name: str) -> bool:
    return any(engine.name == name and engine.available() for engine in load_engines())


def _of_package(package: ArgosPackage) -> InstalledModel:
    return InstalledModel("argos", package.pair, package.name, True, _size(package.path))


def _of_firefox(model: BergamotModel, pair: LanguagePair) -> InstalledModel:
    return InstalledModel("bergamot", pair, model.name, is_installed(model), _size(Path(model.model).parent))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def available_models(engine: str | None = None, index: str | None = None) -> tuple[list[Offer], list[str]]:
    """What can be installed, newest version first; and why an engine's list cannot be had, where another's can.

    Raises:
        ModelError: no list can be had.
    """
    readers = {"argos": argos_offers, "bergamot": firefox_offers}
    wanted = [engine] if engine else (["argos"] if index else list(ENGINES))
    offers: list[Offer] = []
    problems: list[str] = []
    for name in wanted:
        try:
            if name == "argos" and index is None:
                packages_folder()  # its settings name the index
            offers += readers[name](index)
        except ModelError as error:
            problems.append(str(error))
    if problems and not offers:
        raise ModelError(" ".join(problems))
    return offers, problems


def install_model(
    pair: LanguagePair,
    engine: str | None = None,
    index: str | None = None,
    message: Message | None = None,
    progress: BytesProgress | None = None,
) -> Installed:
    """Fetch and install the model of a pair, or the two of a way through English.

    Raises:
        ModelError: it cannot be fetched or is refused.
        MissingModel: the index has no way from one language to the other.
        UsageError: this engine has no models to install.
    """
    engine = _installable(engine)
    say = message or (lambda text: None)
    if engine == "bergamot":
        if index:
            raise UsageError(
                "Firefox's models have no other index: fetch them elsewhere and name the model's folder, or set "
                "FXTRANSLATE_RECORDS_URL to a list of the same form."
            )
        offers = _way(pair, firefox_offers(), engine)
        size = sum(offer.size for offer in offers)
        say(f"Fetching {_named(offers)} of Firefox Translations{_megabytes(size)}.")
        models = install_firefox(pair, message)
        return Installed(new=[_of_firefox(model, model.pair) for model in models])
    packages_folder()
    done = Installed()
    for offer in _way(pair, argos_offers(index), engine):
        model, changed = _install_offer(offer, say, progress)
        (done.new if changed else done.there).append(model)
    return done


def _installable(engine: str | None) -> str:
    engine = engine or default_engine()
    if engine == "apertium":
        raise UsageError("Apertium's pairs are packages of the system: apt-get install apertium-eng-spa")
    if engine not in ENGINES:
        raise UsageError(f"No models can be installed for {engine!r}. Known: {', '.join(ENGINES)}.")
    return engine


def _way(pair: LanguagePair, offers: list[Offer], engine: str) -> list[Offer]:
    """The newest offer for the pair, or for its two steps through English."""
    by_pair: dict[LanguagePair, Offer] = {}
    for offer in offers:
        by_pair.setdefault(offer.pair, offer)

    def find(wanted: LanguagePair) -> Offer | None:
        return by_pair.get(wanted) or by_pair.get(stand_in(wanted, by_pair) or wanted)

    direct = find(pair)
    if direct is not None:
        return [direct]
    steps = [find(LanguagePair(pair.source, PIVOT)), find(LanguagePair(PIVOT, pair.target))]
    way = [step for step in steps if step is not None]
    if len(way) == 2 and PIVOT not in pair:
        return way
    codes = (
        f" (as {firefox_code(pair.source)} and {firefox_code(pair.target)})" if engine == "bergamot" else ""
    )
    raise MissingModel(
        f"The index has no {engine} model for {pair}{codes}, nor a way through English. "
        "See: locpipe models list --available"
    )


def _install_offer(offer: Offer, say: Message, progress: BytesProgress | None) -> tuple[InstalledModel, bool]:
    expected = Expected(offer.pair, offer.version)
    if (there := installed_package(expected)) is not None:
        return _of_package(there), False
    if offer.local is not None:
        package, changed = install_package(offer.local, offer.local.name, expected, say)
        return _of_package(package), changed
    if offer.file is None:
        raise ModelError(f"The index has no file for {offer.pair}.")
    folder = downloads_folder() / offer.file.name
    try:
        with project_lock(folder, timeout=_PATIENCE, message=say):
            if (there := installed_package(expected)) is not None:  # another run did it meanwhile
                return _of_package(there), False
            say(f"Fetching the Argos package {offer.pair} {offer.version}{_megabytes(offer.size)}.")
            archive = fetch(offer.file, folder, progress)
            try:
                package, changed = install_package(archive, offer.file.links[0], expected, say)
            finally:  # a refused package is not worth keeping, an installed one is there twice
                archive.unlink(missing_ok=True)
    except ProjectError as error:
        raise ModelError(str(error)) from error
    return _of_package(package), changed


def calibrate_models(models: Iterable[InstalledModel]) -> dict[InstalledModel, Calibration]:
    """Measure which tokens survive in models, and keep it beside them.

    Raises:
        EngineError: a model cannot be loaded after all.
    """
    engines = {engine.name: engine for engine in load_engines()}
    return {model: calibrate(engines[model.engine], model.pair) for model in models}


def _named(offers: list[Offer]) -> str:
    return " and ".join(f"{offer.pair} {offer.version}" for offer in offers)


def _megabytes(size: int) -> str:
    return f", {size / _MEGABYTE:.1f} MB" if size else ""


def install_path(path: Path, message: Message | None = None) -> Installed:
    """Install an ``.argosmodel`` file, an unpacked Argos package, or the folder of a Firefox model.

    Raises:
        ModelError: it is none of these, damaged, or refused.
    """
    if path.is_dir() and not (path / "metadata.json").is_file() and any(path.glob("model.*.bin")):
        models = install_folder(path, None, message)
        return Installed(new=[_of_firefox(model, model.pair) for model in models])
    if not path.exists():
        raise ModelError(
            f"{path} is not there. Name a pair of languages, an {ENDING} file or a model's folder."
        )
    package, changed = install_package(path, path.name, None, message)
    return Installed(*(([_of_package(package)], []) if changed else ([], [_of_package(package)])))


def remove_model(pair: LanguagePair, engine: str | None = None) -> list[Path]:
    """Remove the installed model of a pair, of every engine unless one is named; the folders that went.

    Raises:
        MissingModel: there is none.
        UsageError: it came with locpipe, and goes only with it.
    """
    removed: list[Path] = []
    if engine in (None, "argos") and missing_library() is None:
        package = find_packages().get(pair)
        if package is not None:
            removed.append(remove_package(package))
    if engine == "bergamot" or (engine is None and not removed):
        removed.append(remove_firefox(pair))
    if not removed:
        raise MissingModel(f"No {engine} model for {pair} is installed. See: locpipe models list")
    return removed


@dataclass(frozen=True, slots=True)
class Verified:
    """One installed model that was looked at; ``problem`` is empty when it is whole."""

    model: InstalledModel
    problem: str
    by_checksum: bool


def verify_models(pair: LanguagePair | None = None, engine: str | None = None) -> list[Verified]:
    """Compare installed models with their receipts and open each once.

    A model that another program installed has no receipt: it is opened. What cannot be opened at all
    (half a package) is found by its folder.

    Raises:
        MissingModel: a pair was named and has no model.
    """
    found: list[Verified] = []
    if engine in (None, "argos") and missing_library() is None:
        for package in find_packages().values():
            if pair in (None, package.pair):
                checked = read_receipt(package.path) is not None
                found.append(Verified(_of_package(package), verify_package(package), checked))
    if engine in (None, "bergamot"):
        seen: set[str] = set()
        for served, model in find_models().items():
            if pair in (None, served) and model.model not in seen:
                seen.add(model.model)
                checked = read_receipt(Path(model.model).parent) is not None
                found.append(Verified(_of_firefox(model, served), verify_firefox(model), checked))
    if pair is not None and not found:
        raise MissingModel(f"No model for {pair} is installed. See: locpipe models list")
    return found


def stray_folders() -> list[Path]:
    """Folders among the Argos packages without a metadata.json: one of them breaks every Argos program."""
    if missing_library() is not None:
        return []
    try:
        folders = sorted(path for path in packages_folder().iterdir() if path.is_dir())
    except OSError:
        return []
    return [folder for folder in folders if not (folder / "metadata.json").is_file()]
