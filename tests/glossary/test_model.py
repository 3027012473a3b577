"""Making, joining and narrowing glossaries."""

from __future__ import annotations

import pytest

from pipeline.errors import UnknownLanguage
from pipeline.glossary import Glossary, Matcher, Term, builtin_glossary
from pipeline.model import TermStatus


def test_pairs() -> None:
    glossary = Glossary.from_pairs(
        [(" chip ", "chipe"), ("Kit", "Kit"), ("chip", "chipe")], source="en", target="pt-br"
    )
    assert glossary.terms == (
        Term("chip", "chipe", "pt_BR"),
        Term("Kit", "Kit", "pt_BR", status=TermStatus.UNTRANSLATABLE),
    )
    assert glossary.source_language == "en"


@pytest.mark.parametrize("pair", [("", "a"), ("a", " ")])
def test_a_pair_needs_two_texts(pair: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="needs two texts"):
        Glossary.from_pairs([pair])


def test_a_pair_needs_real_languages() -> None:
    with pytest.raises(UnknownLanguage):
        Glossary.from_pairs([("a", "b")], target="zzzz")


def test_a_later_glossary_wins_and_an_earlier_row() -> None:
    base = Glossary((Term("a", "base"), Term("b", "base"), Term("b", "second")), "base", "en")
    own = Glossary((Term("a", "own"),), "own", "en")
    merged = Glossary.merged([base, own])
    assert [(hit.text, hit.target) for hit in Matcher(merged, "pt").find("a b")] == [
        ("a", "own"),
        ("b", "base"),
    ]
    assert (merged.name, merged.source_language, len(merged)) == ("base, own", "en", 4)
    assert Glossary.merged([]).terms == ()


def test_rows_for_the_locale_come_first() -> None:
    rows = (Term("a", "any"), Term("a", "language", "pt"), Term("a", "locale", "pt_BR"), Term("a", "x", "es"))
    assert [term.target for term in Glossary(rows).for_language("pt_BR")] == ["locale", "language", "any"]
    assert Glossary(rows).for_language("").terms == rows


@pytest.mark.parametrize("text", ["Anh minh hoa1", "Ảnh minh hoạ", "ẢNH MINH HỌA.", "(Hình minh họa 2)"])
@pytest.mark.parametrize("target", ["pt_BR", "es", "fr", ""])
def test_captions_are_known_without_a_glossary_of_ones_own(text: str, target: str) -> None:
    hit = Matcher(builtin_glossary(), target, source="en").match_whole(text)
    assert hit is not None
    assert hit.source_language == "vi"
    assert hit.source in ("Ảnh minh họa", "Hình minh họa")


def test_the_builtin_glossary_is_for_texts_in_any_language() -> None:
    terms = builtin_glossary().terms
    assert all(
        term.source_language and term.language and term.status is TermStatus.PREFERRED for term in terms
    )
    assert {"en", "pt", "es"} <= {term.language for term in terms if term.source == "Ảnh minh họa"}
