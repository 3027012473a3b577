"""The language of an HTML page: the encoding it declares, ``lang`` and ``dir`` of its root."""

from __future__ import annotations

import codecs
import re

from pipeline.formats.html.tokens import tokens_of
from pipeline.formats.splice import Span
from pipeline.languages import is_right_to_left, to_bcp47

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"\A<\?xml[^>]{0,100}?encoding=[\"']([A-Za-z0-9_.-]+)")
_WHOLE = re.compile(rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_WITHIN = 1024
"""Bytes in which the standard has browsers look for a declaration."""
_LATIN = frozenset({"ascii", "iso8859-1"})
"""What browsers read as windows-1252."""


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding that a page declares, None for UTF-8 or where it does not say one that exists.

    A whole page in ASCII that declares none is ASCII: browsers guess, and character references are right
    whatever they guess.
    """
    found = _XML.match(data) or _DECLARED.search(data, 0, _WITHIN)
    if not found:
        return "ascii" if data.isascii() and _WHOLE.match(data) and _DECLARED.search(data) is None else None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")) or name == "utf-8":
        return None  # bytes in which this could be read are not UTF-16
    if name in _LATIN:
        return "iso8859-1" if re.search(rb"[\x81\x8d\x8f\x90\x9d]", data) else "cp1252"
    return name


def language_edits(source: str, language: str | None) -> list[tuple[Span, str]]:
    """Return the edits that make the root element say ``language`` (a PO locale) and its direction.

    A fragment has no root and gets none. ``dir`` is added only for a language that is written from
    right to left, and corrected where it is there.
    """
    root = next(
        (
            token
            for token in tokens_of(source, 0, min(len(source), 65536))
            if token.kind == "open" and token.name.lower() == "html"
        ),
        None,
    )
    if root is None or not language:
        return []
    wanted = {"lang": to_bcp47(language), "dir": "rtl" if is_right_to_left(language) else ""}
    wanted["xml:lang"] = wanted["lang"]
    there = {attribute.name: attribute for attribute in root.attributes}
    edits: list[tuple[Span, str]] = []
    added = ""
    for key, value in wanted.items():
        if key in there:
            attribute = there[key]
            bare = attribute.start == attribute.end
            edits.append(((attribute.start, attribute.end), f'{"=" if bare else ""}"{value or "ltr"}"'))
        elif value and not (key == "xml:lang" or (key == "lang" and "xml:lang" in there)):
            added += f' {key}="{value}"'
    if added:
        at = root.start + len("<html")
        edits.append(((at, at), added))
    return sorted(edits)
