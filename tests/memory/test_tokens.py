"""What texts are found by."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.memory.tokens import indexed_tokens, sought_tokens, tokens_of


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("The Cat, the cat", ("the", "cat")),
        ("It's 17.5 °C", ("it's", "17.5", "c")),
        ("Straße ÉTÉ", ("strasse", "été")),
        ("機械学習です", ("機械学", "械学習", "学習で", "習です")),
        ("設定", ("設定",)),
        ("開く file を", ("開く", "を", "file")),
        ("สวัสดี", ("สวั", "วัส", "ัสด", "สดี")),
        ("…", ()),
    ],
)
def test_tokens(text: str, tokens: tuple[str, ...]) -> None:
    assert tokens_of(text) == tokens


def test_short_texts_are_sought_among_short_texts() -> None:
    assert sought_tokens("Open file") == ("open~", "file~")
    assert set(sought_tokens("Open file")) <= set(indexed_tokens("Open the other file"))
    long = "one two three four five six seven eight nine"
    assert sought_tokens(long) == indexed_tokens(long) == tokens_of(long)


@given(st.text(max_size=60))
def test_every_text_finds_itself(text: str) -> None:
    assert set(sought_tokens(text)) <= set(indexed_tokens(text))
    assert not any(char.isspace() for token in indexed_tokens(text) for char in token)
