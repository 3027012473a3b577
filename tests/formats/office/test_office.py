"""DOCX and ODT: paragraphs, formatting as numbers, archives byte for byte, other readers, hostile files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
import pytest
from lxml import etree

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from tests.formats.office.samples import ODT_BODY, archive, docx_of, docx_report, odt

BOLD = "<w:rPr><w:b/></w:rPr>"


def run(text: str, style: str = "") -> str:
    return f'<w:r>{style}<w:t xml:space="preserve">{text}</w:t></w:r>'


def texts(data: bytes, name: str) -> list[str]:
    return [unit.text for unit in parse_document(data, name).units]


def body(data: bytes, member: str = "word/document.xml") -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read(member).decode()


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (run("One ") + run("word"), ["One word"]),
        (run("One ") + run("bold", BOLD) + run(" word here"), ["One <1>bold</1> word here"]),
        (run("All bold", BOLD), ["All bold"]),
        (run("A", BOLD) + run("b", '<w:rPr><w:b/><w:lang w:val="en"/></w:rPr>'), ["Ab"]),
        (run("a") + '<w:proofErr w:type="x"/>' + run("b"), ["ab"]),
        ("<w:r><w:tab/><w:t>left</w:t><w:tab/><w:t>right</w:t><w:br/></w:r>", ["left<1/>right"]),
        (run("see ") + '<w:hyperlink r:id="a">' + run("it", BOLD) + "</w:hyperlink>" + run(" now"), ["see <1>it</1> now"]),
        (
            run("Page ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("7")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" of many"),
            ["Page <1/> of many"],
        ),
        (run("kept") + "<w:del>" + run("gone").replace("w:t", "w:delText") + "</w:del>", ["kept"]),
        (run("a &lt;1&gt; b"), ["a &lt;1&gt; b"]),
        (run("R&amp;D"), ["R&D"]),
        # the formatting of a link is not the usual one, however long the link is
        (
            run("See ") + '<w:hyperlink r:id="a">' + run("the long list", BOLD) + "</w:hyperlink>" + run("."),
            ["See <1>the long list</1>."],
        ),
        (run("1984"), []),
    ],
)  # fmt: skip
def test_runs_become_one_text(xml: str, expected: list[str]) -> None:
    data = docx_of(f"<w:p><w:pPr/>{xml}</w:p>")
    assert texts(_with_links(data), "a.docx") == expected


def _with_links(data: bytes) -> bytes:
    """The sample uses ``r:id``: declare its namespace."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        members = {name: file.read(name) for name in file.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(
        b"<w:document ", b'<w:document xmlns:r="urn:r" ', 1
    )
    return archive(members)


@pytest.mark.parametrize(
    ("xml", "translation", "expected"),
    [
        (run("One "), "Um & <dois>", run("Um &amp; &lt;dois&gt; ")),
        (run("a ") + run("b", BOLD) + run(" long"), "<1>x</1> y", run("x", BOLD) + run(" y")),
        (run("a ") + run("b", BOLD) + run(" long"), "only", run("only")),
        ("<w:r><w:tab/><w:t>left</w:t></w:r>", "x", "<w:r><w:tab/></w:r>" + run("x")),
        ("<w:r><w:t>a</w:t><w:br/></w:r>", "x", run("x") + "<w:r><w:br/></w:r>"),
        (
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>",
            "x<1/>y",
            run("x") + "<w:r><w:tab/></w:r>" + run("y"),
        ),
        (run("a &lt;1&gt; b"), "&lt;1&gt; x", run("&lt;1&gt; x")),
    ],
)  # fmt: skip
def test_a_translation_becomes_runs(xml: str, translation: str, expected: str) -> None:
    data = docx_of(f"<w:p>{xml}</w:p>")
    document = parse_document(data, "a.docx")
    assert render_document(document, [None]) == data
    assert f"<w:p>{expected}</w:p>" in body(render_document(document, [translation]))


@pytest.mark.parametrize("text", ["<1>open", "close</1>", "</1>x<1>"])
def test_an_end_without_its_beginning_is_refused(text: str) -> None:
    document = parse_document(docx_of(f"<w:p>{run('a long ')}{run('b', BOLD)}</w:p>"), "a.docx")
    with pytest.raises(
        DocumentError, match=r"^a\.docx:1: a translation changed the structure: in paragraph 1, <"
    ):
        render_document(document, [text])


