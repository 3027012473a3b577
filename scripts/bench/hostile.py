"""Time what files can hold at their worst: ``python -m scripts.bench.hostile [--largest] [FORMAT…]``.

Each row of `SHAPES` is a piece that is repeated in a file of the format, alone or nested. It is read, and written with each
text changed, at `SIZES`; a process of its own under one gigabyte of memory does it. Linear work takes four times as
long for four times as much: a growth above `LIMIT` is printed with a mark, and so is what ran into the time or memory limit.
An error of ours is an answer like any other. Growth is a figure of a quiet machine; tests hold the shapes to their answers only.
"""

from __future__ import annotations

import io
import os
import resource
import signal
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from pipeline.errors import LocpipeError
from pipeline.formats import parse_document, render_document

SIZES = (30_000, 120_000)
LIMIT = 6.5
SLOW = 0.4
"""CPU seconds at the larger size below which a file is quick, whatever its growth."""

SECONDS = 8
MEMORY = 1_000_000_000

_MARKS = [*"[]({<>&*_`\"'|~:=#$%\\/^@!-+.,;?\t \n0a", "é", "漢", "\r", "\u2028", "\xa0"]
_PAIRS = [
    "![", "[](", "[a](", "[a](b", "[a][b]", "[^a]", "[^", "]: ", "](", "](<", "](\"", "*a", "**a", "_a", "a_", "*a _b ", "~~a", "`a", "``a ` ", "a`", "<a", "<a ", "</a", "<a>", "</a>",
    "<!--", "<!", "<?", "<a b=", "<a b='", '<a b="', "<![CDATA[", "&a", "&#", "&#x", "&amp;", "<b>x</b>", "<b>", "a|", "|-", "\\|", "> ", ">", "- ", "1. ", "+ ", "a ", "a b", "a  \n", "a\\\n", "a\n", "a\n\n", "# a\n",
    "\\a", "\\u0041", "\\\\", "\\\"", "''", '""', "a,", ",", ";", "{a}", "{{a}}", "{a", "{{", "}}", "{a, plural, one {", "{a, plural, one {b} other {c}} ", "%s", "%(a)s", "%1$s", "${a}", "$a$", "$(",
    "http://", "http://a.b/c?d=e&", "a@", "a.b@", "a@b.c ", "www.", "/a", "a/", "-->", "a: b\n", "a = b\n", "[a]: b\n", "[a]: ", ": a\n", "!!! a\n", "    a\n", "\ta\n", "{#a}", "{: .a}", "::: a\n", "::: a b ", "$$", "$$\na\n", "*[a]: ", "'a", "(a", "a)", "“", "“a” ", "A", "Ab", "Ab ",
    "<p>", "<br>", "<td>", "<script>", "<title>", "<svg>", "<p>a", "<td>a", "<li>a", "<a href='", "<img alt='a'>", "<b>a</b> ", "1:2 ", "00:00:01,000 --> 00:00:02,000\n", "a\n\n1\n00:00:01,000 --> 00:00:02,000\n", "{\\an8}", "<v a>", "<00:01.000>",
    "{$a}", "{ $a }", "{\"", "{ $n -> \n", "-a", "{ -a }", "- - ", "---\n", "...\n", "&a ", "*a ", "!a ", "? a\n", "[a, ", "{a: ", "a: ", "- a\n", "'''", '"""', "|\n", ">\n", "@a", "@string/a ",
]  # fmt: skip
PIECES = tuple(dict.fromkeys([*_MARKS, *_PAIRS]))


class Frame(NamedTuple):
    """A file with a place for the pieces: ``head`` and ``tail`` stand around them; ``join`` is what an item of a list is made of."""

    name: str
    head: str
    tail: str


