"""Plain text: what runs on into the next line, what does not, and what it is called."""

from __future__ import annotations

import pytest

from pipeline.formats import parse_document, render_document
from pipeline.formats.text.lines import split_groups, wrapped_at
from pipeline.model import Document
from tests.formats.samples import LINES, WRAPPED


def read(text: str) -> Document:
    return parse_document(text.encode(), "a.txt")


def kinds(text: str) -> list[tuple[int, str, str]]:
    return [(unit.line, unit.kind, unit.text[:24]) for unit in read(text).units]


def test_lines() -> None:
    assert wrapped_at(split_groups(LINES)) is None
    assert kinds(LINES) == [
        (1, "Title", "The Harbour Light"),
        (3, "Byline", "Ines Okafor HARB_0042 09"),
        (5, "Paragraph", "The lighthouse on the no"),
        (7, "Caption", "Anh ben cang 2"),
        (8, "Caption", "Illustration photo."),
        (10, "Paragraph", "“It is very bright,” she"),
        (12, "Byline", "Ines Okafor"),
    ]
    assert read(LINES).title == "The Harbour Light"


def test_wrapped() -> None:
    assert 70 <= (wrapped_at(split_groups(WRAPPED)) or 0) <= 80
    assert [(unit.line, unit.kind) for unit in read(WRAPPED).units] == [
        (1, "Title"),
        (3, "Paragraph"),
        (8, "List item"),
        (10, "List item"),
        (12, "Paragraph"),
        (16, "Caption"),
        (17, "Byline"),
    ]
    texts = [unit.text for unit in read(WRAPPED).units]
    assert texts[1].startswith(
        "The old lighthouse on the north pier was switched off last Tuesday, after one "
    )
    assert texts[2] == (
        "The lamp itself goes to the museum in the old customs house, where it will be shown from the spring."
    )
    assert "a well-known painter" in texts[4]


_PROSE = (
    "A line that was broken because it had grown too long for\n"
    "the column, and that goes on down here in small letters,\n"
    "then stops.\n"
)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Anh minh hoa\nA photo.\n", 2),
        ("One sentence stands on this line, and it is quite long.\nAnother stands here and is as long.\n", 2),
        ("- one\n- two\n* three\n1. four\n2) five\n(a) six\n• seven\n", 7),
        (_PROSE, 1),
        (_PROSE.replace("\n", "\r\n"), 1),
        (_PROSE.replace("\n", "\r"), 1),
        (_PROSE.upper(), 1),
        (_PROSE + "- an item\n", 2),
        (_PROSE + "By Ana Silva\n", 2),
        (_PROSE + "\nA short line\nAnd one more\n", 3),
        (_PROSE + "\nName         Age    Town\nAna Silva    41     Porto\n", 3),
        (_PROSE + "\n> quoted words that somebody else had put in a\n> letter to us, as it said.\n", 2),
        ("HEADING IN CAPITALS ABOVE THE TEXT, WITHOUT A BLANK LINE\n" + _PROSE, 2),
        ("From: a person with a rather long name and town\nSubject: another that is as long\n" + _PROSE, 3),
        ("Shall I compare the harbour to a day?\nIt is more grey and temperate;\nRough winds shake it\n", 3),
        ("*****\n\n-----\n\n12:30\n", 0),
        ("港の灯台は長いあいだ海を照らして\n" * 4 + "きました。\n", 5),
        ("港の灯台は百年ものあいだ海を照らしてきましたが、先\n" * 4 + "週消えました。\n", 1),
    ],
)  # fmt: skip
def test_how_many_units(text: str, units: int) -> None:
    found = [unit.text for unit in read(text).units]
    assert len(found) == units, found


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("By Jane Doe", "Byline"),
        ("By JANE DOE and Max Roe, 3 March 2026", "Byline"),
        ("Jane Doe 17:58", "Byline"),
        ("Tran Thi Mai ABCD_XYZ 08:15", "Byline"),
        ("By the end of the year", "Heading"),
        ("Version 2026", "Heading"),
        ("Photo: Jane Doe", "Caption"),
        ("Illustration photo.", "Caption"),
        ("Ảnh minh họa 3", "Caption"),
        ("Foto: Jane Doe/Agency", "Caption"),
        ("图1：港口", "Caption"),
        ("I took a photo of her yesterday at the harbour and it rained on us.", "Paragraph"),
        ("What the harbour needs now", "Heading"),
        ("It rained.", "Paragraph"),
        ("- A bullet", "List item"),
        ("12. A step", "List item"),
        ("Name      Age      Town", "Table row"),
        ("and then", ""),
    ],
)
def test_kinds(line: str, kind: str) -> None:
    assert kinds(f"A first sentence that is no title, for it ends.\n\n{line}\n")[1][1] == kind


