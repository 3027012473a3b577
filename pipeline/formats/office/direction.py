"""A document that is translated into a language written from right to left is laid out from right to left.

In Word each translated paragraph says so, the runs with letters of such a script, and all tables and sections; in
OpenDocument the pages and the usual paragraph do. The order of members is that of the standards:
Word does not open a file that has another one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from pipeline.formats.office.paragraphs import Paragraph
from pipeline.formats.splice import splice

_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>\s*(?:<w:pPr(?:\s*/>|>(?P<inside>.*?)</w:pPr>))?", re.DOTALL)
_BEHIND_BIDI = re.compile(
    r"<w:(?:adjustRightInd|snapToGrid|spacing|ind|contextualSpacing|mirrorIndents|suppressOverlap|jc|textDirection"
    r"|textAlignment|textboxTightWrap|outlineLvl|divId|cnfStyle|rPr|sectPr|pPrChange)\b"
)
_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?:<w:rPr>(?P<inside>(?:(?!</w:rPr>).)*)</w:rPr>|<w:rPr/>)?<w:t(?: [^>]*)?>(?P<text>[^<]*)</w:t>",
    re.DOTALL,
)
_BEHIND_RTL = re.compile(r"<w:(?:cs|em|lang|eastAsianLayout|specVanish|oMath|rPrChange)\b")
_TWINS = re.compile(r"<w:(?P<name>b|i|sz)(?P<value>(?: [^>]*)?)/>")
_TABLE = re.compile(r"<w:tblPr>(?:<w:(?:tblStyle|tblpPr|tblOverlap)\b[^>]*/>)*(?!<w:bidiVisual\b)")
_BIDI_OFF, _RTL_OFF = (re.compile(rf'<w:{name} w:val="(?:0|false|off)"/>') for name in ("bidi", "rtl"))
_SECTION = re.compile(r"(?P<begin><w:sectPr(?: [^>]*)?>)(?P<inside>.*?)(?P<end></w:sectPr>)", re.DOTALL)
_BEHIND_SECTION_BIDI = re.compile(r"<w:(?:rtlGutter|docGrid|printerSettings|sectPrChange)\b")
_DRAWN = re.compile(r"<a:p>(?:<a:pPr(?P<attributes>[^>]*?)(?P<end>/?>))?")
_MODE = re.compile(r'(style:writing-mode=")lr-tb(?=")')
_PAGES_MODE = re.compile(r' style:writing-mode="page"')
_SIDE = re.compile(r'(fo:text-align=")(start|end|left|right)(?=")')
_OTHER_SIDE = {"start": "end", "end": "start", "left": "right", "right": "left"}
_USUAL = re.compile(
    r'(?P<begin><style:default-style style:family="paragraph">\s*<style:paragraph-properties)(?P<properties>[^>]*?)(?=/?>)'
)
_PAGE = re.compile(r"<style:page-layout-properties\b(?![^>]*\sstyle:writing-mode=)")


def turned_docx(members: Mapping[str, str], paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """The members with these paragraphs, and all tables and sections, from right to left."""
    source = "".join(members.values())
    added: dict[tuple[int, int], str] = {}
    for one in paragraphs:
        if one.start is not None:
            added.update(_paragraph(source, one.start, one.span[1]))
    turned: dict[str, str] = {}
    base = 0
    for name, xml in members.items():
        here = sorted((span, text) for span, text in added.items() if base <= span[0] < base + len(xml))
        spans = [(start - base, end - base) for (start, end), _ in here]
        new = splice(xml, spans, [text for _, text in here])
        turned[name] = _SECTION.sub(_section, _TABLE.sub(r"\g<0><w:bidiVisual/>", new))
        base += len(xml)
    return turned


def _put(inside: str, element: str, behind: re.Pattern[str]) -> str:
    """The members with an element in front of the first that has to stand behind it."""
    found = behind.search(inside)
    place = found.start() if found else len(inside)
    return inside[:place] + element + inside[place:]


def _paragraph(source: str, start: int, end: int) -> Iterator[tuple[tuple[int, int], str]]:
    """What is to be written into a paragraph: places and texts."""
    drawn = _DRAWN.match(source, start)
    if drawn:
        if drawn["end"] is None:
            yield (drawn.end(), drawn.end()), '<a:pPr rtl="1"/>'
        elif " rtl=" not in drawn["attributes"]:
            place = drawn.end("attributes")
            yield (place, place), ' rtl="1"'
        return
    found = _PARAGRAPH.match(source, start)
    if found is None:
        return
    if found["inside"] is None:
        begin = source.index(">", start) + 1
        yield (begin, found.end()), "<w:pPr><w:bidi/></w:pPr>"
    elif off := _BIDI_OFF.search(source, found.start("inside"), found.end("inside")):
        yield off.span(), "<w:bidi/>"
    elif "<w:bidi" not in found["inside"]:
        yield found.span("inside"), _put(found["inside"], "<w:bidi/>", _BEHIND_BIDI)
    for run in _RUN.finditer(source, found.end(), end):
        if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in run["text"]):
            continue
        if run["inside"] is None:
            begin = source.index(">", run.start()) + 1
            yield (begin, source.index("<w:t", begin)), "<w:rPr><w:rtl/></w:rPr>"
        else:
            yield run.span("inside"), _run(_RTL_OFF.sub("", run["inside"]))


def _run(inside: str) -> str:
    """The formatting of a run with its direction; bold, italic and the size are said for such scripts once more."""

    def with_twin(found: re.Match[str]) -> str:
        twin = f"<w:{found['name']}Cs"
        return found[0] if twin in inside else f"{found[0]}{twin}{found['value']}/>"

    inside = _TWINS.sub(with_twin, inside)
    if "<w:rtl" in inside:
        return inside
    return _put(inside, "<w:rtl/>", _BEHIND_RTL)


def _section(found: re.Match[str]) -> str:
    inside = _BIDI_OFF.sub("", found["inside"])
    if "<w:bidi" in inside:
        return found[0]
    return found["begin"] + _put(inside, "<w:bidi/>", _BEHIND_SECTION_BIDI) + found["end"]


def turned_odt(members: Mapping[str, str], paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """The members with pages and paragraphs from right to left; what was aligned on one side is on the other.

    LibreOffice takes ``start`` for the left side, whatever the direction, and writes ``end`` for Hebrew. A document
    whose styles are from right to left already stays.
    """
    if 'style:writing-mode="rl-tb"' in members.get("styles.xml", ""):
        return {}
    turned = {name: xml for name, xml in members.items() if name in ("content.xml", "styles.xml")}
    for name, xml in turned.items():
        xml = _SIDE.sub(lambda found: found[1] + _OTHER_SIDE[found[2]], _MODE.sub(r"\1rl-tb", xml))
        xml = _PAGE.sub(r'\g<0> style:writing-mode="rl-tb"', xml)
        turned[name] = _USUAL.sub(_usual, xml)
    return turned


def _usual(found: re.Match[str]) -> str:
    """The properties that paragraphs have unless they say otherwise."""
    properties = _PAGES_MODE.sub("", found["properties"])
    side = "" if "fo:text-align=" in properties else ' fo:text-align="end"'
    mode = "" if "style:writing-mode=" in properties else ' style:writing-mode="rl-tb"'
    return found["begin"] + properties + side + mode
