"""Law 3: ``restore(hide(text)) == text``; and what restoring does to an engine's output."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.checks import CheckContext
from pipeline.checks.mask import MaskCheck
from pipeline.model import LanguagePair
from pipeline.protect.masks import SHAPES, hide, restore
from pipeline.protect.placeables import find_placeables

PIECES = [
    "%s", "{name}", "<b>", "</b>", "`c d`", "https://a.b/c", "&amp;", "A100", "\n", " ", "a", "é", "字",
    "Xq1", "990001", "[1]", "X-1", "TERM1", "X1X", "\U0001f600", "\u0301", "\x00", "ا", ".",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=3)).map("".join)


@given(texts, st.sampled_from(sorted(SHAPES)))
def test_restore_undoes_hide(text: str, shape: str) -> None:
    placeables = find_placeables(text)
    hidden = hide(text, placeables, [SHAPES[shape]] * len(placeables))
    assert restore(hidden.text, hidden.masks) == text


def _hide(text: str, shape: str = "name"):  # type: ignore[no-untyped-def]
    placeables = find_placeables(text)
    return hide(text, placeables, [SHAPES[shape]] * len(placeables))


CASES = [
    # source, what an engine answered, what must come out
    ("Save %s now", "Xq1 agora", "%s agora"),
    ("<b>Save</b> it", "Xq1 Salvar Xq2 isso", "<b>Salvar</b> isso"),
    ("<b>Save</b> it", "Xq1Salvar Xq2 isso", None),  # a token inside a word is no token
    ("Save %s now", "agora", None),
    ("Save %s now", "Xq1 e Xq1", None),
    ("Save %s", "Xq1: salvar", "%s: salvar"),
    ("%sMB free", "Xq1 MB livres", "%sMB livres"),
    ("to %s, then %s", "Xq2, para Xq1", "%s, para %s"),
]


@pytest.mark.parametrize(("source", "answer", "expected"), CASES)
def test_restore(source: str, answer: str, expected: str | None) -> None:
    assert restore(answer, _hide(source).masks) == expected


def test_a_token_that_stands_in_the_text_is_not_used() -> None:
    hidden = _hide("Xq1 and %s")
    assert hidden.text.count(hidden.masks[0].token) == 1
    assert "Xq1" not in {mask.token for mask in hidden.masks}


@pytest.mark.parametrize("shape", sorted(SHAPES.values(), key=lambda s: s.name), ids=lambda s: s.name)
def test_a_leftover_token_is_recognised(shape) -> None:  # type: ignore[no-untyped-def]
    if shape.name != "bracket":  # [1] is a footnote as often as a token; its text is verified by count
        found = MaskCheck().check(
            "Hello there", f"Olá {shape.token(0)} aí", CheckContext(LanguagePair("en", "pt_BR"))
        )
        assert [shape.token(0) in one.message for one in found] == [True]
