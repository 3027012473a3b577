"""Merge two versions of a catalog that come from one: what a human wrote on either side is in the result.

For each message it is settled apart whether it is live (the documents say so) and which text it has (humans do).
A text that changed on one side only is taken; of two changed ones a reviewed text counts more than an unfinished
one and that more than a machine's. Two reviewed texts that differ are kept both, ours as the text and theirs in a
comment, and the entry waits for a human.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.review.catalog import Catalog, Entry, Key
from pipeline.review.comments import also_reviewed, also_written, machine_made
from pipeline.review.header import later_header
from pipeline.review.outcome import as_obsolete

REVIEWED_TWICE = "reviewed twice: choose one of the two texts and approve it"
"""The note of an entry that two people reviewed differently; the second text is in its comment."""

_DATES = ("POT-Creation-Date", "PO-Revision-Date")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A message that both sides reviewed, each with its own text."""

    key: Key
    ours: tuple[str, ...]
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """The result, and what could not be settled. ``taken`` counts the messages whose text came from theirs."""

    catalog: Catalog
    conflicts: tuple[Conflict, ...] = ()
    taken: int = 0


def merge_catalogs(base: Catalog, ours: Catalog, theirs: Catalog) -> Merge:
    """The three-way merge; ``base`` is the version that both come from, empty where there is none."""
    sides = [_by_key(one) for one in (base, ours, theirs)]
    who = _translator(theirs)
    chosen: dict[Key, Entry] = {}
    conflicts: list[Conflict] = []
    taken = 0
    for key in dict.fromkeys((*sides[1], *sides[2])):
        was, our, their = (side.get(key) for side in sides)
        result, conflict = _message(was, our, their, who)
        if conflict:
            conflicts.append(conflict)
        if result is not None:
            chosen[key] = result
            taken += our is None or result.translations != our.translations
    _follow_moves(sides[0], sides[1], sides[2], chosen)
    order = _order(ours, theirs)
    live = tuple(chosen[key] for key in order if key in chosen and not chosen[key].obsolete)
    gone = tuple(entry for entry in chosen.values() if entry.obsolete)
    return Merge(
        replace(
            ours,
            headers=_headers(base, ours, theirs),
            entries=live,
            obsolete=gone,
            comments=_lines(base.comments, ours.comments, theirs.comments),
            trailing=_lines(base.trailing, ours.trailing, theirs.trailing),
            header_fuzzy=_changed(base.header_fuzzy, ours.header_fuzzy, theirs.header_fuzzy),
        ),
        tuple(conflicts),
        taken,
    )


def _by_key(catalog: Catalog) -> dict[Key, Entry]:
    return {entry.key: entry for entry in (*catalog.obsolete, *catalog.entries)}


def _translator(catalog: Catalog) -> str:
    name = catalog.headers.get("Last-Translator", "").partition("<")[0].strip()
    return "" if name in ("", "Automatically generated", "FULL NAME") else name


def _message(
    was: Entry | None, our: Entry | None, their: Entry | None, who: str
) -> tuple[Entry | None, Conflict | None]:
    """What becomes of one message; None where it is dropped."""
    live = _changed(_is_live(was), _is_live(our), _is_live(their))
    if our is None or their is None:
        one = our if our is not None else their
        assert one is not None
        if was is not None and _text(one) == _text(was):
            return None, None  # the other side let it go, or moved its text to a changed source
        return _placed(one, live), None
    text, conflict = _choose(was, our, their, who)
    comments = _lines(was.comments if was else (), our.comments, their.comments)
    comments += tuple(
        line for line in text.comments if line not in comments and line not in our.comments + their.comments
    )
    same_source = was or their
    merged = replace(
        text,
        comments=comments,
        flags=(*(("fuzzy",) if text.fuzzy else ()), *_flags(was, our, their)),
        references=_changed(same_source.references, our.references, their.references),
        extracted=_changed(same_source.extracted, our.extracted, their.extracted),
    )
    return _placed(merged, live), conflict


def _placed(entry: Entry, live: bool) -> Entry | None:
    """The entry as a live one, or among the obsolete ones, where only humans' texts are kept."""
    if live:
        return replace(entry, obsolete=False)
    return None if entry.empty or machine_made(entry) else as_obsolete(entry)


