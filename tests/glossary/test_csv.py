"""Reading and writing the glossary CSV: what is understood, and every error with its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GlossaryError, WriteError
from pipeline.glossary import (
    Glossary,
    Term,
    find_glossaries,
    format_glossary,
    parse_glossary,
    read_glossary,
    write_glossary,
)
from pipeline.model import TermStatus

HEADER = "source,target,language,note,status,case_sensitive\n"


def test_a_file_with_all_columns_in_another_order() -> None:
    text = (
        "language,target,source,domain,forms,target_forms,gender,part_of_speech,context,accent_sensitive,"
        "source_language,case_sensitive,status,note\n"
        "pt-br,placa de vídeo,graphics card,hardware,graphics cards|video card,placas de vídeo,feminine,noun,"
        "shop,yes,en-US,TRUE,Allowed,as on the box\n"
    )
    assert parse_glossary(text, "g.csv").terms == (
        Term(
            "graphics card",
            "placa de vídeo",
            "pt_BR",
            "as on the box",
            TermStatus.ALLOWED,
            case_sensitive=True,
            source_language="en_US",
            accent_sensitive=True,
            forms=("graphics cards", "video card"),
            target_forms=("placas de vídeo",),
            context="shop",
            part_of_speech="noun",
            gender="feminine",
            domain="hardware",
            line=2,
        ),
    )


@pytest.mark.parametrize(
    ("data", "terms"),
    [
        (b"source,target,language\nchip,chip\xc3\xa9,pt\n", [("chip", "chipé")]),
        (b"\xef\xbb\xbfsource,target,language\r\na,b,pt\r\n", [("a", "b")]),
        (b"Source;Target;Language\na, b;c;pt\n", [("a, b", "c")]),
        (b"source\ttarget\tlanguage\na;b\tc,d\tpt\n", [("a;b", "c,d")]),
        ("source,target,language\na,b,pt\n".encode("utf-16"), [("a", "b")]),
        (b'"source","target","language"\n"a ""x""","b\nc",pt', [('a "x"', "b\nc")]),
        (b'# made by hand, "with care\n\nsource,target,language\n# none yet\n,,\n"#1",b,pt\n', [("#1", "b")]),
        (b"source,target,language\n a , b ,\n", [("a", "b")]),
        (b"source,target,language\na,b,pt\na,b,pt\na,c,pt\n", [("a", "b"), ("a", "c")]),
        (b"source,target,language,note\na,b,pt,one\na,b,pt,two\n", [("a", "b")]),
        (
            b"source,target,language,status\nKit,,,untranslatable\nHat,Hat,,untranslatable\n",
            [("Kit", "Kit"), ("Hat", "Hat")],
        ),
        (b"source,target,language\n", []),
    ],
)
def test_what_is_understood(tmp_path: Path, data: bytes, terms: list[tuple[str, str]]) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(data)
    assert [(term.source, term.target) for term in read_glossary(path)] == terms


NAMES = "# note\nsource,target,language,"
ERRORS = [
    ("", "g.csv:1: these columns are missing: source, target, language. The first line must name"),
    ("source,target\na,b\n", "g.csv:1: a column is missing: language."),
    (NAMES + "case_sensitve\n", "g.csv:2: unknown column 'case_sensitve'. Did you mean case_sensitive?"),
    (NAMES + "colour\n", "g.csv:2: unknown column 'colour'. Known columns: source, target"),
    (NAMES + "note,note\n", "g.csv:2: the column note is there twice. Remove one."),
    ("a,b,pt\n", "g.csv:2: 3 cells, but the header has 6."),
    ("a,b,pt,x,y,preferred,no\n", "g.csv:2: 7 cells, but the header has 6. Put quotation marks"),
    (",b,pt,,,\n", "g.csv:2: the source is empty. Write the term, or remove the row."),
    ("\u00ad,b,pt,,,\n", "has no letter, digit or sign to look for"),
    ("a,,pt,,,\n", "g.csv:2: the target of 'a' is empty. Write it, or give the row the status untransl"),
    ("a,b,pt,,prefered,\n", "g.csv:2: unknown status 'prefered'. Did you mean preferred?"),
    ("a,b,pt,,zzz,\n", "unknown status 'zzz'. Use one of preferred, allowed, forbidden, untranslatable."),
    ("a,b,xx_YY_Z,,,\n", "g.csv:2: Unknown language 'xx_YY_Z'."),
    ("a,b,pt,,,maybe\n", "g.csv:2: case_sensitive is 'maybe'. Write yes or no."),
    ("a,b,pt,,untranslatable,\n", "g.csv:2: 'a' is untranslatable, but its target is 'b'. Leave the target"),
    ('"a\n\nb",c,pt,,,\n,b,pt,,,\n', "g.csv:5: the source is empty"),
    ('a,b,pt,,,\n"a,b,pt,,,\n', "g.csv:3: the row cannot be read (unexpected end of data). Close its quot"),
    (
        "a,b,pt,,preferred,\na,b,pt,,forbidden,\n",
        "g.csv:3: 'b' for 'a' is forbidden, but preferred in line 2.",
    ),
    ("a,b,pt,,,\na,,pt,,untranslatable,\n", "g.csv:3: 'a' is untranslatable, but preferred in line 2."),
]


