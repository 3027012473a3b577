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
