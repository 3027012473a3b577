"""What was put there: a small file in each model's folder, with the checksum of every other file.

It tells our models from those that other programs installed, and a damaged one from a whole one. It says
nothing of when or on which machine.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import ModelError

NAME = "locpipe-receipt.json"
CALIBRATION = "locpipe-calibration.json"
"""Lies beside the receipt and may be written anew: no checksum is kept of it."""

_OURS = frozenset({NAME, CALIBRATION})


@dataclass(frozen=True, slots=True)
class Receipt:
    """``origin`` is where the model came from, a link or a file's name; ``files`` maps names to sha256."""

    engine: str
    version: str
    origin: str
    files: dict[str, str] = field(default_factory=dict)


def write_receipt(folder: Path, engine: str, version: str, origin: str) -> None:
    """Write down what is in a model's folder now."""
    data = {"engine": engine, "version": version, "origin": origin, "files": checksums(folder)}
    (folder / NAME).write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def read_receipt(folder: Path) -> Receipt | None:
    """The receipt of a folder, or None where another program put it there."""
    try:
        data = json.loads((folder / NAME).read_text(encoding="utf-8"))
        files = {str(name): str(checksum) for name, checksum in data["files"].items()}
        return Receipt(str(data["engine"]), str(data["version"]), str(data["origin"]), files)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def checksums(folder: Path) -> dict[str, str]:
    """The sha256 of every file below a folder, by its path with ``/``; our own two files left out.

    Raises:
        ModelError: a file cannot be read.
    """
    found: dict[str, str] = {}
    try:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            if name not in _OURS:
                with path.open("rb") as file:
                    found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{folder} cannot be read: {error.strerror or error}.") from error
    return found


def damage(folder: Path, receipt: Receipt) -> str:
    """What is not as it was installed, in words; empty when all is well."""
    now = checksums(folder)
    missing = [name for name in receipt.files if name not in now]
    changed = [name for name, checksum in receipt.files.items() if now.get(name, checksum) != checksum]
    parts = [f"{', '.join(missing)} missing"] if missing else []
    return "; ".join(parts + ([f"{', '.join(changed)} changed"] if changed else []))
