"""What makes the parser fast changes nothing: the same answers as markdown-it's own rules, asked one by one."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import table

from pipeline.formats.markdown import inlines, parser
from pipeline.formats.markdown.dispatch import BlockRuler

PIECES = st.sampled_from(
    ["a", "b c", "|", "\\", "-", ":", "--", ":-:", "\n", "\n\n", "    ", " ", "\t", "\u3000", "> ", "- ", "1. ", "# ", "=",
     "`", "``", "```", "~~~", "___", "***", "<b>", "</b>", "<div>", "<!--", "-->", "<http://a.b>", "&amp;", "&", "*", "**", "_", "~~", "[", "]",
     "](u)", "![", "[^1]", "[a]: u", "[^1]: x", ": d", "!!! note", "{#i}", ":::", "import x", "{", "}", "!", "é", "\x0b"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join)
ROWS = st.lists(
    st.lists(st.sampled_from(["|", "\\|", "a", "-", ":", " ", "\\", "`", "\u3000", "\t"]), max_size=8).map(
        "".join
    ),
    min_size=1,
    max_size=5,
)


def one_by_one(ruler: Ruler[Any]) -> Ruler[Any]:
    """The rules of a ruler, asked as markdown-it asks them."""
    plain: Ruler[Any] = Ruler()
    plain.__rules__ = ruler.__rules__
    return plain


@settings(max_examples=400)
@given(TEXTS, st.booleans())
def test_blocks_are_those_of_all_rules_asked_in_turn(text: str, mdx: bool) -> None:
    asked = parser._block_parser(mdx)
    plain = parser._block_parser.__wrapped__(mdx)
    assert isinstance(asked.block.ruler, BlockRuler)
    plain.block.ruler = one_by_one(plain.block.ruler)
    found: list[Any] = []
    for md in (asked, plain):
        tokens: list[Any] = []
        env: dict[str, Any] = {}
        md.block.parse(text, md, env, tokens)
        found.append(([token.as_dict() for token in tokens], env))
    assert found[0] == found[1]


@settings(max_examples=400)
@given(TEXTS)
def test_inlines_are_those_of_all_rules_asked_in_turn(text: str) -> None:
    plain = parser._inline_parser.__wrapped__()
    plain.inline.ruler = one_by_one(plain.inline.ruler)
    plain.inline.terminator_re = MarkdownIt().inline.terminator_re
    found = []
    for md in (parser._inline_parser(), plain):
        env: dict[str, Any] = {"references": {"A": {"href": "u", "title": ""}}, "marks": [], "base": 0}
        tokens = md.inline.parse(text, md, env, [])
        found.append(([token.as_dict() for token in tokens], env["marks"]))
    assert found[0] == found[1]


@settings(max_examples=400)
@given(ROWS, st.sampled_from(["|-|-|", "-|:-:|--", "|-|", ":-", "| - | :--", "- | -", "|-||-|", "|", "--"]))
def test_tables_are_those_of_markdown_it(rows: list[str], delimiters: str) -> None:
    text = "\n".join([rows[0], delimiters, *rows[1:]])
    theirs = parser._block_parser.__wrapped__(False)
    theirs.block.ruler = one_by_one(theirs.block.ruler)
    theirs.block.ruler.at("table", table, {"alt": ["paragraph", "reference"]})
    tokens: list[Any] = []
    theirs.block.parse(text, theirs, {}, tokens)
    expected = [(token.map, token.content) for token in tokens if token.type == "inline" and token.content]
    cells: list[Any] = []
    for token in parser.parse_blocks(text)[0]:
        if token.type == "inline" and token.content:
            cells.append((token.map, token.content))
        for start, end in token.meta.get("cells", ()):
            if start < end:
                cells.append((token.map, text[start:end].replace("\\|", "|")))
    assert cells == expected


CODE = st.lists(st.sampled_from(["a", " ", "`", "``"]), max_size=8).map("".join)
MARKUP = st.sampled_from(["", "*", "_", "<b>", "&lt;", "\\", "[x](u)", "!"])


@settings(max_examples=400)
@given(CODE, MARKUP, CODE)
def test_code_without_the_parser_is_code_with_it(before: str, mark: str, behind: str) -> None:
    text = before + mark + behind
    assert inlines.text_of(text, {})[1] == inlines._placeables(text, parser.parse_inline(text, {})[1])
    counted = inlines.constructs(text, {})["code"]
    assert counted == sum(mark.kind == "code" for mark in parser.parse_inline(text, {})[1])