FRAMES = (
    Frame("a.txt", "", "\n"),
    Frame("a.md", "", "\n"),
    Frame("cell.md", "| a |\n|---|\n| ", " |\n"),
    Frame("heading.md", "# ", "\n"),
    Frame("quote.md", "> ", "\n"),
    Frame("front.md", "---\ntitle: ", "\n---\n\na\n"),
    Frame("html.md", "<div>\n", "\n</div>\n"),
    Frame("a.mdx", "", "\n"),
    Frame("a.html", "", "\n"),
    Frame("in.html", "<!doctype html><html><head><title>t</title></head><body><p>x ", " y</p></body></html>\n"),
    Frame("value.html", "<p title=\"x ", "\">y</p>\n"),
    Frame("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nx ", "\n"),
    Frame("raw.srt", "", "\n"),
    Frame("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nx ", "\n"),
    Frame("raw.vtt", "WEBVTT\n\n", "\n"),
    Frame("a.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"x ", "\"\nmsgstr \"\"\n"),
    Frame("raw.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n", "\nmsgid \"x\"\nmsgstr \"\"\n"),
    Frame("a.json", '{"a": "x ', '"}'),
    Frame("raw.json", "", ""),
    Frame("a.arb", '{"@@locale": "en", "a": "x ', '"}'),
    Frame("messages.json", '{"a": {"message": "x ', '", "placeholders": {"town": {"content": "$1"}}}}'),
    Frame("strings.xml", "<resources><string name='a'>x ", "</string></resources>"),
    Frame("raw-strings.xml", "<resources>", "</resources>"),
    Frame("a.properties", "a = x ", "\n"),
    Frame("raw.properties", "", "\n"),
    Frame("a.xlf", '<xliff version="1.2"><file source-language="en"><body><trans-unit id="1"><source>x ', "</source></trans-unit></body></file></xliff>"),
    Frame("target.xlf", '<xliff version="1.2"><file source-language="en"><body><trans-unit id="1"><source>y</source><target>x ', "</target></trans-unit></body></file></xliff>"),
    Frame("two.xlf", '<xliff version="2.0" srcLang="en" trgLang="pl"><file id="f"><unit id="1"><segment><source>x ', "</source></segment></unit></file></xliff>"),
    Frame("a.yaml", "a: x ", "\n"),
    Frame("quoted.yaml", 'a: "x ', '"\n'),
    Frame("single.yaml", "a: 'x ", "'\n"),
    Frame("block.yaml", "a: |\n  x ", "\n"),
    Frame("raw.yaml", "", "\n"),
    Frame("flow.yaml", "a: [", "]\n"),
    Frame("a.ftl", "a = x ", "\n"),
    Frame("raw.ftl", "", "\n"),
    Frame("a.strings", '"a" = "x ', '";\n'),
    Frame("raw.strings", "", "\n"),
    Frame("a.xcstrings", '{"sourceLanguage": "en", "strings": {"x ', '": {}}, "version": "1.0"}'),
    Frame("a.ts", '<TS version="2.1" language="pl"><context><name>c</name><message><source>x ', '</source><translation type="unfinished"></translation></message></context></TS>'),
    Frame("a.csv", 'key,source\na,"x ', '"\n'),
    Frame("raw.csv", "key,source\n", "\n"),
)  # fmt: skip

