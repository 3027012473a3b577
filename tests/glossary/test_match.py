"""What a glossary finds in a text, and what it must leave alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.glossary import Glossary, Matcher, Term
from pipeline.glossary.fold import fold, fold_with_map
from pipeline.model import TermStatus

MATCHES = [
    ("café", "CAFÉ"),
    ("café", "cafe"),
    ("café", "cafe\u0301"),
    ("cafe", "café"),
    ("Straße", "STRASSE"),
    ("STRASSE", "straße"),
    ("đường", "DUONG"),
    ("duong", "Đường"),
    ("Anh minh hoa", "Ảnh minh họa"),
    ("Ảnh minh họa", "ảnh minh hoạ"),
    ("Ảnh minh hoạ", "ANH MINH HOA"),
    ("naïve", "naive"),
    ("naive", "naïve"),
    ("Łódź", "lodz"),
    ("smørrebrød", "SMORREBROD"),
    ("œuvre", "oeuvre"),
    ("İzmir", "izmir"),
    ("machine learning", "machine\nlearning"),
    ("machine learning", "Machine\u00a0 Learning"),
    ("l'IA", "l’IA"),
    ("co-op", "co\u2011op"),
    ("cooperate", "coop\u00aderate"),
    ("ＡＩ", "AI"),
    ("Ελλάδα", "ΕΛΛΑΔΑ"),
    ("ёлка", "елка"),
]


@pytest.mark.parametrize(("term", "text"), MATCHES)
@pytest.mark.parametrize("frame", ["{}", "say {} twice", "({}).", "“{}”", "{}, {}"])
def test_it_matches(term: str, text: str, frame: str) -> None:
    matcher = Matcher(Glossary.from_pairs([(term, "x")], target="pt_BR"), "pt_BR")
    whole = frame.format(text, text)
    hits = matcher.find(whole)
    assert [hit.text for hit in hits] == [text] * frame.count("{}")
    assert all(whole[hit.start : hit.end] == hit.text and hit.source == term for hit in hits)


INSIDE = [
    # term, text, what is found
    ("機械学習", "深い機械学習と", ["機械学習"]),
    ("AI", "生成AI技術", ["AI"]),
    ("ตลาด", "ในตลาดนี้", ["ตลาด"]),
    ("C++", "C++ and C++11, not C+++", ["C++", "C++"]),
    ("C", "C, not C++ or C#", ["C"]),
    (".NET", "ASP.NET is not .NET", [".NET"]),
    ("word", "a sword, words, wordy, word_x, word2", []),
    ("word", "word-for-word", ["word", "word"]),
    ("A100", "A1000 and RTXA100", []),
    ("A100", "A100-based", ["A100"]),
    ("Nvidia", "Nvidia's and NVIDIA’s", ["Nvidia", "NVIDIA"]),
    ("don", "I don't", []),
    ("chip", "chips", []),
    ("か", "がか\u3099", []),
    ("バス", "パス", []),
    ("мои", "мой мои\u0306 мои", ["мои"]),
    ("мой", "мой мои\u0306 мои", ["мой", "мои\u0306"]),
    ("कल", "कला कल", ["कल"]),
    ("엔비디아", "엔비디아는 엔비디아랜드", ["엔비디아"]),
    ("s", "Straße", []),
    ("resume", "my résumé's end", ["résumé"]),
]


@pytest.mark.parametrize(("term", "text", "found"), INSIDE)
def test_words_are_whole(term: str, text: str, found: list[str]) -> None:
    matcher = Matcher(Glossary.from_pairs([(term, "x")]), "pt_BR")
    assert [hit.text for hit in matcher.find(text)] == found


def _found(
    terms: Sequence[Term], text: str, target: str = "pt_BR", source: str | None = "en"
) -> list[tuple[str, str]]:
    return [
        (hit.text, hit.target) for hit in Matcher(Glossary(tuple(terms)), target, source=source).find(text)
    ]


def test_the_longest_term_at_the_leftmost_place_wins() -> None:
    terms = [Term("learning", "1"), Term("machine learning", "2"), Term("learning model", "3")]
    assert _found(terms, "a machine learning model of learning") == [
        ("machine learning", "2"),
        ("learning", "1"),
    ]


def test_a_longer_term_that_does_not_fit_leaves_room_for_a_shorter_one() -> None:
    terms = [Term("chip", "1"), Term("chip maker", "2"), Term("Chip Act", "3", case_sensitive=True)]
    assert _found(terms, "chip makerish like the chip act") == [("chip", "1"), ("chip", "1")]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (Term("IT", "TI", case_sensitive=True), "IT is it", ["IT"]),
        (Term("Café", "x", case_sensitive=True), "Cafe café", ["Cafe"]),
        (
            Term("résumé", "x", accent_sensitive=True),
            "RÉSUMÉ re\u0301sume\u0301 resume",
            ["RÉSUMÉ", "re\u0301sume\u0301"],
        ),
        (Term("hòa", "x", accent_sensitive=True), "hoà hòa hoa hóa", ["hoà", "hòa"]),
        (Term("Rosé", "x", case_sensitive=True, accent_sensitive=True), "Rosé rosé Rose", ["Rosé"]),
    ],
)
def test_case_and_accents_count_where_the_row_says_so(term: Term, text: str, found: list[str]) -> None:
    assert [text for text, _ in _found([term], text)] == found


def test_forms_are_found_and_give_the_terms_translation() -> None:
    assert _found([Term("chip", "chip", forms=("chips", "chipset"))], "two chips") == [("chips", "chip")]


def test_exactly_this_spelling_wins_over_another_case() -> None:
    terms = [Term("Turkey", "Turquia"), Term("turkey", "peru")]
    assert _found(terms, "turkey in Turkey, TURKEY") == [
        ("turkey", "peru"),
        ("Turkey", "Turquia"),
        ("TURKEY", "Turquia"),
    ]


def test_preferred_wins_and_the_others_can_be_asked_for() -> None:
    rows = (
        Term("AI", "inteligência", status=TermStatus.FORBIDDEN),
        Term("AI", "IA generativa", status=TermStatus.ALLOWED),
        Term("AI", "IA"),
    )
    matcher = Matcher(Glossary(rows), "pt_BR")
    (hit,) = matcher.find("an AI model")
    assert (hit.target, hit.status) == ("IA", TermStatus.PREFERRED)
    assert matcher.terms_of(hit) == (rows[2], rows[1], rows[0])


def test_a_term_of_another_language_takes_its_digits_along() -> None:
    term = Term("Anh minh hoa", "Imagem", source_language="vi")
    assert _found([term], "Anh minh hoa12, anh minh hoa 3, Anh minh hoa1x") == [
        ("Anh minh hoa12", "Imagem"),
        ("anh minh hoa", "Imagem"),
    ]
    assert _found([term], "Anh minh hoa12", source="vi") == []


def test_rows_for_other_targets_are_left_out() -> None:
    terms = [Term("a", "br", "pt_BR"), Term("a", "pt", "pt"), Term("a", "any"), Term("b", "es", "es")]
    assert _found(terms, "a b") == [("a", "br")]
    assert _found(terms, "a b", target="pt_PT") == [("a", "pt")]
    assert _found(terms, "a b", target="sr@latin") == [("a", "any")]
    assert [text for text, _ in _found(terms, "a b", target="")] == ["a", "b"]


CAPTION = Term("Anh minh hoa", "Imagem", source_language="vi")
SECTION = Term("Read more", "Leia mais")
WHOLE = [
    ("Anh minh hoa", "Imagem"),
    ("Anh minh hoa1", "Imagem"),
    ("  Ảnh minh họa. \n", "  Imagem. \n"),
    ("(Ảnh minh hoạ 2)", "(Imagem 2)"),
    ("READ MORE:", "Leia mais:"),
    ("Read more2", "Leia mais2"),
    ("“Read more…”", "“Leia mais…”"),
    ("C++", "C++"),
    ("Read more news", None),
    ("See Anh minh hoa", None),
    ("Read more, read more", None),
    ("", None),
    ("12.", None),
]


@pytest.mark.parametrize(("text", "translation"), WHOLE)
def test_a_whole_text_that_is_a_term(text: str, translation: str | None) -> None:
    terms = (CAPTION, SECTION, Term("C++", "C++", status=TermStatus.UNTRANSLATABLE))
    hit = Matcher(Glossary(terms), "pt_BR", source="en").match_whole(text)
    assert (hit and text[: hit.start] + hit.target + text[hit.end :]) == translation


def test_a_forbidden_translation_is_never_the_whole_text() -> None:
    glossary = Glossary((Term("Home", "Casa", status=TermStatus.FORBIDDEN),))
    assert Matcher(glossary, "pt_BR").match_whole("Home") is None


def test_nothing_to_find() -> None:
    assert Matcher(Glossary(), "pt_BR").find("a") == ()
    assert Matcher(Glossary((Term("\u00ad", "x"),)), "pt_BR").find("a\u00ad") == ()


TEXT = st.text(
    st.one_of(st.sampled_from("aAáÁßđĐ oO\u0301\u0309\n\u00ad'机が\ud800\x00İ1+"), st.characters()),
    max_size=40,
)


@settings(deadline=None)
@given(words=st.lists(TEXT.filter(str.strip), max_size=8), text=TEXT, joined=st.booleans())
@example(words=["ss"], text="ß", joined=False)
def test_hits_are_in_the_text_in_order_and_apart(words: list[str], text: str, joined: bool) -> None:
    terms = tuple(Term(word.strip(), "x") for word in words)
    if joined:
        text = text.join(words)
    end = 0
    for hit in Matcher(Glossary(terms), "pt_BR").find(text):
        assert end <= hit.start < hit.end <= len(text)
        assert hit.text == text[hit.start : hit.end]
        assert fold(hit.text).strip() == fold(hit.source).strip()
        end = hit.end


@settings(deadline=None)
@given(word=st.text(st.characters(categories=["Lu", "Ll"]), min_size=1, max_size=12))
@example(word="Ў")
@example(word="Її")
def test_a_term_finds_itself_in_every_normal_form(word: str) -> None:
    matcher = Matcher(Glossary((Term(word, "x"),)), "pt_BR")
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, word)
        assert [hit.text for hit in matcher.find(f"« {text} »")] == [text]


@given(text=TEXT)
def test_the_map_leads_back_to_the_text(text: str) -> None:
    folded, offsets = fold_with_map(text)
    if offsets is None:
        assert len(folded) == len(text)
    else:
        assert len(offsets) == len(folded) + 1
        assert offsets == sorted(offsets)
        assert offsets[-1] == len(text)
    assert fold(folded) == folded
