"""Determiners before a term, language by language: what stood there, the term, what must stand there."""

from __future__ import annotations

import pytest

from pipeline.terms.agreement import agree_before, features_before
from pipeline.terms.grammar import Grammar, grammar_of

CASES = [
    # language, text before, term, features, text before afterwards
    ("pt", "Abra o ", "caixa", "fs", "Abra a "),
    ("pt", "dentro do ", "caixa", "fs", "dentro da "),
    ("pt", "Dos ", "caixas", "fp", "Das "),
    ("pt", "todos os outros ", "caixas", "fp", "todas as outras "),
    ("pt", "num ", "gaveta", "fs", "numa "),
    ("pt", "pela ", "cofre", "ms", "pelo "),
    ("pt", "o primeiro ", "gaveta", "fs", "a primeira "),
    ("pt", "com ", "gaveta", "fs", "com "),
    ("pt", "vários ", "gavetas", "fp", "várias "),
    ("pt", "os dois ", "gavetas", "fp", "as duas "),
    ("pt", "aberto o ", "gaveta", "fs", "aberto a "),
    ("pt", "a maior ", "cofre", "ms", "o maior "),
    ("pt", "abro ", "gaveta", "fs", "abro "),
    ("pt", 'está em um "', "barreira", "fs", 'está em uma "'),
    ("pt", "os “", "gavetas", "fp", "as “"),
    ("fr", "le «", "armoire", "fs", "l'«"),
    ("es", "Abra el ", "caja", "fs", "Abra la "),
    ("es", "dentro del ", "caja", "fs", "dentro de la "),
    ("es", "dentro de la ", "cajón", "ms", "dentro del "),
    ("es", "al ", "cajas", "fp", "a las "),
    ("es", "de la ", "agua", "fs", "del "),
    ("es", "un ", "arma", "fs", "un "),
    ("es", "una ", "arma", "fs", "un "),
    ("es", "todos los ", "cajas", "fp", "todas las "),
    ("es", "algún ", "caja", "fs", "alguna "),
    ("fr", "Ouvrez le ", "armoire", "fs", "Ouvrez l'"),
    ("fr", "Ouvrez l'", "boîte", "fs", "Ouvrez la "),
    ("fr", "du ", "boîte", "fs", "de la "),
    ("fr", "du ", "écran", "ms", "de l'"),
    ("fr", "au ", "boîtes", "fp", "aux "),
    ("fr", "ce ", "écran", "ms", "cet "),
    ("fr", "ma ", "armoire", "fs", "mon "),
    ("fr", "le ", "haut-parleur", "ms", "le "),
    ("fr", "le ", "hôtel", "ms", "l'"),
    ("fr", "tous les ", "boîtes", "fp", "toutes les "),
    ("fr", "d'un ", "boîte", "fs", "d'une "),
    ("it", "il ", "scatola", "fs", "la "),
    ("it", "il ", "schermo", "ms", "lo "),
    ("it", "lo ", "cassetto", "ms", "il "),
    ("it", "un ", "agenda", "fs", "un'"),
    ("it", "nel ", "armadio", "ms", "nell'"),
    ("it", "i ", "schermi", "mp", "gli "),
    ("it", "dell'", "scatola", "fs", "della "),
    ("it", "quel ", "zaino", "ms", "quello "),
    ("ca", "el ", "caixa", "fs", "la "),
    ("ca", "del ", "caixes", "fp", "de les "),
    ("ca", "el ", "armari", "ms", "l'"),
    ("ca", "pel ", "porta", "fs", "per la "),
    ("ca", "de la ", "ordinador", "ms", "de l'"),
    ("de", "Öffnen Sie das ", "Schachtel", "fs", "Öffnen Sie die "),
    ("de", "mit dem ", "Schachtel", "fs", "mit der "),
    ("de", "im ", "Küche", "fs", "in der "),
    ("de", "ein ", "Schachtel", "fs", "eine "),
    ("de", "einen ", "Haus", "ns", "ein "),
    ("de", "zum ", "Kirche", "fs", "zur "),
    ("de", "diesem ", "Küche", "fs", "dieser "),
    ("en", "a ", "oven", "s", "an "),
    ("en", "an ", "museum", "s", "a "),
    ("en", "An ", "museum", "s", "A "),
    ("en", "a ", "museums", "p", "some "),
    ("en", "these ", "museum", "s", "this "),
    ("en", "a ", "hour", "s", "an "),
    ("en", "a ", "unit", "s", "a "),
    ("en", "a ", "SSD", "s", "an "),
    ("vi", "cái ", "bàn", "s", "cái "),
]  # fmt: skip


def known(language: str) -> Grammar:
    grammar = grammar_of(language)
    assert grammar is not None
    return grammar


@pytest.mark.parametrize(("language", "before", "term", "features", "expected"), CASES)
def test_determiners_agree(language: str, before: str, term: str, features: str, expected: str) -> None:
    assert agree_before(before + "…", len(before), term, features, known(language)) == expected


def test_a_preposition_that_looks_like_an_article_is_left_when_the_source_has_no_article() -> None:
    assert agree_before("devido a ", 9, "erros", "mp", known("pt"), articles=False) == "devido a "
    assert agree_before("devido a ", 9, "erros", "mp", known("pt"), articles=True) == "devido os "


def test_without_a_gender_only_the_sound_is_set_right() -> None:
    assert agree_before("le ", 3, "écran", "", known("fr")) == "l'"
    assert agree_before("o ", 2, "caixa", "", known("pt")) == "o "


def test_a_form_without_a_single_reading_is_left() -> None:
    assert agree_before("der ", 4, "Haus", "ns", known("de")) == "der "  # das, des, dem?


@pytest.mark.parametrize(
    ("text", "features"),
    [("a casa", {"fs"}), ("das casas", {"fp"}), ("grande casa", {"ms", "fs"}), ("casa", set())],
)
def test_what_a_determiner_says(text: str, features: set[str]) -> None:
    assert features_before(text, text.index("casa"), known("pt")) == features
