"""The language of texts and documents: a table of languages, and the laws of the vote."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.detect import detect, detect_document
from pipeline.detect.documents import confidence_of, count_votes
from pipeline.detect.score import weigh_evidence
from pipeline.model import Detection

from .samples import GARBAGE, NAMES, SENTENCES, TONELESS

CASED = [code for code, text in SENTENCES.items() if text.upper() != text.lower()]
NOTHING = Detection("und", 0.0, "none")


@pytest.mark.parametrize("language", SENTENCES)
def test_a_sentence_is_told(language: str) -> None:
    found = detect(SENTENCES[language])
    assert found.language == language
    assert found.confidence > 0.5


# Georgian and Greek lose letters in capitals, but have a script of their own.
@pytest.mark.parametrize("language", [code for code in CASED if code not in ("is", "mt", "gl", "eu")])
def test_capitals_change_nothing(language: str) -> None:
    assert detect(SENTENCES[language].upper()).language == language


@pytest.mark.parametrize("text", TONELESS)
def test_vietnamese_without_marks(text: str) -> None:
    assert detect(text).language == "vi"


@pytest.mark.parametrize("text", [*GARBAGE, *NAMES])
def test_nothing_can_be_said(text: str) -> None:
    assert detect(text) == NOTHING


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The school is {count} km away: see https://example.org/ecole/nouvelle", "en"),
        ("Die <b>neue</b> Schule ist &nbsp;%(n)d Kilometer entfernt", "de"),
        ("Galaxy Fold 3 在北京发布，GPT 也来了", "zh_CN"),
        ("NASA は新しい Rocket Lab の計画を発表しました", "ja"),
        ("İSTANBUL’DA OKULLAR YARIN AÇILIYOR VE ÇOCUKLAR ÇOK MUTLU", "tr"),
        ("make a wish and go to the cat", "en"),
        ("\ud800 The children were not at school \x00 yesterday \udfff", "en"),
    ],
)
def test_what_is_no_language_is_left_out(text: str, language: str) -> None:
    assert detect(text).language == language


@pytest.mark.parametrize("text", ["die", "de la", "a la carte", "status", "hotel data"])
def test_words_of_several_languages_are_left_open(text: str) -> None:
    assert detect(text) == NOTHING


def test_foreign_lines_do_not_win() -> None:
    lines = [SENTENCES["en"], "It is said to reopen soon.", "Nobody knows why.", SENTENCES["vi"], *NAMES]
    assert detect_document(lines).language == "en"
    assert detect("\n".join(lines)) == detect_document(lines)


def test_other_scripts_have_one_vote_each() -> None:
    assert (
        detect_document([SENTENCES["zh_CN"] * 20, SENTENCES["en"], "The doors were closed as well."]).language
        == "en"
    )


def test_names_and_codes_do_not_vote() -> None:
    assert detect_document([*NAMES, *GARBAGE]) == NOTHING
    assert detect_document([]) == NOTHING
    assert detect_document([*NAMES, SENTENCES["pl"]]) == detect(SENTENCES["pl"])
    assert detect_document([*NAMES, SENTENCES["pl"], *GARBAGE]).language == "pl"


@pytest.mark.parametrize(
    "text",
    [
        "a" * 5_000_000,
        "中" * 1_000_000,
        "\n" * 1_000_000,
        "a." * 1_000_000,
        "<a" * 1_000_000,
        "é-" * 1_000_000,
    ],
    ids=["letter", "han", "lines", "dots", "tags", "dashes"],
)
def test_a_huge_line_is_sampled(text: str) -> None:
    assert detect(text).language in ("und", "zh_CN")


def test_a_huge_text_keeps_its_language() -> None:
    assert detect(f"{SENTENCES['fr']} " * 70_000).language == "fr"
    assert detect_document([SENTENCES["fr"]] * 10_000).language == "fr"


def test_confidence_grows_with_the_margin() -> None:
    values = [confidence_of(margin / 4) for margin in range(400)]
    assert all(low <= high for low, high in pairwise(values))
    assert 0 < values[0] < 0.5 < values[-1] <= 1


words = st.sampled_from([word for text in SENTENCES.values() for word in text.split()])
texts = st.one_of(st.text(), st.lists(words, max_size=12).map(" ".join), st.sampled_from([*GARBAGE, *NAMES]))


@given(st.text(st.characters(codec=None)))
def test_any_text_is_answered(text: str) -> None:
    found = detect(text)
    assert 0 <= found.confidence <= 1
    assert (found.language == "und") == (found.by == "none") == (found.confidence == 0)
    assert detect(text) == found


@settings(max_examples=50)
@given(st.lists(texts, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_segments_says_nothing(segments: list[str], random: Random) -> None:
    shuffled = list(segments)
    random.shuffle(shuffled)
    assert detect_document(shuffled) == detect_document(segments)


@settings(max_examples=50)
@given(st.lists(texts, max_size=5), st.lists(texts, max_size=5))
def test_votes_are_added(one: list[str], other: list[str]) -> None:
    left, right = (list(map(weigh_evidence, part)) for part in (one, other))
    both, first, second = count_votes([*left, *right]), count_votes(left), count_votes(right)
    assert set(both) == set(first) | set(second)
    for language in set(first) & set(second):
        assert both[language] == first[language] + second[language]


@pytest.mark.slow
def test_threads_and_processes_agree() -> None:
    """Eight threads that all load the profiles, in processes with other hash seeds, say the same."""
    texts = (*SENTENCES.values(), *TONELESS, *NAMES, *GARBAGE)
    program = (
        "from concurrent.futures import ThreadPoolExecutor\n"
        "from pipeline.detect import detect\n"
        f"texts = {texts!r}\n"
        "with ThreadPoolExecutor(8) as pool: print(repr(list(pool.map(detect, texts))))\n"
    )
    said = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        run = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            encoding="utf-8",
            check=True,
            env=environment,
        )
        said.add(run.stdout.strip())
    with ThreadPoolExecutor(8) as pool:
        said.add(repr(list(pool.map(detect, texts))))
    assert said == {repr(list(map(detect, texts)))}


def test_import_is_light() -> None:
    program = (
        "import sys, pipeline.detect; print([name for name in sys.modules if name.startswith('langdetect')])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert run.stdout.strip() == "[]"
