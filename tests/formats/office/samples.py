"""Office documents made for the tests."""

from __future__ import annotations

import io
import zipfile

import docx
from docx.enum.text import WD_BREAK

_ODT_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-{0} '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
)
ODT_BODY = (
    '<text:h text:outline-level="2">The harbour</text:h>'
    '<text:p>The <text:span text:style-name="B">old</text:span><text:span text:style-name="B"> lamp</text:span>'
    '<text:tab/>of the   pier<text:s text:c="2"/>&amp; the bell'
    '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
    "<text:note-body><text:p>Sold in March.</text:p></text:note-body></text:note> went.</text:p>"
    "<text:p>12</text:p>"
    "<table:table><table:table-column/><table:table-row><table:table-cell><text:p>A cell</text:p>"
    "</table:table-cell></table:table-row></table:table>"
    '<text:list><text:list-item><text:p>An item with <text:a xlink:href="https://a.example">a link</text:a>'
    "</text:p></text:list-item></text:list>"
)
_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry '
    'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def odt(body: str = ODT_BODY) -> bytes:
    """An OpenDocument text with this body."""
    content = (
        f'{_ODT_HEAD.format("content")}<office:automatic-styles><style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>'
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive({
        "mimetype": b"application/vnd.oasis.opendocument.text",
        "content.xml": content.encode(),
        "META-INF/manifest.xml": _MANIFEST.encode(),
    })  # fmt: skip


def archive(members: dict[str, bytes]) -> bytes:
    """A ZIP archive of these members, the first one stored."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for number, (name, content) in enumerate(members.items()):
            method = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            file.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return data.getvalue()


def docx_of(body: str) -> bytes:
    """A Word document with this XML in its body."""
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": document.encode()})


def docx_report() -> bytes:
    """A Word document with a heading, formatting, a table, a header and a footer, as python-docx writes it."""
    made = docx.Document()
    made.add_heading("The harbour report", 1)
    paragraph = made.add_paragraph("The ")
    paragraph.add_run("old").bold = True
    paragraph.add_run(" lamp")
    paragraph.add_run(" was sold.").add_break(WD_BREAK.LINE)
    paragraph.add_run("Nobody bought the bell.")
    made.add_paragraph("2026")
    cells = made.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "Part", "Price & date"
    made.sections[0].header.paragraphs[0].text = "Harbour office"
    made.sections[0].footer.paragraphs[0].text = "Confidential paper"
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


_DRAWN = (
    '<w:drawing xmlns:wp="urn:wp" xmlns:pic="urn:pic"><wp:inline><wp:docPr id="1" name="Picture 1" '
    'descr="A red lamp &amp; a bell" title="Lamp"/><pic:cNvPr id="0" name="lamp.png"/></wp:inline></w:drawing>'
)
CHART = (
    '<c:chartSpace xmlns:c="urn:c" xmlns:a="urn:a"><c:title><a:p><a:pPr><a:defRPr/></a:pPr><a:r><a:rPr lang="en-US" b="1"/>'
    '<a:t>Boats </a:t></a:r><a:r><a:rPr lang="en-US" b="1" dirty="0"/><a:t>sold</a:t></a:r></a:p></c:title>'
    '<c:cat><c:strRef><c:f>Sheet1!A2</c:f><c:strCache><c:pt idx="0"><c:v>Summer &amp; spring</c:v></c:pt></c:strCache></c:strRef></c:cat>'
    '<c:val><c:numCache><c:formatCode>General</c:formatCode><c:pt idx="0"><c:v>1E3</c:v></c:pt></c:numCache></c:val></c:chartSpace>'
)
_CORE = (
    '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Harbour yearbook</dc:title>'
    "<dc:creator>A Keeper</dc:creator></cp:coreProperties>"
)


def docx_shown() -> bytes:
    """A Word document with what is no paragraph of the body: pictures' texts, a chart, a comment, a title, a text box."""
    untitled = _DRAWN.replace(' title="Lamp"', "")
    short = untitled.replace("A red lamp &amp; a bell", "Lamp")
    body = (
        f"<w:p><w:r><w:t>See the lamp</w:t></w:r><w:r>{_DRAWN}</w:r><w:r><w:t> here.</w:t></w:r></w:p>"
        f"<w:p><w:r>{short}</w:r></w:p>"
        '<w:p><w:r><w:t>Before</w:t></w:r><w:r><w:pict xmlns:v="urn:v"><v:shape alt="A framed note"><v:textbox>'
        f"<w:txbxContent><w:p><w:r><w:t>Inside</w:t></w:r><w:r>{untitled}</w:r>"
        "<w:r><w:t> the box</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        '<w:hyperlink w:anchor="a" w:tooltip="Go there"><w:r><w:t>behind</w:t></w:r></w:hyperlink></w:p>'
        '<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblW w:w="0"/><w:tblCaption w:val="Prices"/></w:tblPr>'
        "<w:tr><w:tc><w:p><w:r><w:t>Part</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:sectPr><w:cols/><w:docGrid/></w:sectPr>"
    )
    with zipfile.ZipFile(io.BytesIO(docx_of(body))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    comment = '<w:comments xmlns:w="urn:w"><w:comment><w:p><w:r><w:t>A remark</w:t></w:r></w:p></w:comment></w:comments>'
    return archive(
        {
            "docProps/core.xml": _CORE.encode(),
            **members,
            "word/comments.xml": comment.encode(),
            "word/charts/chart1.xml": CHART.encode(),
        }
    )


def odt_shown() -> bytes:
    """An OpenDocument text with a picture's texts, a chart, a comment and a title."""
    body = (
        '<text:p>See <draw:frame xmlns:draw="urn:draw" xmlns:svg="urn:svg"><draw:object xlink:href="./Object 1"/>'
        "<svg:title>Lamp</svg:title><svg:desc>A red lamp &amp; a bell</svg:desc></draw:frame> here.</text:p>"
        "<text:p>Kept<office:annotation><text:p>A remark</text:p></office:annotation></text:p>"
    )
    with zipfile.ZipFile(io.BytesIO(odt(body))) as file:
        members = {name: file.read(name) for name in file.namelist()}
    styles = (
        _ODT_HEAD.format("styles")
        + '<office:styles><style:default-style style:family="paragraph"><style:paragraph-properties '
        'style:writing-mode="page"/></style:default-style><style:style style:name="S" style:family="paragraph">'
        '<style:paragraph-properties fo:text-align="start"/></style:style></office:styles><office:automatic-styles>'
        '<style:page-layout style:name="P"><style:page-layout-properties fo:margin-top="1cm"/></style:page-layout>'
        "</office:automatic-styles></office:document-styles>"
    )
    chart = (
        _ODT_HEAD.format("content")
        + "<office:body><text:p>Boats sold</text:p></office:body></office:document-content>"
    )
    meta = _ODT_HEAD.format("meta").replace("office:version", 'xmlns:dc="urn:dc" office:version') + (
        "<office:meta><dc:title>Harbour yearbook</dc:title></office:meta></office:document-meta>"
    )
    return archive(
        {
            **members,
            "styles.xml": styles.encode(),
            "meta.xml": meta.encode(),
            "Object 1/content.xml": chart.encode(),
        }
    )
