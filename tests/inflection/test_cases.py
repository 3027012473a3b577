"""Inflected terms count, parts of words and other words do not; by the tables of `cases`."""

from __future__ import annotations

import pytest

from pipeline.inflection import inflected_spans, satisfies
from tests.inflection import cases

Table = dict[str, list[tuple[str, str, str]]]


def _rows(table: Table) -> list[object]:
    return [
        pytest.param(language, term, text, id=f"{language}: {text} ({rule})")
        for language, rows in table.items()
        for term, text, rule in rows
    ]


@pytest.mark.parametrize(("language", "term", "text"), _rows(cases.HOLDS))
def test_the_text_holds_the_term(language: str, term: str, text: str) -> None:
    assert satisfies(text, term, language)
    ((start, end),) = inflected_spans(text, term, language)
    assert text[start:end].strip() == text[start:end] != ""


@pytest.mark.parametrize(("language", "term", "text"), _rows(cases.LACKS))
def test_the_text_lacks_the_term(language: str, term: str, text: str) -> None:
    assert not satisfies(text, term, language)
    assert inflected_spans(text, term, language) == []


@pytest.mark.parametrize(("language", "term", "text"), _rows(cases.LIMITS))
def test_the_limits_are_known(language: str, term: str, text: str) -> None:
    """These are wrong. A row that fails here has become right: move it to `LACKS`."""
    assert satisfies(text, term, language)


def test_the_tables_are_large_and_many_languages_speak() -> None:
    both = [*cases.HOLDS.items(), *cases.LACKS.items()]
    assert sum(len(rows) for _, rows in both) >= 200
    assert len({language for language, _ in both}) >= 20
    assert {"pt_BR", "es", "fr", "de", "fi", "tr", "ru", "pl", "vi", "it"} <= set(cases.HOLDS) & set(
        cases.LACKS
    )


@pytest.mark.parametrize(
    ("text", "term", "language", "forms", "holds"),
    [
        ("dois ratos", "mouse", "pt_BR", ("rato", "ratos"), True),
        ("dois ratos", "mouse", "pt_BR", ("rato",), False),  # forms stand as they are
        ("dois mouses", "mouse", "pt_BR", ("rato",), True),
        ("due mouse", "topo", "it", ("", " ", "mouse"), True),
        ("les yeux", "œil", "fr", ("yeux",), True),
        ("", "mouse", "pt_BR", ("rato",), False),
        ("abc", "", "pt_BR", (), True),
        ("abc", " ", "pt_BR", (), True),
    ],
)
def test_listed_forms(text: str, term: str, language: str, forms: tuple[str, ...], holds: bool) -> None:
    assert satisfies(text, term, language, forms=forms) is holds


@pytest.mark.parametrize(
    ("text", "term", "language", "found"),
    [
        (
            "Placas de vídeo e placa  de\nvídeo",
            "placa de vídeo",
            "pt_BR",
            ["Placas de vídeo", "placa  de\nvídeo"],
        ),
        ("Grafikkartentreiber", "Grafikkarte", "de", ["Grafikkartentreiber"]),
        ("C++ und C++11, nicht C", "C++", "de", ["C++", "C++"]),
        (".NET e ASP.NET", ".NET", "pt", [".NET", ".NET"]),
        ("hoà bình, hòa bình", "hòa bình", "vi", ["hoà bình", "hòa bình"]),
        ("50 % ou 50 %", "%", "fr", ["%", "%"]),
        ("AI芯片与OpenAI芯片", "AI芯片", "zh_CN", ["AI芯片"]),
        ("ハ\u3099スの停留所", "バス", "ja", ["ハ\u3099ス"]),
        ("modelo, modelo", "modelo", "xx", ["modelo", "modelo"]),
        ("chips chip", "chip", "vi", ["chip"]),
    ],
)
def test_places(text: str, term: str, language: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in inflected_spans(text, term, language)] == found
