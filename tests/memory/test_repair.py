"""Near matches that are repaired, and those that must not be."""

from __future__ import annotations

import pytest

from pipeline.memory.repair import confirms, differing_words, repair
from pipeline.model import LanguagePair

from .pairs import OTHERS, PORTUGUESE, Row

ROWS: list[tuple[str, Row]] = [
    *(("pt_BR", row) for row in PORTUGUESE),
    *((language, row) for language, rows in OTHERS for row in rows),
]


def repaired(language: str, row: Row) -> str | None:
    """What is put into an entry without asking an engine."""
    old, target, new, _ = row
    found = repair(old, target, new, LanguagePair("en", language))
    return found.text if found is not None and found.sure else None


def test_the_table_is_large_and_has_both_kinds() -> None:
    assert len(ROWS) >= 200
    assert len(set(ROWS)) == len(ROWS)
    assert min(sum(row[3] is None for _, row in ROWS), sum(row[3] is not None for _, row in ROWS)) >= 75


def test_what_is_repaired_is_right() -> None:
    made = [(row[3], text) for language, row in ROWS if (text := repaired(language, row)) is not None]
    wrong = [pair for pair in made if pair[0] != pair[1]]
    assert len(made) >= 75
    assert len(wrong) <= 0.02 * len(made), wrong


@pytest.mark.parametrize(("language", "row"), [one for one in ROWS if one[1][3] is None])
def test_nothing_else_is_inherited(language: str, row: Row) -> None:
    assert repaired(language, row) is None


@pytest.mark.parametrize(("language", "row"), [one for one in ROWS if one[1][3] is not None])
def test_what_can_be_repaired_is(language: str, row: Row) -> None:
    assert repaired(language, row) == row[3]


@pytest.mark.parametrize(
    ("old", "target", "new", "first", "second", "right"),
    [
        ("Then Bruno left.", "Então Bruno saiu.", "Then Otto left.", "Bruno saiu.", "Otto saiu.", True),
        ("Then Ana slept.", "Ana ficou cansada.", "Then Otto slept.", "Ana estava cansada.", "Otto estava cansado.", False),
        ("He saw Rome in Cuba.", "Viu Roma em Cuba.", "He saw Rome in Brazil.", "Viu Roma em Cuba.", "Viu Roma no Brasil.", False),
    ],
)  # fmt: skip
def test_a_name_needs_an_engine_that_changes_nothing_else(
    old: str, target: str, new: str, first: str, second: str, right: bool
) -> None:
    found = repair(old, target, new, LanguagePair("en", "pt_BR"))
    assert found is not None
    assert not found.sure
    assert confirms(first, second, found.exchanged) is right


def test_the_words_that_differ() -> None:
    assert differing_words("Do not delete 4 files", "Delete 5 files", "en") == (
        ("Do not delete 4", "Delete 5"),
    )
    assert differing_words("Open the door", "Open the old door", "en") == (("", "old"),)
