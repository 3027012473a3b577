"""``docs/glossaries.md`` says what the code does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.glossary import Glossary, Matcher, Term, parse_glossary
from pipeline.glossary.rows import COLUMNS, OPTIONAL, REQUIRED
from pipeline.model import TermStatus

PAGE = (Path(__file__).parents[2] / "docs" / "glossaries.md").read_text(encoding="utf-8")


def _table(heading: str) -> list[list[str]]:
    table = PAGE[PAGE.index(f"| {heading} |") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in table]


def test_every_column_is_explained() -> None:
    rows = {name.strip("`"): needed for name, needed, _ in _table("column")}
    assert tuple(rows) == (*COLUMNS, *OPTIONAL)
    assert tuple(name for name, needed in rows.items() if needed == "yes") == REQUIRED


def test_every_status_is_explained() -> None:
    assert [row[0].strip("`") for row in _table("status")] == list(TermStatus)


def test_the_example_is_a_glossary() -> None:
    example = PAGE[PAGE.index("```csv\n") + 7 :].split("```")[0]
    glossary = parse_glossary(example, "example.csv")
    hits = Matcher(glossary, "pt_BR", source="en").find(
        "IT sells the Vega Board, with graphics cards. It is big."
    )
    assert [hit.target for hit in hits] == ["TI", "Vega Board", "placa de vídeo"]
    assert {term.status for term in glossary} == set(TermStatus)


@pytest.mark.parametrize(("term", "found", "missed"), _table("term"))
def test_the_examples_of_matching_are_true(term: str, found: str, missed: str) -> None:
    matcher = Matcher(Glossary((Term(term, "x"),)), "pt_BR")
    assert all(matcher.find(text) for text in found.split(", "))
    assert not any(matcher.find(text) for text in missed.split(", "))


@pytest.mark.parametrize(("language", "term", "found", "missed"), _table("language | a term"))
def test_the_examples_of_inflection_are_true(language: str, term: str, found: str, missed: str) -> None:
    matcher = Matcher(Glossary((Term(term, "x"),)), "vi", source=language.strip("`"))
    assert all(matcher.find(text) for text in found.split(", "))
    assert not any(matcher.find(text) for text in missed.split(", "))
