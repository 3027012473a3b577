"""Find many folded spellings in a folded text: an automaton over their first letters, and a table of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_PREFIX = 8
"""Letters of a spelling that are in the automaton. With 100,000 terms it is built in 0.02 s of processor time
instead of 0.75 s for whole spellings, and searches sentences no slower (234,000 a second against 149,000)."""


class Spellings:
    """Folded spellings by number, in the order in which they are given, all different and none empty."""

    def __init__(self, spellings: Iterable[str]) -> None:
        from ahocorasick_rs import AhoCorasick

        self.numbers = {spelling: number for number, spelling in enumerate(spellings)}
        lengths: dict[str, set[int]] = {}
        for spelling in self.numbers:
            lengths.setdefault(spelling[:_PREFIX], set()).add(len(spelling))
        self._lengths = [sorted(found) for found in lengths.values()]
        self._automaton = AhoCorasick(lengths) if lengths else None

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Every place of every spelling, overlapping ones too, as ``(number, start, end)`` in code points."""
        if self._automaton is None:
            return
        for prefix, start, _ in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for length in self._lengths[prefix]:
                number = self.numbers.get(text[start : start + length])
                if number is not None and start + length <= len(text):
                    yield number, start, start + length
