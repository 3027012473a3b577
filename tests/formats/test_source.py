"""Bytes to text and back, and a clear sentence for what cannot be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import DocumentError, UsageError
from pipeline.formats.source import decode, encode
from pipeline.model import Encoding

TEXT = "Café\r\nthree\rlines\n日本 😀\n"


@pytest.mark.parametrize(
    ("data", "encoding", "expected"),
    [
        (TEXT.encode(), None, Encoding("utf-8", b"", "\r\n")),
        (b"\xef\xbb\xbf" + TEXT.encode(), None, Encoding("utf-8", b"\xef\xbb\xbf", "\r\n")),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), None, Encoding("utf-16-le", b"\xff\xfe", "\r\n")),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), None, Encoding("utf-16-be", b"\xfe\xff", "\r\n")),
        (b"\xef\xbb\xbf" + TEXT.encode(), "latin-1", Encoding("utf-8", b"\xef\xbb\xbf", "\r\n")),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig", Encoding("utf-8", b"\xef\xbb\xbf", "\r\n")),
        (TEXT.encode("utf-16-le"), "utf-16-le", Encoding("utf-16-le", b"", "\r\n")),
        (TEXT.encode("gb18030"), "GB18030", Encoding("gb18030", b"", "\r\n")),
        (TEXT.encode("utf-32"), "utf-32", Encoding("utf-32-le", b"\xff\xfe\x00\x00", "\r\n")),
    ],
)
def test_known_encodings(data: bytes, encoding: str | None, expected: Encoding) -> None:
    text, how = decode(data, "a.txt", encoding)
    assert (text, how) == (TEXT, expected)
    assert encode(text, how, "a.txt") == data


@pytest.mark.parametrize(("text", "newline"), [("a", "\n"), ("a\rb\nc", "\r"), ("a\nb\r\nc", "\n")])
def test_newline_is_the_first_line_end(text: str, newline: str) -> None:
    assert decode(text.encode(), "a.txt")[1].newline == newline


@pytest.mark.parametrize(
    ("data", "encoding", "words"),
    [
        (b"", None, "a.txt: is empty: nothing to translate."),
        (b" \r\n\t\n", None, "is empty"),
        (b"\xef\xbb\xbf", None, "is empty"),
        (b"\xff\xfe", None, "is empty"),
        (b"ok\nok\ncaf\xe9\n", None, "a.txt:3: byte 0xE9 is not UTF-8. "),
        (b"ok\r\nok\rcaf\xe9\n", None, "a.txt:3: byte 0xE9"),
        (b"caf\xe9\n", None, "--encoding windows-1252"),
        ("hello world".encode("utf-16-be") + b"\x00\xe9\xff", None, "--encoding utf-16-be"),
        ("hello é world".encode("utf-16-le"), None, "--encoding utf-16-le"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", None, "looks like a binary file"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", None, "looks like a binary file"),
        ("hello world".encode("utf-16-le"), None, "this is UTF-16-LE without a byte order mark"),
        (b"a\nb\x00c", None, "a.txt:2: looks like a binary file"),
        (bytes(range(256)), None, "looks like a binary file"),
        (b"\xff\xfea\x00\n\x00b", None, "a.txt:2: byte 0x62 is not UTF-16-LE"),
        ("hi".encode("utf-32"), None, "--encoding utf-32-le"),
        (b"hi", "utf-16", "--encoding utf-16-le or --encoding utf-16-be"),
        (b"+2AA-x", "utf-7", "cannot be"),
        (b"ok\ncaf\xe9\n", "ascii", "a.txt:2: byte 0xE9 is not ASCII"),
    ],
)
def test_what_cannot_be_read(data: bytes, encoding: str | None, words: str) -> None:
    with pytest.raises(DocumentError) as caught:
        decode(data, "a.txt", encoding)
    assert words in str(caught.value)


@pytest.mark.parametrize("encoding", ["nope", "base64", "rot13"])
def test_unknown_encoding(encoding: str) -> None:
    with pytest.raises(UsageError, match=f"Unknown encoding '{encoding}'"):
        decode(b"a", "a.txt", encoding)


def test_a_letter_the_encoding_lacks() -> None:
    with pytest.raises(
        DocumentError, match=r"a\.txt:2: the translation has 'ạ' \(U\+1EA1\), which cp1252 cannot"
    ):
        encode("ok\nhoạ", Encoding("cp1252"), "a.txt")


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff")),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]),
)
def test_every_text_comes_back(text: str, codec: str) -> None:
    text = "x" + text
    data = text.encode(codec)
    read, how = decode(data, "a.txt", codec)
    assert read == text
    assert encode(read, how, "a.txt") == data


@given(st.binary(min_size=1, max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        text, how = decode(data, "a.txt")
    except DocumentError as error:
        assert str(error).startswith("a.txt:")
    else:
        assert encode(text, how, "a.txt") == data
