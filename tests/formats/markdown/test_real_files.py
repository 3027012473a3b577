"""Markdown that other people wrote: what is installed beside the tests, and CommonMark's own examples."""

from __future__ import annotations

import html
import re
import sysconfig
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from tests.formats.document_readers import outline
from tests.formats.real_files import real_files

_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.MULTILINE | re.DOTALL)


def _comes_back(source: str, name: str) -> bytes:
    """Try a document without and with a translation for each unit; what was written with them."""
    data = source.encode()
    document = parse_document(data, name)
    nothing: list[None] = [None] * len(document.units)
    assert render_document(document, nothing) == data
    edited = ["Ünit " + unit.text for unit in document.units]
    written = render_document(document, edited)
    again = parse_document(written, name)
    assert all("Ünit " in unit.text for unit in again.units)
    assert [_meaning(unit.text) for unit in again.units] == [_meaning(unit.text) for unit in document.units]
    return written


def _meaning(text: str) -> str:
    """Titles and attributes inside a text are units of their own, edited and quoted anew in it."""
    return "".join(html.unescape(text).replace("Ünit ", "").replace("\\", "").split())


@pytest.mark.slow
def test_installed_markdown_files() -> None:
    packages = Path(sysconfig.get_paths()["purelib"])
    texts = {
        path.relative_to(packages).as_posix(): path.read_bytes().decode("utf-8-sig")
        for path in sorted(packages.rglob("*.md"))
        if path.is_file() and path.stat().st_size < 200_000
    }
    texts = {name: text for name, text in texts.items() if text.strip()}
    if len(texts) < 5:
        pytest.skip("fewer than five Markdown files are installed in site-packages")
    for name, text in texts.items():
        _comes_back(text, name)


@pytest.mark.slow
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_commonmark_examples(newline: str) -> None:
    """Every example of the specification, 0.31.2, comes back, and takes a translation for each unit.

    cmark-gfm finds each of them, and around them what it finds in the example.
    """
    [specification] = real_files("commonmark")
    text = specification.read_text(encoding="utf-8")
    examples = [found.replace("→", "\t") for found in _EXAMPLE.findall(text)]
    assert len(examples) == 652
    empty = edited = 0
    for example in examples:
        try:
            changed = _comes_back(example.replace("\n", newline), "example.md")
        except DocumentError as error:
            assert "is empty" in str(error)
            empty += 1
            continue
        source = example.replace("\n", newline).encode()
        before, after = _outline(source), _outline(changed)
        assert after.replace("Ünit", "") == before, example
        assert after.count("Ünit") == len(parse_document(source, "example.md").units), example
        edited += "Ünit" in after
    assert empty <= 2
    assert edited >= 500


def _outline(data: bytes) -> str:
    return "".join("".join(outline("markdown", data)).split())
