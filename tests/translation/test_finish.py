"""Final punctuation, capitals and quotation marks follow the source; words are left alone."""

from __future__ import annotations

import pytest

from pipeline.translation.finish import agree_with_source
from pipeline.translation.quotes import source_quotes, straight_quotes


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Hello", "Olá,", "Olá"),
        ("Save", "salvar.", "Salvar"),
        ("Save.", "Salvar.", "Salvar."),
        ("Loading…", "Carregando...", "Carregando…"),
        ("ready", "pronto", "pronto"),
        ("(see below)", "(veja abaixo)", "(veja abaixo)"),
        ("3 files", "3 arquivos", "3 arquivos"),
    ],
)
def test_agree(source: str, target: str, expected: str) -> None:
    assert agree_with_source(source, target) == expected


def test_a_fragment_does_not_begin_with_a_new_capital() -> None:
    assert agree_with_source("of the day", "Do dia", fragment=True) == "do dia"
    assert agree_with_source("of the day", "Do dia") == "Do dia"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("“a”", '"b"', "“b”"),
        ("he said “a”", 'ele disse ("b")', "ele disse (“b”)"),
        ("„a“", '"b"', "„b“"),
        ("«a»", '"b"', "«b»"),
        ('"a"', '"b"', '"b"'),
        ("it’s", "d'água", "d’água"),
        ("it's", "d'água", "d'água"),
        ("‘a’", '"b"', "‘b’"),
    ],
)
def test_quotes(source: str, target: str, expected: str) -> None:
    assert source_quotes(source, target) == expected


def test_straight_quotes_keep_every_offset() -> None:
    text = "“a” ‘b’ «c» „d“ e’f"
    assert straight_quotes(text) == '"a" \'b\' "c" "d" e\'f'
