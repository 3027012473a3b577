"""The three-way merge: who wins, what is kept twice, and that nothing a human wrote is lost on either side."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.review.catalog import Catalog, Entry
from pipeline.review.comments import KEPT_FROM_PREVIOUS, signed
from pipeline.review.po import format_catalog, parse_catalog
from pipeline.review.threeway import REVIEWED_TWICE, merge_catalogs

HEADERS = {
    "PO-Revision-Date": "2026-09-01 10:00+0000",
    "Last-Translator": "Automatically generated",
    "Language": "pt_BR",
    "Content-Type": "text/plain; charset=UTF-8",
}


def human(text: str, source: str = "a") -> Entry:
    return Entry(None, source, translations=(text,))


def open_(text: str, source: str = "a") -> Entry:
    """A human's text that is not approved."""
    return Entry(None, source, translations=(text,), flags=("fuzzy",))


def machine(text: str, source: str = "a") -> Entry:
    return Entry(
        None,
        source,
        translations=(text,),
        flags=("fuzzy",),
        notes=signed(("mt bergamot en-pt 2.0",), (text,)),
    )


def gone(text: str, source: str = "a") -> Entry:
    return Entry(None, source, translations=(text,), obsolete=True)


EMPTY = Entry(None, "a")
NOTHING = None
TABLE = [
    # base, ours, theirs, result (None: dropped)
    (machine("m"), machine("m"), human("t"), human("t")),
    (machine("m"), human("o"), machine("m"), human("o")),
    (machine("m"), human("m"), human("m"), human("m")),
    (machine("m"), human("o"), machine("n"), human("o")),
    (machine("m"), machine("n"), human("t"), human("t")),
    (machine("m"), machine("n"), machine("k"), machine("n")),
    (EMPTY, machine("n"), human("t"), human("t")),
    (human("b"), human("b"), human("t"), human("t")),
    (human("b"), human("o"), human("b"), human("o")),
    (human("b"), open_("b"), human("b"), open_("b")),
    (human("b"), open_("b"), human("t"), human("t")),
    (human("b"), EMPTY, human("b"), EMPTY),
    (human("b"), gone("b"), human("b"), gone("b")),
    (human("b"), human("b"), gone("b"), gone("b")),
    (human("b"), gone("b"), human("t"), gone("t")),  # deleted here, corrected there
    (gone("b"), human("b"), gone("b"), human("b")),  # came back
    (machine("m"), NOTHING, machine("m"), NOTHING),
    (machine("m"), NOTHING, human("t"), gone("t")),
    (machine("m"), human("o"), NOTHING, gone("o")),
    (NOTHING, NOTHING, machine("n"), machine("n")),
    (NOTHING, human("o"), NOTHING, human("o")),
    (NOTHING, machine("n"), human("t"), human("t")),
]


def catalog(*entries: Entry | None, **headers: str) -> Catalog:
    made = [entry for entry in entries if entry is not None]
    return Catalog(
        HEADERS | headers,
        tuple(entry for entry in made if not entry.obsolete),
        tuple(entry for entry in made if entry.obsolete),
    )


@pytest.mark.parametrize(("base", "ours", "theirs", "expected"), TABLE)
def test_one_message(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, expected: Entry | None
) -> None:
    merge = merge_catalogs(catalog(base), catalog(ours), catalog(theirs))
    assert merge.conflicts == ()
    assert (*merge.catalog.entries, *merge.catalog.obsolete) == (() if expected is None else (expected,))


def test_reviewed_twice_keeps_both_and_waits() -> None:
    theirs = catalog(human('Diz "não"\nagora.'), **{"Last-Translator": "Bruno <b@example.org>"})
    merge = merge_catalogs(catalog(machine("m")), catalog(human("Diz não.")), theirs)
    (entry,) = merge.catalog.entries
    assert (entry.translations, entry.fuzzy, entry.notes) == (("Diz não.",), True, (REVIEWED_TWICE,))
    assert entry.comments == ('also reviewed by Bruno: "Diz \\"não\\"\\nagora."',)
    assert [one.theirs for one in merge.conflicts] == [('Diz "não"\nagora.',)]


def test_unfinished_texts_are_kept_too() -> None:
    base = catalog(machine("m"))
    merge = merge_catalogs(base, catalog(human("o")), catalog(open_("t")))
    assert (merge.catalog.entries[0].translations, merge.catalog.entries[0].fuzzy) == (("o",), False)
    assert merge.catalog.entries[0].comments == ('also written: "t"',)
    merge = merge_catalogs(base, catalog(open_("o")), catalog(open_("t")))
    assert (merge.catalog.entries[0].translations, merge.conflicts) == (("o",), ())
    assert merge.catalog.entries[0].comments == ('also written: "t"',)


def test_a_correction_follows_the_source_that_changed_meanwhile() -> None:
    moved = replace(open_("b", "a2"), previous_source="a", notes=(KEPT_FROM_PREVIOUS,))
    merge = merge_catalogs(catalog(human("b")), catalog(moved), catalog(human("better")))
    assert [(e.source, e.translations, e.fuzzy) for e in merge.catalog.entries] == [("a2", ("better",), True)]
    assert merge.catalog.obsolete == ()