def test_word_s_paragraphs_as_python_docx_reads_them() -> None:
    data = docx_report()
    document = parse_document(data, "a.docx")
    assert [(unit.kind, unit.text) for unit in document.units] == [
        ("Heading 1", "The harbour report"),
        ("Paragraph", "The <1>old</1> lamp was sold.<2/>Nobody bought the bell."),
        ("Table cell", "Part"),
        ("Table cell", "Price & date"),
        ("Page header", "Harbour office"),
        ("Page footer", "Confidential paper"),
    ]
    written = render_document(document, ["Ünit " + unit.text for unit in document.units], language="pt_BR")
    before, after = docx.Document(io.BytesIO(data)), docx.Document(io.BytesIO(written))
    assert list(_words(after)) == [
        text if text in ("", "2026") else "Ünit " + text for text in _words(before)
    ]
    bold = [r.text for paragraph in after.paragraphs for r in paragraph.runs if r.bold]
    assert bold == ["old"]


def _words(document: docx.document.Document) -> Iterator[str]:
    for paragraph in document.paragraphs:
        yield paragraph.text
    for table in document.tables:
        for cell in table.rows[0].cells:
            yield cell.text
    yield document.sections[0].header.paragraphs[0].text
    yield document.sections[0].footer.paragraphs[0].text


def test_odt_paragraphs_as_lxml_reads_them() -> None:
    data = odt()
    document = parse_document(data, "a.odt")
    assert [(unit.line, unit.kind, unit.text) for unit in document.units] == [
        (1, "Heading 2", "The harbour"),
        (3, "Paragraph", "The <1>old lamp</1><2/>of the pier  & the bell<3/> went."),
        (2, "Footnote", "Sold in March."),
        (5, "Table cell", "A cell"),
        (6, "List item", "An item with <1>a link</1>"),
    ]
    written = render_document(document, ["Ünit " + unit.text for unit in document.units])
    tree = etree.fromstring(body(written, "content.xml").encode())
    found = [
        "".join(node.itertext())
        for node in tree.iter()
        if node.tag.endswith(("}p", "}h")) and "Ünit" in "".join(node.itertext())
    ]
    assert found == [
        "Ünit The harbour",
        "Ünit The old lampof the pier & the bell1Ünit Sold in March. went.",
        "Ünit Sold in March.",
        "Ünit A cell",
        "Ünit An item with a link",
    ]
    assert zipfile.ZipFile(io.BytesIO(written)).infolist()[0].compress_type == zipfile.ZIP_STORED


@pytest.mark.parametrize("only", [0, 1, 2])
def test_a_note_is_translated_with_or_without_its_paragraph(only: int) -> None:
    document = parse_document(odt(), "a.odt")
    given = [f"Ünit {unit.text}" if index == only else None for index, unit in enumerate(document.units)]
    content = body(render_document(document, given), "content.xml")
    assert content.count("Ünit") == 1


def test_other_members_keep_their_bytes() -> None:
    data = docx_report()
    document = parse_document(data, "a.docx")
    written = render_document(document, ["X" + document.units[0].text, *[None] * (len(document.units) - 1)])
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(written)) as after:
        assert before.namelist() == after.namelist()
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert [info.date_time for info in before.infolist()] == [info.date_time for info in after.infolist()]
    assert changed == ["word/document.xml"]


