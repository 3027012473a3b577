"""Say what a paragraph of a plain text is, as far as its shape honestly tells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from pipeline.formats.text.lines import Line, is_tabular

_SHORT = 12
"""Words up to which a line can be a heading or caption."""

_PICTURE = (
    "photo|photos|photograph|image|images|illustration|picture|figure|graphic|foto|fotos|fotografia|imagem|imagen"
    "|ilustracao|ilustracion|grafico|bild|abbildung|illustrazione|immagine|anh|anh minh hoa|minh hoa|hinh"
    "|zdjecie|obrazek|фото|иллюстрация|изображение|рисунок"
)
_CAPTION = re.compile(
    rf"[(\[]?(?:{_PICTURE})(?:\s*\d*\s*[:.)\]]|\s*\d*\Z|\s+(?:by|courtesy|credit|minh hoa)\b)"
    rf"|.*\b(?:{_PICTURE})\s*\d*[.)\]]*\Z"
)
_CJK_CAPTION = re.compile(r"(?:图|圖|図|写真|照片|사진|그림)\s*\d*\s*[:：.]?")
_BY = re.compile(r"(?i:by|por|von|par|di|bởi)\s+(?=[^\W\d_a-z])")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_STAMP = re.compile(
    r"\b(?:\d{1,2}[:h]\d{2}|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|[A-Z][A-Z0-9]*_[A-Z0-9_]+"
    rf"|(?i:{_MONTH})\s+\d{{1,2}}|\d{{1,2}}\.?\s+(?i:{_MONTH})|(?:19|20)\d\d)\b"
)
_FINAL = re.compile(r"[.!?:;,…。！？：；，、]['\"”’»)」』]*\Z")


def name_kinds(paragraphs: Sequence[tuple[Sequence[Line], bool]]) -> list[str]:
    """Return a word for each paragraph; the flag says whether blank lines (or the ends) enclose it."""
    texts = [" ".join(line.text for line in lines) if len(lines) < 4 else "" for lines, _ in paragraphs]
    kinds: list[str] = []
    for index, (lines, alone) in enumerate(paragraphs):
        text = texts[index]
        if lines[0].marker:
            kind = "List item"
        elif len(lines) > 1 or len(text) > 120:
            kind = "Paragraph"
        elif is_tabular(text):
            kind = "Table row"
        elif is_byline(text):
            kind = "Byline"
        elif is_caption(text):
            kind = "Caption"
        elif alone and _is_heading(text):
            kind = "Heading" if index else "Title"
        else:
            kind = "Paragraph" if _FINAL.search(text) else ""
        kinds.append(kind)
    return _beside_captions(paragraphs, _repeated_bylines(texts, kinds))


def is_caption(text: str) -> bool:
    """``Photo: Jane Doe``, ``Figure 2.``, a short line that ends in such a word."""
    if len(text.split()) > _SHORT:
        return False
    folded = "".join(
        char for char in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(char)
    )
    return bool(_CAPTION.match(folded) or (len(text) < 60 and _CJK_CAPTION.match(text)))


def is_byline(text: str) -> bool:
    """``By Jane Doe``, or a few capitalised names with a date, a time or a token beside them."""
    rest, by = _BY.subn("", text, count=1) if _BY.match(text) else (text, 0)
    rest, stamps = _STAMP.subn(" ", rest)
    names = [word for word in re.split(r"[\s,|·•–—-]+", rest) if any(map(str.isalnum, word))]
    if not (by or stamps) or len(names) > 6 or (_FINAL.search(text) and not stamps):
        return False
    return 2 - by <= len(names) and all(_is_name(word) for word in names)


def _is_name(word: str) -> bool:
    return word[:1].isupper() or word in ("and", "de", "da", "van", "von", "der", "e", "y", "et", "und", "&")


def _is_heading(text: str) -> bool:
    return (
        len(text.split()) <= _SHORT + 6
        and not _FINAL.search(text)
        and any(map(str.isalpha, text))
        and not text[:1].islower()
    )


def _repeated_bylines(texts: Sequence[str], kinds: list[str]) -> list[str]:
    """Call a line a byline, too, when it is the name that a byline of the document begins with."""
    bylines = [text for text, kind in zip(texts, kinds, strict=True) if kind == "Byline"]
    return [
        "Byline"
        if kind in ("Heading", "") and any(f"{byline} ".startswith(f"{text} ") for byline in bylines)
        else kind
        for text, kind in zip(texts, kinds, strict=True)
    ]


def _beside_captions(paragraphs: Sequence[tuple[Sequence[Line], bool]], kinds: list[str]) -> list[str]:
    """Call a short line a caption, too, when it stands directly above or below one."""
    found = list(kinds)
    numbers = [lines[0].number for lines, _ in paragraphs]
    for index, kind in enumerate(kinds):
        if kind or len(paragraphs[index][0][0].text.split()) > _SHORT:
            continue
        for other in (index - 1, index + 1):
            if (
                0 <= other < len(kinds)
                and abs(numbers[other] - numbers[index]) == 1
                and kinds[other] == "Caption"
            ):
                found[index] = "Caption"
    return found
