"""The page of plain and enforced text is what the engine gives now, and a person has read it."""

from __future__ import annotations

import pytest

from scripts import side_by_side
from scripts.side_by_side import SAMPLE, Compared, page_of


@pytest.mark.slow
def test_the_page_is_what_the_engine_gives() -> None:
    rows = side_by_side.compare(side_by_side.paragraphs(SAMPLE), SAMPLE.glossary)
    assert all(row.enforced.unmet == () for row in rows)
    lines = page_of(rows, side_by_side.comments(SAMPLE), SAMPLE)
    shown = SAMPLE.page.read_text(encoding="utf-8")
    assert "\n".join(lines) + "\n" == shown, "run: python -m scripts.side_by_side, and read what changed"


def test_a_comment_on_an_unchanged_paragraph_has_to_be_read_again() -> None:
    from pipeline.model import Candidate, Origin

    same = Candidate("Um chip.", Origin.MACHINE)
    rows = [Compared("A chip.", same, same)]
    with pytest.raises(ValueError, match="A chip"):
        list(page_of(rows, {"A chip.": "worse"}, SAMPLE))
