"""What is learnt from reviewed texts beside the machine's."""

from __future__ import annotations

import pytest

from pipeline.memory.learning import Edit, edit_rates, lessons
from pipeline.runs.glossary import function_words


def edit(source: str, draft: str, text: str, distance: float = 0.1) -> Edit:
    return Edit("a.md", "en", "pt_BR", "bergamot en-pt 2.0", source, draft, text, distance)


BOARD = [
    edit(
        "The board met on Monday.",
        "A placa se reuniu na segunda-feira.",
        "O conselho se reuniu na segunda-feira.",
    ),
    edit("He wrote to the board.", "Ele escreveu para a placa.", "Ele escreveu para o conselho."),
    edit("The board is large.", "A placa é grande.", "O conselho é grande."),
    edit("Dogs travel free.", "Cães viajam de graça.", "Cachorros viajam de graça."),
    edit("The mayor met him.", "O prefeito o encontrou.", "O prefeito o encontrou.", 0.0),
]


def learnt(found: list[Edit], at_least: int = 2) -> list[tuple[str, str, str, int]]:
    return [(one.source, one.was, one.target, one.count) for one in lessons(found, function_words, at_least)]


def test_a_word_that_is_changed_again_and_again() -> None:
    assert learnt(BOARD) == [("board", "placa", "conselho", 3)]
    assert learnt(BOARD, 4) == []


def test_articles_and_marks_belong_to_no_term() -> None:
    (one, *_) = lessons(BOARD, function_words)
    assert (one.target, one.example) == ("conselho", "The board met on Monday.")


@pytest.mark.parametrize(
    "others",
    [
        # the word is left alone elsewhere more often than it is changed
        [
            edit(f"The board has {n} holes.", f"A placa tem {n} furos.", f"A placa tem {n} furos.", 0)
            for n in "abcd"
        ],
    ],
)
def test_a_word_with_two_meanings_is_no_term(others: list[Edit]) -> None:
    assert learnt([*BOARD, *others]) == []


def test_changes_without_a_common_source_teach_nothing() -> None:
    found = [
        edit("Dogs bark.", "Cães latem.", "Cachorros latem."),
        edit("He has a hound.", "Ele tem cães.", "Ele tem cachorros."),
    ]
    assert learnt(found) == []


def test_edit_rates() -> None:
    (rate,) = edit_rates(BOARD)
    assert (rate.document, rate.entries, rate.unchanged) == ("a.md", 5, 1)
    assert rate.distance == pytest.approx(0.08)
