"""The glossary of a run and its matchers, each built once: a large one takes a second to build."""

from __future__ import annotations

from pipeline.glossary.match import Matcher
from pipeline.glossary.model import Glossary


class Terms:
    """A glossary, with the matcher of each target and source language made when it is first asked for."""

    def __init__(self, glossary: Glossary | None = None) -> None:
        self.glossary = glossary or Glossary()
        self._matchers: dict[tuple[str, str | None], Matcher] = {}

    def matcher(self, target: str = "", source: str | None = None) -> Matcher:
        """The matcher for a target locale (``""``: rows for any target) and the language of the texts."""
        key = (target, source)
        if key not in self._matchers:
            self._matchers[key] = Matcher(self.glossary, target, source=source)
        return self._matchers[key]