@pytest.mark.parametrize(("text", "message"), ERRORS)
def test_errors_say_where_and_what_to_do(text: str, message: str) -> None:
    with pytest.raises(GlossaryError) as raised:
        parse_glossary(HEADER + text if text and not text.startswith(("#", "source")) else text, "g.csv")
    assert message in str(raised.value)
    assert str(raised.value).startswith("g.csv:")
    assert "\n" not in str(raised.value)


def test_all_errors_of_a_file_come_in_one_message() -> None:
    text = HEADER + ",b,zzzz,,wrong,perhaps\n" + "a,,pt,,,\n" * 12
    with pytest.raises(GlossaryError) as raised:
        parse_glossary(text, "g.csv")
    lines = str(raised.value).splitlines()
    assert lines[0] == "g.csv: 16 errors in the glossary."
    assert len(lines) == 12
    assert [line.split(":")[1] for line in lines[1:-1]] == ["2"] * 4 + ["3", "4", "5", "6", "7", "8"]
    assert lines[-1] == "… and 6 more."


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"source,target,language\ncaf\xe9,b,pt\n",
            "g.csv:2: the glossary is not UTF-8 (byte 0xE9). Save",
        ),
        (b"\xff\xfea", "g.csv:1: the glossary is not UTF-16 (byte 0x61)."),
    ],
)
def test_another_encoding_is_an_error(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "g.csv"
    path.write_bytes(data)
    with pytest.raises(GlossaryError) as raised:
        read_glossary(path, "g.csv")
    assert str(raised.value).startswith(message)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match=r"^g\.csv: the glossary cannot be read: No such file"):
        read_glossary(tmp_path / "g.csv", "g.csv")


def test_a_written_file_is_plain_and_holds_only_what_is_used() -> None:
    glossary = Glossary((Term("a,b", 'c "d"', "pt_BR"), Term("#e", "f", note="x", case_sensitive=True)))
    assert format_glossary(glossary) == (
        HEADER + '"a,b","c ""d""",pt_BR,,preferred,no\n"#e",f,,x,preferred,yes\n'
    )
    assert format_glossary(Glossary((Term("a", "b", forms=("c", "d")),))).splitlines() == [
        HEADER.strip() + ",forms",
        "a,b,,,preferred,no,c|d",
    ]


CELL = st.text(
    st.one_of(st.sampled_from('a,;"\t\n\r#é '), st.characters(exclude_categories=["Cs"])), max_size=12
).map(str.strip)
WORD = CELL.filter(lambda cell: any(char.isalnum() for char in cell))
FORMS = st.lists(
    WORD.map(lambda cell: cell.replace("|", "").strip()).filter(bool), max_size=2, unique=True
).map(tuple)
TERMS = st.builds(
    Term,
    source=WORD,
    target=WORD,
    language=st.sampled_from(["", "pt_BR", "sr@latin"]),
    note=CELL,
    status=st.sampled_from([TermStatus.PREFERRED, TermStatus.ALLOWED]),
    case_sensitive=st.booleans(),
    source_language=st.sampled_from([None, "vi"]),
    accent_sensitive=st.booleans(),
    forms=FORMS,
    target_forms=FORMS,
    context=CELL,
    gender=CELL,
)


@settings(deadline=None)
@given(st.lists(TERMS, max_size=5, unique_by=lambda term: term.source))
def test_what_is_written_reads_back_equal(terms: list[Term]) -> None:
    read = parse_glossary(format_glossary(Glossary(tuple(terms))), "g.csv")
    written = format_glossary(Glossary(tuple(terms)))
    assert format_glossary(read) == written
    assert [(t.source, t.target, t.note, t.forms, t.status) for t in read] == [
        (t.source, t.target, t.note, t.forms, t.status) for t in terms
    ]


def test_writing_replaces_the_file_or_leaves_it_whole(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    write_glossary(Glossary((Term("a", "b"),)), path)
    before = path.read_bytes()
    with pytest.raises(WriteError, match="cannot be written"):
        write_glossary(Glossary((Term("\ud800", "b"),)), path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == ["g.csv"]
    with pytest.raises(WriteError, match="No such file"):
        write_glossary(Glossary(), tmp_path / "none" / "g.csv")


def test_the_glossaries_of_a_folder(tmp_path: Path) -> None:
    for name in ("b.csv", "a.csv", "c.txt"):
        (tmp_path / name).write_text(HEADER)
    (tmp_path / "d.csv").mkdir()
    assert [path.name for path in find_glossaries(tmp_path)] == ["a.csv", "b.csv"]
    assert find_glossaries(tmp_path / "none") == ()
