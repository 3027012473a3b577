"""Foreign passages in a document: what is foreign, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.detect import detect_document, detect_passages
from pipeline.languages import base_language

from .samples import GARBAGE, NAMES, SENTENCES, TONELESS

ARTICLE = [
    "Chip Makers Look Beyond the City",
    "Tran Van Binh XNUM_KQZWVB 08:15",
    "The city wants to build two new plants for advanced chips, officials said on Monday.",
    "Anh minh hoa2",
    "Illustration photo.",
    "“We are short of engineers,” said Li Na, who runs a small firm near the harbour.",
    "Nobody at the ministry could say how much the plants would cost.",
    "Tran Van Binh",
]
OTHERS = [code for code in SENTENCES if base_language(code) != "en"]


def foreign(segments: list[str], language: str | None = None) -> dict[str, str]:
    found = detect_passages(segments, language)
    assert len(found) == len(segments)
    base = base_language(language or detect_document(segments).language)
    return {
        segment: each.language
        for segment, each in zip(segments, found, strict=True)
        if base_language(each.language) != base
    }


def test_the_caption_is_foreign_and_the_byline_is_not() -> None:
    assert foreign(ARTICLE) == {"Anh minh hoa2": "vi"}
    assert [each.by for each in detect_passages(ARTICLE)][1:4] == ["context", "ngrams", "toneless"]


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_in_another_language_is_foreign(language: str) -> None:
    sentence = SENTENCES[language]
    assert foreign([*ARTICLE, sentence], "en") == {"Anh minh hoa2": "vi", sentence: language}


@pytest.mark.parametrize("text", TONELESS)
def test_vietnamese_without_marks_is_foreign(text: str) -> None:
    found = detect_passages([text], "en")[0]
    assert (found.language, found.by) == ("vi", "toneless")
    assert detect_passages([text], "vi")[0].language == "vi"


@pytest.mark.parametrize("text", [*GARBAGE, *NAMES, "ANH MINH HOA", "Lao Cai", "La Paz", "in Lao Cai"])
def test_names_and_codes_keep_the_language(text: str) -> None:
    found = detect_passages([text], "en")[0]
    assert (found.language, found.by) == ("en", "context")


@pytest.mark.parametrize(
    "text",
    [
        "Save as…",
        "Invalid escape",
        "No items",
        "&File",
        "Default tasks",
        "Object description",
        "Border relief",
        "minimum",
        "Import and export data",
        "Use default options",
        "Total: %d errors",
        "audio",
        "Hotel-style menu",
        "Print preview",
        "the man can do the long song",
        "to do no harm",
    ],
)
def test_short_english_stays_english(text: str) -> None:
    assert detect_passages([text], "en")[0].language == "en"


@pytest.mark.parametrize("language", OTHERS)
def test_a_document_is_not_foreign_to_itself(language: str) -> None:
    assert detect_passages([SENTENCES[language], "Acme", "12:30"], language)[0].language == language
    assert foreign([SENTENCES[language], "Acme", "12:30"], language) == {}


def test_the_name_of_the_document_language_is_kept() -> None:
    segments = [SENTENCES["pt"], SENTENCES["en"], "Sim, claro."]
    assert [each.language for each in detect_passages(segments, "pt_BR")] == ["pt_BR", "en", "pt_BR"]
    segments = [SENTENCES["zh_CN"], SENTENCES["zh_TW"]]
    assert [each.language for each in detect_passages(segments, "zh_TW")] == ["zh_TW", "zh_TW"]


def test_a_language_without_a_profile_can_be_the_document() -> None:
    segments = [SENTENCES["gl"], "Sempre chove moito no inverno.", SENTENCES["de"], SENTENCES["ru"]]
    assert foreign(segments, "gl") == {SENTENCES["de"]: "de", SENTENCES["ru"]: "ru"}


def test_latin_names_in_other_scripts_are_not_foreign() -> None:
    for base in ("ru", "ja", "th", "ar"):
        segments = [SENTENCES[base], "Galaxy Fold 3", "OpenOffice", "Wi-Fi", SENTENCES["en"]]
        assert foreign(segments, base) == {SENTENCES["en"]: "en"}


def test_kanji_alone_stay_japanese() -> None:
    assert foreign([SENTENCES["ja"], "東京都", "学校案内"], "ja") == {}


def test_without_any_language_each_segment_stands_alone() -> None:
    assert [each.language for each in detect_passages([*NAMES, "12:30"])] == ["und"] * (len(NAMES) + 1)
    assert detect_passages([]) == []
    assert detect_passages(["", "  "], "en")[0].by == "context"


@settings(max_examples=60)
@given(
    st.lists(
        st.one_of(st.text(st.characters(codec=None)), st.sampled_from(list(SENTENCES.values()))), max_size=6
    ),
    st.sampled_from([None, "en", "pt_BR", "zh_TW", "gl", "xx", "ka"]),
)
def test_any_segments_are_answered(segments: list[str], language: str | None) -> None:
    found = detect_passages(segments, language)
    assert len(found) == len(segments)
    assert all(0 <= each.confidence <= 1 for each in found)
    assert detect_passages(segments, language) == found
    if language is not None:
        assert all(each.language != "und" for each in found)
