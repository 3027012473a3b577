"""Choosing a format, reading files, plug-ins, and inputs that cannot be read."""

from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

import pipeline.formats as formats
from pipeline.errors import CatalogError, ConfigurationError, DocumentError, UsageError
from pipeline.formats import (
    FORMATS,
    Format,
    Translation,
    format_for,
    format_named,
    parse_document,
    read_document,
    render_document,
)
from pipeline.formats.markdown import Markdown
from pipeline.model import Document, Unit


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "text"),
        ("b/READ.ME.MD", "markdown"),
        ("x.markdown", "markdown"),
        ("de.po", "po"),
        ("de.pot", "po"),
    ],
)
def test_the_ending_decides(name: str, expected: str) -> None:
    assert format_for(Path(name)).name == expected


@pytest.mark.parametrize("name", ["a.xyz", "README", ".md.bak"])
def test_unknown_endings_name_the_known_ones(name: str) -> None:
    with pytest.raises(DocumentError, match=r"no format is known .* \.txt, .*\.md, .*\.po, \.pot"):
        format_for(name)


def test_unknown_format_name() -> None:
    with pytest.raises(UsageError, match=r"Unknown format 'word'\. Known formats are text, markdown, .*po"):
        format_named("word")


def test_builtins_are_formats() -> None:
    for form in FORMATS:
        assert isinstance(form, Format)
        assert form.description and all(suffix.startswith(".") for suffix in form.suffixes)
    suffixes = [suffix for form in FORMATS for suffix in form.suffixes]
    assert len(suffixes) == len(set(suffixes))


def test_read_document_calls_itself_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.md"
    path.parent.mkdir()
    path.write_bytes(b"# Hello\r\n")
    document = read_document(path, "docs/a.md")
    assert (document.path, document.format, document.title) == ("docs/a.md", "markdown", "Hello")
    assert read_document(path, "docs/a.md", format="text").format == "text"


def test_read_document_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"docs/a\.md: cannot be read: No such file"):
        read_document(tmp_path / "a.md", "docs/a.md")
    with pytest.raises(DocumentError, match=r"docs/a\.md: cannot be read: Is a directory"):
        read_document(tmp_path, "docs/a.md")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.po"])
@pytest.mark.parametrize("data", [b"", b"\n\n", b"\x00\x01\x02", b"caf\xe9"])
def test_every_format_refuses_what_is_no_text(name: str, data: bytes) -> None:
    with pytest.raises(DocumentError) as caught:
        parse_document(data, name)
    assert str(caught.value).startswith(name)


def test_catalog_syntax_error_has_its_line() -> None:
    with pytest.raises(CatalogError, match=r"^a\.po:3: "):
        parse_document(b'msgid "a"\nmsgstr "b"\nnonsense\n', "a.po")


def test_one_translation_per_unit() -> None:
    with pytest.raises(ValueError, match="1 units, but 2 translations"):
        render_document(parse_document(b"Hello", "a.txt"), ["a", "b"])


def test_front_matter_keys_are_a_parameter() -> None:
    data = b"---\ntitle: One\nlead: Two\n---\nThree\n"
    chosen = (Markdown(front_matter_keys=("lead",)),)
    document = parse_document(data, "a.md", formats=chosen)
    assert [unit.text for unit in document.units] == ["Two", "Three"]
    assert render_document(document, ["Zwei", None], formats=chosen) == data.replace(b"Two", b"Zwei")


class Shouting:
    """A plug-in: one unit, the whole file."""

    name = "shouting"
    suffixes = (".shout",)
    description = "Files that shout"

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        text = data.decode()
        return Document(name, self.name, (Unit(text, 1),), text, ((0, len(text)),))

    def render(
        self, document: Document, translations: Sequence[Translation], *, language: str | None = None
    ) -> bytes:
        return str(translations[0] or document.source).encode()


class Overlapping(Shouting):
    """A plug-in that gets its spans wrong."""

    suffixes = (".bad",)
    name = "bad"

    def parse(self, data: bytes, name: str, *, encoding: str | None = None) -> Document:
        return Document(name, self.name, (Unit("a", 1), Unit("b", 1)), "abc", ((0, 2), (1, 3)))


@pytest.fixture
def plug_ins(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str]]]:
    """Entry points as (name, value); the cache of loaded plug-ins is emptied before and after."""
    found: list[tuple[str, str]] = []

    def entry_points(*, group: str) -> list[importlib.metadata.EntryPoint]:
        return [importlib.metadata.EntryPoint(name, value, group) for name, value in found]

    monkeypatch.setattr(importlib.metadata, "entry_points", entry_points)
    formats._plug_ins.cache_clear()
    yield found
    formats._plug_ins.cache_clear()


def test_a_plug_in_is_found_by_its_ending(plug_ins: list[tuple[str, str]]) -> None:
    plug_ins.append(("shouting", f"{__name__}:Shouting"))
    document = parse_document(b"HEY", "a.shout")
    assert document.format == "shouting"
    assert render_document(document, ["OI"]) == b"OI"


def test_wrong_spans_of_a_plug_in_are_a_document_error(plug_ins: list[tuple[str, str]]) -> None:
    plug_ins.append(("bad", f"{__name__}:Overlapping"))
    with pytest.raises(DocumentError, match=r"a\.bad: the format 'bad' misread this file: span 1"):
        parse_document(b"ab", "a.bad")


@pytest.mark.parametrize(
    ("value", "words"),
    [("no_such_module:x", "cannot be loaded: No module named"), ("pathlib:Path.home", "is no format")],
)
def test_a_broken_plug_in_is_named(plug_ins: list[tuple[str, str]], value: str, words: str) -> None:
    plug_ins.append(("broken", value))
    with pytest.raises(ConfigurationError, match=f"plug-in 'broken' .*{words}"):
        format_for("a.txt")


def test_importing_the_formats_imports_no_parser() -> None:
    code = "import sys, pipeline.formats; print(sorted({'markdown_it', 'polib'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
