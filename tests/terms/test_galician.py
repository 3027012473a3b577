"""Galician, the language that was added by one file: its tables, and a term through the cascade."""

from __future__ import annotations

import pytest

from pipeline.terms.agreement import agree_before
from pipeline.terms.features import features_of, plural_of
from pipeline.terms.grammar import grammar_of
from tests.terms.fakes import FakeRoute, hit, translate

GALICIAN = grammar_of("gl_ES")


@pytest.mark.parametrize(
    ("before", "term", "features", "expected"),
    [
        ("Abra o ", "caixa", "fs", "Abra a "), ("dentro do ", "caixa", "fs", "dentro da "),
        ("no ", "gavetas", "fp", "nas "), ("ao ", "porta", "fs", "á "), ("cun ", "chave", "fs", "cunha "),
        ("unha ", "ordenador", "ms", "un "), ("polas ", "camiños", "mp", "polos "), ("súa ", "nome", "ms", "seu "),
        ("todos os ", "caixas", "fp", "todas as "), ("algún ", "vez", "fs", "algunha "), ("con ", "vez", "fs", "con "),
    ],
)  # fmt: skip
def test_determiners(before: str, term: str, features: str, expected: str) -> None:
    assert GALICIAN is not None
    assert agree_before(before, len(before), term, features, GALICIAN) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("tarxeta gráfica", "fs"), ("sistema operativo", "ms"), ("redes neuronais", "fp"), ("corazón", "ms"),
        ("razón", "fs"), ("canción", "fs"), ("viaxe", "fs"), ("problemas", "mp"), ("cidade", "fs"), ("papel", "ms"),
    ],
)  # fmt: skip
def test_features(term: str, expected: str) -> None:
    assert GALICIAN is not None
    assert "".join(features_of(term, GALICIAN)) == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [("canal", "canais"), ("canción", "cancións"), ("tarxeta gráfica", "tarxetas gráficas"), ("luz", "luces"), ("virus", "virus")],
)  # fmt: skip
def test_plurals(term: str, expected: str) -> None:
    assert GALICIAN is not None
    assert plural_of(term, GALICIAN) == expected


def test_a_term_takes_the_place_of_a_galician_carrier() -> None:
    text = "Open the box now."
    answers = {text: "Abre o caixón agora.", "Open the library now.": "Abre a biblioteca agora."}
    candidate = translate(
        text, hit(text, "box", "tarxeta gráfica"), route=FakeRoute(answers.__getitem__, ("en", "gl"))
    )
    assert (candidate.text, candidate.unmet) == ("Abre a tarxeta gráfica agora.", ())
