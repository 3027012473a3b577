"""Check that no letters were broken by a wrong encoding: UTF-8 read as Latin-1, question marks for letters."""

from __future__ import annotations

import re

from pipeline.checks.base import CheckContext, Example, finding, quote
from pipeline.model import Finding, Severity

_BYTE = "\u0080-\u009f\u00a1-\u00a9\u00ac-\u00af\u00b1-\u00b6\u00b8\u00b9\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2018-\u201e\u2020-\u203a\u20ac\u2122"
_HIGH = re.compile(f"[{_BYTE}]{{2,}}|Ã[\u00a0\u00aa\u00ba«»°·]|Â[\u00a0«»°ºª·]")
"""What the bytes of UTF-8 become in Latin-1 and Windows-1252; of signs that good text has (« × °) behind Ã and Â alone."""

_MARKS = re.compile(r"(?<=[A-Za-zÀ-ỹ])\?(?=[A-Za-zÀ-ỹ])|\?{3,}")
_ADDRESS = re.compile(r"\S*(?:://|[=&/])\S*|\S*\?\w+=\S*")


class MojibakeCheck:
    """See the module's first line."""

    id = "mojibake"
    severity = Severity.ERROR
    description = "No letter was broken by a wrong encoding (Ã© for é, ? inside a word)."
    examples = (
        Example("Coffee", "Café"),
        Example("Coffee", "CafÃ©", Severity.ERROR),
        Example("He said “no”", "Disse â€œnãoâ€\u009d", Severity.ERROR),
        Example("Coffee shop", "Caf?teria", Severity.ERROR),
        Example("What? No", "O quê? Não"),
        Example("Open a?b=c", "Abra a?b=c"),
        Example("Why???", "Por quê???"),
    )

    def check(self, source: str, target: str, context: CheckContext) -> list[Finding]:
        found = None if target.isascii() else _broken(target)
        if found is not None and _broken(source):
            found = None
        if found is None and "?" in target:
            blank = _ADDRESS.sub(lambda match: " " * len(match[0]), target)
            found = _MARKS.search(blank)
            if found is not None and _MARKS.search(_ADDRESS.sub(" ", source)):
                found = None
        if found is None:
            return []
        message = f"Letters broken by a wrong encoding: {quote([target[max(0, found.start() - 3) : found.end() + 3]])}."
        return [finding(self, message, source, target, context, span=found.span())]


def _as_bytes(first: int, last: int) -> str:
    """The characters, ready for a class of a pattern, that stand for bytes in Windows-1252, else in Latin-1."""
    return "".join(
        re.escape(bytes([byte]).decode("cp1252", "ignore") or chr(byte)) + re.escape(chr(byte))
        for byte in range(first, last + 1)
    )


_SEQUENCE = re.compile(f"[{_as_bytes(0xC2, 0xF4)}][{_as_bytes(0x80, 0xBF)}]")
"""How every character of UTF-8 beyond ASCII begins; most runs of accented letters hold none."""


def _broken(text: str) -> re.Match[str] | None:
    """The first run of letters that are UTF-8 when they are written back as bytes."""
    for match in _HIGH.finditer(text):
        run = match[0]
        if not _SEQUENCE.search(run):
            continue
        for start in range(len(run) - 1):
            for end in range(len(run), start + 1, -1):
                if _decodes(run[start:end]):
                    return match
    return None


def _decodes(run: str) -> bool:
    data = bytearray()
    for character in run:
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 255:
                return False
            data.append(ord(character))
    try:
        decoded = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(decoded) < len(run) and any(map(str.isprintable, decoded))
