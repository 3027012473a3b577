"""The merge, case by case: who owns a text and where it goes (po-files 1, 2, 5–7, 9, 10)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.model import Candidate, Document, Finding, Origin, Severity, Unit
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.comments import KEPT_FROM_PREVIOUS, TRANSLATED_AFRESH, signed
from pipeline.review.merge import Fate, apply, plan
from tests.review.samples import FACTS, NOON, by_source, document, machine, merged, review, run

LONG = "The company presented a new chip on Tuesday."
LONGER = "The company presented its new chip on Tuesday."
OTHER = "Farmers fear for the harvest of this summer."


def test_a_new_document_is_all_fuzzy_in_its_order() -> None:
    catalog, planned = run(None, document(Unit("Chips", 1, "Heading 1"), LONG, OTHER))
    assert [entry.source for entry in catalog.entries] == ["Chips", LONG, OTHER]
    assert all(entry.fuzzy and entry.translated for entry in catalog.entries)
    assert catalog.entries[0].extracted == ("Heading 1",)
    assert catalog.entries[0].notes == signed(("mt bergamot en-pt 2.0",), ("mt(Chips)",))
    assert catalog.entries[1].references == (("articles/a.md", 4),)
    assert planned.count(Fate.NEW) == 3


def test_equal_units_share_an_entry_with_several_references() -> None:
    units = [Unit("More", 3, "Link"), Unit("Text", 5), Unit("More", 9, "Heading 2"), Unit("More", 9, "Link")]
    catalog, planned = run(None, document(*units))
    assert [unit.text for unit in planned.needed] == ["More", "Text"]
    assert catalog.entries[0].references == (("articles/a.md", 3), ("articles/a.md", 9))
    assert catalog.entries[0].extracted == ("Link", "Heading 2")


def test_context_keeps_equal_texts_apart() -> None:
    catalog, _ = run(None, document(Unit("Open", 1, context="menu"), Unit("Open", 2, context="state")))
    assert [entry.key for entry in catalog.entries] == [("menu", "Open"), ("state", "Open")]


def test_references_comments_and_flags_of_a_catalog_come_through() -> None:
    unit = Unit(
        "%s files",
        7,
        flags=("python-format", "fuzzy"),
        references=(("a.py", 3), ("b.py", 0)),
        comments=("Shown in the list\\", "locpipe: copy"),
        translator_comments=("ask Ana",),
    )
    entry = run(None, document(unit))[0].entries[0]
    assert entry.flags == ("fuzzy", "python-format")
    assert entry.references == (("a.py", 3), ("b.py", 0))
    assert entry.extracted == ("Shown in the list\\ ",)
    assert entry.comments == ("ask Ana",)


def test_reviewed_text_stays_and_loses_only_our_notes() -> None:
    source = document(LONG, OTHER)
    first, _ = run(None, source)
    reviewed = review(first, {LONG: "Do revisor."})
    commented = reviewed.with_entries(
        (replace(reviewed.entries[0], comments=("checked twice",), flags=("no-wrap",)), reviewed.entries[1]),
        (),
    )
    second, planned = run(commented, source)
    entry = second.entries[0]
    assert (entry.translations, entry.comments, entry.flags) == (
        ("Do revisor.",),
        ("checked twice",),
        ("no-wrap",),
    )
    assert entry.notes == ()
    assert second.entries[1] == first.entries[1]
    assert planned.needed == ()


def test_what_waits_for_review_is_not_translated_again_unless_forced() -> None:
    source = document(LONG, OTHER)
    first = review(run(None, source)[0], {OTHER: "Do revisor."})
    assert plan(first, source).needed == ()
    forced = plan(first, source, force_machine=True)
    assert [unit.text for unit in forced.needed] == [LONG]


def test_forced_and_failed_keeps_the_old_text() -> None:
    source = document(LONG)
    first, _ = run(None, source)
    nothing = {(None, LONG): (machine(""),)}
    second, _ = merged(first, source, nothing, FACTS, time=NOON, force_machine=True)
    assert second == first


def test_fuzzy_text_without_our_note_is_a_humans() -> None:
    source = document(LONG)
    entry = Entry(None, LONG, translations=("Rascunho",), flags=("fuzzy",))
    assert plan(Catalog(entries=(entry,)), source, force_machine=True).needed == ()


def test_an_empty_entry_is_tried_again_by_another_model_only() -> None:
    source = document(LONG)
    finding = Finding("numbers", Severity.ERROR, "17:58 is missing")
    failed = {(None, LONG): (machine("", findings=(finding,)),)}
    first, _ = merged(None, source, failed, FACTS, time=NOON)
    entry = first.entries[0]
    assert entry.empty
    assert not entry.fuzzy
    assert entry.notes == (
        "mt bergamot en-pt 2.0: nothing passed the checks",
        "check numbers: 17:58 is missing",
    )
    assert plan(first, source, model="bergamot en-pt 2.0").needed == ()
    assert plan(first, source, model="bergamot en-pt 2.1").needed == source.units
    assert plan(first, source, model="bergamot en-pt 2.0", force_machine=True).needed == source.units
    assert merged(first, source, {}, FACTS, time=NOON + 9)[0] == first


def test_small_change_of_a_reviewed_source_keeps_the_humans_text_as_fuzzy() -> None:
    first = review(run(None, document("Chips", LONG, OTHER))[0], {LONG: "Do revisor."})
    second, planned = run(first, document("Chips", LONGER, OTHER))
    entry = by_source(second.entries)[LONGER]
    assert entry.translations == ("Do revisor.",)
    assert entry.fuzzy
    assert entry.previous_source == LONG
    assert entry.notes == (KEPT_FROM_PREVIOUS,)
    assert second.obsolete == ()
    assert planned.needed == ()
    assert planned.count(Fate.MOVED) == 1


def test_and_changed_again_it_still_shows_the_source_it_was_made_for() -> None:
    first = review(run(None, document(LONG))[0], {LONG: "Do revisor."})
    second, _ = run(first, document(LONGER))
    third, _ = run(second, document(LONGER.replace("Tuesday", "Tuesday evening")))
    assert third.entries[0].translations == ("Do revisor.",)
    assert third.entries[0].previous_source == LONG


def test_changed_and_changed_back_the_text_is_there_fuzzy() -> None:
    first = review(run(None, document(LONG))[0], {LONG: "Do revisor."})
    second, _ = run(first, document(LONGER))
    third, _ = run(second, document(LONG))
    entry = third.entries[0]
    assert (entry.translations, entry.flags, entry.previous_source) == (("Do revisor.",), ("fuzzy",), None)


def test_deleted_after_a_change_and_brought_back_in_its_first_form() -> None:
    first = review(run(None, document(LONG, OTHER))[0], {LONG: "Do revisor."})
    second, _ = run(first, document(LONGER, OTHER))
    third, _ = run(second, document(OTHER))
    assert [(e.source, e.previous_source) for e in third.obsolete] == [(LONGER, LONG)]
    fourth, _ = run(third, document(LONG, OTHER))
    assert by_source(fourth.entries)[LONG].translations == ("Do revisor.",)


@pytest.mark.parametrize(
    "new", ["The company did not present a new chip on Tuesday.", LONG.replace("Tuesday", "Friday")]
)
def test_a_change_that_may_turn_the_meaning_is_translated_afresh(new: str) -> None:
    first = review(run(None, document("Chips", LONG, OTHER))[0], {LONG: "Do revisor."})
    second, planned = run(first, document("Chips", new, OTHER))
    entry = by_source(second.entries)[new]
    assert entry.translations == (f"mt({new})",)
    assert entry.fuzzy
    assert entry.previous_source == LONG
    assert [(e.source, e.translations, e.fuzzy) for e in second.obsolete] == [(LONG, ("Do revisor.",), False)]
    assert [unit.text for unit in planned.needed] == [new]


def test_a_changed_machine_entry_is_translated_afresh_and_shows_the_old_source() -> None:
    first, _ = run(None, document("Chips", LONG, OTHER))
    second, planned = run(first, document("Chips", LONGER, OTHER))
    entry = by_source(second.entries)[LONGER]
    assert entry.translations == (f"mt({LONGER})",)
    assert entry.previous_source == LONG
    assert entry.notes == (TRANSLATED_AFRESH, *signed(("mt bergamot en-pt 2.0",), entry.translations))
    assert second.obsolete == ()
    assert planned.count(Fate.CHANGED) == 1


def test_a_paragraph_about_something_else_is_new() -> None:
    first = review(run(None, document(LONG))[0], {LONG: "Do revisor."})
    second, planned = run(first, document(OTHER))
    assert second.entries[0].previous_source is None
    assert [entry.source for entry in second.obsolete] == [LONG]
    assert planned.count(Fate.NEW) == 1


def test_obsolete_keeps_human_work_only_and_gives_it_back() -> None:
    first = review(run(None, document(LONG, OTHER, "Third"))[0], {LONG: "Do revisor."})
    second, _ = run(first, document("Third"))
    assert [entry.source for entry in second.obsolete] == [LONG]
    third, _ = run(second, document("Third", "Fourth"))
    assert third.obsolete == second.obsolete
    fourth, planned = run(third, document(LONG, "Third", "Fourth"))
    entry = fourth.entries[0]
    assert (entry.translations, entry.reviewed, entry.obsolete) == (("Do revisor.",), True, False)
    assert entry.references == (("articles/a.md", 1),)
    assert fourth.obsolete == ()
    assert planned.needed == ()


def test_reviewed_text_moved_to_another_place_is_found_by_its_words() -> None:
    fillers = [
        f"Paragraph about subject number {word}." for word in ("one", "two", "three", "four", "five", "six")
    ]
    first = review(run(None, document(LONG, *fillers))[0], {LONG: "Do revisor."})
    second, _ = run(first, document(*fillers, LONGER))
    assert by_source(second.entries)[LONGER].translations == ("Do revisor.",)


def test_one_old_text_serves_one_new_one() -> None:
    first = review(run(None, document(LONG))[0], {LONG: "Do revisor."})
    second, _ = run(first, document(LONGER, LONG.replace("a new", "the new")))
    assert sorted(e.translations == ("Do revisor.",) for e in second.entries) == [False, True]


@pytest.mark.parametrize(
    ("forms", "given", "expected"),
    [
        (1, ("one", "many"), ("many",)),
        (2, ("one", "many"), ("one", "many")),
        (2, ("both",), ("both", "both")),
        (3, ("one", "many"), ("one", "many", "many")),
        (3, ("a", "b", "c"), ("a", "b", "c")),
        (2, ("one", ""), ("", "")),
    ],
)
def test_plurals_have_every_form(forms: int, given: tuple[str, ...], expected: tuple[str, ...]) -> None:
    source = document(Unit("%d file", 1, plural="%d files"))
    made = {(None, "%d file"): tuple(machine(text) for text in given)}
    headers = {"Plural-Forms": f"nplurals={forms}; plural=0;", "Content-Type": "text/plain; charset=UTF-8"}
    entry = merged(Catalog(headers=headers), source, made, FACTS, time=NOON)[0].entries[0]
    assert entry.translations == expected
    assert entry.plural == "%d files"


def test_a_reviewed_text_whose_source_gets_a_plural() -> None:
    first = review(run(None, document("%d file"))[0], {"%d file": "%d arquivo"})
    second, _ = run(first, document(Unit("%d file", 1, plural="%d files")))
    entry = second.entries[0]
    assert (entry.translations, entry.fuzzy) == (("%d arquivo", "%d arquivo"), True)
    assert (entry.previous_source, entry.previous_plural) == ("%d file", None)
    third, _ = run(second, document("%d file"))
    assert third.entries[0].translations == ("%d arquivo",)
    assert third.entries[0].previous_source is None


def test_losing_the_plural_loses_no_form() -> None:
    entry = Entry(None, "%d file", "%d files", ("%d arquivo", "%d arquivos"))
    second, _ = run(Catalog(entries=(entry,)), document("%d file"))
    assert second.entries[0].translations == ("%d arquivo",)
    assert second.entries[0].previous_plural == "%d files"
    assert "earlier plural form 1: %d arquivos" in second.entries[0].notes


def test_text_in_some_forms_only_is_left_alone() -> None:
    entry = Entry(None, "%d file", "%d files", ("%d arquivo", ""))
    source = document(Unit("%d file", 1, plural="%d files"))
    second, planned = run(Catalog(entries=(entry,)), source)
    assert second.entries[0].translations == ("%d arquivo", "")
    assert planned.needed == ()


def test_what_an_input_catalog_has_in_the_language_is_taken_over() -> None:
    units = (
        Unit("One", 1, translations=("Um",)),
        Unit("Two", 2, translations=("Dois",), fuzzy=True),
        Unit("Three", 3),
    )
    source = replace(document(*units), translation_language="pt_BR")
    catalog, planned = run(None, source)
    assert [(e.translations[0], e.fuzzy) for e in catalog.entries] == [
        ("Um", False),
        ("Dois", True),
        ("mt(Three)", True),
    ]
    assert [unit.text for unit in planned.needed] == ["Three"]
    elsewhere, planned = run(None, replace(source, translation_language="de"))
    assert len(planned.needed) == 3
    assert all(entry.fuzzy for entry in elsewhere.entries)


def test_a_humans_text_in_the_input_replaces_machine_text_but_no_humans() -> None:
    first = review(run(None, document("One", "Two"))[0], {"Two": "Revisado"})
    units = (Unit("One", 1, translations=("Um",)), Unit("Two", 2, translations=("Dois",)))
    second, _ = run(first, replace(document(*units), translation_language="pt_BR"))
    assert [(e.translations[0], e.fuzzy) for e in second.entries] == [("Um", False), ("Revisado", False)]


@pytest.mark.parametrize(
    ("source", "given", "expected"),
    [
        ("\nText\n", "Texto", "\nTexto\n"),
        ("Text", "Texto\n", "Texto"),
        ("Text\n\n", "\nTexto\n", "Texto\n\n"),
        ("T", "\n", ""),
    ],
)
def test_line_ends_at_the_edges_are_the_sources(source: str, given: str, expected: str) -> None:
    catalog, _ = merged(None, document(source), {(None, source): (machine(given),)}, FACTS, time=NOON)
    assert catalog.entries[0].translations == (expected,)


def test_a_candidate_that_a_human_has_approved_needs_no_review() -> None:
    known = {(None, LONG): (Candidate("Do revisor.", Origin.REVIEWED),)}
    entry = merged(None, document(LONG), known, FACTS, time=NOON)[0].entries[0]
    assert entry.reviewed
    assert entry.notes == ()


def test_no_engine_leaves_entries_to_be_filled_by_hand() -> None:
    catalog, _ = merged(None, document(LONG), {}, FACTS, time=NOON)
    assert catalog.entries[0].empty
    assert (catalog.entries[0].flags, catalog.entries[0].notes) == ((), ())


def test_format_flags_follow_the_document_and_other_flags_stay() -> None:
    entry = Entry(None, "%s", translations=("%s",), flags=("no-wrap", "c-format"))
    second, _ = run(Catalog(entries=(entry,)), document(Unit("%s", 1, flags=("python-format",))))
    assert second.entries[0].flags == ("python-format", "no-wrap")


def test_a_message_without_text_is_no_entry() -> None:
    assert run(None, document("", LONG))[0].entries[0].source == LONG


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("pt_BR", ("um", "muitos")),
        ("pl", ("um", "muitos", "muitos")),
        ("ar", ("muitos", "um", "muitos", "muitos", "muitos", "muitos")),
        ("ja", ("muitos",)),
    ],
)
def test_the_singular_goes_where_the_rule_of_the_language_has_it(
    target: str, expected: tuple[str, ...]
) -> None:
    unit = Unit("one", 1, plural="many")
    planned = plan(None, Document("a.po", "po", (unit,)), target=target)
    made = {unit.key: [Candidate("um", Origin.MACHINE, "m"), Candidate("muitos", Origin.MACHINE, "m")]}
    (entry,) = apply(planned, made, target=target, headers={}).entries
    assert entry.translations == expected


def test_flags_stand_in_the_order_of_msgcat_in_every_run() -> None:
    unit = Unit("a %s", 1, flags=("python-format", "no-wrap"))
    catalog = Document("a.po", "po", (unit,))
    made = {unit.key: [Candidate("b %s", Origin.MACHINE, "m")]}
    first = apply(plan(None, catalog), made, target="vi", headers={})
    again = apply(plan(first, catalog), {}, target="vi", headers={})
    assert first.entries[0].flags == again.entries[0].flags == ("fuzzy", "python-format", "no-wrap")


def test_a_file_with_a_space_in_its_name_is_named_once() -> None:
    text = Document("a b.txt", "text", (Unit("x", 2), Unit("x", 5)))
    (entry,) = apply(plan(None, text), {}, target="vi", headers={}).entries
    assert entry.references == (("a b.txt", 2),)


def test_a_text_that_a_human_edited_and_left_fuzzy_is_never_overwritten() -> None:
    first, _ = run(None, document("Chips", LONG, OTHER))
    edited = first.with_entries(
        tuple(
            replace(e, translations=("Da Ana, em obras.",)) if e.source == LONG else e for e in first.entries
        ),
        (),
    )
    kept, planned = run(edited, document("Chips", LONG, OTHER), force_machine=True)
    assert [unit.text for unit in planned.needed] == ["Chips", OTHER]
    entry = by_source(kept.entries)[LONG]
    assert (entry.translations, entry.fuzzy) == (("Da Ana, em obras.",), True)
    assert entry.notes == ("edited by hand after mt bergamot en-pt 2.0",)
    assert run(kept, document("Chips", LONG, OTHER))[0] == kept

    moved, _ = run(edited, document("Chips", LONGER, OTHER))  # the source changes a little
    entry = by_source(moved.entries)[LONGER]
    assert (entry.translations, entry.previous_source) == (("Da Ana, em obras.",), LONG)

    gone, _ = run(edited, document("Chips", OTHER))  # deleted, and brought back
    assert [e.translations for e in gone.obsolete] == [("Da Ana, em obras.",)]
    back, _ = run(gone, document("Chips", LONG, OTHER))
    assert by_source(back.entries)[LONG].translations == ("Da Ana, em obras.",)


def test_an_edited_text_was_made_for_its_own_source() -> None:
    """Not for that of ``#|``, which the machine's note had brought along."""
    far = "The company presented a new chip and two cameras on Monday."
    first, _ = run(None, document(far, OTHER))
    second, planned = run(first, document(LONG, OTHER))
    assert planned.messages[0].fate is Fate.CHANGED
    edited = second.with_entries(tuple(replace(e, translations=("Da Ana.",)) for e in second.entries), ())
    third, _ = run(edited, document(LONGER, OTHER))
    assert by_source(third.entries)[LONGER].previous_source == LONG
    gone, _ = run(edited, document(OTHER))
    assert [e.previous_source for e in gone.obsolete] == [None]
