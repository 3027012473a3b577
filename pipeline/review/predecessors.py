"""Find for each new message the old one that it may have been: by its place, or by its rare words.

Linear in the size of the catalog: a few candidates for each message, never all pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.review.catalog import Entry, Key
from pipeline.review.comments import machine_made, made_for_previous
from pipeline.review.similar import Nearness, forget, nearness, words_of

_REACH = 4
"""How many vanished entries on each side of the place are looked at."""

_RARE = 4
"""How many of a text's rarest words are looked up."""

_COMMON = 40
"""A word in more vanished entries than this is not rare."""

_MOST = 12
"""How many candidates from rare words are compared in full."""

_SURE = 0.85
"""A text at the same place that is so near is taken without a look at the others."""

Predecessors = dict[Key, tuple[Nearness, Entry]]


def find_predecessors(
    searching: Sequence[Entry], gone: Sequence[Entry], old_order: Sequence[Key], new_order: Sequence[Key]
) -> Predecessors:
    """The best old entry for each new message that has one; an old entry serves one message.

    ``searching`` are messages without an entry, ``gone`` entries without a message; the orders are the
    keys of the whole old catalog and of the whole document.
    """
    places = _Places(gone, old_order, new_order)
    rare = _RareWords(gone)
    returned = {(e.previous_context, e.previous_source): e for e in gone if e.previous_source is not None}
    pairs: list[tuple[int, bool, float, int, int, Entry]] = []
    for position, message in enumerate(searching):
        back = returned.get(message.key)
        found_here = places.around(message.key)
        first = [(entry, *_compare(entry, message)) for entry in found_here[:2]]
        if back is None and any(near is Nearness.NEAR and score >= _SURE for _, near, score in first):
            compared = first  # at its place and nearly the same: no need to look elsewhere
        else:
            others = {entry.key: entry for entry in (*found_here, *rare.alike(message))}
            if back is not None:
                others[back.key] = back
            for entry, _, _ in first:
                del others[entry.key]
            compared = [*first, *((entry, *_compare(entry, message)) for entry in others.values())]
        for number, (entry, near, score) in enumerate(compared):
            if near:
                pairs.append((-near, machine_made(entry), -score, position, number, entry))
    pairs.sort(key=lambda pair: pair[:5])  # nearest first; a human's text before a machine's
    found: Predecessors = {}
    used: set[Key] = set()
    for negative, _, _, position, _, entry in pairs:
        key = searching[position].key
        if key not in found and entry.key not in used:
            found[key] = (Nearness(-negative), entry)
            used.add(entry.key)
    forget()
    return found


def _compare(old: Entry, new: Entry) -> tuple[Nearness, float]:
    """Compare with the source that the old text was made for, which may be older than the old source."""
    if old.previous_source is not None and made_for_previous(old):
        old = replace(old, source=old.previous_source, plural=old.previous_plural)
    near, score = nearness(old.source, new.source)
    if near is Nearness.NEAR and old.plural is not None and new.plural is not None:
        near = min(near, nearness(old.plural, new.plural)[0])
    return near, score


class _Places:
    """The vanished entries between the same neighbours."""

    def __init__(self, gone: Sequence[Entry], old_order: Sequence[Key], new_order: Sequence[Key]) -> None:
        index = {key: place for place, key in enumerate(old_order)}
        self._gone = {index[entry.key]: entry for entry in gone if entry.key in index}
        self._before: dict[Key, int] = {}
        self._after: dict[Key, int] = {}
        last, distance = -1, 0
        for key in new_order:
            if key in index:
                last, distance = index[key], 0
            else:
                distance += 1
                self._before[key] = last + distance
        last, distance = len(old_order), 0
        for key in reversed(new_order):
            if key in index:
                last, distance = index[key], 0
            else:
                distance += 1
                self._after[key] = last - distance

    def around(self, key: Key) -> list[Entry]:
        """Candidates for a new message, nearest place first."""
        steps = sorted(range(-_REACH, _REACH + 1), key=lambda step: (abs(step), step))
        places = [start + step for step in steps for start in (self._before[key], self._after[key])]
        return [self._gone[place] for place in dict.fromkeys(places) if place in self._gone]


class _RareWords:
    """The vanished entries that share rare words with a text."""

    def __init__(self, gone: Sequence[Entry]) -> None:
        self._gone = gone
        self._holders: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(gone):
            for word in dict.fromkeys(words_of(entry.source)):
                self._holders[word].append(number)

    def alike(self, message: Entry) -> list[Entry]:
        words = [word for word in dict.fromkeys(words_of(message.source)) if word in self._holders]
        words.sort(key=lambda word: (len(self._holders[word]), word))
        votes: dict[int, int] = defaultdict(int)
        for word in words[:_RARE]:
            holders = self._holders[word]
            if len(holders) <= _COMMON:
                for number in holders:
                    votes[number] += 1
        best = sorted(votes, key=lambda number: (-votes[number], number))[:_MOST]
        return [self._gone[number] for number in best]
