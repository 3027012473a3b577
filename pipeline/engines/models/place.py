"""Put a finished model folder into its place in one step, and keep two installations out of each other's way.

Models are made ready *beside* the folder that holds them, on the same disk: one stray folder among Argos
packages, even for a moment, breaks every Argos program on the machine.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import ModelError, ProjectError
from pipeline.review.write import project_lock

_SIDE = ".locpipe-staging"
_PATIENCE = 900.0  # seconds; another installation opens a model of some 0.1 GB


@contextmanager
def staging_beside(models: Path, message: Callable[[str], None] | None = None) -> Iterator[Path]:
    """An empty folder on the disk of ``models`` and outside it, while nobody else installs there.

    What a killed installation left is cleared away first.

    Raises:
        ModelError: the folder cannot be written, or another installation did not end.
    """
    side = models.with_name(models.name + _SIDE)
    try:
        with project_lock(models.parent, timeout=_PATIENCE, message=message):
            shutil.rmtree(side, ignore_errors=True)
            try:
                models.mkdir(parents=True, exist_ok=True)
                side.mkdir()
            except OSError as error:
                raise ModelError(f"{models} cannot be written: {error.strerror or error}.") from error
            try:
                yield side
            finally:
                shutil.rmtree(side, ignore_errors=True)
    except ProjectError as error:
        raise ModelError(f"Nothing was installed. {error}") from error


def put_in_place(fresh: Path, place: Path, staging: Path) -> None:
    """Give a finished folder its name among the models; what had the name goes with ``staging``.

    Raises:
        ModelError: the system refused; what was there before is there again.
    """
    old = staging / "replaced"
    try:
        replaced = place.exists() or place.is_symlink()
        if replaced:
            place.rename(old)
        try:
            fresh.rename(place)
        except OSError:
            if replaced:
                old.rename(place)
            raise
        _sync(place.parent)
    except OSError as error:
        raise ModelError(
            f"{place.name} cannot be put into {place.parent}: {error.strerror or error}. Nothing was installed."
        ) from error


def take_away(place: Path, staging: Path) -> None:
    """Remove a model's folder: out of sight in one step, then file by file.

    Raises:
        ModelError: the system refused.
    """
    try:
        place.rename(staging / "removed")
        _sync(place.parent)
    except OSError as error:
        raise ModelError(f"{place} cannot be removed: {error.strerror or error}.") from error
    shutil.rmtree(staging / "removed", ignore_errors=True)


def _sync(folder: Path) -> None:
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
