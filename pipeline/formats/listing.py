"""What ``locpipe formats`` tells of each format: the library that reads it, and the settings it obeys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import entry_points
from typing import Any

from pipeline.formats import ENTRY_POINTS, FORMATS, Format, all_formats

_OWN = "own reader"
_EXPAT = "expat (standard library)"
_LIBRARIES = {
    "markdown": "markdown-it-py",
    "docx": f"zipfile, {_EXPAT}",
    "odt": f"zipfile, {_EXPAT}",
    "po": "polib",
    "json": "json (standard library: the strings)",
    "xcstrings": "json (standard library)",
    "yaml": "PyYAML",
    "properties": "javaproperties",
    "fluent": "fluent.syntax",
    "android": _EXPAT,
    "xliff": _EXPAT,
    "qt": _EXPAT,
}
_OPTIONS: dict[str, tuple[str, ...]] = {
    "markdown": ("encoding", "markdown.front_matter"),
    "srt": ("encoding", "subtitles.line_length"),
    "webvtt": ("encoding", "subtitles.line_length"),
    "docx": (),
    "odt": (),
}


@dataclass(frozen=True, slots=True)
class Described:
    """A format as the list shows it. ``plug_in`` is the package that brings it, empty for a built-in one."""

    name: str
    suffixes: tuple[str, ...]
    description: str
    library: str
    options: tuple[str, ...]
    plug_in: str = ""

    def to_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "suffixes": list(self.suffixes),
            "description": self.description,
            "reads": True,
            "writes": True,
            "library": self.library,
            "options": list(self.options),
            "plug_in": self.plug_in,
        }


def describe_formats(formats: Sequence[Format] = FORMATS) -> list[Described]:
    """Describe the built-in formats in their order, and the plug-ins behind them.

    Raises ConfigurationError for a plug-in that cannot be loaded.
    """
    packages = {
        point.name: point.dist.name if point.dist else point.value
        for point in entry_points(group=ENTRY_POINTS)
    }
    built_in = {form.name for form in formats}
    return [
        Described(
            form.name,
            form.suffixes,
            form.description,
            _LIBRARIES.get(form.name, _OWN) if form.name in built_in else "",
            _OPTIONS.get(form.name, ("encoding",)) if form.name in built_in else (),
            "" if form.name in built_in else packages.get(form.name, "plug-in"),
        )
        for form in all_formats(formats)
    ]
