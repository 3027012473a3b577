"""How far a whole run is, so that the time left can be told: documents by their size, each by the part that is done."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from pipeline.project import Source
from pipeline.translation import Progress


class Estimate:
    """Counts the bytes of the documents to work on, once for each language; ``show`` is told of every change.

    The time that a text takes goes with its length, so bytes say how much is left, and the number of documents, or of
    sentences, does not: an engine gets the longest ones first. What is asked again after the checks is little, and adds
    nothing: a document is as good as done when the first round is.
    """

    def __init__(self, sources: Iterable[Source], languages: int, show: Progress | None) -> None:
        self._show = show
        self._total = languages * sum(map(_size, sources))
        self._done = 0
        self._size = 0
        self._part = 0.0

    def begin(self, source: Source) -> None:
        """A document's turn in one language."""
        self._size = _size(source)
        self._part = 0.0

    def part(self, done: int, total: int) -> None:
        """What an engine reports of the present document: it may start again, we do not."""
        if total:
            self._part = max(self._part, done / total)
        self._tell()

    def end(self) -> None:
        """The document is done in this language, whether an engine was asked or not."""
        self._done += self._size
        self._size = 0
        self._tell()

    def _tell(self) -> None:
        if self._show is not None:
            self._show(min(self._total, self._done + int(self._part * self._size)), self._total)


def _size(source: Source) -> int:
    with suppress(OSError):
        return source.path.stat().st_size
    return 0
