"""What a reader sees or hears beside the paragraphs: alternative texts, charts, the title; and the direction of the page."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree

from pipeline.formats import parse_document, render_document
from tests.formats.office.samples import docx_of, docx_shown, odt_shown

WORD = [
    ("Document title", "Harbour yearbook"),
    ("Paragraph", "See the lamp<1/> here."),
    ("Alternative text", "A red lamp & a bell"),
    ("Alternative text", "Lamp"),
    ("Alternative text", "Lamp"),
    ("Paragraph", "Before<1/><2>behind</2>"),
    ("Alternative text", "A framed note"),
    ("Paragraph", "Inside<1/> the box"),
    ("Alternative text", "A red lamp & a bell"),
    ("Tip of a link", "Go there"),
    ("Table title", "Prices"),
    ("Table cell", "Part"),
    ("Chart", "Boats sold"),
    ("Chart label", "Summer & spring"),
]
ODF = [
    ("Paragraph", "See <1/> here."),
    ("Alternative text", "Lamp"),
    ("Alternative text", "A red lamp & a bell"),
    ("Paragraph", "Kept"),
    ("Document title", "Harbour yearbook"),
    ("Chart", "Boats sold"),
]
SAMPLES = {"a.docx": (docx_shown, WORD), "a.odt": (odt_shown, ODF)}


def member(data: bytes, name: str) -> str:
    xml = zipfile.ZipFile(io.BytesIO(data)).read(name)
    etree.fromstring(xml)  # well-formed
    return xml.decode()


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_all_that_a_reader_meets_is_a_unit(name: str) -> None:
    made, units = SAMPLES[name]
    document = parse_document(made(), name)
    assert [(unit.kind, unit.text) for unit in document.units] == units
    assert render_document(document, [None] * len(units), "he") == made()


@pytest.mark.parametrize("name", sorted(SAMPLES))
def test_each_alone_and_all_together_are_written(name: str) -> None:
    made, units = SAMPLES[name]
    document = parse_document(made(), name)
    wanted = [f'{text} „é" & <x>' for _, text in units]
    for chosen in [range(len(units)), *([index] for index in range(len(units)))]:
        texts = [wanted[index] if index in chosen else None for index in range(len(units))]
        written = render_document(document, texts, "pl")
        read = [unit.text for unit in parse_document(written, name).units]
        assert [text.replace("&lt;", "<").replace("&amp;", "&") for text in read] == [
            wanted[index] if index in chosen else text for index, (_, text) in enumerate(units)
        ]
        assert "A remark" in member(written, "word/comments.xml" if name == "a.docx" else "content.xml")


def test_numbers_of_a_chart_and_the_author_stay() -> None:
    document = parse_document(docx_shown(), "a.docx")
    written = render_document(document, [f"{unit.text} x" for unit in document.units], "pl")
    assert "<c:v>1E3</c:v>" in member(written, "word/charts/chart1.xml")
    assert "A Keeper" in member(written, "docProps/core.xml")


SHALOM = "שלום"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("<w:p><w:r><w:t>a</w:t></w:r></w:p>", "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t"),
        (
            '<w:p w:rsidR="1"><w:pPr><w:pStyle w:val="S"/><w:spacing w:after="0"/><w:jc w:val="left"/></w:pPr>'
            '<w:r><w:rPr><w:b/><w:sz w:val="20"/><w:lang w:val="en"/></w:rPr><w:t>a</w:t></w:r></w:p>',
            '<w:p w:rsidR="1"><w:pPr><w:pStyle w:val="S"/><w:bidi/><w:spacing w:after="0"/><w:jc w:val="left"/></w:pPr>'
            '<w:r><w:rPr><w:b/><w:bCs/><w:sz w:val="20"/><w:szCs w:val="20"/><w:rtl/><w:lang w:val="en" w:bidi="he"/></w:rPr><w:t',
        ),
        (
            '<w:p><w:pPr><w:bidi w:val="0"/><w:rPr><w:rtl w:val="0"/></w:rPr></w:pPr><w:r><w:rPr><w:rtl w:val="0"/></w:rPr>'
            "<w:t>a</w:t></w:r></w:p>",
            '<w:p><w:pPr><w:bidi/><w:rPr><w:rtl w:val="0"/></w:rPr></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t',
        ),
        (
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:tab/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>a</w:t></w:r></w:p>",
            "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:tab/></w:r><w:r><w:rPr><w:i/><w:iCs/><w:rtl/></w:rPr><w:t",
        ),
        ("<w:p><w:pPr/><w:r><w:t>a</w:t></w:r></w:p>", "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t"),
        (
            "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t>a</w:t></w:r></w:p>",
            "<w:p><w:pPr><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t",
        ),
    ],
)  # fmt: skip
def test_a_word_paragraph_says_its_direction(paragraph: str, expected: str) -> None:
    data = docx_of(paragraph + "<w:p><w:r><w:t>left alone</w:t></w:r></w:p>")
    document = parse_document(data, "a.docx")
    xml = member(render_document(document, [SHALOM, None], "he"), "word/document.xml")
    assert xml[xml.index("<w:body>") + 8 :].startswith(expected), xml
    assert xml.count("<w:bidi/>") == 1
    left = member(render_document(document, [SHALOM, None], "pl"), "word/document.xml")
    assert left.count("bidi") == paragraph.count("bidi")


def test_tables_sections_boxes_and_charts_turn_too() -> None:
    document = parse_document(docx_shown(), "a.docx")
    written = render_document(document, [f"{unit.text} {SHALOM}" for unit in document.units], "ar")
    xml = member(written, "word/document.xml")
    assert '<w:tblStyle w:val="T"/><w:bidiVisual/><w:tblW w:w="0"/>' in xml
    assert "<w:cols/><w:bidi/><w:docGrid/>" in xml
    assert xml.count("<w:bidi/>") == 5  # four paragraphs, one of them in the box, and the section
    assert '<a:pPr rtl="1">' in member(written, "word/charts/chart1.xml")


def test_an_opendocument_text_turns_its_pages() -> None:
    document = parse_document(odt_shown(), "a.odt")
    styles = member(render_document(document, [f"{SHALOM} <1/>"] + [None] * 5, "he"), "styles.xml")
    assert '<style:page-layout-properties style:writing-mode="rl-tb" fo:margin-top="1cm"/>' in styles
    assert (
        '<style:paragraph-properties fo:text-align="end" style:writing-mode="rl-tb"/></style:default-style>'
        in styles
    )
    assert '<style:paragraph-properties fo:text-align="end"/></style:style>' in styles
    turned = parse_document(render_document(document, [None] * 3 + [SHALOM] + [None] * 2, "he"), "a.odt")
    again = render_document(turned, [None] * 3 + ["شيء"] + [None] * 2, "ar")
    assert member(again, "styles.xml") == styles  # from right to left already
