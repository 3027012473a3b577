"""Write a text as a YAML scalar, in the style that was there where it can hold the text, else in double quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from json import dumps

from pipeline.formats.messages import Message
from pipeline.model import Encoding

_PLAIN = re.compile(r"[^\W\d_][^\n\r\t:#,\[\]{}&*!|>'\"%@`\x00-\x1f\x7f\x85\u2028\u2029\ufeff]*(?<! )")
_SINGLE = re.compile(r"[^\n\r\x00-\x1f\x7f\x85\u2028\u2029\ufeff]*")
_ODD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_WORDS = frozenset(["y", "n", "yes", "no", "true", "false", "on", "off", "null"])


def write(texts: Sequence[str], message: Message, encoding: Encoding, language: str | None) -> str:
    """The scalar with its quotation marks or its block header."""
    text = texts[0]
    style, _, raw = message.style.partition("\n")
    newline = encoding.newline
    if style in ("|", ">"):
        return _block(text, raw, newline) or _double(text) + raw[len(raw.rstrip("\r\n")) :]
    if style.endswith("'") and _SINGLE.fullmatch(text):
        return "'" + text.replace("'", "''") + "'"
    if style.endswith("plain") and _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return _double(text)


def _double(text: str) -> str:
    return _ODD.sub(lambda match: f"\\u{ord(match[0]):04X}", dumps(text, ensure_ascii=False))


def _block(text: str, raw: str, newline: str) -> str:
    """The text as a block like ``raw``, or ``""`` where a block cannot hold it."""
    header, _, body = raw.partition("\n")
    header = header.rstrip("\r")
    lines = [line for line in body.split("\n") if line.strip()]
    bare = text.rstrip("\n")
    ends = len(text) - len(bare)
    kept = "+" in header.split("#")[0]
    if not lines or any(char.isdigit() for char in header) or not bare or _ODD.search(text) or "\r" in text:
        return ""
    trailing = raw[len(raw.rstrip("\r\n \t")) :]
    if ends != (trailing.count("\n") if kept else 0 if "-" in header else 1):
        return ""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip(" "))]
    written = bare.split("\n")
    if written[0].startswith((" ", "\t")):
        return ""
    if header.startswith(">"):
        if any(not line or line[0] in " \t" for line in written):
            return ""
        written = [piece for line in written for piece in (line, "")][:-1]
    return header + newline + newline.join(indent + line if line else "" for line in written) + trailing
