"""Joining and wrapping lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.wrapping import joint, width, wrap


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("a", "b", " "),
        ("中", "文", ""),
        ("中", "a", " "),
        ("か", "な", ""),
        ("한", "국", " "),
        ("。", "中", ""),
    ],
)
def test_joint(before: str, after: str, expected: str) -> None:
    assert joint(before, after) == expected


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("한", 2), ("ạ", 1)])
def test_width(text: str, columns: int) -> None:
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "first", "later", "lines"),
    [
        ("one two three", 0, 0, ["one two", "three"]),
        ("one two three", 5, 0, ["one", "two three"]),
        ("one two three four", 0, 6, ["one two", "three", "four"]),
        ("unbreakably long", 0, 0, ["unbreakably", "long"]),
        ("one  two", 0, 0, ["one  two"]),
        ("中文字中文字", 0, 0, ["中文字中", "文字"]),
        ("中文字中。文", 0, 0, ["中文字", "中。文"]),
        ("", 0, 0, []),
    ],
)
def test_wrap(text: str, first: int, later: int, lines: list[str]) -> None:
    assert wrap(text, 9, first, later) == lines


@given(
    st.text(alphabet="ab 中。\u0301é", max_size=80), st.integers(2, 20), st.integers(0, 5), st.integers(0, 5)
)
def test_wrapping_loses_nothing(text: str, columns: int, first: int, later: int) -> None:
    lines = wrap(text, columns, first, later)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(line == line.strip(" ") and line for line in lines)
