"""Machine translation: the list of engines, and the choice of a route for a language pair.

Built-in engines stand in `ENGINES`, in the order in which ``auto`` tries them; plug-ins come after
them from the entry points ``locpipe.engines`` (a class made without arguments, see `Engine`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib.metadata import entry_points

from pipeline.engines.apertium import INSTALL as INSTALL_APERTIUM
from pipeline.engines.apertium import ApertiumEngine
from pipeline.engines.argos import ArgosEngine
from pipeline.engines.base import Engine, EveryPair, OnAnswer, Progress, Refusal, ScalableEngine
from pipeline.engines.bergamot import BergamotEngine
from pipeline.engines.none import NoEngine
from pipeline.engines.pool import default_jobs
from pipeline.engines.pseudo import PseudoEngine
from pipeline.engines.route import Leg, Route, find_route
from pipeline.errors import EngineError, MissingModel, UsageError
from pipeline.model import LanguagePair

__all__ = [
    "ENGINES",
    "ENTRY_POINTS",
    "Engine",
    "EveryPair",
    "Leg",
    "OnAnswer",
    "Progress",
    "Refusal",
    "Route",
    "ScalableEngine",
    "choose_route",
    "default_jobs",
    "load_engines",
]

ENGINES: tuple[type[Engine], ...] = (ArgosEngine, BergamotEngine, ApertiumEngine, PseudoEngine, NoEngine)
"""The built-in engines, in the order of ``auto``. The last two serve every pair and only when named."""

ENTRY_POINTS = "locpipe.engines"


class BrokenPlugin:
    """Stands for a plug-in that cannot be imported, so that ``doctor`` can say why and others go on."""

    def __init__(self, name: str, problem: str) -> None:
        self.name = name
        self._problem = problem

    def available(self) -> str | None:
        return f"The engine plug-in {self.name!r} cannot be loaded: {self._problem}. Reinstall or remove it."

    def pairs(self) -> Iterable[LanguagePair]:
        return ()

    def model_id(self, pair: LanguagePair) -> str:
        raise EngineError(self.available() or "")

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> Sequence[tuple[()]]:
        raise EngineError(self.available() or "")

    def close(self) -> None:
        """Nothing to free."""


def load_engines() -> list[Engine]:
    """Make every engine, without loading a model. A plug-in cannot replace a built-in."""
    engines: list[Engine] = [engine() for engine in ENGINES]
    taken = {engine.name for engine in engines}
    for point in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        if point.name in taken:
            continue
        taken.add(point.name)
        try:
            engine: Engine = point.load()()
        except Exception as error:  # foreign code may raise anything; `available` reports it
            engine = BrokenPlugin(point.name, f"{type(error).__name__}: {error}")
        engines.append(engine)
    return engines


def choose_route(
    pair: LanguagePair,
    name: str = "auto",
    order: Sequence[str] | None = None,
    *,
    engines: Sequence[Engine] | None = None,
) -> Route:
    """Choose the engine, or the two engines, that will translate a pair.

    ``name`` is ``auto`` or an engine's name. ``auto`` takes the first engine of ``order`` (default:
    the order of `load_engines`) with a direct model; else two steps through English over any mix.
    A regional language without a model of its own is served by its base language (``pt_PT`` by
    ``pt``), which `Route.model` says. The two languages must differ: that is the caller's concern.
    ``engines`` replaces the installed ones. Close the route after use.

    Raises:
        UsageError: no engine has this name.
        EngineError: the engine that was asked for by name cannot be used on this machine.
        MissingModel: no engine translates the pair; the message says what to do.
    """
    known = list(engines) if engines is not None else load_engines()
    by_name = {engine.name: engine for engine in known}
    names = [name] if name != "auto" else list(order or by_name)
    unknown = [one for one in names if one not in by_name]
    if unknown:
        raise UsageError(f"Unknown engine {unknown[0]!r}. Known: auto, {', '.join(by_name)}.")
    chosen = [by_name[one] for one in names]
    if name == "auto" and not order:
        chosen = [engine for engine in chosen if not isinstance(engine.pairs(), EveryPair)]
    elif name != "auto" and (problem := chosen[0].available()):
        raise EngineError(problem)
    usable = [engine for engine in chosen if engine.available() is None]
    legs = find_route(pair, usable)
    if legs is None:
        raise MissingModel(_missing(pair, name))
    first = legs[0].engine
    others = (
        find_route(pair, [engine for engine in usable if engine is not first]) if len(legs) == 1 else None
    )
    return Route(pair, legs, Route(pair, others) if others else None)


def _missing(pair: LanguagePair, name: str) -> str:
    engine = "" if name == "auto" else f"{name} "
    return (
        f"No {engine}model for {pair} is installed. {_how_to_install(pair, name)}"
        "Without a model, --engine none, --engine pseudo and --missing-model empty work."
    )


def _how_to_install(pair: LanguagePair, name: str) -> str:
    if name == "apertium":
        return f"Install one with: {INSTALL_APERTIUM}. "
    if name not in ("auto", "argos", "bergamot"):
        return ""  # a plug-in knows by itself where its models come from
    named = "" if name == "auto" else f" --engine {name}"
    return f"Install one with: locpipe models install {pair.source} {pair.target}{named}. "
