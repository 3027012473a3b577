"""The library: the same stages for programs."""

from __future__ import annotations

import subprocess
import sys

import pytest

import pipeline
from pipeline.errors import MissingModel, UnknownLanguage, UsageError

TERMS = pipeline.Glossary.from_pairs([("chip", "circuito")], source="en", target="pt_BR")


def test_translate_keeps_order_and_placeholders() -> None:
    made = pipeline.translate(["Save %s now.", "", "12:30", "Save %s now."], "en", "pt-br")
    assert [bool(one.text) for one in made] == [True, False, True, True]
    assert "%s" in made[0].text
    assert (made[0].text, made[0].calls, made[3].calls) == (made[3].text, 1, 0)  # asked once
    assert (made[2].text, made[2].origin) == ("12:30", pipeline.Origin.COPY)
    assert (made[0].engine, made[0].model) == ("bergamot", "en-pt 2.0")


def test_one_glossary_for_all_or_one_for_each() -> None:
    texts = ["The chip is new.", "The chip is new."]
    for_all = pipeline.translate(texts, "en", "pt_BR", glossary=TERMS)
    assert all("circuito" in one.text and one.satisfied and not one.unmet for one in for_all)
    for_each = pipeline.translate(texts, "en", "pt_BR", glossary=[TERMS, None])
    assert ["circuito" in one.text for one in for_each] == [True, False]


def test_pseudo_and_none() -> None:
    assert pipeline.translate(["Save"], "en", "ja", engine="pseudo")[0].text.startswith("⟦")
    assert pipeline.translate(["Save"], "en", "ja", engine="none")[0] == pipeline.Candidate(
        "", pipeline.Origin.MACHINE, "none"
    )


def test_nothing_in_nothing_out() -> None:
    assert pipeline.translate([], "en", "pt_BR") == []


@pytest.mark.parametrize(
    ("arguments", "keywords", "error"),
    [
        (("text", "en", "pt_BR"), {}, UsageError),
        (([None], "en", "pt_BR"), {}, UsageError),
        ((["a"], "en", "en_US"), {}, UsageError),
        ((["a"], "en", "xx"), {}, UnknownLanguage),
        ((["a"], "en", "vi"), {}, MissingModel),
        ((["a"], "en", "pt_BR"), {"glossary": [TERMS, TERMS]}, UsageError),
        ((["a"], "en", "pt_BR"), {"glossary": [("a", "b")]}, UsageError),
        ((["a"], "en", "pt_BR"), {"engine": "magic"}, UsageError),
    ],
)
def test_mistakes_are_sentences(arguments, keywords, error) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(error):
        pipeline.translate(*arguments, **keywords)


def test_detect_is_a_function_whatever_was_imported_before() -> None:
    for first in ("pipeline.detect.documents", "pipeline.flow", "pipeline"):
        code = (
            f"import {first}, pipeline; print(pipeline.detect('Bom dia, como vai a senhora hoje?').language)"
        )
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert ran.stdout.strip() == "pt"


def test_detection() -> None:
    assert pipeline.detect("Une phrase tout à fait ordinaire en français.").language == "fr"
    assert pipeline.detect("12345").language == "und"
    seen = pipeline.detect_passages(
        ["A sentence in English, nothing more.", "Anh minh hoa3", "Tran Minh Chau"], "en"
    )
    assert [one.language for one in seen] == ["en", "vi", "en"]


def test_a_word_of_another_language_is_not_taken_for_an_english_one() -> None:
    terms = pipeline.Glossary.from_pairs([("pain", "pão")], source="fr", target="pt_BR")
    (made,) = pipeline.translate(["She feels no pain."], "en", "pt_BR", glossary=terms)
    assert "pão" not in made.text
