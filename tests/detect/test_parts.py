"""The parts of detection: cleaning, scripts, Vietnamese syllables, names and code, the profiles."""

from __future__ import annotations

import json
from importlib.util import find_spec
from math import log
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.detect.clean import (
    MAXIMUM_CHARACTERS,
    language_words,
    lower,
    mostly_capital,
    sample,
    strip_noise,
)
from pipeline.detect.fold import fold_marks, to_cyrillic
from pipeline.detect.names import is_code, is_name
from pipeline.detect.profiles import FOLDED_VIETNAMESE, UNITS, load_profiles
from pipeline.detect.scripts import (
    KIN,
    ONE_LANGUAGE,
    SEVERAL_LANGUAGES,
    count_letters,
    dominant_script,
    scripts_of,
)
from pipeline.detect.vietnamese import is_toneless, share_of_syllables, syllables

from .samples import SENTENCES


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("See https://example.org/a?b=c, or write to a.b@example.org!", "See or write to"),
        ("Open /etc/fstab or ~/notes.txt in C:\\Temp\\x", "Open or in"),
        ("%(count)d of {total} files in ${HOME}", "of files in"),
        ("<p class='x'>one&nbsp;two</p>", "one two"),
        ("call parseHeader or max_size with 0xdeadbeef", "call or with"),
        ("anh minh hoa1, 56-jarige, A100 and H2O", "anh minh hoa jarige and"),
        ("the NATO said", "the said"),
        ("THE SCHOOL IS CLOSED", "the school is closed"),
        ("l’école «nouvelle»", "l'école nouvelle"),
        ("cafe\u0301", "café"),
        ("新しい学校はhttps://example.org/にあります", "新しい学校は にあります"),
        ("2024年に新しい学校が3校できました", "年に新しい学校が 校できました"),
    ],
)
def test_only_words_are_left(text: str, words: str) -> None:
    assert " ".join(language_words(strip_noise(text))) == words


def test_turkish_capitals() -> None:
    assert lower("IŞIK VE İYİLİK") == "ışık ve iyilik"
    assert lower("LIGHT") == "light"
    assert mostly_capital("A BIG SIGN") and not mostly_capital("NATO") and not mostly_capital("A big SIGN")


@given(st.text(min_size=0, max_size=300), st.integers(20, 200))
def test_a_sample_has_a_bound(text: str, limit: int) -> None:
    assert len(sample(text, limit)) <= limit + 20
    if len(text) <= limit:
        assert sample(text, limit) == text
    assert len(sample(text * 100)) <= MAXIMUM_CHARACTERS + 20


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("hello", "LATIN"),
        ("привет", "CYRILLIC"),
        ("学校", "CJK"),
        ("学校です", "KANA"),
        ("Galaxy Fold を発表", "KANA"),
        ("the word 学 means study", "LATIN"),
        ("12 + 3", ""),
        ("", ""),
    ],
)
def test_the_script_that_carries_a_text(text: str, script: str) -> None:
    assert dominant_script(text.split(), count_letters(text)) == script


def test_every_language_has_a_profile_and_a_script() -> None:
    profiles = load_profiles()
    listed = {language for languages in SEVERAL_LANGUAGES.values() for language in languages}
    assert listed <= set(profiles.languages)
    assert set(profiles.languages) <= listed | set(ONE_LANGUAGE.values()) | {FOLDED_VIETNAMESE}
    assert {kin for text in KIN.values() for kin in text.split()} <= listed
    assert scripts_of("ja") == {"KANA", "CJK"}
    assert scripts_of("sr@latin") == {"LATIN"} and scripts_of("sr") == {"CYRILLIC"}
    assert (
        scripts_of("pt_BR") == {"LATIN"}
        and scripts_of("ka") == {"GEORGIAN"}
        and scripts_of("xx") == {"LATIN"}
    )


def test_a_weight_is_the_formula_over_langdetects_profile() -> None:
    spec = find_spec("langdetect")
    assert spec is not None and spec.submodule_search_locations
    raw = json.loads((Path(spec.submodule_search_locations[0]) / "profiles" / "sv").read_bytes())
    profiles = load_profiles()
    grams = ["x", " x", "x ", " x "]
    shares = [raw["freq"].get(gram, 0) / raw["n_words"][len(gram) - 1] for gram in grams]
    nats = sum(
        log(1 + share / 5e-5) * (1 if len(gram) == 3 else 0.5)
        for gram, share in zip(grams, shares, strict=True)
    )
    assert sorted(profiles.grams("x")) == sorted(grams)
    assert profiles.weigh(["x"], [])[profiles.lane["sv"]] / UNITS == pytest.approx(nats, abs=0.002)
    assert profiles.weigh([], ["x"])[profiles.lane["sv"]] / UNITS == pytest.approx(nats / 2, abs=0.002)


words = st.lists(st.sampled_from([word for text in SENTENCES.values() for word in text.split()]), max_size=9)


@given(words, words)
def test_weights_are_added(one: list[str], other: list[str]) -> None:
    profiles = load_profiles()
    sums = [a + b for a, b in zip(profiles.weigh(one, []), profiles.weigh(other, []), strict=True)]
    assert list(profiles.weigh([*other, *one], [])) == sums


def test_other_spellings() -> None:
    assert fold_marks("Đường phố Hà Nội, Ảnh minh hoạ") == "Duong pho Ha Noi, Anh minh hoa"
    assert to_cyrillic("Ljubav i džep, nježno") == "Лјубав и џеп, њежно"


def test_syllables_follow_the_spelling() -> None:
    known = syllables()
    assert {"nghieng", "nguoi", "gieng", "quyet", "thuong", "khoe", "y", "oan", "xoay", "gi"} <= known
    assert not {"ngi", "ce", "ka", "strong", "wales", "bogey", "ngha", "if", "bar", "ths"} & known
    assert 2000 < len(known) < 2500
    assert share_of_syllables(["anh", "minh", "smith", "xyz"]) == 0.5
    assert share_of_syllables([]) == 0


@pytest.mark.parametrize(
    ("text", "base", "expected"),
    [
        ("Anh minh hoa", "en", True),
        ("Anh minh hoa", "", True),
        ("mot con duong", "en", True),
        ("the man can sing", "en", False),
        ("do so to", "en", False),
        ("hoa", "en", False),
        ("Lao Cai", "en", False),
        ("anh minh school", "en", False),
        ("toi moi lui", "fr", False),
    ],
)
def test_vietnamese_without_marks(text: str, base: str, expected: bool) -> None:
    assert is_toneless(text.split(), base) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tran Van Binh", True),
        ("Ludwig van Beethoven", True),
        ("Galaxy Fold 3", True),
        ("Acme", True),
        ("Tran van", False),
        ("the Acme", False),
        ("One Two Three Four Five Six", False),
        ("北京 Acme", False),
        ("12:30", False),
        ("", False),
    ],
)
def test_names(text: str, expected: bool) -> None:
    assert is_name(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("import os", True),
        ("total = price * 2", True),
        ("docker build -t name .", True),
        ("if (done) { return; }", True),
        ("ls -la /tmp", True),
        ("Make a wish (or two) and go on.", False),
        ("make a wish come true", False),
        ("Import your data from a file", False),
        ("Select a name from the list", False),
        ("Two words -or three- in between", False),
        ("Rocket(Rocket Lab) 발사", False),
    ],
)
def test_code(text: str, expected: bool) -> None:
    assert is_code(text) is expected
