"""Terms in bold, links and quotations, with an engine of words."""

from __future__ import annotations

import pytest

from pipeline.model import LanguagePair
from pipeline.translation.terms import may_be
from tests.terms.fakes import FakeRoute, hit, translate

CASES = [
    ("Open the **box** now.", "Abra a **caixa** agora."),
    ("Open the [box](b.md) now.", "Abra a [caixa](b.md) agora."),
    ("Open [the box](b.md) now.", "Abra a [caixa](b.md) agora."),
    ("**Box** in the library.", "**Caixa** em a biblioteca."),
    ("<b>Box</b> in the library.", "<b>Caixa</b> em a biblioteca."),
    ('"Box" in the library.', '"Caixa" em a biblioteca.'),
    ('Close the big "box" now.', 'Feche o grande "caixa" agora.'),
]


def alone(text: str) -> str:
    """Words, but for a label that the engine knows otherwise alone, as engines do."""
    return "embalagem" if text in ("box", "Box") else words(text)


def words(text: str) -> str:
    from tests.terms.fakes import translate_words

    return translate_words(text)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_agreement_and_capital_reach_over_the_marks(text: str, expected: str) -> None:
    found = "box" if "box" in text else "Box"
    candidate = translate(text, hit(text, found, "caixa", source="box"), route=FakeRoute(alone))
    assert candidate.unmet == ()
    assert candidate.text == expected


MAY_BE = [
    ("user", "o usuário", ("usuário", "o usuário")),
    ("the user", "o usuário", ("o usuário",)),
    ("new file", "novo arquivo", ("novo arquivo",)),
    ("O Globo", "O Globo", ("O Globo",)),
]


@pytest.mark.parametrize(("phrase", "translation", "expected"), MAY_BE)
def test_an_article_that_only_the_translation_has(
    phrase: str, translation: str, expected: tuple[str, ...]
) -> None:
    assert may_be(phrase, translation, (), LanguagePair("en", "pt_BR")) == expected
