"""Law 5 and law 4 over random histories: people edit, review, delete and bring back; nothing is lost."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Unit
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.comments import machine_made
from pipeline.review.merge import plan
from pipeline.review.po import format_catalog, parse_catalog
from pipeline.review.threeway import merge_catalogs
from tests.review.samples import FACTS, NOON, document, merged, review, run, translate

SUBJECTS = ["The company", "A museum", "Our team", "Maria Silva", "The new engine", "Nobody"]
VERBS = ["presented", "did not present", "sold", "will open", "translates", "has lost"]
OBJECTS = ["a chip", "12 pictures", "the report of 2024", "every sentence twice", "{name}", "its doors"]
TAILS = [
    " today",
    " on Tuesday of this week",
    " without a network connection",
    ", experts say",
    " in the north of the country",
]
ACTIONS = [
    "edit",
    "edit",
    "delete",
    "add",
    "swap",
    "copy",
    "back",
    "review",
    "review",
    "half-review",
    "plural",
    "run",
    "run",
]


class History:
    """One project with its author, its reviewer and the machine."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.units: list[Unit] = [self.unit() for _ in range(self.random.randint(1, 8))]
        self.deleted: list[Unit] = []
        self.catalog: Catalog | None = None
        self.human: set[str] = set()
        self.count = 0

    def unit(self) -> Unit:
        words = [self.random.choice(part) for part in (SUBJECTS, VERBS, OBJECTS)]
        text = " ".join(words) + self.random.choice(TAILS) + "."
        return Unit(text, 1, context=self.random.choice([None, None, None, "menu"]))

    def act(self, action: str) -> None:
        pick = self.random.randrange(len(self.units)) if self.units else 0
        if action == "add" or not self.units:
            self.units.insert(pick, self.unit())
        elif action == "edit":
            unit = self.units[pick]
            words = unit.text.split()
            words[self.random.randrange(len(words))] = self.random.choice(
                ["really", "7", "not", "Hanoi", "%s"]
            )
            self.deleted.append(unit)
            self.units[pick] = Unit(" ".join(words), 1, context=unit.context)
        elif action == "delete":
            self.deleted.append(self.units.pop(pick))
        elif action == "swap":
            self.random.shuffle(self.units)
        elif action == "copy":
            self.units.append(self.units[pick])
        elif action == "back" and self.deleted:
            self.units.insert(pick, self.random.choice(self.deleted))
        elif action == "plural":
            unit = self.units[pick]
            self.units[pick] = Unit(unit.text, 1, context=unit.context, plural=unit.plural or unit.text + "s")
        elif action == "review" and self.catalog and self.catalog.entries:
            entry = self.random.choice(self.catalog.entries)
            self.count += 1
            self.human -= set(entry.translations)  # the reviewer's own decision
            still = self.catalog.with_entries(
                tuple(e for e in self.catalog.entries if e != entry), self.catalog.obsolete
            )
            self.human |= set(entry.translations) & texts(still)
            self.catalog = review(self.catalog, {entry.source: f"Frase do revisor {self.count}."})
            self.human |= texts(self.catalog) & {f"Frase do revisor {self.count}."}
            self.human &= texts(self.catalog)  # entries of one source in two contexts are reviewed together
        elif action == "half-review" and self.catalog and self.catalog.entries:
            self.half_review(self.random.choice(self.catalog.entries))
        elif action == "run":
            self.run()

    def half_review(self, entry: Entry) -> None:
        """Edit a machine's text and leave it ``fuzzy``: it is a human's from then on."""
        assert self.catalog is not None
        if machine_made(entry):
            self.count += 1
            text = f"Frase inacabada {self.count}."
            edited = replace(entry, translations=(text,) * len(entry.translations))
            entries = tuple(edited if e == entry else e for e in self.catalog.entries)
            self.catalog = self.catalog.with_entries(entries, self.catalog.obsolete)
            self.human.add(text)

    def run(self) -> None:
        source = document(*self.units)
        before = {entry.key: entry for entry in self.catalog.entries} if self.catalog else {}
        after, _ = run(self.catalog, source, time=NOON + self.count)
        assert [entry.key for entry in after.entries] == list(dict.fromkeys(unit.key for unit in self.units))
        plurals = {unit.key for unit in self.units if unit.plural}
        for entry in after.entries:
            old = before.get(entry.key)
            if old is not None and old.reviewed and (old.plural is not None) == (entry.key in plurals):
                assert (entry.translations, entry.fuzzy) == (old.translations, False)
            assert entry.fuzzy or set(entry.translations) <= self.human
            assert entry.fuzzy or not entry.notes
            assert not (machine_made(entry) and set(entry.translations) & self.human)
            assert entry.translated
        assert self.human <= texts(after), "a reviewer's text is lost"
        assert all(set(entry.translations) <= self.human for entry in after.obsolete)
        text = format_catalog(after)
        assert parse_catalog(text, "a.po") == after
        again, planned = run(parse_catalog(text, "a.po"), source, time=NOON + 10 * self.count)
        assert again == after
        assert planned.needed == ()
        self.catalog = after


