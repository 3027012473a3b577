"""The two engines without a model."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks.base import CheckContext
from pipeline.checks.mojibake import MojibakeCheck
from pipeline.engines.none import NoEngine
from pipeline.engines.pseudo import PseudoEngine, pseudo_localize
from pipeline.model import LanguagePair

PAIR = LanguagePair("en", "vi")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Save", "⟦Ŝàṽé ·⟧"),
        ("Open the file now", "⟦Öþéñ ţĥé ḟîļé ñöŵ ···⟧"),
        (" Quit\n", " ⟦Ǫûîţ ·⟧\n"),
        ("", ""),
        (" \n", " \n"),
        ("日本語", "⟦日本語 ·⟧"),
    ],
)
def test_pseudo(text: str, result: str) -> None:
    assert pseudo_localize(text) == result


@pytest.mark.parametrize("token", ["990001", "X-1", "TERM1", "Xq1", "[1]", "X1X", "(Xq12),", "“X-3”"])
def test_pseudo_keeps_masks(token: str) -> None:
    assert f" {token} " in pseudo_localize(f"Open {token} with a spoon")


def test_pseudo_accents_words_that_tokens_are_glued_to() -> None:
    assert pseudo_localize("990001Open990002X-1 file MP3") == "⟦990001Öþéñ990002X-1 ḟîļé MP3 ·······⟧"


@given(st.text(st.characters()))
def test_pseudo_keeps_outer_space(text: str) -> None:
    result = pseudo_localize(text)
    assert result == pseudo_localize(text)
    assert len(result) > len(text) if text.strip() else result == text
    assert result[: len(text) - len(text.lstrip())] == text[: len(text) - len(text.lstrip())]


def test_pseudo_adds_a_third() -> None:
    text = "The quick brown fox jumps over the lazy dog and sleeps until noon."
    assert 1.30 <= len(pseudo_localize(text)) / len(text) <= 1.40


def test_both_serve_every_pair_and_need_nothing() -> None:
    for engine in (PseudoEngine(), NoEngine()):
        assert engine.available() is None
        assert PAIR in engine.pairs()
        assert list(engine.pairs()) == []
    assert PseudoEngine().translate(["a", " "], PAIR)[1][0].text == ""
    assert NoEngine().translate(["a", ""], PAIR)[0] == ()


def test_pseudo_text_does_not_look_like_broken_encoding() -> None:
    """No two of its letters side by side are what UTF-8 becomes in Windows-1252 (``é`` + ``ƒ``, ``î`` + ``ž``)."""
    letters = [pseudo_localize(letter)[1] for letter in string.ascii_letters]
    text = " ".join(first + second for first in letters for second in letters)
    assert MojibakeCheck().check("a", text, CheckContext(PAIR)) == []
