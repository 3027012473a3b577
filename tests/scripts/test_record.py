"""docs/quality.md is a record: what is written is read again, and a figure that got worse is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.evaluate.figures import Figure, Section
from scripts.evaluate.record import BEGIN, END, Kept, fallen, read_record, write_record

PAGE = Path(__file__).parents[2] / "docs" / "quality.md"
EMPTY = f"# Quality\n\nWords of a person.\n\n{BEGIN}\n{END}"
SECTION = Section(
    "engine model: a set, 3 rows",
    (
        Figure("exact terms, %", 99.5, 98.0),
        Figure("calls", 1.25, 1.3, at_most=True),
        Figure("looked at", 12, watched=False),
    ),
)


def test_what_is_written_is_read_again() -> None:
    page = write_record(EMPTY, [SECTION], {(SECTION.title, "exact terms, %"): 0.25})
    assert read_record(page) == {
        (SECTION.title, "exact terms, %"): Kept(99.5, 0.25),
        (SECTION.title, "calls"): Kept(1.25, 0.0),
        (SECTION.title, "looked at"): Kept(12.0, 0.0),
    }
    assert page.startswith("# Quality\n\nWords of a person.\n")
    assert write_record(page, [SECTION], {}) == page


def test_a_section_that_was_not_measured_stays() -> None:
    other = Section("another", (Figure("x", 1.0),))
    page = write_record(write_record(EMPTY, [SECTION], {}), [other], {})
    assert {title for title, _ in read_record(page)} == {SECTION.title, "another"}


@pytest.mark.parametrize(
    ("figure", "recorded", "noise", "worse"),
    [
        (Figure("up", 99.0), 99.2, 0.2, False),
        (Figure("up", 99.0), 99.21, 0.2, True),
        (Figure("up", 99.3), 99.0, 0.0, False),
        (Figure("down", 1.3, at_most=True), 1.25, 0.05, False),
        (Figure("down", 1.3, at_most=True), 1.25, 0.04, True),
        (Figure("down", 1.0, at_most=True), 1.25, 0.0, False),
        (Figure("rounded", 98.654), 98.65, 0.0, False),
        (Figure("count", 1, watched=False), 9, 0.0, False),
    ],
)
def test_worse_is_worse_by_more_than_the_noise(
    figure: Figure, recorded: float, noise: float, worse: bool
) -> None:
    record = {("s", figure.name): Kept(recorded, noise)}
    assert bool(list(fallen([Section("s", (figure,))], record))) is worse


def test_the_sentence_says_from_where_to_where() -> None:
    record = {("s", "exact"): Kept(99.5, 0.1)}
    (sentence,) = fallen([Section("s", (Figure("exact", 98.0),))], record)
    assert sentence == "s: exact was 99.50 and is 98.00; its noise is 0.10"


def test_what_stands_in_the_page_meets_its_bars() -> None:
    page = PAGE.read_text(encoding="utf-8")
    lines = [line.split("|")[1:-1] for line in page.splitlines() if line.startswith("|")]
    judged = [(value, bar.strip()) for _, value, bar, *_ in lines if bar.strip()[:1] in ("≥", "≤")]
    assert len(judged) > 40
    for value, bar in judged:
        assert float(value) >= float(bar[1:]) if bar[0] == "≥" else float(value) <= float(bar[1:]), (
            value,
            bar,
        )
