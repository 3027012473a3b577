"""The grammar files: complete, and true to themselves."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.terms.agreement import agree_before
from pipeline.terms.features import features_of
from pipeline.terms.grammar import Grammar, grammar_languages, grammar_of, parse_grammar

FOLDER = Path(__file__).parents[2] / "pipeline" / "terms" / "grammar"
GRAMMARS = [grammar for name in grammar_languages() if (grammar := grammar_of(name))]
CODES = [
    (grammar, carrier)
    for grammar in GRAMMARS
    for carrier in grammar.carriers
    if grammar.columns and grammar.carriers
]


def name(value: object) -> str:
    return value.language if isinstance(value, Grammar) else str(getattr(value, "noun", value))


@pytest.mark.parametrize("grammar", GRAMMARS, ids=name)
def test_there_are_two_carriers_for_every_gender_and_number(grammar: Grammar) -> None:
    wanted = set(grammar.columns) or {"s"}
    found = [carrier.features for carrier in grammar.carriers]
    assert wanted <= set(found)
    assert all(found.count(code) >= 2 for code in wanted)


@pytest.mark.parametrize(("grammar", "carrier"), CODES, ids=name)
def test_a_carrier_has_the_features_that_the_rules_give_it(grammar: Grammar, carrier) -> None:  # type: ignore[no-untyped-def]
    gender, number = features_of(carrier.noun, grammar)
    if grammar.number_of_source:
        number = carrier.features[-1]
    assert grammar.column(gender + number) == grammar.column(carrier.features)


@pytest.mark.parametrize("grammar", GRAMMARS, ids=name)
def test_carriers_have_a_word_in_english_or_come_from_another_language(grammar: Grammar) -> None:
    assert all("en" in c.words or grammar.language == "en" for c in grammar.carriers)
    assert all(grammar.language not in c.words for c in grammar.carriers)
    nouns = [c.noun for c in grammar.carriers]
    assert len(nouns) == len(set(nouns))


@pytest.mark.parametrize("grammar", GRAMMARS, ids=name)
def test_a_determiner_that_agrees_is_left(grammar: Grammar) -> None:
    for row in grammar.determiners:
        for column, cell in zip(grammar.columns, row, strict=True):
            if cell and not cell[0].endswith("'"):
                noun = next(c.noun for c in grammar.carriers if c.features == column)
                text = agree_before(f"{cell[0]} ", len(cell[0]) + 1, noun, column, grammar)
                if not grammar.vowel.match(noun) and not grammar.special.match(noun):
                    assert text == f"{cell[0]} "


@pytest.mark.parametrize("grammar", GRAMMARS, ids=name)
def test_no_word_or_ending_has_two_genders(grammar: Grammar) -> None:
    text = (FOLDER / f"{grammar.language}.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text).get("gender", {})
    words = tables.pop("words", {})
    for group in (tables, words):
        seen = [word for value in group.values() for word in set(value.split())]
        assert sorted(word for word in set(seen) if seen.count(word) > 1) == []


def test_regions_share_the_file_of_their_language() -> None:
    assert grammar_of("pt_BR") == grammar_of("pt_PT") == grammar_of("pt")
    assert grammar_of("xx") is None
    assert grammar_of("../en") is None


def test_a_row_with_a_cell_too_few_says_so() -> None:
    with pytest.raises(ValueError, match="need 4 cells"):
        parse_grammar('columns = ["ms", "fs", "mp", "fp"]\n[determiners]\nrows = ["o a os"]', "pt")
