"""XLIFF 1.2 and 2: read the units that somebody has finished."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.memory.exchange.xml import Raw, Reader, read_pairs

_UNFINISHED = frozenset(
    [
        "new",
        "initial",
        "needs-translation",
        "needs-adaptation",
        "needs-l10n",
        "needs-review-translation",
        "needs-review-adaptation",
        "needs-review-l10n",
    ]
)
_INLINE = frozenset(["g", "x", "bx", "ex", "bpt", "ept", "ph", "it", "pc", "sc", "ec", "cp"])
_WITH_TEXT = frozenset({"bpt", "ept", "ph", "it"})


class _Xliff(Reader):
    """Collects units. An inline code without its text cannot be put back, so such a unit is left out."""

    def __init__(self) -> None:
        super().__init__()
        self._source_language = self._target_language = ""
        self._texts: dict[str, list[str]] = {}
        self._inside = ""
        self._state = ""
        self._approved = ""
        self._translate = "yes"
        self._codes = False
        self._waiting = ""
        self._alternative = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in ("xliff", "file"):
            self._source_language = (
                attributes.get("source-language") or attributes.get("srcLang") or self._source_language
            )
            self._target_language = (
                attributes.get("target-language") or attributes.get("trgLang") or self._target_language
            )
        elif tag in ("alt-trans", "matches"):
            self._alternative += 1
        elif self._alternative:
            return
        elif tag in ("trans-unit", "segment", "unit"):
            if tag != "segment":
                self._approved, self._translate = (
                    attributes.get("approved", ""),
                    attributes.get("translate", "yes"),
                )
            self._texts, self._codes, self._state = {}, False, attributes.get("state", "")
        elif tag in ("source", "target"):
            self._inside = tag
            self._texts[tag] = []
            self._state = attributes.get("state", self._state)
        elif self._inside and tag in _INLINE:
            self._waiting = tag if tag in _WITH_TEXT else ""
            self._codes = self._codes or tag not in _WITH_TEXT

    def text(self, text: str) -> None:
        if self._inside:
            self._texts[self._inside].append(text)
            self._waiting = ""

    def end(self, tag: str) -> None:
        if tag in ("alt-trans", "matches"):
            self._alternative -= 1
        elif self._alternative:
            return
        elif tag in ("source", "target"):
            self._inside = ""
        elif self._inside and tag in _WITH_TEXT:
            self._codes = self._codes or bool(self._waiting)
            self._waiting = ""
        elif tag in ("trans-unit", "segment"):
            self._finish()

    def _finish(self) -> None:
        source, target = ("".join(self._texts.get(tag, ())) for tag in ("source", "target"))
        problem = ""
        if not target.strip() or self._translate == "no":
            problem = "not translated"
        elif self._approved == "no" or (self._state in _UNFINISHED and self._approved != "yes"):
            problem = "not finished"
        elif self._codes:
            problem = "with codes whose text the file does not have"
        self.done.append(Raw(source, target, self._source_language, self._target_language, problem=problem))


def read_xliff(path: Path, name: str) -> Iterator[Raw]:
    """The pairs of an XLIFF file, those that are not finished with their problem."""
    return read_pairs(path, name, _Xliff(), frozenset({"xliff"}))