def texts(catalog: Catalog) -> set[str]:
    return {text for entry in catalog.entries + catalog.obsolete for text in entry.translations}


@given(st.integers(0, 2**32), st.lists(st.sampled_from(ACTIONS), min_size=12, max_size=60))
@settings(max_examples=120, deadline=None)
def test_nothing_a_human_did_is_lost(seed: int, actions: list[str]) -> None:
    history = History(seed)
    history.run()
    for action in actions:
        history.act(action)
    history.run()


@pytest.mark.slow
def test_five_hundred_long_histories() -> None:
    for seed in range(500):
        history = History(seed)
        for _ in range(40):
            history.act(history.random.choice(ACTIONS))
        history.run()


def test_two_plans_in_a_row_need_the_same() -> None:
    history = History(7)
    history.run()
    for action in ACTIONS * 3:
        history.act(action)
    source = document(*history.units)
    first = plan(history.catalog, source)
    assert plan(history.catalog, source) == first
    assert merged(history.catalog, source, translate(first), FACTS, time=NOON)[1].needed == first.needed


def said(catalog: Catalog) -> set[str]:
    """Every text of a catalog, and those that its comments keep."""
    kept = {
        json.loads(text)
        for entry in catalog.entries + catalog.obsolete
        for line in entry.comments
        if line.startswith(("also reviewed", "also written"))
        for text in line.partition(": ")[2].split(" | ")
    }
    return texts(catalog) | kept


@pytest.mark.slow
@given(st.integers(0, 2**32), st.lists(st.sampled_from(ACTIONS), min_size=4, max_size=24))
@settings(max_examples=100, deadline=None)
def test_two_branches_are_merged_without_a_loss(seed: int, actions: list[str]) -> None:
    """The author and one reviewer on one branch, another reviewer on the other, then `merge_catalogs`."""
    here = History(seed)
    here.run()
    for action in actions[::2]:
        here.act(action)
    here.run()
    base = here.catalog
    assert base is not None
    there = History(seed + 1)
    there.units, there.catalog, there.human, there.count = list(here.units), base, set(here.human), 10_000
    for action in actions:
        here.act(action)
    here.run()
    for action in actions:
        if action in ("review", "half-review"):
            there.act(action)
    assert here.catalog is not None and there.catalog is not None
    merge = merge_catalogs(base, here.catalog, there.catalog)
    before = {entry.key: entry.translations for entry in base.entries + base.obsolete}
    for side in (here, there):
        assert side.catalog is not None
        for entry in side.catalog.entries + side.catalog.obsolete:
            if entry.translations != before.get(entry.key) and set(entry.translations) <= side.human:
                assert set(entry.translations) <= said(merge.catalog), "a reviewer's text is lost"
    assert parse_catalog(format_catalog(merge.catalog), "a.po") == merge.catalog
    after, _ = run(merge.catalog, document(*here.units), time=NOON + 99)
    assert said(merge.catalog) & (here.human | there.human) <= said(after)
