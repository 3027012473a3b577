"""Law: every place of every spelling is found, and nothing else, however long its beginning is shared."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.glossary.spellings import Spellings

words = st.text("ab字 ", min_size=1, max_size=14)


@given(st.lists(words, unique=True, max_size=12), st.lists(words, max_size=6).map("".join))
@settings(deadline=None)
def test_every_place_is_found(spellings: list[str], text: str) -> None:
    wanted = {
        (number, start, start + len(spelling))
        for number, spelling in enumerate(spellings)
        for start in range(len(text))
        if text.startswith(spelling, start)
    }
    found = list(Spellings(spellings).find(text))
    assert set(found) == wanted
    assert len(found) == len(wanted)


def test_a_longer_spelling_does_not_end_behind_the_text() -> None:
    spellings = ["graphics", "graphics card", "graphics cards"]
    assert list(Spellings(spellings).find("graphics card")) == [(0, 0, 8), (1, 0, 13)]
