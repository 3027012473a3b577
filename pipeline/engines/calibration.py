"""Measure what survives in a model: which tokens come back, and how many words a second it translates.

Which token an engine carries through depends on the model alone, so what is measured of one is kept: beside the
model where we installed it, in locpipe's folder of models where another program did, and in
``calibrations.json`` of this package for the models that are carried along. Some 200 short strings, a second.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from pipeline.engines.base import Engine, ModelEngine, ThreadedEngine
from pipeline.engines.bergamot_models import data_folder
from pipeline.engines.models.receipt import CALIBRATION, NAME
from pipeline.engines.pool import default_jobs
from pipeline.languages import base_language
from pipeline.model import LanguagePair, Placeable
from pipeline.protect.masks import SHAPES, Rankings, hide, rank_by, restore
from pipeline.review.write import write_if_changed

SENTENCES = "calibration.txt"
"""Short sentences by language, ``{}`` where a placeable stands; written for this."""

SHIPPED = "calibrations.json"
_FALLBACK = "en"
_GAP = re.compile(r"\{\}")


@dataclass(frozen=True, slots=True)
class Calibration:
    """``rates`` maps each shape to the share of ``sentences`` in which its tokens came back, each once.

    ``speed`` is words a second with one job, of all strings together; 0 in what is carried along, because
    it is the machine's, and so are ``threads``: how a number of cores is used best, between batches and
    inside one. ``language`` is that of the sentences: English where there are none in the source's.
    """

    rates: dict[str, float] = field(default_factory=dict)
    sentences: int = 0
    language: str = ""
    speed: float = 0.0
    threads: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def rankings(self) -> Rankings:
        return rank_by(self.rates)

    def describe(self) -> str:
        """The ranking in a line: ``digits 100 %, dashed 97 %, …``."""
        ranked = sorted(self.rates.items(), key=lambda item: -item[1])
        shapes = ", ".join(f"{SHAPES[name].token(0)} {100 * rate:.0f} %" for name, rate in ranked)
        speed = f"; {self.speed:.0f} words/s with one job" if self.speed else ""
        threads = "".join(f"; {a} × {b} threads" for a, b in self.threads.values())
        return f"{shapes} of {self.sentences} sentences{speed}{threads}"


def measure(engine: Engine, pair: LanguagePair) -> Calibration:
    """Translate the sentences with every shape in the gaps, and count what comes back.

    Raises:
        EngineError: the engine cannot translate at all.
    """
    language, sentences = _sentences_for(pair.source)
    asked: list[str] = []
    tokens: list[tuple[str, Any]] = []
    for name, shape in SHAPES.items():
        for sentence in sentences:
            gaps = [Placeable(m.start(), m.end(), m[0], "brace") for m in _GAP.finditer(sentence)]
            hidden = hide(sentence, gaps, [shape] * len(gaps))
            asked.append(hidden.text)
            tokens.append((name, hidden.masks))
    engine.translate(asked[:1], pair)  # load the model outside the measurement
    started = time.perf_counter()
    answers = engine.translate(asked, pair)
    seconds = max(time.perf_counter() - started, 1e-9)
    kept = dict.fromkeys(SHAPES, 0)
    for (name, masks), answer in zip(tokens, answers, strict=True):
        kept[name] += bool(answer) and restore(answer[0].text, masks) is not None
    return Calibration(
        {name: round(count / len(sentences), 3) for name, count in kept.items()},
        len(sentences),
        language,
        round(sum(len(text.split()) for text in asked) / seconds),
    )


def calibration_of(engine: Engine, pair: LanguagePair) -> Calibration | None:
    """What is known of a model: kept, carried along, or measured now and kept.

    None for an engine that does not say where its models are (`ModelEngine`): a plug-in may be slow or cost
    money.

    Raises:
        EngineError: the engine cannot translate.
    """
    if not isinstance(engine, ModelEngine):
        return None
    return kept_calibration(engine, pair) or calibrate(engine, pair)


def calibrate(engine: Engine, pair: LanguagePair) -> Calibration:
    """Measure a model again and keep what was found.

    Raises:
        EngineError: the engine cannot translate.
    """
    measured = measure(engine, pair)
    if isinstance(engine, ThreadedEngine):
        jobs = default_jobs()
        sentences = [_GAP.sub("the report", one) for one in _sentences_for(pair.source)[1]]
        measured = replace(measured, threads={jobs: engine.probe_threads(sentences, pair, jobs)})
    if isinstance(engine, ModelEngine):
        data = json.dumps(_to_json(measured), indent=1, sort_keys=True) + "\n"
        with suppress(OSError):  # nowhere to keep it: it is measured again in the next run
            place = _place(engine, pair)
            place.parent.mkdir(parents=True, exist_ok=True)
            write_if_changed(place, data.encode())
    return measured


def kept_calibration(engine: ModelEngine, pair: LanguagePair) -> Calibration | None:
    """What was measured before; None where nothing was, or of another set of sentences and shapes."""
    try:
        found = _from_json(json.loads(_place(engine, pair).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        found = None
    return found or _from_json(_shipped().get(f"{engine.name} {engine.model_id(pair)}"))


@cache
def _shipped() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files(__package__) / SHIPPED).read_text(encoding="utf-8"))
    return data


@cache
def _probe() -> str:
    """Fingerprint of the sentences and shapes: figures of other ones are measured again."""
    text = (files(__package__) / SENTENCES).read_text(encoding="utf-8")
    return hashlib.sha256((text + repr(sorted(SHAPES.items()))).encode()).hexdigest()[:12]


def _place(engine: ModelEngine, pair: LanguagePair) -> Path:
    folder = engine.model_folder(pair)
    if folder is not None and (folder / NAME).is_file():
        return folder / CALIBRATION
    name = re.sub(r"[^\w.+-]+", "_", f"{engine.name}-{engine.model_id(pair)}")
    if folder is not None:  # another program's: a model of the same name may be another one tomorrow
        sizes = sorted((path.name, path.stat().st_size) for path in folder.rglob("*") if path.is_file())
        name += "-" + hashlib.sha256(repr(sizes).encode()).hexdigest()[:8]
    return data_folder() / "calibration" / f"{name}.json"


def _to_json(calibration: Calibration) -> dict[str, Any]:
    return {
        "probe": _probe(),
        "rates": calibration.rates,
        "sentences": calibration.sentences,
        "language": calibration.language,
        "speed": calibration.speed,
        "threads": {str(jobs): list(threads) for jobs, threads in calibration.threads.items()},
    }


def _from_json(data: Any) -> Calibration | None:
    if not isinstance(data, dict) or data.get("probe") != _probe():
        return None
    try:
        rates = {str(name): float(rate) for name, rate in data["rates"].items() if name in SHAPES}
        threads = {int(jobs): (int(one[0]), int(one[1])) for jobs, one in data["threads"].items()}
        return Calibration(
            rates, int(data["sentences"]), str(data["language"]), float(data["speed"]), threads
        )
    except (KeyError, IndexError, TypeError, ValueError, AttributeError):
        return None


def shipped_json(measured: Sequence[tuple[str, Calibration]]) -> str:
    """The content of ``calibrations.json``: by engine and model, without the speed."""
    entries = {name: {**_to_json(one), "speed": 0.0, "threads": {}} for name, one in measured}
    return json.dumps(entries, indent=1, sort_keys=True) + "\n"


def _sentences_for(source: str) -> tuple[str, list[str]]:
    by_language: dict[str, list[str]] = {}
    language = ""
    for line in (files(__package__) / SENTENCES).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]") and len(line) <= 6:
            language = line.strip("[]")
        elif line:
            by_language.setdefault(language, []).append(line)
    base = base_language(source)
    language = base if base in by_language else _FALLBACK
    return language, by_language[language]
