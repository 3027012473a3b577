"""``locpipe doctor``: what is installed, what works, what is missing, and the command that mends it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pipeline import __version__
from pipeline.engines import Engine, EveryPair, choose_route, default_jobs, load_engines
from pipeline.engines.base import ModelEngine
from pipeline.engines.calibration import calibration_of, kept_calibration
from pipeline.errors import LocpipeError
from pipeline.model import LanguagePair
from pipeline.project import Project
from pipeline.protect.masks import SHAPES

State = Literal["ok", "missing", "broken"]


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at. ``mend`` is what to do when it is not ``ok``; ``needed`` whether locpipe
    cannot work without it; ``more`` is what only ``--verbose`` shows."""

    name: str
    state: State
    detail: str
    mend: str = ""
    needed: bool = True
    more: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "state": self.state,
            "detail": self.detail,
            "mend": self.mend,
            "needed": self.needed,
            "more": self.more,
        }


def examine(project: Project, *, measure: bool = False) -> list[Examined]:
    """Look at Python, the configuration, the folders, every engine (one sentence is translated), gettext.

    ``measure`` finds out for every model which tokens come back, where nobody has measured it yet.
    """
    return [
        Examined(
            "locpipe", "ok", f"{__version__} on Python {sys.version.split()[0]}, {default_jobs()} cores"
        ),
        *_project(project),
        *_engines(measure),
        *_tools(),
    ]


def _project(project: Project) -> Iterator[Examined]:
    config = project.config
    yield Examined(
        "configuration", "ok", config.source_name or "none: defaults, rooted in the working folder"
    )
    folder = project.locales
    if not folder.exists():
        yield Examined("locales", "ok", f"{config.locales}/ is not there yet; translate makes it")
    elif os.access(folder, os.W_OK):
        yield Examined("locales", "ok", f"{config.locales}/ can be written")
    else:
        yield Examined(
            "locales", "broken", f"{config.locales}/ cannot be written", f"chmod u+w {config.locales}"
        )


def _engines(measure: bool) -> Iterator[Examined]:
    for engine in load_engines():
        problem = engine.available()
        if problem is not None:
            yield Examined(f"engine {engine.name}", "missing", problem, needed=False)
            continue
        pairs = engine.pairs()
        if isinstance(pairs, EveryPair):
            yield Examined(f"engine {engine.name}", "ok", "every pair, only when named with --engine")
            continue
        installed = sorted(pairs)
        if not installed:
            yield Examined(f"engine {engine.name}", "missing", "no model is installed", needed=False)
        for pair in installed:
            name = f"engine {engine.name}, {pair}"
            try:
                with choose_route(pair, engine.name) as route:
                    (answer,) = route.translate(["Good morning."], jobs=1)
                    works = bool(answer and answer[0].text)
                    yield Examined(
                        name,
                        "ok" if works else "broken",
                        route.model if works else "gave no translation",
                        more=_calibration(engine, pair, measure) if works else "",
                    )
            except LocpipeError as error:
                yield Examined(name, "broken", str(error), needed=False)


def _calibration(engine: Engine, pair: LanguagePair, measure: bool) -> str:
    """Which tokens come back from a model, most faithful first; empty where nobody has measured it."""
    if measure:
        found = calibration_of(engine, pair)
    else:
        found = kept_calibration(engine, pair) if isinstance(engine, ModelEngine) else None
    if found is None:
        return ""
    ranking = " ".join(SHAPES[name].token(0) for name in found.rankings.plain)
    return f"tokens that come back: {found.describe()}; tried in the order {ranking}"


def _tools() -> Iterator[Examined]:
    for command, use, package in (
        ("msgfmt", "checks PO files in this project's own tests; locpipe does not need it", "gettext"),
        ("poedit", "the editor that reviewers use", "poedit"),
    ):
        path = shutil.which(command)
        if path:
            yield Examined(command, "ok", Path(path).name)
        else:
            yield Examined(command, "missing", use, f"apt-get install {package}", needed=False)
