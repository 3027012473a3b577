"""Take back the breaks that no sentence has: one small question a function, asked in order.

Every function gets the text, where the sentence began, where the rules want to end it (behind all
white space), and the language; it answers True when that place is *inside* a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.segment.abbreviations import NUMBERED, titles

REACH = 400
"""Code points that a bracket may be away; LanguageTool's rules look back four times a hundred."""

CASED_END = "\u0590"
"""Latin, Greek, Cyrillic and Armenian stand before it; Georgian has no capitals in running text."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*\Z|\u2029\s*\Z")
_OPENING = re.compile(r"[\s\"'“‘«‹„‚(\[{*_~`<¿¡–—…-]*")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_ENUMERATION = re.compile(r"\s*[(\[]?(?:[^\W\d_]|[ivxlcIVXLC]{1,5})[.)\]]+\s*\Z")
_BULLET = re.compile(r"(?:\A|\n)[^\S\n]*[-*•–—]+\s+\Z")
_INITIAL = re.compile(r"(?:(?<![^\W\d_])[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω][\w’'-]*\.?|\A)\s+[A-ZÀ-ÖØ-ÞĀ-ŽА-ЯΑ-Ω]\.\s+\Z")
_CODE_LIKE = re.compile(r"[/\\@_:=#\d(){}\[\]<>|&%$]|\.\w*\.")
_PLAIN_STOP = re.compile(r"[^\W\d_]{2,}[.!?…]+[\"'”’»)]*\Z")


def _lower_case_follows(text: str, start: int, end: int, base: str) -> bool:
    """``"Stop!" he said`` and ``Well... maybe`` go on; ``iPhone`` and all-lower-case chat do not."""
    first = _OPENING.match(text, end)
    at = first.end() if first else end
    word = _WORD.match(text, at)
    if word is None or not word.group()[0].islower() or word.group()[0] >= CASED_END:
        return False
    if any(char.isupper() for char in word.group()):
        return False
    begin = _OPENING.match(text, start)
    own = _WORD.match(text, begin.end() if begin else start)
    return own is None or not own.group()[0].islower() or any(c.isupper() for c in own.group())


def _inside_brackets(text: str, start: int, end: int, base: str) -> bool:
    """Between an opening bracket and its closing one on the same line; both at most `REACH` away."""
    for opening, closing in ("()", "[]", "{}"):
        low = max(start, end - REACH)
        opened = text.rfind(opening, low, end)
        if opened < 0 or text.rfind(closing, opened, end) >= 0:
            continue
        closed = text.find(closing, end, end + REACH)
        if closed >= 0 and "\n" not in text[end:closed] and "\r" not in text[end:closed]:
            return True
    return False


def _inside_token(text: str, start: int, end: int, base: str) -> bool:
    """No white space at the break: only ``dogs.The`` may be two sentences, never an address or a name."""
    if text[end - 1].isspace() or not text[end - 1].isascii() or not text[end].isascii():
        return False
    low, high = end, end
    while low > start and end - low < REACH and not text[low - 1].isspace():
        low -= 1
    while high < len(text) and high - end < REACH and not text[high].isspace():
        high += 1
    left = text[low:end]
    if _CODE_LIKE.search(text, low, high) or not _PLAIN_STOP.search(left):
        return True
    name = _WORD.search(left)
    return name is None or not name.group().islower()


def _nothing_said(text: str, start: int, end: int, base: str) -> bool:
    """A piece without a letter (``1.``, ``***``, ``…``) or a mere list mark (``a)``) is no sentence."""
    if end - start < REACH and (
        not _WORD.search(text, start, end) or _ENUMERATION.match(text[start : min(end, start + 40)])
    ):
        return True
    return _BULLET.search(text[max(start, end - 40) : end]) is not None


def _nothing_follows(text: str, start: int, end: int, base: str) -> bool:
    """Only closing marks are left: they belong to the sentence before them."""
    return len(text) - end < REACH and not any(char.isalnum() for char in text[end:])


def _initial(text: str, start: int, end: int, base: str) -> bool:
    """``Dionisio A. Lind``: one capital with a stop between two capitalised words."""
    return _INITIAL.search(text, max(start, end - 40), end) is not None and text[end].isupper()


def _abbreviated(text: str, start: int, end: int, base: str) -> bool:
    """``No. 5``, and the titles of languages that borrow another's rules: ``TP. Hồ Chí Minh``."""
    tail = text[max(start, end - 24) : end]
    if text[end].isdigit() and NUMBERED.search(tail):
        return True
    return titles(base).search(tail) is not None


GUARDS: tuple[Callable[[str, int, int, str], bool], ...] = (
    _nothing_said,
    _nothing_follows,
    _lower_case_follows,
    _inside_token,
    _abbreviated,
    _initial,
    _inside_brackets,
)


def is_inside_sentence(text: str, start: int, end: int, base: str) -> bool:
    """Whether the place ``end`` is inside the sentence that began at ``start``.

    A blank line ends a sentence whatever the guards say.
    """
    if _PARAGRAPH.search(text, max(start, end - 64), end):
        return False
    return any(guard(text, start, end, base) for guard in GUARDS)


def before_opening_quote(text: str, start: int, end: int) -> int:
    """Move a Chinese or Japanese break in front of a straight quotation mark that opens.

    ``。"`` may close or open a quotation; it opens when the sentence so far holds an even number.
    """
    if end - start < 2 or text[end - 1] != '"' or text[end - 2] not in "。！？":
        return end
    return end if text.count('"', start, end) % 2 == 0 else end - 1
