"""Readers of documents that share no code with ours: what a browser, GitHub, Word or a player finds in a file.

Each gives an outline: pieces of text, and between them what stands around these (tags, times, formatting) as pieces
that begin with ``\\0``. Two files with the same outline look the same to that program.
"""

from __future__ import annotations

import codecs
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?$\n?", re.DOTALL | re.MULTILINE)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD_PARTS = re.compile(r"/word/(document|header|footer|footnotes|endnotes)\d*\.xml")
_ODF_LEFT_OUT = {"text:note", "text:p", "text:h", "text:list", "draw:frame", "office:annotation", "draw:custom-shape"}  # fmt: skip


_PROPERTIES = "//*[local-name()='title' or local-name()='subject']/text()"
_ELSEWHERE_IN_WORD = {
    r"word/(document|header|footer|footnotes|endnotes)\d*\.xml": "//@descr | //@title | //@alt | //@*[local-name()='tooltip']"
    " | //*[local-name()='tblCaption' or local-name()='tblDescription']/@*",
    r"word/(charts/chart|diagrams/(data|drawing))\d*\.xml": "//*[local-name()='t']/text()"
    " | //*[local-name()='strCache']//*[local-name()='v']/text()",
    r"docProps/core\.xml": _PROPERTIES,
}
_ELSEWHERE_IN_ODF = {
    r"(content|styles)\.xml": "//*[local-name()='desc' or local-name()='title']/text()",
    r"meta\.xml": _PROPERTIES,
    r"Object [^/]+/content\.xml": "//*[local-name()='p']//text()",
}


def outline(form: str, data: bytes) -> list[str]:
    """What the second reader of a format finds in a file, in its order."""
    return list(_READERS[form](data))


def _html(data: bytes) -> Iterator[str]:
    """html5lib: the algorithm of the standard, as browsers have it."""
    import html5lib

    whole = re.search(rb"<html|<!doctype", data[:2000], re.IGNORECASE)
    tree = (
        html5lib.parse(data, namespaceHTMLElements=False)
        if whole
        else html5lib.parse(data.decode("utf-8-sig"), namespaceHTMLElements=False)
    )
    return _tree(tree)


def _tree(root: Any) -> Iterator[str]:
    waiting: list[Any] = [root]
    while waiting:
        element = waiting.pop()
        if isinstance(element, str):
            yield element
            continue
        yield f"\0{element.tag if isinstance(element.tag, str) else 'comment'}"
        for name, value in sorted(element.attrib.items()):
            yield f"\0{name}="
            yield value
        waiting.append("\0/")
        if isinstance(element.tag, str):
            for child in reversed(element):
                waiting += [child.tail or "", child]
            waiting.append(element.text or "")


def _markdown(data: bytes) -> Iterator[str]:
    """cmark-gfm, GitHub's own renderer, whose HTML html5lib reads; front matter is read by ruamel.yaml."""
    from ruamel.yaml import YAML

    text = data.decode("utf-8-sig")
    front = _FRONT_MATTER.match(text)
    if front:
        yield from _leaves(YAML(typ="safe", pure=True).load(front[1]))
    yield from _html(github_html(text).encode())


def github_html(text: str) -> str:
    """The HTML that GitHub makes of Markdown, without its front matter."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    front = _FRONT_MATTER.match(text)
    options = Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    return str(cmarkgfm.github_flavored_markdown_to_html(text[front.end() if front else 0 :], options))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield f"\0{key}:"
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield str(value)


def _docx(data: bytes) -> Iterator[str]:
    """python-docx: the paragraphs of every part that has text, with the formatting of their runs."""
    import docx
    from docx.oxml import parse_xml
    from docx.text.run import Run

    parts = docx.Document(io.BytesIO(data)).part.package.iter_parts()
    for part in sorted(parts, key=lambda part: str(part.partname)):
        if not _WORD_PARTS.fullmatch(part.partname):
            continue
        root = getattr(part, "element", None)
        root = parse_xml(part.blob) if root is None else root
        for paragraph in root.iter(f"{_W}p"):
            yield f"\0paragraph {paragraph.style}"
            own = [r for r in paragraph.iter(f"{_W}r") if next(r.iterancestors(f"{_W}p")) is paragraph]
            runs = [Run(run, part) for run in own if run.text]
            for look, alike in groupby(
                runs, key=lambda run: (run.bold, run.italic, run.underline, run._r.style)
            ):
                yield f"\0{look}"
                yield "".join(run.text for run in alike)

    yield from _elsewhere(data, _ELSEWHERE_IN_WORD)


def _elsewhere(data: bytes, wanted: dict[str, str]) -> Iterator[str]:
    """libxml2: attributes, and elements outside paragraphs, by the XPath for each kind of member."""
    from lxml import etree

    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in sorted(archive.namelist()):
        for member, path in wanted.items():
            if re.fullmatch(member, name):
                for found in etree.fromstring(archive.read(name)).xpath(path):
                    yield f"\0{name}"
                    yield str(found)


def _odt(data: bytes) -> Iterator[str]:
    """odfdo: the paragraphs of the content and of the styles, with their spans and links."""
    from odfdo import Document

    document = Document(io.BytesIO(data))
    members = set(zipfile.ZipFile(io.BytesIO(data)).namelist()) & {"content.xml", "styles.xml"}
    for member in sorted(members):
        for paragraph in document.get_part(member).root.get_elements("//text:p | //text:h"):
            yield f"\0{paragraph.tag} {paragraph.style}"
            yield from _odf(paragraph)
    yield from _elsewhere(data, _ELSEWHERE_IN_ODF)


def _odf(element: Any) -> Iterator[str]:
    """The text of an element and of those in it; spans of one look that touch each other are one."""
    yield element.text or ""
    open_span = ""
    for child in element.children:
        if child.tag == "text:soft-page-break":  # where a page ended when it was last saved
            yield child.tail or ""
            continue
        start = f"\0{child.tag} {child.get_attribute('text:style-name')}"
        if start != open_span:
            yield "\0/" if open_span else ""
            yield start
        if child.tag not in _ODF_LEFT_OUT:
            yield from _odf(child)
        open_span = start if child.tag == "text:span" and not child.tail else ""
        if not open_span:
            yield "\0/"
            yield child.tail or ""
    yield "\0/" if open_span else ""


def _srt(data: bytes) -> Iterator[str]:
    import srt

    for cue in srt.parse(_decoded(data), ignore_errors=True):
        yield f"\0{cue.index} {cue.start} {cue.end}"
        yield cue.content


def _webvtt(data: bytes) -> Iterator[str]:
    import webvtt

    for cue in webvtt.WebVTT.from_string(_decoded(data)).captions:
        yield f"\0{cue.identifier} {cue.start} {cue.end}"
        yield cue.raw_text


def _decoded(data: bytes) -> str:
    marks = {codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    return data.decode(next((name for mark, name in marks.items() if data.startswith(mark)), "utf-8-sig"))


def _text(data: bytes) -> Iterator[str]:
    """Words and blank lines; where a line ends says nothing, nor do the marks in front of quoted lines."""
    for line in data.decode().splitlines():
        yield re.sub(r"^\s*(?:> )*", "", line) + " " if line.strip() else "\0blank"


_READERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "html": _html,
    "markdown": _markdown,
    "docx": _docx,
    "odt": _odt,
    "srt": _srt,
    "webvtt": _webvtt,
    "text": _text,
}
