"""An engine of this machine whose sentences are translated by a cluster. Pairs, names and models are its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import cast

from pipeline.engines.base import Engine, ModelEngine, OnAnswer, ThreadedEngine
from pipeline.model import Hypotheses, LanguagePair
from pipeline.scale.cluster import Cluster
from pipeline.scale.order import Order


class ClusterEngine:
    """See `Engine` and `pipeline.engines.base.ScalableEngine`."""

    def __init__(self, engine: Engine, cluster: Cluster) -> None:
        self.name = engine.name
        self.linguistic: bool = getattr(engine, "linguistic", True)
        self._engine = engine
        self._cluster = cluster
        self._orders: dict[LanguagePair, Order] = {}

    def available(self) -> str | None:
        return self._engine.available()

    def pairs(self) -> Iterable[LanguagePair]:
        return self._engine.pairs()

    def model_id(self, pair: LanguagePair) -> str:
        return self._engine.model_id(pair)

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> Sequence[Hypotheses]:
        """On this machine: what is measured of a model is measured here."""
        return self._engine.translate(sentences, pair)

    def translate_many(
        self,
        sentences: Sequence[str],
        pair: LanguagePair,
        *,
        jobs: int,
        on_answer: OnAnswer | None = None,
    ) -> list[Hypotheses]:
        """On the cluster, whose size decides and not ``jobs``."""
        if pair not in self._orders:
            self._orders[pair] = Order.of(self._engine, pair)
        return self._cluster.translate(self._orders[pair], sentences, on_answer)

    def close(self) -> None:
        self._orders.clear()
        self._engine.close()


class ClusterModelEngine(ClusterEngine):
    """One whose models are files."""

    def model_folder(self, pair: LanguagePair) -> Path | None:
        return cast(ModelEngine, self._engine).model_folder(pair)


class ClusterThreadedEngine(ClusterModelEngine):
    """One that is asked how it uses this machine's cores best when its model is measured."""

    def probe_threads(self, sentences: Sequence[str], pair: LanguagePair, jobs: int) -> tuple[int, int]:
        return cast(ThreadedEngine, self._engine).probe_threads(sentences, pair, jobs)


def over(cluster: Cluster, engines: Sequence[Engine]) -> list[Engine]:
    """The engines with their work sent to a cluster."""
    return [_wrapped(engine, cluster) for engine in engines]


def _wrapped(engine: Engine, cluster: Cluster) -> Engine:
    if not isinstance(engine, ModelEngine):
        return ClusterEngine(engine, cluster)
    kind = ClusterThreadedEngine if isinstance(engine, ThreadedEngine) else ClusterModelEngine
    return kind(engine, cluster)
