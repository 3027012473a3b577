"""Take a unit apart into sentences to translate and the literal text between them, losing nothing.

``"".join(part.text for part in parts) == text``. One sentence a call: two sentences in one string
made an engine drop the first one while every placeable arrived (docs/quality.md).
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model import Placeable
from pipeline.protect.icu import icu_spans
from pipeline.protect.placeables import Spans
from pipeline.segment import split_sentences

# Text between these is translated by itself: line ends (real or written as \n), tabs, <br>, tags of blocks, list marks.
_BLOCK_TAG = r"</?(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|t[drh]|table|blockquote)(?:\s[^<>]*)?>"
_BREAK = re.compile(rf"(?:[ \t]*(?:\r\n|\r|\n|\t|\\n|\\t|<br\s*/?>|{_BLOCK_TAG})[ \t]*)+", re.IGNORECASE)
_LONE_TAG = re.compile(rf"[ \t]*{_BLOCK_TAG}[ \t]*", re.IGNORECASE)
_BULLET = re.compile(r"\s*(?:[•‣◦▪·–—*+-]|\(?\d{1,2}[.)])\s+")
_SENTENCE_END = re.compile(r"[.!?:;…。!?:;>\"'”’)]\s*\Z")
_CLOSING = {"“": "”", "«": "»", "„": "“”", '"': '"'}
_OPENING = {"”": "“„", "»": "«", '"': '"'}
_WRAPPED_LINE = 50  # code points; a shorter line followed by another is not a wrapped paragraph


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a unit: a sentence (``is_sentence``) or literal text. ``start`` is its offset in the unit."""

    text: str
    start: int
    is_sentence: bool
    counted: bool = False


def split_structure(text: str, language: str, placeables: Sequence[Placeable] = ()) -> tuple[Part, ...]:
    """Return the parts of ``text`` in order. ``placeables`` (of the whole text) are never cut in two."""
    known = Spans(placeables)
    spans = icu_spans(text)
    if spans is None:
        return tuple(_block(text, 0, len(text), language, known, counted=False))
    parts: list[Part] = []
    for span in spans:
        if span.is_text:
            parts += _block(text, span.start, span.end, language, known, counted=span.counted)
        else:
            parts.append(Part(text[span.start : span.end], span.start, False))
    return tuple(parts)


def _block(text: str, start: int, end: int, language: str, known: Spans, *, counted: bool) -> list[Part]:
    parts: list[Part] = []
    position = start
    for match in _BREAK.finditer(text, start, end):
        if _inside(match.start(), match.end(), known):
            continue
        if start < match.start() and match.end() < end and _LONE_TAG.fullmatch(match[0]):
            continue  # "the <p> tag" is one sentence
        parts += _sentences(text, position, match.start(), language, known, counted=counted)
        parts.append(Part(match[0], match.start(), False))
        position = match.end()
    parts += _sentences(text, position, end, language, known, counted=counted)
    return parts


def _inside(start: int, end: int, known: Spans) -> bool:
    """Whether a break lies strictly inside a placeable (a tag with a line end in it, ``\\t`` in a path)."""
    return any(not _BREAK.fullmatch(p.text) for p in known.touching(start, end))


def _sentences(text: str, start: int, end: int, language: str, known: Spans, *, counted: bool) -> list[Part]:
    parts: list[Part] = []
    bullet = _BULLET.match(text, start, end)
    if bullet and bullet.end() < end and not known.touching(start, bullet.end()):
        parts.append(Part(bullet[0], start, False))
        start = bullet.end()
    position = start
    pending = start
    for sentence in split_sentences(text[start:end], language):
        position += len(sentence)
        if position < end and any(p.start < position for p in known.touching(position, position)):
            continue
        parts += _trimmed(text, pending, position, known, counted=counted)
        pending = position
    if pending < end:
        parts += _trimmed(text, pending, end, known, counted=counted)
    return parts


def _trimmed(text: str, start: int, end: int, known: Spans, *, counted: bool) -> list[Part]:
    """A sentence without its outer white space and unpaired outer quotation mark; those as literals.

    A quotation that runs over several sentences opens in one and closes in another; engines stumble
    over the single mark ("“Faced with" became an attack).
    """
    piece = text[start:end]
    core = piece.strip()
    if not core:
        return [Part(piece, start, False)] if piece else []
    first = start + len(piece) - len(piece.lstrip())
    last = first + len(core)
    if len(core) > 1 and _opens_alone(core) and not known.touching(first, first + 1):
        first += 1
    elif len(core) > 1 and _closes_alone(core) and not known.touching(last - 1, last):
        last -= 1
    parts = [Part(text[start:first], start, False)] if first > start else []
    parts.append(Part(text[first:last], first, True, counted))
    if last < end:
        parts.append(Part(text[last:end], last, False))
    return parts


def _opens_alone(core: str) -> bool:
    return core[0] in '“«„"' and not any(mark in core[1:] for mark in _CLOSING[core[0]])


def _closes_alone(core: str) -> bool:
    return core[-1] in '”»"' and not any(mark in core[:-1] for mark in _OPENING[core[-1]])


def unwrap(text: str) -> tuple[str, int]:
    """Join the lines of hard-wrapped paragraphs in a message; return the text and its old width.

    A line end is a wrap when the line is long, does not end a sentence and the next begins with an
    ordinary character. The width is 0 when nothing was joined. Every wrap is one code point, so
    offsets stay valid where the wrap is a single ``\\n``.
    """
    lines = text.split("\n")
    joined = lines[0]
    width = 0
    for before, line in pairwise(lines):
        is_wrap = (
            len(before) >= _WRAPPED_LINE
            and not before.endswith("\r")
            and line[:1].strip() != ""
            and not _SENTENCE_END.search(before)
            and not _BULLET.match(line)
        )
        if is_wrap:
            width = max(width, len(before), len(line))
        joined += (" " if is_wrap else "\n") + line
    return joined, width


def rewrap(text: str, width: int, placeables: Sequence[str]) -> str:
    """Wrap the lines of ``text`` at ``width`` code points, never inside a placeable."""
    joint = next(char for char in map(chr, range(0xE000, 0xF8FF)) if char not in text)
    for value in placeables:
        if " " in value:
            text = text.replace(value, value.replace(" ", joint))
    wrapper = textwrap.TextWrapper(
        width, break_long_words=False, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False
    )
    lines = [wrapper.fill(line) if len(line) > width else line for line in text.split("\n")]
    return "\n".join(lines).replace(joint, " ")
