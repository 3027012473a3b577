"""The part of speech of a row, held against the word before the term."""

from __future__ import annotations

import pytest

from pipeline.glossary import Glossary, Matcher, Term

CASES = [
    ("noun", "The run is over.", ["run"]),
    ("noun", "He runs every day.", []),
    ("noun", "They don’t run. You can run.", []),
    ("noun", "Add it to run 7.", ["run"]),
    ("noun", "Run", ["Run"]),
    ("", "He runs every day.", ["runs"]),
    ("verb", "The run is over.", []),
    ("verb", "Run it; they run.", ["Run", "run"]),
    ("verb", "Then run it.", ["run"]),
    ("adjective", "the run", ["run"]),
]


@pytest.mark.parametrize(("speech", "text", "found"), CASES)
def test_a_row_s_part_of_speech_counts(speech: str, text: str, found: list[str]) -> None:
    matcher = Matcher(Glossary((Term("run", "x", "pt_BR", part_of_speech=speech),)), "pt_BR", source="en")
    assert [hit.text for hit in matcher.find(text)] == found


def test_another_row_may_hold_where_one_cannot() -> None:
    rows = (
        Term("run", "execução", "pt_BR", part_of_speech="noun"),
        Term("run", "executar", "pt_BR", part_of_speech="verb"),
    )
    hits = Matcher(Glossary(rows), "pt_BR", source="en").find("They run it after the run.")
    assert [(hit.target, hit.rivals) for hit in hits] == [("executar", ()), ("execução", ())]
