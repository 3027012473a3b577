"""The engine routes of one run: chosen once per language pair, closed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING

from pipeline.engines import Engine, Route, choose_route, load_engines
from pipeline.errors import MissingModel
from pipeline.languages import base_language
from pipeline.model import LanguagePair

if TYPE_CHECKING:
    from pipeline.scale import Cluster


class Routes:
    """Chooses and keeps the route of each pair. A context manager: leaving it frees models and processes.

    ``by_language`` names the engines of single target languages; the others have ``engine``. With a ``cluster``,
    which is the caller's to close, sentences are translated there.
    """

    def __init__(
        self,
        engine: str = "auto",
        order: Sequence[str] = (),
        by_language: Mapping[str, str] | None = None,
        cluster: Cluster | None = None,
    ) -> None:
        self._name = engine
        self._order = tuple(order) or None
        self._by_language = dict(by_language or {})
        self._cluster = cluster
        self._engines: list[Engine] | None = None
        self._routes: dict[LanguagePair, Route | MissingModel] = {}

    def find(self, pair: LanguagePair) -> Route | None:
        """The route of a pair, or None when no engine has it."""
        found = self._look_up(pair)
        return None if isinstance(found, MissingModel) else found

    def require(self, pair: LanguagePair) -> Route:
        """The route of a pair.

        Raises:
            MissingModel: no engine has it; the message names the command that helps.
        """
        found = self._look_up(pair)
        if isinstance(found, MissingModel):
            raise found
        return found

    def _look_up(self, pair: LanguagePair) -> Route | MissingModel:
        if pair not in self._routes:
            if self._engines is None:
                self._engines = self._load()
            try:
                self._routes[pair] = choose_route(
                    pair, self._name_for(pair.target), self._order, engines=self._engines
                )
            except MissingModel as missing:
                self._routes[pair] = missing
        return self._routes[pair]

    def _load(self) -> list[Engine]:
        if self._cluster is None:
            return load_engines()
        from pipeline.scale import over

        return over(self._cluster, load_engines())

    def _name_for(self, target: str) -> str:
        """The engine for a language: its own, that of the language without region, or the run's."""
        own = self._by_language.get(target) or self._by_language.get(base_language(target))
        return own or self._name

    def close(self) -> None:
        for engine in self._engines or ():
            engine.close()

    def __enter__(self) -> Routes:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
