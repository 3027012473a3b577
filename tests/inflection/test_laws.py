"""Laws of inflected matching: for any text, term and language."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.inflection import inflected_spans, satisfies
from pipeline.inflection.paradigms import ALGORITHMS, PREFIXED, UNSTEMMED
from pipeline.inflection.suffixes import AGGLUTINATING
from tests.inflection import cases

LANGUAGES = st.sampled_from(
    sorted(
        {
            *ALGORITHMS,
            *UNSTEMMED,
            *PREFIXED,
            *AGGLUTINATING,
            "vi",
            "ja",
            "ko",
            "th",
            "pt_BR",
            "sr@latin",
            "xx",
        }
    )
)
LETTERS = "aAáÁßđĐoO\u0301\u0309\u00ad'’-+ \nIiıİkКК机がส한न\u094dא\u200c1_.\x00\ud800"
TEXT = st.text(st.one_of(st.sampled_from(LETTERS), st.characters()), max_size=30)
WORD = st.text(st.characters(categories=["Lu", "Ll"], exclude_characters="ŉ"), min_size=1, max_size=12)


@given(text=TEXT, term=TEXT, language=LANGUAGES, joined=st.booleans())
def test_spans_are_in_the_text_in_order_and_apart(text: str, term: str, language: str, joined: bool) -> None:
    if joined:
        text = f"{text} {term} {text}"
    spans = inflected_spans(text, term, language)
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        last = end
    if term.strip():
        assert bool(spans) == satisfies(text, term, language)


@given(words=st.lists(WORD, min_size=1, max_size=3), language=LANGUAGES)
@example(words=["İ"], language="tr")
@example(words=["Ǆ"], language="sr")
def test_a_term_holds_in_any_case_and_normal_form(words: list[str], language: str) -> None:
    term = " ".join(words)
    for form in ("NFC", "NFD"):
        text = f"« {unicodedata.normalize(form, term)} »."
        assert satisfies(text, term, language)
        assert satisfies(term, unicodedata.normalize(form, term), language)


@given(word=WORD, before=WORD, after=WORD)
def test_a_part_of_a_word_is_no_term_where_nothing_inflects(word: str, before: str, after: str) -> None:
    assert not satisfies(before + word + after, word, "vi")


@given(word=WORD, after=st.text(st.sampled_from("0123456789_"), min_size=1), language=LANGUAGES)
def test_digits_make_another_word(word: str, after: str, language: str) -> None:
    assert not satisfies(word + after, word, language)


def test_every_algorithm_is_there() -> None:
    for language in ALGORITHMS:
        assert satisfies("abcdefg", "abcdefg", language)
        assert not satisfies("abcdefg", "abcxyzw", language)


def test_threads_agree() -> None:
    rows = [
        (text, term, language)
        for language, rows in cases.HOLDS.items()
        for term, text, _ in rows
        for _ in "12"
    ]
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda row: satisfies(*row), rows))
