"""Which unit an entry is for, and that no reviewed text is dropped on the way."""

from __future__ import annotations

import pytest

from pipeline.formats import parse_document
from pipeline.migration.match import match_entries
from pipeline.model import Document, Unit
from pipeline.review.catalog import Entry
from tests.review.samples import document as made_of

CASES = [
    # msgid, msgstr, what becomes of it: unit → text
    ("A quiet night.", "Uma noite calma.", {"A quiet night.": "Uma noite calma."}),
    ("A quiet\nnight.\n", "Uma noite\ncalma.\n", {"A quiet night.": "Uma noite calma."}),
    ("> Nobody sails.\n", "> Ninguém navega.\n", {"Nobody sails.": "Ninguém navega."}),
    ("- One\n- Two\n", "- Um\n- Dois\n", {"One": "Um", "Two": "Dois"}),
    ("| One | Two |\n|---|---|\n| A | B |\n", "| Um | Dois |\n|---|---|\n| Á | Bê |\n",
     {"One": "Um", "Two": "Dois", "A": "Á", "B": "Bê"}),
    ("| One | Two | |---|---| | A | B |", "| Um | Dois | |---|---| | Á | Bê |",
     {"One": "Um", "Two": "Dois", "A": "Á", "B": "Bê"}),
    ("- One\n- Two\n", "- Um\n", None),
    ("- One\n- Three\n", "- Um\n- Três\n", None),
    ("Never seen.", "Nunca visto.", None),
]  # fmt: skip
UNITS = ["A quiet night.", "Nobody sails.", "One", "Two", "A", "B"]


def pieces(text: str):  # type: ignore[no-untyped-def]
    return parse_document(text.encode(), "a.md").units


@pytest.mark.parametrize(("source", "text", "expected"), CASES)
def test_units(source: str, text: str, expected: dict[str, str] | None) -> None:
    kinds: Document = made_of(*UNITS)
    matched = match_entries([Entry(None, source, translations=(text,))], kinds, pieces)
    if expected is None:
        assert matched.entries == {} and [one.translations for one in matched.left] == [(text,)]
        return
    assert {entry.source: entry.translations[0] for entry in matched.entries.values()} == expected
    assert matched.left == [] and len(matched.places[None, source]) == len(expected)


def test_the_reviewed_one_of_two_counts_and_a_second_reviewed_text_stays_as_a_comment() -> None:
    entries = [
        Entry(None, "A quiet night.\n", translations=("De máquina.\n",), flags=("fuzzy",)),
        Entry(None, "A quiet night.", translations=("Uma noite calma.",)),
        Entry(None, "A quiet\nnight.", translations=("Noite\ncalma.",)),
    ]
    matched = match_entries(entries, made_of(*UNITS), pieces)
    (entry,) = matched.entries.values()
    assert entry.translations == ("Uma noite calma.",) and entry.reviewed
    assert entry.comments == ('also reviewed: "Noite calma."',)


def test_context_and_plural_are_part_of_the_match() -> None:
    unit = Unit("%d boat", 1, context="list", plural="%d boats")
    same = Entry("list", "%d boat", "%d boats", ("%d barco", "%d barcos"))
    assert match_entries([same], made_of(unit), pieces).entries[unit.key].translations == same.translations
    for other in (
        Entry(None, "%d boat", "%d boats", ("a", "b")),
        Entry("list", "%d boat", translations=("a",)),
    ):
        assert match_entries([other], made_of(unit), pieces).entries == {}
