"""Any string, made safe for a model: nothing but control characters is lost on the way."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engines.text import Piece, join_pieces, plan_pieces, sanitise, split_long, translate_safely


def words(text: str) -> int:
    return len(text.split())


@given(st.text(st.characters()), st.integers(1, 40))
def test_split_loses_nothing(text: str, limit: int) -> None:
    pieces = split_long(text, len, limit)
    assert "".join(pieces) == text
    assert all(len(piece) <= limit for piece in pieces) or limit < 2


@pytest.mark.parametrize("text", ["a ", "; ", "ab;  ", "a\u0301", " a", "。。", "  "])
def test_split_of_tiny_texts_ends(text: str) -> None:
    assert "".join(split_long(text, len, 1)) == text


@given(st.text(st.characters()))
def test_plan_joins_to_the_sanitised_text(text: str) -> None:
    pieces = plan_pieces(text, len, 20)
    assert join_pieces(pieces, [piece.core for piece in pieces if piece.core]) == sanitise(text).strip()
    for piece in pieces:
        assert len(piece.core) <= 20
        assert piece.core == piece.core.strip()
        assert not piece.core or any(map(str.isalpha, piece.core))


@given(st.text(st.characters()))
def test_sanitised_text_can_be_encoded(text: str) -> None:
    clean = sanitise(text)
    clean.encode("utf-8")
    assert not set(clean) & {"\0", "\n", "\x1b", "\x7f"}


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("plain", "plain"),
        ("a\0b", "ab"),
        ("hy\xadphen", "hyphen"),
        ("one\r\ntwo\tthree", "one two three"),
        ("\ud800lone", "lone"),
        ("Đường 機械 😀", "Đường 機械 😀"),
    ],
)
def test_sanitise(text: str, clean: str) -> None:
    assert sanitise(text) == clean


@pytest.mark.parametrize(
    ("text", "limit", "pieces"),
    [
        ("short enough", 5, ["short enough"]),
        ("a b c; d e f", 5, ["a b c; ", "d e f"]),
        ("we ran, we swam, and then we slept", 5, ["we ran, we swam, ", "and then we slept"]),
        ("one two three four", 2, ["one two ", "three four"]),
        # a clause end at the very edge is worse than a space in the middle
        ("No: it was a long and a cold way home", 6, ["No: it was a long ", "and a cold way home"]),
    ],
)
def test_cuts_at_clauses_near_the_middle(text: str, limit: int, pieces: list[str]) -> None:
    assert split_long(text, words, limit) == pieces


def test_full_width_clauses_are_cut_without_spaces() -> None:
    text = "我们今天去学校，然后我们回家吃饭。"
    assert split_long(text, len, 10) == ["我们今天去学校，", "然后我们回家吃饭。"]


def test_what_is_no_language_is_copied() -> None:
    blob = "QUJD" * 40
    assert plan_pieces(f"The key {blob} is wrong", len) == [
        Piece("", "The key", " "),
        Piece(blob),
        Piece(" ", "is wrong", ""),
    ]
    assert plan_pieces("17:58 — 😀 …", len) == [Piece("17:58 — 😀 …")]


def test_pieces_are_translated_in_order() -> None:
    asked: list[str] = []

    def shout(text: str) -> str:
        asked.append(text)
        return text.upper()

    assert translate_safely("  ab cd;  ef gh ", shout, len, limit=8) == "AB CD;  EF GH"
    assert asked == ["ab cd;", "ef gh"]


@settings(max_examples=20)
@given(st.characters(), st.integers(1, 4))
def test_words_of_a_hundred_thousand_characters_pass(character: str, limit: int) -> None:
    sanitised = sanitise(character * 100_000).strip()
    assert len(translate_safely(character * 100_000, str, len, 80)) == len(sanitised)
