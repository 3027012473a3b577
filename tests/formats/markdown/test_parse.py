"""What is a unit in a Markdown document, and what its text looks like."""

from __future__ import annotations

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from pipeline.model import Document
from tests.formats.samples import MARKDOWN


def read(text: str) -> Document:
    return parse_document(text.encode(), "a.md")


@pytest.mark.parametrize(
    ("source", "units"),
    [
        ("one\ntwo\n\nthree", ["one two", "three"]),
        ("one\n   two\t\n three ", ["one two three"]),
        ("# A #\n## B ##   \n### C\\#\n#\n####### no\n", ["A", "B", "C\\#", "####### no"]),
        ("A\nB\n===\nC\n---\n", ["A B", "C"]),
        ("> one\n> two\nlazy\n>> deep\n", ["one two lazy", "deep"]),
        ("- one\n  two\n\n  three\n- - nested\n10. ten\n", ["one two", "three", "nested", "ten"]),
        ("- [ ] open\n- [x] done\n- [y] text\n", ["open", "done", "[y] text"]),
        ("-\tone\n\ttwo\n", ["one two"]),
        ("one  \ntwo\\\n  three", ["one  \ntwo\\\nthree"]),
        ("`a  \nb` c", ["`a b` c"]),
        ("中文\n字 and\nword", ["中文字 and word"]),
        ("한국\n말", ["한국 말"]),
        ("```\ncode\n```\n\n    code\n\n<div>\nhtml\n</div>\n\n---\n\n[a]: /b 'title'\n", ["html"]),
        ("![a lamp](l.png)\n\n![](l.png)\n\n`code`\n\n<https://a.example>\n\n42 %\n", ["![a lamp](l.png)"]),
        ("https://a.example/only\n\nsee https://a.example/\n", ["see https://a.example/"]),
        ("|a|b|\n|-|-|\n|x \\| y|`c\\|d` e|\n||\n|z", ["a", "b", "x | y", "`c|d` e", "z"]),
        ("> - | a | b |\n>   |---|---|\n>   | c |\n", ["a", "b", "c"]),
        ("a | b\n-|-\n c |d \n", ["a", "b", "c", "d"]),
        ("[guide] and [Guide][] x\n\n[guide]: /g\n", ["[guide][guide] and [Guide][Guide] x"]),
        ("[`code`] x\n\n[`code`]: /g\n", ["[`code`] x"]),
        ("[guide] and [x]\n", ["[guide] and [x]"]),
        ("> [!NOTE]\n> one\n> two\n", ["one two"]),
        ("text[^1]\n\n[^1]: note of\n    two lines\n", ["text[^1]", "note of two lines"]),
        ("\u00a0padded\u00a0\n", ["padded"]),
        ("a\u2028b\u0085c", ["a\u2028b\u0085c"]),
        ("[link](<a\nb>)", ["[link](<a\nb>)"]),
    ],
)  # fmt: skip
def test_units(source: str, units: list[str]) -> None:
    assert [unit.text for unit in read(source).units] == units
    for newline in ("\r\n", "\r"):
        assert [unit.text for unit in read(source.replace("\n", newline)).units] == units


def test_sample() -> None:
    document = read(MARKDOWN)
    assert [(unit.line, unit.kind, unit.text) for unit in document.units] == [
        (2, "Front matter: title", "The harbour light"),
        (3, "Front matter: description", 'A "quiet" story'),
        (7, "Front matter: alt", "The keeper's hand"),
        (10, "Heading 1", "The *harbour* light"),
        (
            12,
            "Paragraph",
            'The old lighthouse was switched off, says [the `town`](https://town.example/light "Town").  \n'
            "It has [a manual][guide] and [guide][guide], &copy; 2026 \\* <b>bright</b><br>",
        ),
        (13, "Link title", "Town"),
        (17, "Quote", "The keeper said nothing."),
        (20, "List item", "First ![a lamp](lamp.png) and <https://lamp.example> goes on."),
        (22, "List item", "~~Painted~~ twice lazy line"),
        (25, "Table heading", "Part"),
        (25, "Table heading", "Price | unit"),
        (27, "Table cell", "`lamp` glass"),
        (28, "Table cell", "bell"),
        (30, "Heading 2", "Opening hours"),
        (37, "Paragraph", "read as HTML"),
        (40, "Paragraph", "A footnote about the light."),
    ]
    assert document.title == "The harbour light"


