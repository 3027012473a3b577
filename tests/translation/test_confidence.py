"""The confidence of a translation: what moves it, and that it stays in its bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Finding, LanguagePair, Match, Origin, Severity
from pipeline.translation import TranslationText, translate_texts
from pipeline.translation.confidence import MEANS, confidence_in, confidence_of, lowered, measures

from .test_ladder import FakeRoute, words

PAIR = LanguagePair("en", "pt_BR")
PLAIN = "He got up to it and put it off as he had to do it all by the end of the day."
TECHNICAL = "International organisations published environmental recommendations concerning refrigeration."
WARNING = Finding("length", Severity.WARNING, "long")


def sure(
    source: str, ratio: float = 1.12, findings: tuple[Finding, ...] = (), pair: LanguagePair = PAIR
) -> float:
    return confidence_of(source, "x" * round(ratio * len(source)), pair, findings)


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (sure(TECHNICAL), sure(PLAIN)),
        (sure(PLAIN), sure(PLAIN[:61])),
        (sure(TECHNICAL), sure(TECHNICAL, 2.0)),
        (sure(TECHNICAL), sure(TECHNICAL, 0.5)),
        (sure(TECHNICAL), sure(TECHNICAL, findings=(WARNING,))),
        (lowered(0.9, 0), lowered(0.9, 1)),
        (confidence_in(Match("exact", "a", "b", "b")), confidence_in(Match("repaired", "a", "b", "b"))),
    ],
)
def test_what_moves_it(more: float, less: float) -> None:
    assert 0 < less < more < 1


def test_a_note_moves_nothing() -> None:
    assert sure(PLAIN, findings=(Finding("x", Severity.NOTE, ""),)) == sure(PLAIN)


def test_a_language_that_was_not_measured_gets_the_mean() -> None:
    assert measures("保存しますか", "Save?", LanguagePair("ja", "en")) == MEANS
    assert measures(PLAIN, "x", LanguagePair("fr", "de"))[1:] == MEANS[1:]


@given(st.text(max_size=400), st.text(max_size=400), st.integers(0, 50))
def test_it_is_a_probability(source: str, target: str, warnings: int) -> None:
    assert 0 < confidence_of(source, target, PAIR, (WARNING,) * warnings) < 1


def test_a_candidate_carries_it() -> None:
    machine, copy = translate_texts(
        [TranslationText("Save the file now."), TranslationText("42")], FakeRoute(words)
    )
    assert machine.confidence == confidence_of("Save the file now.", machine.text, PAIR)
    assert (copy.origin, copy.confidence) == (Origin.COPY, None)