LISTS = (
    ("many.md", "", "a\n\n", ""), ("many.md", "", "- a\n", ""), ("many.md", "", "- a\n\n", ""), ("many.md", "", "> a\n", ""), ("many.md", "", "[a{n}]: b\n", "\n[a1]"), ("many.md", "", "a [a{n}]\n\n[a{n}]: b\n\n", ""), ("many.md", "", "[^a{n}]: b\n", ""), ("many.md", "", "a [b](c \"d\")\n", ""),
    ("many.md", "| a |\n|---|\n", "| a |\n", ""), ("many.md", "|a" , "|a", "\n" ), ("many.md", "", "<p>a</p>\n\n", ""), ("many.md", "", "<p>a</p>\n", ""), ("many.md", "", "a <b title=\"x\">c</b>\n", ""), ("many.md", "---\n", "k{n}: a\n", "title: x\n---\n\na\n"), ("many.md", "", "| a |\n|---|\n| b |\n\n", ""), ("many.md", "", "![a](b \"c\") ", ""),
    ("many.md", "", "```\n", ""), ("many.md", "", "    a\n\n", ""), ("many.md", "", "a\n===\n", ""), ("many.md", "", "!!! note\n    a\n", ""), ("many.md", "", "$$ a\n", ""), ("many.md", "", "{% highlight %}\n", ""), ("many.md", "", "{% math %}\na\n", ""), ("many.md", "", "> [!a] b\n", ""), ("many.md", "$$\n", "a\n", ""), ("many.md", "", "*[a{n}]: b\n", ""), ("many.md", "", ":::a b\n", ""), ("many.md", "", "1) a\n", ""), ("many.mdx", "", "<A>\n\na\n\n</A>\n\n", ""), ("many.mdx", "", "{a\n", ""), ("many.mdx", "", "import a from 'b'\n\n", ""),
    ("many.html", "", "<p>a</p>", ""), ("many.html", "", "<p>a <b>c</b> <img alt='x' title='y'></p>\n", ""), ("many.html", "<table>", "<tr><td>a", "</table>"), ("many.html", "<select>", "<option>a", "</select>"), ("many.html", "<p>", "<b>x<i>y</b>", "</p>"), ("many.html", "<p>", "<img alt='x'>", "a</p>"), ("many.html", "<p>a ", "<img alt='x'> ", "a</p>"), ("many.html", "<p>a", " b{n}='c'", "</p>"), ("many.html", "<p", " b{n}='c'", ">a</p>"), ("many.html", "", "<a><p>b</a>", ""), ("many.html", "", "<meta name=description content='a'>", ""),
    ("many.srt", "", "{n}\n00:00:01,000 --> 00:00:02,000\na b\n\n", ""), ("many.vtt", "WEBVTT\n\n", "00:01.000 --> 00:02.000\na b\n\n", ""), ("many.txt", "", "A line of text.\n", ""), ("many.txt", "", "a b c d e\n\n", ""), ("many.txt", "", "• a\n", ""),
    ("many.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n", "msgid \"a{n}\"\nmsgstr \"\"\n\n", ""), ("many.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\nmsgid \"\"\n", "\"a\"\n", "msgstr \"\"\n"), ("many.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n", "#. a\n", "msgid \"a\"\nmsgstr \"\"\n"), ("many.po", "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n", "#~ msgid \"a{n}\"\n#~ msgstr \"b\"\n\n", ""),
    ("many.json", "{", '"a{n}": "b",', '"z": "y"}'), ("many.json", "[", '"b",', '"y"]'), ("many.json", "{", '"a{n}_one": "b","a{n}_other": "c",', '"z": "y"}'), ("many.json", "{", '"a": "b",', '"z": "y"}'), ("many.json", "{", '"a_one": "b",', '"z": "y"}'), ("many.json", "[", '{"one": "a", "other": "b"},', '"y"]'), ("many.arb", "{", '"a{n}": "b","@a{n}": {"description": "c"},', '"z": "y"}'), ("messages.json", "{", '"a{n}": {"message": "b","description": "c"},', '"z": {"message": "y"}}'),
    ("messages.json", '{"a": {"message": "x", "placeholders": {', '"p{n}": {"content": "$1"},', '"z": {"content": "$2"}}}}'),
    ("many-strings.xml", "<resources>", "<string name='a{n}'>b</string>", "</resources>"), ("many-strings.xml", "<resources><string-array name='a'>", "<item>b</item>", "</string-array></resources>"), ("many-strings.xml", "<resources>", "<plurals name='a{n}'><item quantity='one'>b</item><item quantity='other'>b</item></plurals>", "</resources>"), ("many-strings.xml", "<resources>", "<!-- a -->", "<string name='a'>b</string></resources>"), ("many-strings.xml", "<resources><plurals name='a'>", "<item quantity='one'>b</item>", "</plurals></resources>"), ("many-strings.xml", "<resources", " a{n}='b'", "></resources>"),
    ("many.properties", "", "a{n}=b\n", ""), ("many.properties", "", "# a\n", "b=c\n"), ("many.properties", "a=", "b\\\n", "\n"), ("many.properties", "", "a=b\n", ""),
    ("many.xlf", '<xliff version="1.2"><file source-language="en"><body>', '<trans-unit id="{n}"><source>a</source></trans-unit>', "</body></file></xliff>"), ("many.xlf", '<xliff version="1.2"><file source-language="en"><body><trans-unit id="1"><source>a ', '<x id="{n}"/>', "</source></trans-unit></body></file></xliff>"), ("many.xlf", '<xliff version="1.2">', '<file source-language="en"><body><trans-unit id="1"><source>a</source></trans-unit></body></file>', "</xliff>"), ("many.xlf", '<xliff version="1.2"><file source-language="en"><body><trans-unit id="1"><source>a</source>', "<note>n</note>", "</trans-unit></body></file></xliff>"), ("many.xlf", '<xliff version="2.0" srcLang="en"><file id="f">', '<unit id="{n}"><segment><source>a</source></segment></unit>', "</file></xliff>"), ("many.xlf", '<xliff version="2.0" srcLang="en"><file id="f"><unit id="1">', "<segment><source>a</source></segment>", "</unit></file></xliff>"),
    ("many.yaml", "", "a{n}: b\n", ""), ("many.yaml", "en:\n", "  a{n}:\n    one: b\n    other: c\n", ""), ("many.yaml", "a:\n", "- b\n", ""), ("many.yaml", "", "# a\n", "a: b\n"), ("many.yaml", "a: &x b\nc:\n", "- *x\n", ""), ("many.yaml", "a: |\n", "  b\n", ""), ("many.yaml", "a: >\n", "  b\n", ""), ("many.yaml", "a: \"b\n", "  c\n", '"\n'), ("many.yaml", "a: b\n", "  c\n", ""), ("many.yaml", "x0: &x0 [a]\n", "x{n}: &x{n} [*x{m}, *x{m}]\n", ""), ("many.yaml", "a: {", "b{n}: c, ", "}\n"),
    ("many.ftl", "", "a{n} = b\n", ""), ("many.ftl", "a = b\n", "    .c{n} = d\n", ""), ("many.ftl", "a =\n", "    b\n", ""), ("many.ftl", "a = { $n ->\n", "    [a{n}] b\n", "   *[other] c\n  }\n"), ("many.ftl", "", "# a\n", "a = b\n"), ("many.ftl", "", "a = b\n", ""), ("many.ftl", "", "a{n} = { $n ->\n    [one] b\n   *[other] c\n  }\n", ""), ("many.ftl", "a = ", "{ \"b\" }", "\n"), ("many.ftl", "", "\n", "a = b\n"), ("many.ftl", "", "junk\n", "a = b\n"), ("many.ftl", "a = { F(", "b{n}: 1, ", ") }\n"),
    ("many.strings", "", '"a{n}" = "b";\n', ""), ("many.strings", "", '/* a */\n', '"a" = "b";\n'), ("many.strings", "", '// a\n', '"a" = "b";\n'),
    ("many.xcstrings", '{"sourceLanguage": "en", "strings": {', '"a{n}": {},', '"z": {}}, "version": "1.0"}'), ("many.xcstrings", '{"sourceLanguage": "en", "strings": {"a": {"localizations": {', '"l{n}": {"stringUnit": {"state": "translated", "value": "x"}},', '"z": {"stringUnit": {"state": "translated", "value": "x"}}}}}, "version": "1.0"}'),
    ("many.ts", '<TS version="2.1" language="pl"><context><name>c</name>', '<message><source>a{n}</source><translation type="unfinished"></translation></message>', "</context></TS>"), ("many.ts", '<TS version="2.1" language="pl">', '<context><name>c</name><message><source>a</source><translation></translation></message></context>', "</TS>"), ("many.ts", '<TS version="2.1" language="pl"><context><name>c</name><message numerus="yes"><source>a</source><translation>', "<numerusform>b</numerusform>", "</translation></message></context></TS>"),
    ("many.csv", "key,source\n", "a{n},b\n", ""), ("many.csv", "key,source", ",c", "\na,b\n"), ("many.csv", "key,source\na,b", ",c", "\n"), ("many.csv", "key,source\n", "\n", "a,b\n"),
)  # fmt: skip
"""A file of many items: name, head, item (``{n}`` counts, ``{m}`` is one less), tail."""

