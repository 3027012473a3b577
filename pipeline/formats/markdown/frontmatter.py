"""Find the translatable values of a YAML front matter, and write a value back in its own style.

Only scalars that stand whole on the line of their key are taken: plain, ``'single'`` or
``"double"`` quoted. Everything else (lists, block scalars, anchors, TOML between ``+++``) stays
untouched; CommonMark itself knows no front matter.
"""

from __future__ import annotations

import re
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
    """A translatable scalar: its key, text, 1-based line, and its span in the document, quotes included."""

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
        if entry["key"].strip("\"'").lower() not in keys or _indent(lines[index + 1][2]) > column:
            continue
        scalar = _scalar(entry["rest"])
        if scalar:
            text, length = scalar
            start = at + entry.start("rest")
            found.append(Value(entry["key"].strip("\"'").lower(), text, number, start, start + length))
    return found


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
    if old.startswith("'"):
        return "'" + text.replace("'", "''") + "'"
    if old.startswith('"') or _scalar(text) != (text, len(text)) or text[0] in "?-:":
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text