def _choose(was: Entry | None, our: Entry, their: Entry, who: str) -> tuple[Entry, Conflict | None]:
    before, here, there = (None if one is None else _text(one) for one in (was, our, their))
    if here in (there, before) or there == before:
        return (our if here == there or there == before else their), None
    ranks = _rank(our), _rank(their)
    if ranks[0] != ranks[1]:
        better, other = (our, their) if ranks[0] > ranks[1] else (their, our)
        known = (better.translations, was.translations if was else None)
        if _rank(other) == _UNFINISHED and other.translations not in known:
            better = replace(better, comments=(*better.comments, also_written(other.translations)))
        return better, None
    if our.translations == their.translations or ranks[0] <= _MACHINE:
        return our, None
    if ranks[0] == _UNFINISHED:
        return replace(our, comments=(*our.comments, also_written(their.translations, who))), None
    kept = replace(
        our,
        flags=("fuzzy", *our.flags),
        notes=(REVIEWED_TWICE,),
        comments=(*our.comments, also_reviewed(their.translations, who)),
    )
    return kept, Conflict(our.key, our.translations, their.translations)


_EMPTY, _MACHINE, _UNFINISHED, _REVIEWED = range(4)


def _rank(entry: Entry) -> int:
    if entry.reviewed:
        return _REVIEWED
    if entry.empty:
        return _EMPTY
    return _MACHINE if machine_made(entry) else _UNFINISHED


def _text(entry: Entry) -> tuple[tuple[str, ...], bool, str | None]:
    return entry.translations, entry.fuzzy, entry.plural


def _is_live(entry: Entry | None) -> bool:
    return entry is not None and not entry.obsolete


def _changed(was: T, our: T, their: T) -> T:
    """Ours where it changed, else theirs."""
    return our if our != was else their


def _flags(was: Entry | None, our: Entry, their: Entry) -> tuple[str, ...]:
    sides = [[flag for flag in one.flags if flag != "fuzzy"] if one else [] for one in (was, our, their)]
    return _lines(*sides)


def _lines(was: Sequence[str], our: Sequence[str], their: Sequence[str]) -> tuple[str, ...]:
    """Ours, without what theirs took away and with what theirs added."""
    kept = [line for line in our if line in their or line not in was]
    return (*kept, *(line for line in dict.fromkeys(their) if line not in was and line not in our))


def _follow_moves(
    base: Mapping[Key, Entry],
    ours: Mapping[Key, Entry],
    theirs: Mapping[Key, Entry],
    chosen: dict[Key, Entry],
) -> None:
    """Where one side changed a source and the other the old source's text: the new text goes along."""
    for mover, other in ((ours, theirs), (theirs, ours)):
        for key, entry in mover.items():
            if not entry.fuzzy or entry.obsolete or entry.previous_source is None:
                continue
            before = (entry.previous_context, entry.previous_source)
            was, now, new = base.get(before), other.get(before), chosen.get(key)
            if was is None or now is None or new is None or before in mover or before not in chosen:
                continue
            if new.reviewed:
                continue  # the other side reviewed the changed source by itself: that its text is the old one is its choice
            untouched = was.translations == entry.translations == new.translations and was.reviewed
            if untouched and now.reviewed and len(now.translations) == len(new.translations):
                chosen[key] = replace(new, translations=now.translations)
                if chosen[before].obsolete:
                    del chosen[before]


def _order(ours: Catalog, theirs: Catalog) -> list[Key]:
    """Ours; what only theirs has stands behind the message that it follows there."""
    order = [entry.key for entry in ours.entries]
    known = set(order)
    behind: dict[Key | None, list[Key]] = {}
    last: Key | None = None
    for entry in theirs.entries:
        if entry.key in known:
            last = entry.key
        else:
            behind.setdefault(last, []).append(entry.key)
    result = list(behind.get(None, ()))
    for key in order:
        result.append(key)
        result += behind.get(key, ())
    result += [entry.key for entry in (*ours.obsolete, *theirs.obsolete)]
    return list(dict.fromkeys(result))


def _headers(base: Catalog, ours: Catalog, theirs: Catalog) -> dict[str, str]:
    """Field by field; of two that changed the later side's, and of two dates the later one."""
    newer = theirs if later_header(theirs.headers, ours.headers) else ours
    merged: dict[str, str] = {}
    for name in dict.fromkeys((*ours.headers, *theirs.headers)):
        was, our, their = (side.headers.get(name) for side in (base, ours, theirs))
        value = _changed(was, our, their)
        if our != their and was not in (our, their) and name != "Plural-Forms":
            value = newer.headers.get(name, value)
        if name in _DATES and our is not None and their is not None:
            value = max(our, their)
        if value is not None:
            merged[name] = value
    return merged
