"""HTML: what is a unit, what is left alone, how a translation is written, what browsers make of it."""

from __future__ import annotations

import html5lib
import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset=utf-8><title>The harbour &amp; its light</title>
<meta name="description" content="A &quot;quiet&quot; harbour"><script>var a = "<p>no</p>";</script></head>
<body>
<h1><a id="x"></a>The <em>harbour</em>
   light</h1>
<p>See <a href="a.html" title="Go there">the page</a> &copy;&nbsp;2026, don&rsquo;t run <code>a &lt; b</code>.
<ul><li>One<li>Two</ul>
<p translate="no">Brandname</p><p>By <span translate=no>Lamp Corp</span> today</p>
<img src=a alt='keeper&#39;s hand'><input placeholder="Your name"><input type=submit value=Send>
<textarea>Hello
you</textarea><button aria-label="Close it"><svg><path d="M0"/></svg> Close</button>
<pre>left alone</pre><select><option label="First">1</select>
</body></html>
"""


_IN_ATTRIBUTES = {
    "Tooltip",
    "Alternative text",
    "Placeholder",
    "Accessible label",
    "Meta description",
    "Option",
}


def texts(source: str, name: str = "a.html") -> list[str]:
    return [unit.text for unit in parse_document(source.encode(), name).units]


def translate(source: str, *translations: str | None, language: str | None = None) -> str:
    document = parse_document(source.encode(), "a.html")
    return render_document(document, translations, language).decode()


def test_a_page_is_read_into_its_texts_and_attributes() -> None:
    document = parse_document(PAGE.encode(), "a.html")
    assert [(unit.line, unit.kind, unit.text) for unit in document.units] == [
        (2, "Title", "The harbour & its light"),
        (3, "Meta description", 'A "quiet" harbour'),
        (5, "Heading 1", "The <em>harbour</em> light"),
        (
            7,
            "Paragraph",
            'See <a href="a.html" title="Go there">the page</a> ©\xa02026, don’t run <code>a &lt; b</code>.',
        ),
        (7, "Tooltip", "Go there"),
        (8, "List item", "One"),
        (8, "List item", "Two"),
        (9, "Paragraph", "By <span translate=no>Lamp Corp</span> today"),
        (10, "Alternative text", "keeper's hand"),
        (10, "Placeholder", "Your name"),
        (10, "Button", "Send"),
        (11, "Input text", "Hello\nyou"),
        (12, "Accessible label", "Close it"),
        (12, "Button", "Close"),
        (13, "Option", "First"),
    ]
    assert document.title == "The harbour & its light"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a<p>b", ["a", "b"]),
        ("<p><b>Note</b></p>", ["Note"]),
        ("<p><b>Note</b> on <b>it</b></p>", ["<b>Note</b> on <b>it</b>"]),
        ("<p><img src=x> Text <br></p>", ["Text"]),
        ("<p>Date: <input id=d>&nbsp;</p>", ["Date:"]),
        ("<p>one<br><br>two<br>three</p>", ["one", "two<br>three"]),
        ("<p><i class=icon></i> Save</p>", ["Save"]),
        ("<p><code>ls</code> lists</p>", ["<code>ls</code> lists"]),
        ("<p><code>ls</code></p><p>12</p>", []),
        ("<p>R&D, AT&amp;T, &amp;lt;</p>", ["R&D, AT&T, &amp;lt;"]),
        ("<p>3 < 5, soft&shy;hyphen</p>", ["3 < 5, soft&shy;hyphen"]),
        ("<p>漢字\n漢字</p>", ["漢字漢字"]),
        ("<p>a <!-- b --> c</p>", ["a <!-- b --> c"]),
        ("<p>open <code>never closed<p>next</p>", ["open", "next"]),
        ("<div translate=no><p>a<p translate=yes>b</div>", ["b"]),
        ("<div class='x notranslate'>a</div><p>b", ["b"]),
        ("<style>p{}</style><xmp><p>a</p></xmp>b<iframe>c</iframe>", ["b"]),
        ("<title>a <b> c</title>", ["a <b> c"]),
        ("a <b", ["a"]),
        ("a <!-- b", ["a"]),
        ('<a href="?a=1&copy=2" title="&copy=ab">x</a>', ["&copy=ab", "x"]),
        ("<META NAME=Description CONTENT=Words>", ["Words"]),
        ("<input type=text value=no><input type=button value=yes>", ["yes"]),
    ],
)
def test_units(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


@pytest.mark.parametrize(
    ("source", "translations", "expected"),
    [
        ("<p>a\n  b</p>", ["c & d < e"], "<p>c &amp; d &lt; e</p>"),
        ("<p>a</p>", ["b <i>c</i> &eacute; R&D"], "<p>b <i>c</i> &eacute; R&amp;D</p>"),
        ("<p>a</p>", ["b <i"], "<p>b &lt;i</p>"),
        ("<img alt=a>", ['say "b" & <c>'], '<img alt="say &quot;b&quot; &amp; &lt;c>">'),
        ("<img alt='a'>", ["it's"], "<img alt='it&#39;s'>"),
        ("<title>a</title>", ["b </title>"], "<title>b &lt;/title></title>"),
        ('<p>x <a title="t">y</a></p>', ['z <a title="t">w</a>', "u"], '<p>z <a title="u">w</a></p>'),
        ('<p>x <a title="t">y</a></p>', [None, "u"], '<p>x <a title="u">y</a></p>'),
        ('<p>x <a title="t">y</a></p>', ["only words", "u"], "<p>only words</p>"),
        (
            '<p>x <i title="t">y</i> <i title="t">z</i></p>',
            ['<i title="t">1</i> a <i title="t">2</i>', "p", "q"],
            '<p><i title="p">1</i> a <i title="q">2</i></p>',
        ),
    ],
)
def test_render(source: str, translations: list[str | None], expected: str) -> None:
    assert translate(source, *translations) == expected


@pytest.mark.parametrize("text", ["</p><p>b", "a <div>b</div>", "a <script>b", "<h1>b</h1>"])
def test_a_text_with_a_block_tag_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.html:2: a translation changed the structure: it has <"):
        translate("<p>1</p>\n<p>a</p>", text)


@pytest.mark.parametrize(
    ("source", "language", "expected"),
    [
        ("<html lang=en><p>a", "pt_BR", '<html lang="pt-BR"><p>b'),
        ("<html><p>a", "pt_BR", '<html lang="pt-BR"><p>b'),
        ("<html><p>a", "ar", '<html lang="ar" dir="rtl"><p>b'),
        ('<html dir="rtl" lang="he"><p>a', "de", '<html dir="ltr" lang="de"><p>b'),
        ('<html xml:lang="en"><p>a', "vi", '<html xml:lang="vi"><p>b'),
        ("<p>a", "ar", "<p>b"),
    ],
)
def test_language_and_direction_are_set(source: str, language: str, expected: str) -> None:
    assert translate(source, "b", language=language) == expected
    assert translate(source, None, language=language) == source


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_browser_s_parser_reads_the_translations(newline: str) -> None:
    """html5lib, which follows the standard and shares no code with us, sees every edited text and attribute."""
    document = parse_document(PAGE.replace("\n", newline).encode(), "a.html")
    assert render_document(document, [None] * len(document.units)).decode() == PAGE.replace("\n", newline)
    data = render_document(document, ["Ünit " + unit.text for unit in document.units], "pt_BR")
    tree = html5lib.parse(data, namespaceHTMLElements=False)
    seen = " ".join(" ".join(tree.itertext()).split())
    values = [value for element in tree.iter() for value in element.attrib.values()]
    for unit in document.units:
        if unit.kind in _IN_ATTRIBUTES or unit.text == "Send":
            assert "Ünit " + unit.text in values
    assert seen.count("Ünit") == 8
    assert tree.attrib["lang"] == "pt-BR"


def test_legacy_encodings_are_declared_and_kept() -> None:
    page = '<html><meta charset="iso-8859-1"><p>caf\xe9 \x93x\x94</p>'.encode("latin-1")
    document = parse_document(page, "a.html")
    assert document.units[0].text == "café “x”"
    assert render_document(document, [None]) == page
    assert b"<p>caf\xe9 &#7879;</p>" in render_document(document, ["café ệ"])


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!DOCTYPE html><title>a</title>", "<!DOCTYPE html><title>&#7879; &#228;</title>"),
        ("<html><p>a", "<html><p>&#7879; &#228;"),
        ('<html><meta charset="utf-8"><p>a', '<html><meta charset="utf-8"><p>ệ ä'),
        ("<p>a", "<p>ệ ä"),
    ],
)
def test_a_page_that_declares_no_encoding_stays_ascii(source: str, expected: str) -> None:
    """A browser would guess windows-1252 and show broken letters."""
    assert translate(source, "ệ ä") == expected


def test_depth_is_limited_with_the_place() -> None:
    with pytest.raises(DocumentError, match=r"^a\.html:2001: elements are nested more than 2000 deep"):
        texts("<div>\n" * 100_000 + "a")
    assert texts("<b>" * 100_000 + "a") == ["a"]


@pytest.mark.parametrize("piece", ["<a ", '<a b="', "<", "<!--", "</", "&", "<p>", "<a b='c' ", "<![CDATA["])
def test_repeated_openings_take_linear_time(piece: str) -> None:
    """Half a megabyte of each; quadratic reading would take minutes."""
    document = parse_document(("x" + piece * (500_000 // len(piece))).encode(), "a.html")
    assert len(document.units) <= 1
