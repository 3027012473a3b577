"""What has to be the same here and on a worker, so that a sentence gets the same translation on both."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from pipeline import __version__
from pipeline.engines.base import Engine, ModelEngine
from pipeline.engines.models.receipt import checksums
from pipeline.model import LanguagePair

_LIBRARIES: Mapping[str, tuple[str, ...]] = {
    "argos": ("ctranslate2", "sentencepiece", "sacremoses"),
    "bergamot": ("fxtranslate", "sentencepiece"),
}
_ALWAYS = ("distributed",)
"""Dask's parts speak with each other's own version only."""


@dataclass(frozen=True, slots=True)
class Order:
    """An engine with its model, and the versions of what runs it. Travels with every batch.

    ``digest`` is of all files of the model; empty where the engine does not say where they are, and ``model``
    (name and version) speaks for them.
    """

    engine: str
    pair: LanguagePair
    model: str
    digest: str
    locpipe: str
    python: str
    libraries: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, engine: Engine, pair: LanguagePair) -> Order:
        """The order for an engine of this machine.

        Raises:
            EngineError: it has no such pair, or its files cannot be read.
        """
        folder = engine.model_folder(pair) if isinstance(engine, ModelEngine) else None
        files = checksums(folder) if folder is not None else {}
        return cls(
            engine.name,
            pair,
            engine.model_id(pair),
            hashlib.sha256(repr(sorted(files.items())).encode()).hexdigest() if files else "",
            __version__,
            ".".join(platform.python_version_tuple()[:2]),
            tuple((name, _version(name)) for name in (*_LIBRARIES.get(engine.name, ()), *_ALWAYS)),
        )

    def differs(self, there: Order) -> str:
        """What another machine has that is not the same, in words; empty when nothing differs."""
        if self.locpipe != there.locpipe:
            return f"it has locpipe {there.locpipe}, here is {self.locpipe}: install the same version"
        if self.python != there.python:
            return f"it runs Python {there.python}, here is {self.python}: use the same version"
        for (name, ours), (_, theirs) in zip(self.libraries, there.libraries, strict=True):
            if ours != theirs:
                return f"it has {name} {theirs or '(none)'}, here is {ours or '(none)'}: install the same version"
        if self.model != there.model:
            return f"its {self.engine} model for {self.pair} is {there.model}, here is {self.model}: install the same model"
        if self.digest != there.digest:
            return (
                f"the files of its {self.engine} model {self.model} are not those of this machine "
                f"(sha256 {there.digest[:12]}, here {self.digest[:12]}): copy the folder, or install the model again"
            )
        return ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
