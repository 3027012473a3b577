"""Terms are found in the forms that the language of the texts gives them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary import Glossary, Matcher, Term
from pipeline.glossary.plurals import written_plural
from pipeline.inflection.stems import text_keys
from pipeline.model import TermStatus


def found(term: Term | str, text: str, source: str) -> list[str]:
    row = Term(term, "x") if isinstance(term, str) else term
    return [hit.text for hit in Matcher(Glossary((row,)), "vi", source=source).find(text)]


ENGLISH = [
    ("speech model", "two speech models, one Speech Model’s voice", ["speech models", "Speech Model"]),
    ("chip", "chips; chipset, chipper, Chips, CHIPS", ["chips", "Chips", "CHIPS"]),
    ("company", "companies, company, companys", ["companies", "company"]),
    ("plug-in", "Plug-ins, a plug-in", ["Plug-ins", "plug-in"]),
    ("start-up", "two start-ups", ["start-ups"]),
    ("point of sale", "points of sale, a point of sale", ["points of sale", "point of sale"]),
    ("system-on-chip", "systems-on-chip", ["systems-on-chip"]),
    ("company in debt", "companies in debt", ["companies in debt"]),
    ("point of sale", "pointless sale", []),
    ("bus", "buses, bused", ["buses"]),
    ("batch", "batches batchs", ["batches"]),
    ("box", "boxes", ["boxes"]),
    ("hero", "heroes, heros", ["heroes", "heros"]),
    ("key", "keys, keies", ["keys"]),
    ("analysis", "analyses", ["analyses"]),
    ("woman", "two women", ["women"]),
    ("spokesman", "spokesmen", ["spokesmen"]),
    ("human", "humans, humen", ["humans"]),
    ("new", "the news", []),
    ("it", "its", []),
    ("GPU", "GPUs GPUS gpus", ["GPUs", "gpus"]),
    ("IT", "its ITS", []),
    ("A100", "A100s", []),
    ("C", "Cs", []),
    ("café", "cafés, CAFÉS, cafes", ["cafés", "CAFÉS", "cafes"]),
    ("graphics card", "graphics cards’ fans", ["graphics cards"]),
    ("chip", "chips2, chips_x, chip-s", ["chip"]),
]


@pytest.mark.parametrize(("term", "text", "hits"), ENGLISH)
def test_english_plurals(term: str, text: str, hits: list[str]) -> None:
    assert found(term, text, "en") == found(term, text, "en_GB") == hits


@pytest.mark.parametrize(
    "term",
    [
        Term("Vega", "Vega", status=TermStatus.UNTRANSLATABLE),
        Term("Vega", "x", case_sensitive=True),
        Term("vega", "x", part_of_speech="adjective"),
        Term("vega", "x", source_language="vi"),
    ],
)
def test_names_have_no_plural(term: Term) -> None:
    assert found(term, "Vegas; Vega's Vega's", "en") in (["Vega", "Vega"], [])
    assert found(Term("vega", "x"), "Vegas", "en") == ["Vegas"]
    assert Matcher(Glossary((Term("vega", "x"),)), "vi").find("Vegas") == ()


OTHERS = [
    ("pt_BR", "rede neural", "redes neurais e a Rede Neural", ["redes neurais", "Rede Neural"]),
    ("pt_BR", "rede neural", "redes sociais", []),
    ("es", "luz", "luces, luz, pluz", ["luces", "luz"]),
    ("fr", "intelligence artificielle", "d’intelligences artificielles", ["intelligences artificielles"]),
    ("de", "Haus", "Häuser, Rathaus, Hausboot", ["Häuser"]),
    ("de", "Sprachmodell", "der Sprachmodelle, Sprachmodelltraining", ["Sprachmodelle"]),
    ("fi", "näytönohjain", "näytönohjaimen ja näytönohjainajuri", ["näytönohjaimen"]),
    ("tr", "ekran kartı", "ekran kartlarının", ["ekran kartlarının"]),
    ("ru", "нейронная сеть", "нейронных сетей", ["нейронных сетей"]),
    ("pl", "karta graficzna", "na karcie graficznej", ["karcie graficznej"]),
    ("ar", "نموذج", "النموذج", ["النموذج"]),
    ("uk", "відеокарта", "відеокарти", ["відеокарти"]),
    ("vi", "bán dẫn", "chip bán dẫn, ban dan", ["bán dẫn", "ban dan"]),
    ("ja", "機械学習", "深い機械学習", ["機械学習"]),
    ("pt_BR", "GPU", "as GPUs", ["GPUs"]),
]


@pytest.mark.parametrize(("source", "term", "text", "hits"), OTHERS)
def test_other_languages(source: str, term: str, text: str, hits: list[str]) -> None:
    assert found(term, text, source) == hits


def test_a_term_as_it_stands_comes_before_an_inflected_one() -> None:
    rows = (
        Term("new", "1"),
        Term("news", "2"),
        Term("mean", "3"),
        Term("means", "4"),
        Term("woman", "5"),
        Term("women", "6"),
    )
    matcher = Matcher(Glossary(rows), "vi", source="en")
    assert [hit.target for hit in matcher.find("news means women mean")] == ["2", "4", "6", "3"]
    rows = (
        Term("rede", "1"),
        Term("redes", "2"),
        Term("redes neurais", "3"),
        Term("rede neural profunda", "4"),
    )
    matcher = Matcher(Glossary(rows), "vi", source="pt_BR")
    texts = "redes, rede, redes neurais, redes neurais profundas"
    assert [hit.target for hit in matcher.find(texts)] == ["2", "1", "3", "4"]


def test_an_inflected_hit_knows_the_other_rows() -> None:
    rows = (
        Term("chip", "chip"),
        Term("chip", "pastilha", status=TermStatus.ALLOWED),
        Term("chip", "batata", status=TermStatus.FORBIDDEN),
    )
    matcher = Matcher(Glossary(rows), "pt_BR", source="en")
    (hit,) = matcher.find("two chips")
    assert (hit.text, hit.source, hit.target) == ("chips", "chip", "chip")
    assert (hit.others, hit.barred) == (("pastilha",), ("batata",))
    assert matcher.terms_of(hit) == rows
    (hit,) = Matcher(Glossary(rows), "vi", source="pt_BR").find("dois chips")
    assert (hit.text, hit.others, hit.barred) == ("chips", ("pastilha",), ("batata",))


def test_an_inflected_term_is_not_the_whole_text() -> None:
    matcher = Matcher(Glossary((Term("woman", "mulher"), Term("File photo", "Foto"))), "pt_BR", source="en")
    assert matcher.match_whole("Woman") is not None
    assert matcher.match_whole("Women") is None
    assert matcher.match_whole("File photos") is None


@pytest.mark.parametrize(
    ("term", "plural"),
    [
        ("fly-by", None),
        ("open company", "open companies"),
        ("Policy", "Policies"),
        ("y", None),
        ("2y", None),
        ("", None),
    ],
)
def test_written_plurals(term: str, plural: str | None) -> None:
    assert written_plural(term) == plural


WORDS = st.text(st.sampled_from("aãáeioõuszlmnrtcçk"), min_size=1, max_size=9)


@given(
    words=st.lists(WORDS, min_size=1, max_size=3),
    others=st.lists(WORDS, max_size=3),
    source=st.sampled_from(["en", "pt", "fr", "fi", "tr", "uk", "ar", "de"]),
)
def test_what_stands_there_as_it_is_is_always_found(words: list[str], others: list[str], source: str) -> None:
    term = " ".join(words)
    rows = (Term(term, "x"), *(Term(other, "y") for other in others))
    text = f"({term})"
    hits = Matcher(Glossary(rows), "vi", source=source).find(text)
    assert hits
    assert [text[hit.start : hit.end] for hit in hits] == [hit.text for hit in hits]
    assert all(one.end <= other.start for one, other in pairwise(hits))


@given(word=WORDS)
def test_a_word_is_filed_where_it_is_looked_for(word: str) -> None:
    for language in ("pt", "uk", "ar"):
        assert word in text_keys(word, language)
