"""A translation comes into its place and changes nothing else, however it looks."""

from __future__ import annotations

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from pipeline.formats.markdown.structure import check_structure, structure
from tests.formats.samples import MARKDOWN


def translate(source: str, *translations: str | None) -> str:
    document = parse_document(source.encode(), "a.md")
    return render_document(document, translations).decode()


@pytest.mark.parametrize(
    ("source", "translations", "expected"),
    [
        ("one\ntwo\n\nthree\n", ["um", None], "um\n\nthree\n"),
        ("# A #\n", ["B"], "# B #\n"),
        ("# A #\n", ["C #"], "# C \\# #\n"),
        ("# A\n", ["##"], "# \\##\n"),
        ("# A\n", ["one\ntwo"], "# one two\n"),
        ("A\n===\n", ["B"], "B\n===\n"),
        ("A\n---\n", ["| B"], "&#124; B\n---\n"),
        ("A\n---\n", ["B | C"], "B | C\n---\n"),
        ("> a\n> b\n", ["x  \ny"], "> x  \n> y\n"),
        ("> 1. a\n", ["x\\\ny"], "> 1. x\\\n>    y\n"),
        ("-\ta\n", ["x  \ny"], "-\tx  \n \ty\n"),
        ("- a\r\n- b\r\n", ["x  \ny", None], "- x  \r\n  y\r\n- b\r\n"),
        ("a\n", ["x\n\n\ny"], "x\ny\n"),
        ("- [ ] a\n", ["b"], "- [ ] b\n"),
        ("|a|b|\n|-|-|\n", ["x | y", "z\nw"], "|x \\| y|z w|\n|-|-|\n"),
        ("|a|b|\n|-|-|\n", ["x\\", None], "|x\\ |b|\n|-|-|\n"),
        ("a\n", ["- b"], "\\- b\n"),
        ("a\n", ["+ b"], "\\+ b\n"),
        ("a\n", ["1. b"], "1\\. b\n"),
        ("a\n", ["2026) b"], "2026\\) b\n"),
        ("a\n", ["# b"], "\\# b\n"),
        ("a\n", ["#b"], "#b\n"),
        ("a\n", ["> b"], "\\> b\n"),
        ("a\n", ["    b"], "b\n"),
        ("a\n", ["---"], "\\---\n"),
        ("a\n", ["* * *"], "\\* * *\n"),
        ("a\n", ["x\n==="], "x\n\\===\n"),
        ("a\n", ["x\n---"], "x\n\\---\n"),
        ("a\n", ["```"], "\\```\n"),
        ("a\n", ["~~~ x"], "\\~~~ x\n"),
        ("a\n", ["a | b\n--|--"], "a | b\n\\--|--\n"),
        ("a\n", ["[x]: y"], "\\[x]: y\n"),
        ("a\n", ["**b** c"], "**b** c\n"),
        ("a\n", ["*b*"], "*b*\n"),
        ("a\n", ["-b"], "-b\n"),
        ("a <div> b\n", ["<div> c"], "&#32;<div> c\n"),
        ("a\n", ["+++"], "\\+++\n"),
        ("[a] b\n\n[a]: u\n", ["[x][a] y"], "[x][a] y\n\n[a]: u\n"),
        ("---\ntitle: A\n---\n", ["B: c"], '---\ntitle: "B: c"\n---\n'),
        ("a\n", ["  b \n"], "b\n"),
    ],
)
def test_render(source: str, translations: list[str | None], expected: str) -> None:
    assert translate(source, *translations) == expected
    assert structure(expected) == structure(source)


@pytest.mark.parametrize(
    ("source", "translation", "expected", "words"),
    [
        ("see [a](u) x\n", "veja x", "veja x\n", "line 1 of the source has link u"),
        ("see [a](u) x\n", "veja [a](v)", "veja [a](v)\n", "line 1 of the result has link v"),
        ("run `x` now\n", "rode `y` já", "rode `y` já\n", "has code x, line 1 of the result has code y"),
        ("\n\nsee <http://a.b> x\n", "veja", "\n\nveja\n", "line 3 of the source has link http://a.b"),
    ],
)
def test_a_person_may_change_a_link_or_code(source: str, translation: str, expected: str, words: str) -> None:
    assert translate(source, translation) == expected
    document = parse_document(source.encode(), "a.md")
    assert check_structure(document, expected, inline=False) == []
    assert words in check_structure(document, expected)[0]


def test_another_block_is_refused_with_both_places() -> None:
    with pytest.raises(DocumentError) as caught:
        translate("one\n\ntwo\n", None, "dois\r\r# três")
    assert str(caught.value) == (
        "a.md: a translation changed the structure: the source ends, but line 5 of the result has heading_open h1."
    )


def test_a_lost_reference_definition_is_seen() -> None:
    document = parse_document(b"[a] b\n\n[a]: u\n", "a.md")
    changes = check_structure(document, "[a] b\n\n[a]: v\n", inline=False)
    assert changes == ["line 3 of the source has reference [a]: u, line 3 of the result has reference [a]: v"]


def test_links_and_code_may_change_places() -> None:
    assert translate("[a](u) `x` [b](v)\n", "[B](v) [A](u) `x`") == "[B](v) [A](u) `x`\n"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        (
            ("1. First", "First"),
            "line 20 of the source has ordered_list_open, line 20 of the result has para",
        ),
        (("# The", "## The"), "line 10 of the source has heading_open h1"),
        (("```python", "```ruby"), "has fence python"),
        (('print("not', 'print("no'), "has fence python"),
        (("<div>read", "<p>read"), "has html_block"),
        (("guide.example", "other.example"), "has link https://guide.example"),
        (("draft: true", "draft: false"), "line 5 of the source has front matter draft: true"),
        (("[^1]: A", "\n# A"), "line 40 of the source has footnote_open [^1]:"),
        (("| bell | |", ""), "has table_row"),
        (("|------|:-----:|", "|------|------|"), "has table_open ---|:-:"),
    ],
)
def test_check_structure_sees(changed: tuple[str, str], words: str) -> None:
    document = parse_document(MARKDOWN.encode(), "a.md")
    assert check_structure(document, MARKDOWN) == []
    assert check_structure(document, MARKDOWN.replace("nothing", "everything")) == []
    (fault,) = check_structure(document, MARKDOWN.replace(*changed))
    assert words in fault


def test_check_structure_sees_an_end_too_early_and_too_late() -> None:
    document = parse_document(b"a\n\nb\n", "a.md")
    assert check_structure(document, "a\n") == [
        "line 3 of the source has paragraph_open, the result ends before it"
    ]
    assert check_structure(document, "a\n\nb\n\nc\n") == [
        "the source ends, but line 5 of the result has paragraph_open"
    ]


def test_structure_entries() -> None:
    assert structure("> [a](u) `b`\n") == [
        "blockquote_open",
        "  paragraph_open",
        "link u",
        "code b",
    ]
