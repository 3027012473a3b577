"""The laws of every format: nothing translated gives the same bytes; what is translated is read again."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from pipeline.formats.splice import fault_in_spans
from tests.formats import samples

_SHIFT = str.maketrans(
    string.ascii_lowercase + string.ascii_uppercase,
    string.ascii_lowercase[1:] + "a" + string.ascii_uppercase[1:] + "A",
)

documents = st.one_of(
    st.tuples(st.sampled_from(["a.md"]), st.one_of(samples.markdown_texts, st.just(samples.MARKDOWN))),
    st.tuples(
        st.sampled_from(["a.txt"]),
        st.one_of(samples.plain_texts, st.sampled_from([samples.WRAPPED, samples.LINES])),
    ),
    st.tuples(st.just("a.po"), st.just(samples.CATALOG)),
)


@settings(max_examples=400)
@given(documents, samples.newlines, samples.encodings)
def test_untranslated_is_byte_for_byte_the_source(
    document: tuple[str, str], newline: str, codec: str
) -> None:
    name, text = document
    if name.endswith(".po"):
        newline, codec = ("\r\n" if newline == "\r\n" else "\n"), ("utf-8" if codec == "utf-16" else codec)
    data = ("x" + text if not text.strip() else text).replace("\n", newline).encode(codec)
    read = parse_document(data, name)
    nothing: list[None] = [None] * len(read.units)
    assert render_document(read, nothing) == data
    assert render_document(read, [" \n"] * len(nothing)) == data
    if name != "a.po":  # a catalog whose translation equals its source is translated
        assert render_document(read, [unit.text for unit in read.units]) == data


@settings(max_examples=400)
@given(documents)
def test_spans_are_in_order_and_hold_their_unit(document: tuple[str, str]) -> None:
    name, text = document
    read = parse_document(("x" + text).encode() if not text.strip() else text.encode(), name)
    assert fault_in_spans(read.spans, len(read.source), nested=True) is None
    for unit, (start, end) in zip(read.units, read.spans, strict=bool(read.spans)):
        assert read.source[start:end].strip() and unit.text.strip()
        assert unit.line == len(read.source[:start].replace("\r\n", "\n").replace("\r", "\n").split("\n"))
        letters = [char for char in unit.text if char.isalpha()]
        inside = [char for char in read.source[start:end] if char.isalpha()]
        if "[" not in unit.text and "\\" not in read.source[start:end]:
            assert letters == inside  # only white space and marks between the lines are left out
        at = 0
        for placeable in unit.placeables:
            assert at <= placeable.start < placeable.end
            assert placeable.text == unit.text[placeable.start : placeable.end]
            at = placeable.end
        for pair in {placeable.pair for placeable in unit.placeables if placeable.role != "alone"}:
            assert [p.role for p in unit.placeables if p.pair == pair] == ["open", "close"]


@settings(max_examples=400)
@given(samples.markdown_texts, samples.newlines)
def test_markdown_edits_are_read_again_or_refused(text: str, newline: str) -> None:
    """A translation arrives where its unit was, or the document is refused; never anything else."""
    read = parse_document(("x" + text).replace("\n", newline).encode(), "a.md")
    edited = ["Ünit " + unit.text for unit in read.units]
    try:
        data = render_document(read, edited)
    except DocumentError as error:
        assert "changed the structure" in str(error)
        return
    again = [unit.text for unit in parse_document(data, "a.md").units]
    # a backslash may have been added where a word alone would have begun a block
    assert [_bare(text) for text in again] == [_bare(text) for text in edited]


def _bare(text: str) -> str:
    return text.replace("\\", "").replace("&#32;", "").replace("&#124;", "|")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("name", "text"), [("a.txt", samples.WRAPPED), ("a.txt", samples.LINES)])
def test_text_edits_are_read_again(name: str, text: str, newline: str) -> None:
    read = parse_document(text.replace("\n", newline).encode(), name)
    edited = [unit.text.translate(_SHIFT) for unit in read.units]
    data = render_document(read, edited)
    assert data.decode().count(newline) >= text.count("\n") - 2
    assert [unit.text for unit in parse_document(data, name).units] == edited


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_markdown_sample_edits_are_read_again(newline: str) -> None:
    read = parse_document(samples.MARKDOWN.replace("\n", newline).encode("utf-16"), "a.md")
    edited = ["Ünit " + unit.text for unit in read.units]
    data = render_document(read, edited)
    again = [unit.text for unit in parse_document(data, "a.md").units]
    assert all(text.startswith("Ünit ") for text in again)
    # titles and attributes inside a text are units of their own, and edited in it
    assert [text.replace("Ünit ", "") for text in again] == [unit.text for unit in read.units]
    assert ("\r" in data.decode("utf-16")) == ("\r" in newline)
