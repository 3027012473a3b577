"""Android's own escapes inside the XML: backslashes, quotation marks, white space that counts for nothing.

https://developer.android.com/guide/topics/resources/string-resource#escaping_quotes
"""

from __future__ import annotations

import re

_TOKEN = re.compile(r"\\u[0-9A-Fa-f]{4}|\\.|\"|[ \t\n]+|[^\\\"\s]+|\s|\\", re.DOTALL)
_TAG = re.compile(r"(<[^>]*>)")
_LETTERS = {"n": "\n", "t": "\t", "'": "'", '"': '"', "\\": "\\", "@": "@", "?": "?", "\n": " "}
_RUN = re.compile(r" {2,}")
_SPACES = re.compile(r"\A | \Z| {2,}")


def unescape(text: str, style: str) -> str:
    """What the device shows. ``style`` is that of `pipeline.formats.xml`: tags are left alone in ``raw``."""
    if style == "raw":
        pieces = _TAG.split(text)
        pieces[::2] = [_unescape(piece) for piece in pieces[::2]]
        return "".join(pieces).strip(" ")
    return _unescape(text.strip(" \t\n"))


def _unescape(text: str) -> str:
    if not any(sign in text for sign in '\\"\n\t') and "  " not in text:
        return text
    quoted = False
    out: list[str] = []
    for token in _TOKEN.findall(text):
        if token == '"':
            quoted = not quoted
        elif token[0] == "\\" and len(token) == 6:
            code = int(token[2:], 16)
            out.append(token if 0xD800 <= code < 0xE000 else chr(code))
        elif token[0] == "\\" and len(token) == 2:
            out.append(_LETTERS.get(token[1], token))
        elif token.isspace() and token.strip(" \t\n") == "":
            out.append(token if quoted else " ")
        else:
            out.append(token)
    return "".join(out)


def escape(text: str, style: str) -> str:
    """The text with Android's escapes; read back it is the same."""
    if style == "raw":
        pieces = _TAG.split(text)
        pieces[::2] = [_RUN.sub(lambda run: f'"{run[0]}"', _escape(piece)) for piece in pieces[::2]]
        return "".join(pieces)
    out = _escape(text)
    if _SPACES.search(text):
        return f'"{out}"'
    return "\\" + out if out[:1] in ("@", "?") else out


def _escape(text: str) -> str:
    text = text.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"')
    return text.replace("\n", "\\n").replace("\t", "\\t")
