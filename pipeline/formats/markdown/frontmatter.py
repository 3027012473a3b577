"""Find the translatable values of a YAML front matter, and write a value back in its own style.

Scalars that stand whole on the line of their key are taken, plain, ``'single'`` or ``"double"`` quoted, and block
scalars of one paragraph: folded ones (``>``), and literal ones (``|``) of one line. Everything else (lists, anchors,
TOML between ``+++``) stays untouched; CommonMark itself knows no front matter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

KEYS = ("title", "subtitle", "description", "summary", "caption", "alt")
"""Keys whose values are read by people, in Jekyll, Hugo, MkDocs, Docusaurus and Pandoc documents."""

_FENCE = re.compile(r"(?P<fence>---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_MAPPING = re.compile(r"^[\w\"'][\w\"' .-]*:(?:[ \t]|$)", re.MULTILINE)
_ENTRY = re.compile(
    r"(?P<indent>[ \t]*(?:-[ \t]+)*)(?P<key>[\w-]+|\"[\w-]+\"|'[\w-]+'):(?P<gap>[ \t]+|$)(?P<rest>.*)\Z"
)
_DOUBLE = re.compile(r'"(?P<value>(?:[^"\\]|\\.)*)"[ \t]*(?:#.*)?\Z')
_SINGLE = re.compile(r"'(?P<value>(?:[^']|'')*)'[ \t]*(?:#.*)?\Z")
_BLOCK = re.compile(r"[|>][+-]?[1-9]?[+-]?[ \t]*(?:#.*)?\Z")
_HEADER = re.compile(r"[|>][^\r\n]*(?:\r\n|\n|\r)[ ]*")
_NOT_TEXT = re.compile(
    r"(?:~|null|true|false|yes|no|on|off|[-+]?[\d_,.]+(?:e[-+]?\d+)?|0x[\da-f]+|\d{4}-\d\d?-\d\d?.*)\Z",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_ESCAPES = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


class Value(NamedTuple):
    """A translatable scalar: its key, text, 1-based line, and its span in the document, quotes or header included."""

    key: str
    text: str
    line: int
    start: int
    end: int


def body_offset(source: str) -> int:
    """Return where the Markdown begins behind a front matter; 0 when there is none.

    A front matter opens on the very first line, is closed by the same fence (YAML also by ``...``),
    and holds at least one ``key:`` (YAML): two thematic breaks around a heading are not one.
    """
    opening = _FENCE.match(source)
    if not opening:
        return 0
    closer = r"\+\+\+" if opening["fence"] == "+++" else r"(?:---|\.\.\.)"
    closing = re.compile(rf"^{closer}[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE)
    match = closing.search(
        source.replace("\r", "\n"), opening.end()
    )  # same length: "^" must see every line end
    if not match:
        return 0
    inside = source[opening.end() : match.start()].replace("\r", "\n")
    if opening["fence"] == "---" and not _MAPPING.search(inside):
        return 0
    end = match.end()
    return end + 1 if source[end - 1 : end + 1] == "\r\n" else end


def values_in(source: str, end: int, keys: tuple[str, ...] = KEYS) -> list[Value]:
    """Return the values of ``keys`` in the YAML front matter ``source[:end]``, in order."""
    if not source.startswith("---"):
        return []
    numbered = enumerate(_LINE.finditer(source, 0, end), 1)
    lines = [(number, match.start(), match[1]) for number, match in numbered if match[1]]
    found: list[Value] = []
    block = -1  # indentation of the key whose value the deeper lines belong to
    for index, (number, at, line) in enumerate(lines[1:-1], 1):
        indent = _indent(line)
        if block >= 0:
            if indent > block:
                continue
            block = -1
        entry = _ENTRY.match(line)
        if not entry:
            continue
        column = len(entry["indent"])
        if _BLOCK.match(entry["rest"]) or (entry["rest"][:1] not in ("", "#", "&", "!")):
            block = column  # deeper lines now belong to this scalar, whatever they look like
        key = entry["key"].strip("\"'").lower()
        if key not in keys:
            continue
        start = at + entry.start("rest")
        if _BLOCK.match(entry["rest"]):
            below = index + 1
            while below < len(lines) - 1 and _indent(lines[below][2]) > column:
                below += 1
            text = _block_scalar(entry["rest"], number, lines[index + 1 : below])
            if text:
                _, last, line = lines[below - 1]
                found.append(Value(key, text, number, start, last + len(line.rstrip(" \t"))))
            continue
        scalar = _scalar(entry["rest"]) if _indent(lines[index + 1][2]) <= column else None
        if scalar:
            text, length = scalar
            found.append(Value(key, text, number, start, start + length))
    return found


def _block_scalar(header: str, number: int, below: Sequence[tuple[int, int, str]]) -> str:
    """Return the text of a block scalar whose key is on line ``number``; empty where its lines are not one paragraph."""
    if not below or (header[0] == "|" and len(below) > 1) or below[-1][0] - number != len(below):
        return ""
    if any(char.isdigit() for char in header[1:3]):
        return ""  # the indentation is given: spaces in front of a line are its own
    texts = [line.lstrip(" ") for _, _, line in below]
    if len({_indent(line) for _, _, line in below}) > 1 or any(text[:1] in ("", "\t") for text in texts):
        return ""
    text = " ".join(text.rstrip(" \t") for text in texts)
    return text if any(map(str.isalpha, text)) else ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _scalar(rest: str) -> tuple[str, int] | None:
    """Read a scalar at the beginning of ``rest``: its text and length as written; None if it is no text."""
    double = _DOUBLE.match(rest)
    if double:
        text = _ESCAPE.sub(_unescape, double["value"])
        return (text, double.end("value") + 1) if text.strip() and "\0" not in text else None
    single = _SINGLE.match(rest)
    if single:
        text = single["value"].replace("''", "'")
        return (text, single.end("value") + 1) if text.strip() else None
    if not rest or (rest[0] in "\"'[]{}&*!|>%@`#,?-" and not re.match(r"[?-][^\s]", rest)):
        return None
    plain = re.split(r"[ \t]+#|[ \t]*\Z", rest, maxsplit=1)[0]
    if not any(map(str.isalpha, plain)) or _NOT_TEXT.match(plain) or ": " in plain or plain.endswith(":"):
        return None
    return plain, len(plain)


def _unescape(match: re.Match[str]) -> str:
    code = match[1]
    if code[0] in "xuU" and len(code) > 1:
        number = int(code[1:], 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF else match[0]
    return _ESCAPES.get(code, match[0])


def write_scalar(old: str, text: str) -> str:
    """Return ``text`` as a YAML scalar in the style of ``old``; a plain one is quoted when it has to be."""
    text = " ".join(text.split())
    header = _HEADER.match(old)
    if header:
        return header[0] + text
    if old.startswith("'"):
        return "'" + text.replace("'", "''") + "'"
    if old.startswith('"') or _scalar(text) != (text, len(text)) or text[0] in "?-:":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
