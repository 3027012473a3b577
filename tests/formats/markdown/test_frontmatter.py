"""Front matter: which values are units, and how a value is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.markdown.frontmatter import body_offset, values_in, write_scalar


@pytest.mark.parametrize(
    ("source", "body"),
    [
        ("---\ntitle: a\n---\nbody", "body"),
        ("---\r\ntitle: a\r\n---\r\nbody", "body"),
        ("---\rtitle: a\r---\rbody", "body"),
        ("---\ntitle: a\n...\nbody", "body"),
        ("--- \ntitle: a\n---", ""),
        ("+++\ntitle = 'a'\n+++\nbody", "body"),
        ("---\nno key\n---\nbody", None),
        ("---\ntitle: a\nbody", None),
        ("\n---\ntitle: a\n---\nbody", None),
        ("----\ntitle: a\n----\n", None),
        ("--- x\ntitle: a\n---\n", None),
    ],
)
def test_where_the_body_begins(source: str, body: str | None) -> None:
    assert source[body_offset(source) :] == (source if body is None else body)


@pytest.mark.parametrize(
    ("yaml", "values"),
    [
        ("title: A lamp", ["A lamp"]),
        ("title:   A lamp   # a comment", ["A lamp"]),
        ("title: A#lamp", ["A#lamp"]),
        ('title: "A \\"lamp\\" \\u00e9 # x" # c', ['A "lamp" é # x']),
        ("title: 'It''s' # c", ["It's"]),
        ('"title": A', ["A"]),
        ("Title: A", ["A"]),
        ("images:\n  - alt: A\n    src: b.png\n  - caption: B\n", ["A", "B"]),
        ("title: |\n  title: A\nsummary: B", ["title: A", "B"]),
        ("title: >\n  A long\n  lamp: it\nsummary: B", ["A long lamp: it", "B"]),
        ("title: >- # c\n    A 'long'\n    # lamp  \n\nsummary: B", ["A 'long' # lamp", "B"]),
        ("- title: |+\n    A\n\n  summary: B", ["A", "B"]),
        ("title: |\n  A\n  B", []),
        ("title: >\n  A\n\n  B", []),
        ("title: >\n  A\n    B", []),
        ("title: >1\n  A", []),
        ("title: >\n  42\nsummary: >", []),
        ("body: >-\n  title: A\n\n  title: B\nsummary: C", ["C"]),
        ("title: A\n  goes on", []),
        ('title: "A\n  goes on"', []),
        ("other: A\n  title: B", []),
        ("title:\n  summary: A", ["A"]),
        ("title: [A, B]", []),
        ("title: {a: b}", []),
        ("title: &anchor A", []),
        ("title: *alias", []),
        ("title: !tag A", []),
        ("title: a: b", []),
        ("title: 2026-03-01", []),
        ("title: 42", []),
        ("title: true", []),
        ("title: ~", []),
        ('title: ""', []),
        ("title:", []),
        ("#title: A", []),
        ("subtitle: A\nslug: b\nlayout: c", ["A"]),
    ],
)
def test_values(yaml: str, values: list[str]) -> None:
    source = f"---\n{yaml}\n---\n"
    found = values_in(source, len(source))
    assert [value.text for value in found] == values
    for value in found:
        rewritten = (
            source[: value.start] + write_scalar(source[value.start : value.end], "X y") + source[value.end :]
        )
        assert [other.text for other in values_in(rewritten, len(rewritten))].count("X y") == 1


def test_lines_are_counted() -> None:
    source = "---\r\n\r\ntitle: A\r\n\r\nsummary: B\r\n---\r\n"
    assert [value.line for value in values_in(source, len(source))] == [3, 5]


@given(
    st.sampled_from(["plain", "'single'", '"double"']),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
)
def test_what_is_written_is_read_again(old: str, text: str) -> None:
    text = "x " + text + " : # \"y\" 'z' \\"
    source = f"---\ntitle: {write_scalar(old, text)} # c\n---\n"
    assert [value.text for value in values_in(source, len(source))] == [text]


@given(
    st.sampled_from(["plain", "'single'", '"double"']),
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1),
)
def test_a_yaml_library_reads_the_same(old: str, text: str) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML, the second reader, is not installed")
    for written in (text, f"{text} x", f"x: {text}", f"- {text}", f"{text}:", f"x #{text}"):
        value = yaml.safe_load(f"title: {write_scalar(old, written)} # c\n")["title"]
        assert isinstance(value, str) or write_scalar(old, written) == written
        assert str(value) == written or not isinstance(value, str)
