"""Decode a document's bytes to text and encode the text back, byte for byte.

UTF-8 (with and without a byte order mark) and UTF-16 with a byte order mark are recognised. Every
other encoding has to be named by the user (``--encoding``). Line ends stay in the text as they are.
"""

from __future__ import annotations

import codecs
import re

from pipeline.errors import DocumentError, UsageError
from pipeline.model import Encoding

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins like the mark of UTF-16: it has to come first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_RECOGNISED = ("utf-8", "utf-16-le", "utf-16-be")
_MARKED = {"utf-8-sig": "utf-8", "utf-16": "utf-16", "utf-32": "utf-32"}
_MAGIC = (
    b"%PDF-",
    b"\x89PNG",
    b"PK\x03\x04",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"\xde\x12\x04\x95",
    b"\x95\x04\x12\xde",
)
_NEWLINE = re.compile(r"\r\n|\n|\r")
_LINE_END = re.compile(rb"\r\n|\n|\r")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

_SAMPLE = 8192
"""Bytes looked at to tell a binary file from text in an unknown encoding."""
_BINARY_SHARE = 0.02
"""Share of control bytes (other than tab, line ends, form feed, escape) above which bytes are binary."""


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, Encoding]:
    """Return the text of ``data`` and how to get the same bytes back with :func:`encode`.

    A byte order mark decides before ``encoding`` does, because it cannot mean anything else.
    Raises DocumentError for an empty file, a binary file, bytes that are not in the encoding, and
    an encoding that would not give the same bytes back; UsageError for an unknown ``encoding``.
    """
    wanted = _codec(encoding) if encoding else None
    bom, codec = next(((mark, codec) for mark, codec in _BOMS if data.startswith(mark)), (b"", ""))
    if bom and codec not in _RECOGNISED and wanted not in (codec, "utf-32"):
        raise DocumentError(
            f"this is {codec.upper()}, which is read only with --encoding {codec}; better save it as UTF-8.",
            name,
        )
    if not bom:
        codec = wanted or "utf-8"
        if codec in ("utf-16", "utf-32"):
            raise DocumentError(
                f"has no byte order mark; say --encoding {codec}-le or --encoding {codec}-be instead.", name
            )
    body = data[len(bom) :]
    text = _decode_body(body, codec, name, asked=wanted is not None and not bom)
    if "\0" in text:
        guess = _guess_utf16(body) if codec == "utf-8" else None
        if guess:
            raise DocumentError(
                f"this is {guess.upper()} without a byte order mark, which is read only with --encoding {guess}; better "
                "save it as UTF-8.",
                name,
            )
        raise _binary(name, text.count("\n", 0, text.index("\0")) + 1)
    if not text.strip():
        raise DocumentError("is empty: nothing to translate.", name)
    if codec not in _RECOGNISED and not _comes_back(text, codec, body):
        raise DocumentError(
            f"its bytes cannot be written back unchanged in {codec}; convert the file to UTF-8 first.", name
        )
    first = _NEWLINE.search(text)
    return text, Encoding(codec, bom, first.group() if first else "\n")


def encode(text: str, encoding: Encoding, name: str) -> bytes:
    """Return the bytes of ``text``: byte order mark, then the text as it is, line ends included.

    Raises DocumentError for a character that the document's encoding does not have.
    """
    if encoding.references:
        return encoding.bom + text.encode(encoding.name, "xmlcharrefreplace")
    try:
        return encoding.bom + text.encode(encoding.name)
    except UnicodeEncodeError as error:
        bad = text[error.start]
        line = text.count("\n", 0, error.start) + 1
        raise DocumentError(
            f"the translation has {bad!r} (U+{ord(bad):04X}), which {encoding.name} cannot write; "
            "convert the source document to UTF-8.",
            name,
            line,
        ) from error


def _codec(encoding: str) -> str:
    """Return Python's name of a text encoding that the user named."""
    try:
        found = codecs.lookup(encoding).name
        "".encode(found)
    except (LookupError, ValueError, UnicodeError) as error:
        raise UsageError(
            f"Unknown encoding {encoding!r}. Use a name such as utf-8, utf-16-le, windows-1252, "
            "iso-8859-2, windows-1258, gb18030, shift_jis, euc-kr."
        ) from error
    return _MARKED.get(found, found)


def _decode_body(body: bytes, codec: str, name: str, *, asked: bool) -> str:
    try:
        return body.decode(codec)
    except UnicodeDecodeError as error:
        line = len(_LINE_END.findall(body, 0, error.start)) + 1 if not codec.startswith("utf-16") else 0
        if not asked and codec == "utf-8":
            guess = _guess_utf16(body)
            if guess is None and _looks_binary(body):
                raise _binary(name, line) from error
            hint = guess or "windows-1252"
            raise DocumentError(
                f"byte 0x{body[error.start]:02X} is not UTF-8. If the file is in another encoding, name it, "
                f"for example --encoding {hint}; or save the file as UTF-8.",
                name,
                line,
            ) from error
        if codec.startswith("utf-16"):
            line = len(_NEWLINE.findall(body[: error.start].decode(codec, "replace"))) + 1
        raise DocumentError(
            f"byte 0x{body[error.start]:02X} is not {codec.upper()}. Name the right one with --encoding, "
            "or save the file as UTF-8.",
            name,
            line,
        ) from error
    except (UnicodeError, ValueError) as error:  # codecs such as idna raise the base class
        raise DocumentError(f"cannot be read as {codec}: {error}. Name another --encoding.", name) from error


def _comes_back(text: str, codec: str, body: bytes) -> bool:
    try:
        text.encode()  # UTF-7 lets lone surrogates through, which nothing else can write
        return text.encode(codec) == body
    except UnicodeError:
        return False


def _binary(name: str, line: int) -> DocumentError:
    return DocumentError("looks like a binary file, not text. Leave it out of the sources.", name, line)


def _looks_binary(body: bytes) -> bool:
    sample = body[:_SAMPLE]
    return body.startswith(_MAGIC) or len(_CONTROL.findall(sample)) > _BINARY_SHARE * len(sample)


def _guess_utf16(body: bytes) -> str | None:
    """Name UTF-16 when every second byte of the beginning is mostly zero, as in Latin-script UTF-16."""
    sample = body[:_SAMPLE]
    half = len(sample) // 2
    if half < 4:
        return None
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None