_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY b{n} "{"&a;" * 10 if n == 0 else f"&b{n - 1};" * 10}">' for n in range(9))
    + "]><a>&b8;</a>"
)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04 no archive", r"^a\.docx: is not a Word document, or is cut off"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500), r"^a\.docx: has a password, or is of the older kind"),
        (docx_report()[:-300], r"^a\.docx: is not a Word document, or is cut off"),
        (archive({"mimetype": b"x"}), r"^a\.docx: is not a Word document: the part with the text is missing"),
        (archive({"x": b"", "word/document.xml": _BOMB.encode()}), r"^a\.docx:word/document\.xml:1: declares entities"),
        (archive({"x": b"", "word/document.xml": b"<a>\n<b>"}), r"^a\.docx:word/document\.xml:2: is not well-formed"),
        (archive({"x": b"", "word/document.xml": b"<a>\n" + b"<b>" * 500 + b"</b>" * 500 + b"</a>"}), r"^a\.docx:word/document\.xml:2: elements are nested"),
        (archive({"x": b"", "word/document.xml": b"0" * 65_000_000}), r"^a\.docx: claims 65 MB of text inside"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused_with_their_place(data: bytes, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        parse_document(data, "a.docx")


@pytest.mark.parametrize(
    ("language", "attributes"),
    [
        ("pt_BR", 'w:val="pt-BR" w:eastAsia="en-US" w:bidi="ar-SA"'),
        ("ja", 'w:val="en-US" w:eastAsia="ja" w:bidi="ar-SA"'),
        ("he", 'w:val="en-US" w:eastAsia="en-US" w:bidi="he"'),
    ],
)
def test_a_word_document_says_its_new_language(language: str, attributes: str) -> None:
    document = parse_document(docx_report(), "a.docx")
    written = render_document(document, ["X " + unit.text for unit in document.units], language)
    before, after = body(docx_report(), "word/styles.xml"), body(written, "word/styles.xml")
    assert '<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/>' in before
    assert f"<w:lang {attributes}/>" in after
    assert len(docx.Document(io.BytesIO(written)).styles) == len(
        docx.Document(io.BytesIO(docx_report())).styles
    )


def test_runs_in_another_language_keep_it() -> None:
    run = '<w:r><w:rPr><w:lang w:val="{}"/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>'
    data = docx_of(
        "<w:p>" + run.format("en-GB", "The lamp") + "</w:p><w:p>" + run.format("fr-FR", "La lampe") + "</w:p>"
    )
    document = parse_document(data, "a.docx")
    written = body(render_document(document, ["A lâmpada", None], "pt_BR"), "word/document.xml")
    assert '<w:lang w:val="pt-BR"/></w:rPr><w:t xml:space="preserve">A lâmpada' in written
    assert '<w:lang w:val="fr-FR"/>' in written


def test_an_odt_says_its_new_language() -> None:
    text = '<style:text-properties fo:language="en" fo:country="US" style:language-asian="zh"/>'
    with zipfile.ZipFile(io.BytesIO(odt())) as made:
        members = {name: made.read(name) for name in made.namelist()}
    members["styles.xml"] = f'<a xmlns:style="s" xmlns:fo="f">{text}</a>'.encode()
    document = parse_document(archive(members), "a.odt")
    texts = ["X " + unit.text for unit in document.units]
    assert 'fo:language="pl" fo:country="none"' in body(render_document(document, texts, "pl"), "styles.xml")
    assert 'style:language-asian="ja" style:country-asian="none"' in body(
        render_document(document, texts, "ja"), "styles.xml"
    )


def test_pictures_that_claim_too_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = archive({"x": b"0" * 60_000, "word/document.xml": b"<a/>"})
    assert parse_document(data, "a.docx").units == ()
    monkeypatch.setattr("pipeline.formats.office.archive.MAX_ALL", 60_000)
    with pytest.raises(DocumentError, match=r"^a\.docx: claims 0 MB inside; up to 0 MB are read"):
        parse_document(data, "a.docx")


def test_an_archive_without_its_first_byte_is_damaged() -> None:
    document = parse_document(docx_report()[1:], "a.docx")
    with pytest.raises(DocumentError, match=r"^a\.docx:\[Content_Types\]\.xml: is damaged: "):
        render_document(document, ["X"] * len(document.units))


def test_a_member_that_lies_about_its_size_is_refused() -> None:
    data = archive({"x": b"", "word/document.xml": b"0" * 100_000})
    for place in (data.rfind(b"PK\x01\x02"),):
        data = data[: place + 24] + (1000).to_bytes(4, "little") + data[place + 28 :]
    with pytest.raises(DocumentError, match=r"a\.docx:word/document\.xml: (is damaged|holds more)"):
        parse_document(data, "a.docx")


def test_a_space_in_front_that_can_be_seen_stays_to_be_seen() -> None:
    """A plain space at the beginning of an OpenDocument paragraph is not shown."""
    document = parse_document(odt('<text:p><text:s text:c="2"/>In</text:p><text:p> Out</text:p>'), "a.odt")
    content = body(render_document(document, ["Dentro", "Fora"]), "content.xml")
    assert '<text:p><text:s text:c="2"/>Dentro</text:p><text:p> Fora</text:p>' in content


def test_the_sample_is_what_it_says() -> None:
    assert odt(ODT_BODY) == odt()