@pytest.mark.parametrize(
    ("source", "placeables"),
    [
        ("plain", []),
        ("a `b` ``c`d`` e", [("`b`", "code", "alone", -1), ("``c`d``", "code", "alone", -1)]),
        ("*a* __b__", [("*", "markup", "open", 0), ("*", "markup", "close", 0),
                       ("__", "markup", "open", 1), ("__", "markup", "close", 1)]),
        ("***a***", [("*", "markup", "open", 0), ("**", "markup", "open", 1),
                     ("**", "markup", "close", 1), ("*", "markup", "close", 0)]),
        ("x ~~~a~~ b ~c~", [("~~", "markup", "open", 0), ("~~", "markup", "close", 0)]),
        ("snake_case * 2 ** x", []),
        ("[a **b**](u 't')", [("[", "markup", "open", 0), ("**", "markup", "open", 1),
                              ("**", "markup", "close", 1), ("](u 't')", "markup", "close", 0)]),
        ("![a [b](c)](d)", [("![", "markup", "open", 0), ("[", "markup", "open", 1),
                            ("](c)", "markup", "close", 1), ("](d)", "markup", "close", 0)]),
        ("[![badge of](b)](l)", [("[", "markup", "open", 0), ("![", "markup", "open", 1),
                                 ("](b)", "markup", "close", 1), ("](l)", "markup", "close", 0)]),
        ("x <b a='>'>y</b> <br/> </i> <!-- c -->",
         [("<b a='>'>", "markup", "open", 0), ("</b>", "markup", "close", 0),
          ("<br/>", "markup", "alone", -1), ("</i>", "markup", "alone", -1),
          ("<!-- c -->", "markup", "alone", -1)]),
        ("<https://a.b> <c@d.e> x", [("<https://a.b>", "url", "alone", -1),
                                     ("<c@d.e>", "email", "alone", -1)]),
        (r"\* \a &amp; &no;", [("\\*", "escape", "alone", -1), ("&amp;", "entity", "alone", -1)]),
        ("a  \nb\\\nc", [("  \n", "markup", "alone", -1), ("\\\n", "markup", "alone", -1)]),
        ("a[^n] b", [("[^n]", "markup", "alone", -1)]),
        ("[t][r] [`r`]\n\n[r]: u\n[`r`]: v", [("[", "markup", "open", 0), ("][r]", "markup", "close", 0),
                                             ("[`r`]", "markup", "alone", -1)]),
    ],
)  # fmt: skip
def test_placeables(source: str, placeables: list[tuple[str, str, str, int]]) -> None:
    unit = read(source).units[0]
    assert [(p.text, p.kind, p.role, p.pair) for p in unit.placeables] == placeables
    assert all(unit.text[p.start : p.end] == p.text for p in unit.placeables)


@pytest.mark.parametrize(
    "text", [">" * 10_000 + " deep", "- " * 10_000 + "deep", "  - a\n" * 3 + "> " * 95 + "b"]
)
def test_too_deep_is_an_error_with_its_line(text: str) -> None:
    with pytest.raises(DocumentError, match=r"^a\.md:\d: quotes and lists are nested more than 90 deep"):
        read(text)


def test_deep_but_readable() -> None:
    assert [unit.text for unit in read("> " * 85 + "deep").units] == ["deep"]
    assert len(read("![" * 500 + "a" + "](b)" * 500).units) == 1
    assert len(read("[" * 500 + "a" + "](b)" * 500).units) == 1


def test_brackets_that_lead_nowhere_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "fine\n\n" + ("[" * 300 + "] ") * 3
    assert len(read(text).units) == 1
    monkeypatch.setattr("pipeline.formats.markdown.effort.STEPS", 10_000)
    assert len(read("fine [a](b)\n\n" + "[" * 10_000).units) == 1  # nothing is closed: nothing is looked for
    assert len(read("[a](b) [c] \\[ " * 2_000).units) == 1
    with pytest.raises(DocumentError, match=r"^a\.md:3: has too many brackets that lead nowhere"):
        read(text)


def test_a_long_line_is_read_in_pieces() -> None:
    line = "Some `code` and [a link](u) in **one** line. " * 2_000
    document = read(line)
    unit = document.units[0]
    assert unit.text == line.strip()
    assert len(unit.placeables) > 0.99 * 5 * 2_000
    assert render_document(document, [unit.text + " X"]).decode() == line.rstrip() + " X "


@pytest.mark.slow
@pytest.mark.parametrize(
    "pattern", ["word and more. ", "a", "[", "![", "<a ", "*a", "a\\\n", "- a\n", "&", "|a"]
)
def test_a_long_line_of_anything_ends(pattern: str) -> None:
    text = "x" + pattern * (100_000 // len(pattern))
    document = read(text)
    assert render_document(document, [None] * len(document.units)).decode() == text
