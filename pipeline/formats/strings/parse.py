"""Read an Apple .strings file: ``"key" = "value";``, with the comments in front."""

from __future__ import annotations

import re

from pipeline.errors import DocumentError
from pipeline.formats.limits import check_units
from pipeline.formats.messages import Message, MessageFile
from pipeline.formats.placeholders import Dialect

_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|plist)\b")
_TOKEN = re.compile(
    r'\s++|(?P<line>//[^\r\n]*)|/\*(?P<block>.*?)\*/|"(?P<string>(?:[^"\\]++|\\.)*+)"|(?P<bare>[\w.$/:-]+)|(?P<sign>[=;])',
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:[uU]([0-9A-Fa-f]{4})|([0-7]{3})|(.))", re.DOTALL)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v", "a": "\a", "b": "\b", "0": "\0"}


def parse(source: str, name: str, language: str | None = None) -> MessageFile:
    """Return the messages; a key that is the text itself gives no context.

    Raises:
        DocumentError: the file breaks the syntax, with the line.
    """
    if _XML.match(source):
        raise DocumentError(
            'is a property list in XML, which is not read; Xcode keeps such texts as "key" = "value"; in .strings files.',
            name,
            1,
        )
    messages: list[Message] = []
    comments: list[str] = []
    waiting: list[re.Match[str]] = []
    at, line = 0, 1
    while at < len(source):
        token = _TOKEN.match(source, at)
        if token is None:
            raise DocumentError(
                f"{source[at]!r} is not expected here (or a quotation mark or comment is never closed).",
                name,
                line,
            )
        if token["line"] is not None or token["block"] is not None:
            comments.append(" ".join((token["block"] or token["line"].lstrip("/")).split()))
        elif token["sign"] == ";":
            messages += _entry(waiting, source, name, line, tuple(filter(None, comments)))
            waiting, comments = [], []
            check_units(len(messages), name, line)
        elif token.lastgroup is not None:
            waiting.append(token)
            if len(waiting) > 3:
                raise _no_entry(name, line)
        line += _lines(token[0])
        at = token.end()
    if waiting:
        raise DocumentError("the last entry does not end with a semicolon.", name, line)
    return MessageFile(tuple(messages), dialect=Dialect(printf=True, flag="objc-format"))


def _lines(text: str) -> int:
    return text.count("\n") or text.count("\r")


def _entry(
    tokens: list[re.Match[str]], source: str, name: str, line: int, comments: tuple[str, ...]
) -> list[Message]:
    kinds = ["=" if token["sign"] else "text" for token in tokens]
    if kinds == ["text"]:
        return []  # a key alone stands for itself
    if kinds != ["text", "=", "text"]:
        raise _no_entry(name, line)
    key, value = unescape(tokens[0]["string"] or tokens[0]["bare"] or ""), tokens[2]
    if value["string"] is None:
        return []
    text = unescape(value["string"])
    line -= _lines(source[tokens[0].start() : value.end()])
    return [Message(None if key == text else key, text, value.span("string"), line, comments, identity=key)]


def _no_entry(name: str, line: int) -> DocumentError:
    return DocumentError('an entry must be "key" = "value";', name, line)


def unescape(text: str) -> str:
    """The text with Apple's escapes read."""
    if "\\" not in text:
        return text
    return _merged(_ESCAPE.sub(_unescaped, text))


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    if match[2]:
        return chr(int(match[2], 8))
    return _LETTERS.get(match[3], match[3])


def _merged(text: str) -> str:
    """Pairs of surrogates as the character that they mean."""
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
