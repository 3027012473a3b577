"""Cut HTML into tags, comments and character data, each with its place: the tokenizer of the HTML standard.

The standard library's ``html.parser`` reads the same file differently from one patch release of Python
to the next, and some broken files in quadratic time; tree builders do not tell where a tag stands. This
one is linear on any input and never fails: what the standard calls a parse error becomes a token.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TokenKind = Literal["text", "open", "close", "comment", "raw", "rcdata", "broken"]
"""``raw`` is the content of ``script`` and the like, ``rcdata`` that of ``title`` and ``textarea``;
``broken`` is a tag that the file ends in."""


class Attribute(NamedTuple):
    """An attribute of a start tag: lower-case name, and where its value stands, quotes included.

    ``start == end`` where it has no value.
    """

    name: str
    start: int
    end: int


class Token(NamedTuple):
    """A piece of the source, ``source[start:end]``; ``name`` is the tag's as written."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""
    attributes: tuple[Attribute, ...] = ()
    empty: bool = False


RAW = frozenset({"script", "style", "xmp", "iframe", "noembed", "noframes"})
RCDATA = frozenset({"title", "textarea"})

MAX_ATTRIBUTES = 10_000
"""Most attributes of a tag; one with more is taken for a tag that never ends."""

_NOT_PARSED = RAW | RCDATA | {"plaintext"}
_BARE_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)>")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_BOGUS = re.compile(r"<(?:[!?]|/(?!\Z))")
_SPACE = re.compile(r"[\s/]*")
_NAME = re.compile(r"=?[^\s/>=]*")
_VALUE = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")


def tokens_of(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Yield the tokens of ``source[start:end]``; together they are all of it, in order."""
    end = len(source) if end is None else end
    at = start  # where the character data that is being collected begins
    look = start
    while True:
        tag = source.find("<", look, end)
        if tag < 0:
            break
        bare = _BARE_TAG.match(source, tag, end)  # most tags are: no more has to be asked of them
        if bare:
            token = Token("close" if bare[1] else "open", tag, bare.end(), bare[2])
        else:
            found = _markup(source, tag, end)
            if found is None:
                look = tag + 1
                continue
            token = found
        if tag > at:
            yield Token("text", at, tag)
        yield token
        at = look = token.end
        if token.kind == "open" and not token.empty:
            name = token.name.lower()
            if name in _NOT_PARSED:
                stop = _content_end(source, name, at, end)
                if stop > at:
                    yield Token("rcdata" if name in RCDATA else "raw", at, stop, name)
                at = look = stop
    if at < end:
        yield Token("text", at, end)


def _markup(source: str, at: int, end: int) -> Token | None:
    """Read what begins with the ``<`` at ``at``; None when that is only a character."""
    match = _TAG.match(source, at, end)
    if match:
        return _tag(source, at, match, end)
    if source.startswith("<!--", at, end):
        if source.startswith(("<!-->", "<!--->"), at, end):
            return Token("comment", at, source.index(">", at) + 1)
        stop = source.find("-->", at + 4, end)
        return Token("comment", at, stop + 3 if stop >= 0 else end)
    if _BOGUS.match(source, at, end):
        stop = source.find(">", at, end)
        return Token("comment", at, stop + 1 if stop >= 0 else end)
    return None


def _tag(source: str, at: int, match: re.Match[str], end: int) -> Token:
    closing, name = match.groups()
    kind: TokenKind = "close" if closing else "open"
    here = match.end()
    attributes: list[Attribute] = []
    while True:
        before = here
        here = _SPACE.match(source, here, end).end()  # type: ignore[union-attr]
        if here >= end or len(attributes) > MAX_ATTRIBUTES:
            return Token("broken", at, end, name)
        if source[here] == ">":
            empty = here > before and source[here - 1] == "/"
            return Token(kind, at, here + 1, name, tuple(attributes), empty)
        stop = _NAME.match(source, here, end).end()  # type: ignore[union-attr]
        key = source[here:stop].lower()
        here = stop
        value = _VALUE.match(source, here, end)
        if value is None:
            attributes.append(Attribute(key, here, here))
            continue
        here = value.end()
        quote = source[here : here + 1]
        if quote in ("'", '"') and here < end:
            stop = source.find(quote, here + 1, end)
            if stop < 0:
                return Token("broken", at, end, name)
            stop += 1
        else:
            stop = _UNQUOTED.match(source, here, end).end()  # type: ignore[union-attr]
        attributes.append(Attribute(key, here, stop))
        here = stop


def _content_end(source: str, name: str, at: int, end: int) -> int:
    """Return where the end tag of a raw element begins; the end of the file when there is none."""
    if name == "plaintext":
        return end
    closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(source, at, end)
    return closing.start() if closing else end
