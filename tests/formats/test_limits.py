"""A Markdown file of nothing but marks is refused before its tokens fill the memory."""

from __future__ import annotations

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document
from pipeline.formats.limits import MAX_MARKS


@pytest.mark.parametrize("piece", ["<b>", "&amp;", "\\\\a", "`a` ", "*a* "])
def test_marks_without_end(piece: str) -> None:
    text = "One line before.\n\n" + piece * (MAX_MARKS + 1)
    with pytest.raises(DocumentError, match=r"a\.md:3: has more than 800,000 tags"):
        parse_document(text.encode(), "a.md")