def test_places_flags_and_comments_come_from_the_side_that_changed_them() -> None:
    was = replace(human("b"), references=(("a.md", 1),), comments=("old", "stays"), flags=("c-format",))
    ours = replace(was, references=(("a.md", 9),), comments=("old", "stays", "ours"))
    theirs = replace(was, comments=("stays", "theirs"), flags=("c-format", "no-wrap"))
    (entry,) = merge_catalogs(catalog(was), catalog(ours), catalog(theirs)).catalog.entries
    assert entry.references == (("a.md", 9),)
    assert entry.comments == ("stays", "ours", "theirs")
    assert entry.flags == ("c-format", "no-wrap")


def test_order_and_headers() -> None:
    texts = {name: human(name, name) for name in "abcdxy"}
    base = catalog(texts["a"], texts["b"])
    ours = catalog(texts["b"], texts["x"], texts["a"], **{"Language-Team": "Ours"})
    theirs = catalog(
        texts["c"], texts["a"], texts["d"], texts["b"], texts["y"],
        **{"Last-Translator": "Bruno <b@example.org>", "PO-Revision-Date": "2026-10-01 10:00+0000"},
    )  # fmt: skip
    merged = merge_catalogs(base, ours, theirs).catalog
    assert [entry.source for entry in merged.entries] == ["c", "b", "y", "x", "a", "d"]
    assert merged.headers["Language-Team"] == "Ours"
    assert merged.headers["Last-Translator"].startswith("Bruno")
    assert merged.headers["PO-Revision-Date"] == "2026-10-01 10:00+0000"


def test_a_changed_source_that_the_other_side_reviewed_keeps_its_text() -> None:
    base = catalog(human("x", "one"), human("y", "two"))
    ours = catalog(human("x", "two"), human("y", "three"))
    theirs = catalog(replace(open_("y", "three"), previous_source="two", notes=(KEPT_FROM_PREVIOUS,)))
    merged = merge_catalogs(base, ours, theirs).catalog
    assert {e.source: e.translations for e in merged.entries if e.reviewed}["three"] == ("y",)


SOURCES = ["one", "two", "three", "four"]
TEXTS = ["x", "y", 'z "q"\nw']
STATES = st.sampled_from(["human", "open", "machine", "empty", "gone", "none", "moved"])


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    made: list[Entry | None] = []
    for source in SOURCES:
        state, text = draw(STATES), draw(st.sampled_from(TEXTS))
        if state == "human":
            made.append(human(text, source))
        elif state == "open":
            made.append(open_(text, source))
        elif state == "machine":
            made.append(machine(text, source))
        elif state == "empty":
            made.append(Entry(None, source))
        elif state == "gone":
            made.append(gone(text, source))
        elif state == "moved":
            made.append(replace(open_(text, source), previous_source="two", notes=(KEPT_FROM_PREVIOUS,)))
    return catalog(*made)


def written(entry: Entry | None) -> tuple[str, ...] | None:
    return entry.translations if entry is not None and entry.reviewed else None


@given(catalogs(), catalogs(), catalogs())
@settings(max_examples=400)
def test_what_a_human_newly_reviewed_on_either_side_is_in_the_result(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> None:
    merge = merge_catalogs(base, ours, theirs)
    result = merge.catalog
    text = format_catalog(result)
    assert parse_catalog(text, "a.po") == result
    before = {e.key: e for e in (*base.obsolete, *base.entries)}
    everything = [t for e in (*result.entries, *result.obsolete) for t in e.translations]
    said = "\n".join(line for e in (*result.entries, *result.obsolete) for line in e.comments)
    for side in (ours, theirs):
        for entry in (*side.entries, *side.obsolete):
            old = before.get(entry.key)
            if entry.reviewed and (old is None or old.translations != entry.translations):
                (new,) = entry.translations
                assert new in everything or json.dumps(new, ensure_ascii=False) in said
    for conflict in merge.conflicts:
        assert conflict.ours != conflict.theirs
    assert len({e.key for e in (*result.entries, *result.obsolete)}) == len(result.entries) + len(
        result.obsolete
    )


@given(catalogs(), catalogs())
def test_what_only_one_side_changed_is_taken_as_it_is(base: Catalog, side: Catalog) -> None:
    def texts(one: Catalog) -> dict[str, tuple[object, ...]]:
        live = {e.source: (e.translations, e.fuzzy, False) for e in one.entries}
        return live | {e.source: (e.translations, e.fuzzy, True) for e in one.obsolete}

    for merge in (merge_catalogs(base, side, base), merge_catalogs(base, base, side)):
        assert merge.conflicts == ()
        assert texts(merge.catalog) == texts(side)
    assert merge_catalogs(base, side, side).catalog == side


@given(catalogs(), catalogs(), catalogs())
def test_both_directions_agree_but_for_what_was_written_twice(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> None:
    there, back = merge_catalogs(base, ours, theirs), merge_catalogs(base, theirs, ours)
    assert {one.key for one in there.conflicts} == {one.key for one in back.conflicts}
    assert {e.key for e in there.catalog.entries} == {e.key for e in back.catalog.entries}
    reviewed = [{e.key: e.translations for e in one.catalog.entries if e.reviewed} for one in (there, back)]
    assert reviewed[0] == reviewed[1]
