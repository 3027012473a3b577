"""The word diff: nothing is lost, and it reads as a person would mark it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.report.html.diff import word_diff

CASES = [
    ("", "", []),
    ("The same.", "The same.", [("same", "The same.")]),
    ("", "new", [("come", "new")]),
    ("old", "", [("gone", "old")]),
    ("A red car.", "A blue car.", [("same", "A "), ("gone", "red"), ("come", "blue"), ("same", " car.")]),
    ("one two three", "one three", [("same", "one "), ("gone", "two "), ("same", "three")]),
    ("It cost 12 euros", "It cost 15 euros", [("same", "It cost "), ("gone", "12"), ("come", "15"), ("same", " euros")]),
    ("a b c", "x y c", [("gone", "a b"), ("come", "x y"), ("same", " c")]),
    ("Nobody was hurt there.", "They sold it.", [("gone", "Nobody was hurt there."), ("come", "They sold it.")]),
    ("今天很热", "今天很冷", [("same", "今天很"), ("gone", "热"), ("come", "冷")]),
    ("don't go", "don’t go", [("gone", "don't"), ("come", "don’t"), ("same", " go")]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_diff(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert [tuple(piece) for piece in word_diff(old, new)] == expected


WORDS = st.lists(st.sampled_from(["a", "b", "ab", " ", "  ", "\n", ".", "今", "é", "12"]), max_size=14).map(
    "".join
)


@given(WORDS | st.text(max_size=30), WORDS | st.text(max_size=30))
def test_both_texts_can_be_read_from_it(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.change != "come") == old
    assert "".join(piece.text for piece in pieces if piece.change != "gone") == new
    assert all(piece.text for piece in pieces)


def test_very_long_texts_are_not_compared() -> None:
    old, new = "word " * 3000, "ward " * 3000
    assert [piece.change for piece in word_diff(old, new)] == ["gone", "come"]