NESTS = (
    ("nest.md", "", "[", "a", "](b)"), ("nest.md", "", "![", "a", "](b)"), ("nest.md", "", "*a ", "b", "*"), ("nest.md", "", "**", "a", "**"), ("nest.md", "", "<b>", "a", "</b>"), ("nest.md", "", "(", "a", ")"), ("nest.md", "", "> ", "a", ""), ("nest.md", "", "- ", "a", ""), ("nest.md", "", "<div>", "a", "</div>"), ("nest.md", "", "*a **b ", "c", "** d*"), ("nest.md", "", "_a ", "c", "_"), ("nest.md", "", "~~a ", "c", "~~"), ("nest.md", "[a](", "(", "c", ")"),
    ("nest.mdx", "", "{", "a", "}"), ("nest.mdx", "", "<A>", "a", "</A>"), ("nest.mdx", "", "<A>\n", "a", "\n</A>"), ("nest.html", "", "<b>", "a", "</b>"), ("nest.html", "", "<div>", "a", "</div>"), ("nest.html", "", "<b>a ", "a", "</b> c"), ("nest.html", "", "<table><tr><td>", "a", "</td></tr></table>"), ("nest.html", "", "<svg>", "a", "</svg>"), ("nest.srt", "1\n00:00:01,000 --> 00:00:02,000\n", "<i>", "a", "</i>"),
    ("nest.json", "", "[", '"a"', "]"), ("nest.json", "", '{"a":', '"a"', "}"), ("nest-strings.xml", "<resources><string name='a'>x", "<b>", "a", "</b>|</string></resources>"), ("nest-strings.xml", "<resources>", "<b>", "a", "</b>|</resources>"), ("nest.json", '{"a": "', "{n, plural, other {", "x", "}}|\"}"), ("nest.json", '{"a": "', "<b>", "x", "</b>|\"}"), ("nest.ftl", "a = ", "{ ", "$a", " }"), ("nest.yaml", "", "[", "a", "]"), ("nest.yaml", "", "- ", "a", ""), ("nest.yaml", "", "? ", "a", ""), ("nest.yaml", "a: ", "{b: ", "a", "}"),
    ("nest.ts", '<TS version="2.1" language="pl"><context><name>c</name><message><source>', "<b>", "x", "</b>|</source><translation></translation></message></context></TS>"),
    ("nest.xlf", '<xliff version="1.2"><file source-language="en"><body>', "<group>", "", "</group>|</body></file></xliff>"), ("nest.xlf", '<xliff version="1.2"><file source-language="en"><body><trans-unit id="1"><source>a', '<g id="1">', "x", "</g>|</source></trans-unit></body></file></xliff>"), ("nest.xcstrings", '{"sourceLanguage": "en", "strings": ', '{"a":', "{}", "}|}"),
)  # fmt: skip
"""A file nested: name, head, opening, middle, closing (a tail behind its ``|``)."""