def test_marks_stay_outside_the_spans() -> None:
    text = "  * one  \n\t2.\ttwo\n> three \u3000\n\u3000\u3000四五六\n"
    document = read(text)
    assert [document.source[slice(*span)] for span in document.spans] == ["one", "two", "three", "四五六"]
    assert (
        render_document(document, ["1", "2", "3", "4"]).decode()
        == "  * 1  \n\t2.\t2\n> 3 \u3000\n\u3000\u30004\n"
    )


def test_wrapped_paragraphs_are_wrapped_again() -> None:
    document = read(WRAPPED)
    longer = [" ".join(f"{word}o" for word in unit.text.split()) for unit in document.units]
    data = render_document(document, longer).decode()
    assert [unit.text for unit in read(data).units] == longer
    lines = data.split("\n")
    assert max(map(len, lines)) <= max(map(len, WRAPPED.split("\n")))
    assert len(lines) > len(WRAPPED.split("\n"))
    assert lines[2].startswith("    Theo oldo")
    assert lines[9].startswith("    ") or lines[10].startswith("    ")


def test_a_line_end_in_a_translation_makes_no_new_unit() -> None:
    document = read(LINES.replace("\n", "\r\n"))
    texts = [f"one \n {unit.text}" for unit in document.units]
    data = render_document(document, texts).decode()
    assert data.count("\r\n") == LINES.count("\n") == data.count("\n")
    assert len(read(data).units) == len(document.units)


@pytest.mark.parametrize("pattern", ["word and more. ", "a", " ", "> ", "- ", "中", "a\n", "\t", "a "])
def test_long_lines_end(pattern: str) -> None:
    text = "x" + pattern * (300_000 // len(pattern)) + "x"
    document = read(text)
    assert render_document(document, [None] * len(document.units)).decode() == text
    assert render_document(document, ["y"] * len(document.units)).decode().count("y") >= len(document.units)


_NARROW = (
    "The council of the old harbour said on\n"
    "Monday that Hanoi would lend it a lamp,\n"
    "which the keeper had always wanted, but\n"
    "Vietnam Rail would not bring it there\n"
    "before spring.\n"
)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("This is a short\ntwo-line paragraph.\n", ["This is a short two-line paragraph."]),
        ("> This is a\n> quoted “one”.\n", ["This is a quoted “one”."]),
        ("- one\n- two of the list\n  that wraps\n- three\n", ["one", "two of the list that wraps", "three"]),
        ("1. One ends.\n   Two.\n   Three.\n2. four\n", ["One ends. Two. Three.", "four"]),
        (_NARROW, [_NARROW.replace("\n", " ").strip()]),
        ("Anh minh hoa1\nillustration photo.\n", ["Anh minh hoa1", "illustration photo."]),
        ("Photo: Jane Doe\nof the agency\n", ["Photo: Jane Doe", "of the agency"]),
        ("By Jane Doe\nfor the agency\n", ["By Jane Doe", "for the agency"]),
        ("INTRODUCTION\nthe text begins\n", ["INTRODUCTION", "the text begins"]),
        ("A heading\nThe text begins.\n", ["A heading", "The text begins."]),
        ("apples\npears\nplums\n", ["apples", "pears", "plums"]),
        ("the lamp goes out,\nthe water is dark\nand quiet.\n",
         ["the lamp goes out,", "the water is dark", "and quiet."]),
        ("Jane Doe\n12 Main Street\nSpringfield\n", ["Jane Doe", "12 Main Street", "Springfield"]),
        ("It ends here.\nand this is new\n", ["It ends here.", "and this is new"]),
        ("Name   Age   Town\nanna   41   porto\n", ["Name   Age   Town", "anna   41   porto"]),
        ("- one\n      deep below it\n", ["one", "deep below it"]),
    ],
)  # fmt: skip
def test_short_paragraphs_of_an_unwrapped_text(text: str, units: list[str]) -> None:
    text = "A title\n\n" + text
    document = read(text)
    assert [unit.text for unit in document.units][1:] == units
    assert render_document(document, [None] * len(document.units)).decode() == text


def test_a_narrow_paragraph_is_wrapped_at_its_own_width() -> None:
    document = read(_NARROW + "\n- two of the list\n  that wraps\n")
    built = render_document(document, ["A " + "word " * 30, "item " * 12]).decode()
    lines = built.split("\n")
    assert 35 <= max(map(len, lines)) <= 40
    assert lines[-3].startswith("- item") and lines[-2].startswith("  item")
    assert [unit.text for unit in read(built).units] == [
        "A " + ("word " * 30).strip(),
        ("item " * 12).strip(),
    ]
