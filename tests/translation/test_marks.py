"""Marks taken off and put back around the words' translation."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.protect.placeables import SOFT_KINDS, find_placeables
from pipeline.translation.marks import put_marks_back, take_marks_off

TAKEN = [
    ("a *short* story", "a short story", ["short"]),
    ("See [the guide](g.md) now", "See the guide now", ["the guide"]),
    ("**[Read me](r.md)** first", "Read me first", ["Read me"]),
    ("run [`make`](m.md) twice", "run `make` twice", ["`make`"]),
    ("<b>One</b> and <i>two</i>", "One and two", ["One", "two"]),
]


@pytest.mark.parametrize(("text", "bare", "phrases"), TAKEN)
def test_taken_off(text: str, bare: str, phrases: list[str]) -> None:
    unmarked = take_marks_off(text, find_placeables(text), SOFT_KINDS)
    assert unmarked is not None
    assert unmarked.text == bare
    assert [phrase.text for phrase in unmarked.phrases] == phrases
    for placeable in unmarked.placeables:
        assert unmarked.text[placeable.start : placeable.end] == placeable.text


@pytest.mark.parametrize(
    "text",
    [
        "no marks",
        "<b></b>",
        "<b> padded </b>",
        "<b>a <i>b</i> c</b>",
        "<b>uses %s here</b>",
        "</b> stray <b>",
    ],
)
def test_left_to_the_masks(text: str) -> None:
    assert take_marks_off(text, find_placeables(text), SOFT_KINDS) is None


BACK = [
    # source, what the engine made of the bare text, what of each phrase, expected
    ("a *short* story", "uma história curta", ["curto"], "uma história *curta*"),
    ("See [the guide](g.md) now", "Veja o guia agora", ["o guia"], "Veja [o guia](g.md) agora"),
    ("**[Read me](r.md)** first", "Leia-me primeiro", ["Leia-me"], "**[Leia-me](r.md)** primeiro"),
    (
        "run [`make`](m.md) twice",
        "execute `make` duas vezes",
        ["`make`"],
        "execute [`make`](m.md) duas vezes",
    ),
    ("<b>One</b> and <i>two</i>", "Um e dois", ["Um", "dois"], "<b>Um</b> e <i>dois</i>"),
    ("<i>up</i> and <b>up</b>", "acima e acima", ["acima", "acima"], "<i>acima</i> e <b>acima</b>"),
    ("a *short* story", "um conto", ["curto"], None),
    # the words stand there as often as in the source: the first stays the first, also where it is only very like
    (
        "Here in this town a *lamp* is a lamp",
        "uma lâmpada é, aqui nesta cidade, lâmpada",
        ["lâmpada"],
        "uma *lâmpada* é, aqui nesta cidade, lâmpada",
    ),
    (
        "Here in this town a *lamp* is a lamp",
        "uma lâmpada é, aqui nesta cidade, lâmpada",
        ["lâmpadas"],
        "uma *lâmpada* é, aqui nesta cidade, lâmpada",
    ),
]


@pytest.mark.parametrize(("source", "target", "translated", "expected"), BACK)
def test_put_back(source: str, target: str, translated: list[str], expected: str | None) -> None:
    unmarked = take_marks_off(source, find_placeables(source), SOFT_KINDS)
    assert unmarked is not None
    assert put_marks_back(target, unmarked.phrases, [[one] for one in translated]) == expected


def test_the_likeliest_of_several_translations_is_marked() -> None:
    text = "Send it to the **user**."
    unmarked = take_marks_off(text, find_placeables(text), SOFT_KINDS)
    assert unmarked is not None
    back = put_marks_back("Envie-o para o usuário.", unmarked.phrases, [["usuário", "o usuário"]])
    assert back == "Envie-o para o **usuário**."


@given(
    st.lists(st.sampled_from(["*", "**", "<b>", "</b>", "[", "](u)", "a", "B c", " ", "%s", "`x`"])).map(
        "".join
    )
)
def test_untranslated_marks_go_back_where_they_were(text: str) -> None:
    unmarked = take_marks_off(text, find_placeables(text), SOFT_KINDS)
    if unmarked is not None:
        back = put_marks_back(unmarked.text, unmarked.phrases, [[phrase.text] for phrase in unmarked.phrases])
        assert back is None or sorted(back) == sorted(text)
