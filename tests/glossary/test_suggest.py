"""Candidates from documents: names, acronyms, phrases; the texts are ours."""

from __future__ import annotations

import pytest

from pipeline.glossary import parse_glossary
from pipeline.glossary.suggest import Candidate, Passage, candidates_csv, suggest_terms
from pipeline.glossary.suggest.phrases import find_phrases
from pipeline.glossary.suggest.tokens import tokenize
from pipeline.model import TermStatus
from pipeline.runs.glossary import _spans, function_words, is_vietnamese_name

ARTICLE = (
    "Small Chips, Big Plans",
    "Nguyen Thi Lan 10:15",
    "A laboratory in Hanoi has shown Linnet, a voice assistant that runs on the Orchid K210 microcontroller.",
    "While Linnet is small, its large language models (LLMs) need advanced chips, said Le Thu Ha of Bright Sparrow.",
    "Chips are scarce, and advanced chips are scarce everywhere. Bright Sparrow's LLMs run on OpenAI software.",
    "Export limits on voice assistants hurt Vietnamese companies, the Mekong Research Institute wrote.",
    "The voice assistants know 8 MB of words and the United States is far away.",
    "Category 4 storms came in March. “The Long Road Towards Small Machines” is a book by Kestrel Ltd.",
)


def suggest(*texts: str, language: str = "en") -> list[Candidate]:
    return suggest_terms(
        [Passage("a.txt", line, text) for line, text in enumerate(texts, start=1)],
        language=language,
        stop_words=function_words(language),
        spans=_spans,
        is_vietnamese=is_vietnamese_name,
    )


def test_an_article() -> None:
    found = {(one.source, one.kind, one.count) for one in suggest(*ARTICLE)}
    assert found == {
        ("Linnet", "name", 2),
        ("Bright Sparrow", "name", 2),
        ("Le Thu Ha", "name", 1),
        ("Nguyen Thi Lan", "name", 1),
        ("OpenAI", "name", 1),
        ("Orchid K210", "name", 1),
        ("Kestrel Ltd", "name", 1),
        ("Hanoi", "place", 1),
        ("Mekong Research Institute", "title", 1),
        ("LLM", "acronym", 2),
        ("large language models", "phrase", 1),
        ("voice assistants", "phrase", 3),
        ("advanced chips", "phrase", 2),
    }


def test_order_and_what_goes_with_it() -> None:
    found = {one.source: one for one in suggest(*ARTICLE)}
    assert [one.kind for one in found.values()] == sorted(
        (one.kind for one in found.values()), key=["name", "place", "title", "acronym", "phrase"].index
    )
    assert found["LLM"].forms == ("LLMs",)
    assert found["LLM"].remark == "short for large language models"
    assert found["voice assistants"].forms == ("voice assistant",)
    assert found["Linnet"].example.line == 3
    assert found["Linnet"].status is TermStatus.UNTRANSLATABLE
    assert found["advanced chips"].status is TermStatus.PREFERRED
    assert "advanced chips" in found["advanced chips"].excerpt()
    assert len(found["Linnet"].excerpt()) <= 72


def test_the_csv_is_a_glossary_once_the_targets_are_written() -> None:
    text = candidates_csv(suggest(*ARTICLE), "pt_BR")
    assert "voice assistants,,pt_BR," in text
    filled = text.replace(",,pt_BR,", ",x,pt_BR,")
    terms = {term.source: term for term in parse_glossary(filled, "g.csv")}
    assert terms["Orchid K210"].target == "Orchid K210"
    assert terms["Orchid K210"].case_sensitive
    assert terms["LLM"].forms == ("LLMs",)
    assert "3×" in terms["voice assistants"].note


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["He flew to New Zealand."], ["New Zealand"]),
        (["He met Apple CEO Maria Prado and Mr Reid."], ["Apple", "Maria Prado", "Reid"]),
        (["She read the South China Herald at the City hall."], ["South China Herald"]),
        (["They said yes. Everyone laughed. Furthermore, it rained."], []),
        (["ALL OF THIS IS WRITTEN IN CAPITALS"], []),
        (["The Museum opened; the museum closed."], []),
    ],
)
def test_names(texts: list[str], names: list[str]) -> None:
    assert sorted(one.source for one in suggest(*texts) if one.kind in ("name", "place", "title")) == sorted(
        names
    )


def test_german_nouns_are_no_names() -> None:
    assert suggest("Der Hund sieht das Haus und die Katze im Garten.", language="de") == []


def test_nested_phrases_count_by_c_value() -> None:
    """Frantzi and others: what stands only inside a longer phrase is no term of its own."""
    texts = [
        "the soft contact lens",
        "a soft contact lens",
        "the contact lens",
        "hard contact lens",
        "one lens",
    ]
    found = find_phrases(
        [Passage("a", 1, text) for text in texts], "en", frozenset({"the", "a", "one"}), frozenset()
    )
    assert [(one.text, one.seen.count) for one in found] == [("contact lens", 4), ("soft contact lens", 2)]


def test_possessives_and_marks_part_words() -> None:
    assert [(t.text, t.joined) for t in tokenize("Ada's Gull, Kite Two-go")] == [
        ("Ada", False), ("Gull", False), ("Kite", False), ("Two-go", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("name", "expected"), [("Phan Van Hoa", True), ("Nguyễn Thị Hương", True), ("Hoa Sen", False), ("Winston Ma", False)])  # fmt: skip
def test_vietnamese_names(name: str, expected: bool) -> None:
    assert is_vietnamese_name(name.split()) is expected