class Shape(NamedTuple):
    """A file that grows: its name (the ending says the format) and what it is made of."""

    name: str
    head: str
    piece: str
    tail: str
    middle: str = ""
    closing: str = ""

    @property
    def label(self) -> str:
        piece = self.piece + (f" … {self.closing}" if self.closing else "")
        return f"{self.name} {piece!r}"

    def of(self, size: int) -> bytes:
        """The file with about ``size`` bytes of pieces."""
        count = max(1, size // (len((self.piece + self.closing).encode()) + 4 * self.piece.count("{")))
        if "{n}" in self.piece:
            body = "".join(
                self.piece.replace("{n}", str(n)).replace("{m}", str(n - 1)) for n in range(1, count + 1)
            )
        else:
            body = self.piece * count
        return (self.head + body + self.middle + self.closing * count + self.tail).encode()


class Archive(NamedTuple):
    """An office document whose body is a shape."""

    name: str
    shape: Shape

    @property
    def label(self) -> str:
        return f"{self.name} {self.shape.label.partition(' ')[2]}"

    def of(self, size: int) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            if self.name.endswith(".docx"):
                archive.writestr("[Content_Types].xml", _TYPES)
                archive.writestr("_rels/.rels", _RELATIONS)
                archive.writestr("word/document.xml", self.shape.of(size))
            else:
                archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
                archive.writestr("META-INF/manifest.xml", "<manifest/>")
                archive.writestr("content.xml", self.shape.of(size))
        return out.getvalue()


_TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
_RELATIONS = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
_W = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
_O = '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
_WE, _OE = "</w:body></w:document>", "</office:text></office:body></office:document-content>"
_WR = "<w:r><w:t>a</w:t></w:r>"
ARCHIVES = (
    *(Archive("a.docx", Shape("", _W + head, piece, tail + _WE, middle, closing)) for head, piece, middle, closing, tail in (
        ("", f"<w:p>{_WR}</w:p>", "", "", ""), ("<w:p>", _WR, "", "", "</w:p>"), ("<w:p>", "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>", "", "", "</w:p>"), ("<w:p>", "<w:r><w:tab/></w:r>", _WR, "", "</w:p>"), ("", "<w:p>", _WR, "</w:p>", ""), ("", "<w:tbl>", f"<w:p>{_WR}</w:p>", "</w:tbl>", ""), ("<w:p>", "<w:hyperlink>", _WR, "</w:hyperlink>", "</w:p>"), ("<w:p><w:r><w:t>", "a", "", "", "</w:t></w:r></w:p>"), ("<w:p><w:r><w:t>", "&lt;1&gt;", "", "", "</w:t></w:r></w:p>"), ("<w:p><w:r><w:t>", "<![CDATA[a]]>", "", "", "</w:t></w:r></w:p>"), ("", "<w:p/>", "", "", ""), ("<w:p><w:r><w:t", " b{n}='c'", "", "", ">x</w:t></w:r></w:p>"), ("<w:p>", f"<w:ins>{_WR}</w:ins><w:del/>", "", "", "</w:p>"),
    )),
    *(Archive("a.odt", Shape("", _O + head, piece, tail + _OE, middle, closing)) for head, piece, middle, closing, tail in (
        ("", "<text:p>a</text:p>", "", "", ""), ("<text:p>a", "<text:span text:style-name='b'>c</text:span> d", "", "", "</text:p>"), ("<text:p>a", "<text:span text:style-name='b'>", "c", "</text:span>", "</text:p>"), ("<text:p>a", "<text:s/>", "c", "", "</text:p>"), ("<text:p>", "a", "", "", "</text:p>"), ("<text:p>a", "<text:note><text:note-body><text:p>b</text:p></text:note-body></text:note>", "c", "", "</text:p>"), ("", "<text:section>", "<text:p>c</text:p>", "</text:section>", ""), ("<text:p>a ", "&lt;1&gt;", "c", "", "</text:p>"), ("<text:p>a ", "&amp;", "c", "", "</text:p>"), ("<text:p>a ", "<text:tab/>b", "c", "", "</text:p>"),
    )),
)  # fmt: skip

SHAPES: tuple[Shape | Archive, ...] = (
    *(Shape(frame.name, frame.head, piece, frame.tail) for frame in FRAMES for piece in PIECES),
    *(Shape(name, head, item, tail) for name, head, item, tail in LISTS),
    *(
        Shape(name, head, opening, closing.partition("|")[2], middle, closing.partition("|")[0])
        for name, head, opening, middle, closing in NESTS
    ),
    *ARCHIVES,
)


def answer(shape: Shape | Archive, size: int, seconds: int = SECONDS) -> tuple[float, str]:
    """Read and write one file in a process of its own; CPU seconds, and what came of it."""
    data = shape.of(size)
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        started = time.process_time()
        said = _tried(data, shape.name)
        os.write(writing, f"{time.process_time() - started}\t{said}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if not told:
        return float(seconds), f"KILLED by signal {os.WTERMSIG(status)}"
    spent, said = told.split("\t", 1)
    return float(spent), said


def _tried(data: bytes, name: str) -> str:
    try:
        document = parse_document(data, name)
        texts = [
            "Ü" + unit.text if unit.plural is None else ("Ü" + unit.text,) * 3 for unit in document.units
        ]
        try:
            render_document(document, texts, "pl")
        except LocpipeError as error:
            return f"not written: {str(error)[:150]}"
        return f"{len(document.units)} texts"
    except LocpipeError as error:
        return f"refused: {str(error)[:150]}"
    except MemoryError:
        return "MEMORY"
    except BaseException as error:
        return f"CRASH {type(error).__name__}: {str(error)[:150]}"


PROBES = (
    "a",
    "a ",
    "é",
    "<b>",
    "</b>",
    "[",
    "&",
    "&amp;",
    "\\\\",
    "\\u0041",
    "a\n",
    "'",
    "{",
    "=",
    "\n",
    " ",
)
"""Pieces that a file of the largest size is filled with."""


def largest(shapes: Iterator[Shape | Archive]) -> Iterator[tuple[str, float, float, str]]:
    """The same for files that are as large as they may be: here memory is what runs out."""
    for shape in shapes:
        if isinstance(shape, Shape) and (shape.piece in PROBES or "{n}" in shape.piece or shape.closing):
            size = 15_900_000 if shape.name.endswith((".md", ".mdx")) else 31_900_000
            seconds, said = answer(shape, size - len(shape.head + shape.tail), 20 * SECONDS)
            yield shape.label, seconds, 0.0, said


def measured(shapes: Iterator[Shape | Archive]) -> Iterator[tuple[str, float, float, str]]:
    """Label, seconds at the largest size, growth since the smallest (0: it was quick), and the answer."""
    for shape in shapes:
        large, said = answer(shape, SIZES[1])
        growth = large / max(answer(shape, SIZES[0])[0], 0.01) if large > SLOW else 0.0
        yield shape.label, large, growth, said


def main() -> None:
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    for frame in FRAMES:  # what is imported once is not measured
        _tried((frame.head + "a" + frame.tail).encode(), frame.name)
    for archive in ARCHIVES:
        _tried(archive.of(10), archive.name)
    chosen = (
        shape
        for shape in SHAPES
        if not wanted or shape.name in wanted or shape.name.rpartition(".")[2] in wanted
    )
    print(f"{'s':>7} {'growth':>6}  file")
    for label, seconds, growth, said in largest(chosen) if "--largest" in sys.argv else measured(chosen):
        bad = growth > LIMIT or said.startswith(("CRASH", "MEMORY", "KILLED"))
        if bad or seconds > SLOW or "-v" in sys.argv:
            print(f"{seconds:7.2f} {growth:6.1f}{'!!' if bad else '  '} {label}: {said}", flush=True)


if __name__ == "__main__":
    main()
