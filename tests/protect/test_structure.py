"""A unit taken apart loses nothing, and sentences, line ends, ICU branches and marks are told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.protect.accelerators import find_accelerator, put_accelerator
from pipeline.protect.icu import icu_spans
from pipeline.protect.placeables import find_placeables
from pipeline.protect.structure import rewrap, split_structure, unwrap
from pipeline.protect.verify import lost_placeables, repair_numbers

SENTENCES = [
    ("One. Two!", ["One.", "Two!"]),
    ("  Padded text \n", ["Padded text"]),
    ("First line\nSecond line", ["First line", "Second line"]),
    ("Name\\tCtrl+A", ["Name", "Ctrl+A"]),
    ("A<br>B", ["A", "B"]),
    ("<p>The box</p><p class='x'>A <b>lid</b></p>", ["The box", "A <b>lid</b>"]),
    ("The <p> tag stays.", ["The <p> tag stays."]),
    ("- a point", ["a point"]),
    ("“We left early. It rained,” she said.", ["We left early.", "It rained,” she said."]),
    ("{n, plural, one {# cat} other {# cats}} here", ["# cat", "# cats", "here"]),
    ("{g, select, f {She {n, plural, one {won} other {win}}} other {They}}", ["She", "won", "win", "They"]),
    ("Broken {n, plural, one {x", ["Broken {n, plural, one {x"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [part.text for part in split_structure(text, "en") if part.is_sentence] == expected


@given(
    st.text()
    | st.lists(st.sampled_from(["{n, plural, ", "one {", "}", "a. ", "\n", "B", "“", "”", "<br>"])).map(
        "".join
    )
)
def test_nothing_is_lost(text: str) -> None:
    parts = split_structure(text, "en", find_placeables(text))
    assert "".join(part.text for part in parts) == text
    for part in parts:
        assert text[part.start : part.start + len(part.text)] == part.text


def test_the_hash_counts_in_plural_branches_only() -> None:
    parts = split_structure("# {n, plural, other {# items}}", "en")
    assert [(p.text, p.counted) for p in parts if p.is_sentence] == [("#", False), ("# items", True)]


def test_icu_skeleton_is_exact() -> None:
    text = "{n, plural, offset:1 =0 {none} one {one {x}} other {#}}"
    spans = icu_spans(text)
    assert spans is not None
    assert [text[s.start : s.end] for s in spans if not s.is_text] == [
        "{n, plural, offset:1 =0 {", "} one {", "} other {", "}}",
    ]  # fmt: skip


ACCELERATORS = [
    ("&File", 0), ("E&xit", 1), ("Zoom &in", 5), ("_Open", 0), ("Save _As", 5), ("(&Q)", 1),
    ("R&D", None), ("AT&T", None), ("Q&A", None), ("a && b", None), ("user_name", None), ("_private_thing", None),
    ("Fish & chips", None), ("&amp;", None), ("x=1&y=2", None), ("__init__", None), ("&One &two", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "at"), ACCELERATORS)
def test_accelerators(text: str, at: int | None) -> None:
    assert find_accelerator(text) == at


@pytest.mark.parametrize(
    ("text", "letter", "expected"),
    [
        ("Arquivo", "F", "&Arquivo"),
        ("Salvar como", "c", "Salvar &como"),
        ("%s fim", "s", "%s &fim"),
        ("123", "x", "123 (&X)"),
    ],
)
def test_accelerator_goes_back(text: str, letter: str, expected: str) -> None:
    assert put_accelerator(text, "&", letter) == expected


def test_wrapped_message_is_joined_and_wrapped_again() -> None:
    text = "This message is long enough to be wrapped by its author at a\nwidth that nobody remembers now.\nShort.\n"
    joined, width = unwrap(text)
    assert joined == text.replace("at a\n", "at a ")
    assert width == 60
    assert rewrap(joined, width, []) == text


def test_rewrap_never_cuts_a_placeable() -> None:
    tag = '<a class="one two three">'
    assert tag in rewrap(f"word word word {tag} word", 20, [tag])


def test_verification() -> None:
    source = "Send %s to %d <b>now</b>"
    placeables = find_placeables(source)
    assert lost_placeables(source, "Envie %s para %d <b>já</b>", placeables) == ()
    assert [p.text for p in lost_placeables(source, "Envie %s para %s <b>já</b>", placeables)] == ["%s", "%d"]


def test_numbers_are_written_as_in_the_source() -> None:
    placeables = find_placeables("at 160km/h with 3.5 kg")
    assert repair_numbers("a 160 km/h com 3,5 kg", placeables) == "a 160km/h com 3.5 kg"
    assert repair_numbers("a 160 km/h e 160 km/h", placeables) == "a 160 km/h e 160 km/h"
    assert repair_numbers("nada", placeables) == "nada"
