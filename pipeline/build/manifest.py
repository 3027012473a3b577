"""What a build was made from and what it gave: ``manifest.json`` in the build folder, the same bytes every time.

No date and no absolute path stands in it: two builds from the same inputs are equal wherever they ran.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Built:
    """A built file and how many of its texts are reviewed, unreviewed or still in the source language."""

    path: str
    language: str
    sha256: str
    reviewed: int
    fuzzy: int
    fallback: int


@dataclass(slots=True)
class Manifest:
    """The inputs (path → SHA-256), outputs, options of a build, and the models whose text is in it."""

    version: str
    options: Mapping[str, Any]
    inputs: dict[str, str] = field(default_factory=dict)
    outputs: list[Built] = field(default_factory=list)
    models: set[str] = field(default_factory=set)

    def to_bytes(self) -> bytes:
        """The file: UTF-8, sorted, ``\\n``."""
        document = {
            "locpipe": self.version,
            "options": dict(self.options),
            "inputs": [{"path": path, "sha256": self.inputs[path]} for path in sorted(self.inputs)],
            "models": sorted(self.models),
            "languages": self._languages(),
            "outputs": [
                {
                    "path": one.path,
                    "language": one.language,
                    "sha256": one.sha256,
                    "reviewed": one.reviewed,
                    "fuzzy": one.fuzzy,
                    "fallback": one.fallback,
                }
                for one in sorted(self.outputs, key=lambda one: one.path)
            ],
        }
        return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")

    def _languages(self) -> dict[str, dict[str, Any]]:
        """Coverage of each language over its message files: a document's texts are those of its catalog."""
        languages: dict[str, dict[str, Any]] = {}
        for language in sorted({one.language for one in self.outputs}):
            own = [one for one in self.outputs if one.language == language and one.path.endswith(".mo")]
            reviewed, fuzzy, fallback = (
                sum(values)
                for values in ([o.reviewed for o in own], [o.fuzzy for o in own], [o.fallback for o in own])
            )
            total = reviewed + fuzzy + fallback
            languages[language] = {
                "entries": total,
                "reviewed": reviewed,
                "fuzzy": fuzzy,
                "fallback": fallback,
                "reviewed_percent": round(100 * reviewed / total, 1) if total else 100.0,
            }
        return languages


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def models_of(notes: Iterable[str]) -> set[str]:
    """The engine models that an entry's notes name: ``mt bergamot en-pt 2.0, confidence 0.62`` → one."""
    return {
        note.removeprefix("mt ").partition(", confidence")[0].partition(":")[0]
        for note in notes
        if note.startswith("mt ")
    }
