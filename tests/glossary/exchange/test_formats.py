"""Every exchange format: what it holds comes back, what it cannot hold is named, bad files say where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GlossaryError, UsageError
from pipeline.glossary import Glossary, Term
from pipeline.glossary.exchange import (
    FORMATS,
    Pair,
    exchange_format,
    export_glossary,
    guess_format,
    parse_exchange,
)
from pipeline.glossary.rows import OPTIONAL
from pipeline.model import TermStatus as S

NAMES = [one.name for one in FORMATS]

FULL = Term(
    "graphics card", "placa de vídeo", "pt_BR", "as on the box", part_of_speech="noun", gender="feminine",
    domain="hardware", forms=("graphics cards", "video card"), target_forms=("placas de vídeo",), context="shop",
)  # fmt: skip
TERMS = (
    FULL,
    Term("graphics card", "placa gráfica", "pt_BR", status=S.ALLOWED),
    Term("graphics card", "cartão gráfico", "pt_BR", "as in Portugal", status=S.FORBIDDEN),
    Term("IT", "TI", "pt_BR", case_sensitive=True),
    Term('The "Vega" & <Board>', 'The "Vega" & <Board>', "", "product", S.UNTRANSLATABLE),
)

# what each format gives back of FULL, and the statuses that it tells apart; docs/glossaries.md says the same
HOLDS: dict[str, tuple[set[str], set[S]]] = {
    "tbx": ({"note", "forms", "target_forms", "context", "part_of_speech", "gender", "domain"}, set(S)),
    "crowdin": ({"note", "part_of_speech", "gender", "domain"}, set(S)),
    "weblate": ({"note", "context"}, {S.PREFERRED, S.UNTRANSLATABLE}),
    "omegat": ({"note"}, {S.PREFERRED, S.UNTRANSLATABLE}),
    "pairs": (set(), {S.PREFERRED, S.UNTRANSLATABLE}),
}
EMPTY = {
    "note": "",
    "forms": (),
    "target_forms": (),
    "context": "",
    "part_of_speech": "",
    "gender": "",
    "domain": "",
}


def back(name: str, text: str, pair: Pair) -> tuple[Term, ...]:
    return tuple(
        replace(term, line=0)
        for term in parse_exchange(text.encode(), "x", pair, exchange_format(name)).glossary
    )


@pytest.mark.parametrize("name", NAMES)
def test_what_a_format_holds_comes_back(name: str) -> None:
    fields, _ = HOLDS[name]
    lost = {field: value for field, value in EMPTY.items() if field not in fields}
    term = replace(FULL, **lost)  # type: ignore[arg-type]
    pair = Pair("en", "pt_BR")
    exported = export_glossary(Glossary((term,)), name, pair)
    assert exported.warnings == ()
    assert back(name, exported.text, pair) == (term,)


@pytest.mark.parametrize("name", NAMES)
def test_what_a_format_cannot_hold_is_named(name: str) -> None:
    fields, statuses = HOLDS[name]
    exported = export_glossary(Glossary(TERMS), name, Pair("en", "pt_BR"))
    said = "\n".join(exported.warnings)
    for field in EMPTY:
        assert (f"the {field.replace('_', ' ')} of" in said) == (field not in fields), field
    assert "the case sensitive of 1 row (“IT”)" in said
    for status in (S.ALLOWED, S.FORBIDDEN):
        assert (f"1 {status}" in said or "the status of" in said) == (status not in statuses)
    if statuses == set(S):
        assert {term.status for term in back(name, exported.text, Pair("en"))} == statuses


@pytest.mark.parametrize("name", NAMES)
def test_a_written_file_is_recognised(name: str) -> None:
    one = exchange_format(name)
    text = export_glossary(Glossary(TERMS), name, Pair("en", "pt_BR")).text
    assert guess_format(text.encode(), "terms" + one.suffixes[0]).name == name


@pytest.mark.parametrize("name", ["tbx", "crowdin"])
def test_several_languages_in_one_file(name: str) -> None:
    terms = (
        Term("chip", "chip", "de"), Term("chip", "puce", "fr", gender="feminine"), Term("chip", "chip", "pt_BR"),
        Term("Ảnh minh họa", "Foto ilustrativa", "pt_BR", source_language="vi"),
        Term("Vega", "Vega", "", status=S.UNTRANSLATABLE),
    )  # fmt: skip
    exported = export_glossary(Glossary(terms), name, Pair("en"))
    assert exported.warnings == ()
    assert set(back(name, exported.text, Pair())) == set(terms)
    assert [term.target for term in back(name, exported.text, Pair("en", "fr"))] == ["puce", "Vega"]


def test_rows_of_a_language_go_out_as_rows_of_the_locale_asked_for() -> None:
    exported = export_glossary(
        Glossary((Term("IT", "TI", "pt"), Term("IT", "TI", "es"))), "tbx", Pair("en", "pt_BR")
    )
    assert back("tbx", exported.text, Pair()) == (Term("IT", "TI", "pt_BR"),)


@pytest.mark.parametrize("name", ["weblate", "omegat", "pairs"])
def test_a_format_without_languages_asks_for_one(name: str) -> None:
    with pytest.raises(UsageError, match="--to"):
        export_glossary(Glossary(TERMS), name, Pair("en"))
    text = export_glossary(Glossary(TERMS), name, Pair("en", "pt_BR")).text
    with pytest.raises(UsageError, match="--target"):
        back(name, text, Pair("en"))


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")), min_size=1, max_size=12
)
_CELL = st.one_of(st.just(""), st.from_regex(r"[a-zé,;\"'<&]{1,8}( [#a-z|\\]{1,5})?", fullmatch=True))


@pytest.mark.parametrize("name", NAMES)
@given(rows=st.lists(st.tuples(_TEXT, _TEXT, _CELL, st.sampled_from(list(S))), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost_without_a_word(name: str, rows: list[tuple[str, str, str, S]]) -> None:
    """Law: the rows that come back and the rows named as left out are all rows."""
    terms = {
        (source, target): Term(
            source, source if status is S.UNTRANSLATABLE else target, "pt_BR", note, status
        )
        for source, target, note, status in rows
    }
    wanted = tuple(dict.fromkeys(terms.values()))
    pair = Pair("en", "pt_BR")
    exported = export_glossary(Glossary(wanted), name, pair)
    kept = back(name, exported.text, pair)
    if exported.warnings == ():
        assert sorted(map(repr, kept)) == sorted(map(repr, set(wanted)))
    missing = {(t.source, t.target) for t in wanted} - {(t.source, t.target) for t in kept}
    assert not missing or "left out" in exported.warnings[0]
    assert {(term.source, term.target) for term in kept} <= {(term.source, term.target) for term in wanted}


@pytest.mark.parametrize(
    ("file", "data", "expected"),
    [
        ("g.utf8", "# comment\nchip\tchip\n\nboard\tplaca\tof a computer\n", [("chip", "chip", ""), ("board", "placa", "of a computer")]),
        ("g.csv", "board,placa\n\"a, b\",c\n", [("board", "placa", ""), ("a, b", "c", "")]),
        ("g.tsv", "board\tplaca\n", [("board", "placa", "")]),
        # DeepL's own export; rows of another pair stay out
        ("g.csv", "board,placa,en,pt-br\nboard,Platine,en,de\n", [("board", "placa", "")]),
        # Google's equivalent term sets
        ("g.csv", "en,de,pt-BR,pos,description\nboard,Platine,placa,noun,printed\n", [("board", "placa", "printed")]),
        ("g.csv", "board;placa, fina\n\"a;b\";c\n", [("board", "placa, fina", ""), ("a;b", "c", "")]),
        ("g.csv", "board,;placa\n", [("board", ";placa", "")]),
        ("g.csv", "IT,TI\n", [("IT", "TI", "")]),  # no header of languages
        (
            "g.csv",
            '"location","source","target","ID","fuzzy","context","translator_comments","developer_comments"\n'
            '"a.c:1","board","placa","","False","","of a computer",""\n"","mouse","","","","","",""\n',
            [("board", "placa", "of a computer")],
        ),
        (
            "g.csv",
            "Concept Definition,Translatable,Term [en],Term [pt-BR],Status [pt-BR],Term [de]\n"
            "flat piece,yes,board,placa,preferred,Platine\n,,board,tábua,obsolete,\n",
            [("board", "placa", "flat piece"), ("board", "tábua", "")],
        ),
    ],
)  # fmt: skip
def test_files_as_other_tools_write_them(file: str, data: str, expected: list[tuple[str, str, str]]) -> None:
    one = guess_format(data.encode(), file)
    terms = parse_exchange(data.encode(), file, Pair("en", "pt_BR"), one).glossary
    assert [(term.source, term.target, term.note) for term in terms] == expected
    assert {term.language for term in terms} == {"pt_BR"}


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("weblate", '"source","target","fuzzy"\n"a","b","True"\n', "x:2: left out: 'a' needs editing"),
        ("omegat", "one two\n", "x:1: left out: there is no tab"),
        ("pairs", "board,\n", "x:1: left out: the target of 'board' is empty"),
        (
            "crowdin",
            "Term [en],Term [pt],Status [pt]\na,b,draft\n",
            "x:2: left out: the status of 'b' is 'draft'",
        ),
    ],
)
def test_rows_that_cannot_be_taken_are_named(name: str, data: str, said: str) -> None:
    imported = parse_exchange(data.encode(), "x", Pair("en", "pt"), exchange_format(name))
    assert len(imported.glossary) == 0
    assert said in imported.warnings[0]


def test_a_glossary_of_ours_and_an_unknown_file() -> None:
    with pytest.raises(UsageError, match="already"):
        guess_format(b"source,target,language\n", "g.csv")
    with pytest.raises(UsageError, match=r"--format: tbx"):
        guess_format(b"hello", "g.dat")
    with pytest.raises(GlossaryError, match=r"x:1: a Crowdin glossary has columns"):
        parse_exchange(b"a,b\n", "x", Pair(), exchange_format("crowdin"))


def test_the_page_says_what_each_format_holds() -> None:
    from pathlib import Path

    page = (Path(__file__).parents[3] / "docs" / "glossaries.md").read_text(encoding="utf-8")
    for name, (fields, statuses) in HOLDS.items():
        row = next(line for line in page.splitlines() if line.startswith(f"| `{name}` |"))
        said = {field for field in (*OPTIONAL, "note") if f"`{field}`" in row}
        assert said - {"source_language"} == fields
        assert ("all statuses" in row) == (statuses == set(S))
