"""HTML blocks, titles of links, attributes of inline tags, and MDX."""

from __future__ import annotations

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document


def texts(source: str, name: str = "a.md") -> list[str]:
    return [unit.text for unit in parse_document(source.encode(), name).units]


def translate(source: str, *translations: str | None) -> str:
    return render_document(parse_document(source.encode(), "a.md"), translations).decode()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<div>\n<p>One</p>\n\n*two*\n\n</div>\n", ["One", "*two*"]),
        ('<p align="center">\n  <img alt="A lamp" src=x>\n  lit\n</p>\n', ["A lamp", "lit"]),
        ("> <div>\n> one\n> two\n> </div>\n", ["one two"]),
        ("- <div>\n  one</div>\n", ["one"]),
        ("<details>\n<summary>More</summary>\n\nText\n\n</details>\n", ["More", "Text"]),
        ("<!-- a note -->\n\n<script>\nvar a = 'b'\n\n</script>\n", []),
        ("<pre>\nkept\n\nkept\n</pre>\n", []),
        ('see [it](u "Go on") x\n', ['see [it](u "Go on") x', "Go on"]),
        ("![](u 'Go &amp; on')\n", ["Go & on"]),
        ("[it](u (Go \\) on)) x\n", ["[it](u (Go \\) on)) x", "Go ) on"]),
        ('one\n> lazy\n> see [it](<u v> "Go") x\n', ["one", 'lazy see [it](<u v> "Go") x', "Go"]),
        (
            'a <img src=x alt="Lamp &quot;1&quot;"> b\n',
            ['a <img src=x alt="Lamp &quot;1&quot;"> b', 'Lamp "1"'],
        ),
        ('|a|\n|-|\n|x [y](u "T") \\| z|\n', ["a", 'x [y](u "T") | z']),
        ('# A [b](c "Deep")\n', ['A [b](c "Deep")', "Deep"]),
    ],
)
def test_what_people_read_inside_blocks(source: str, expected: list[str]) -> None:
    assert texts(source) == expected
    document = parse_document(source.encode(), "a.md")
    render_document(document, ["Ünit " + text for text in expected])


@pytest.mark.parametrize(
    ("source", "translations", "expected"),
    [
        ("> <div>\n> one\n> two\n> </div>\n", ["um & dois"], "> <div>\n> um &amp; dois\n> </div>\n"),
        ('see [it](u "Go")\n', ['veja [isto](u "Go")', 'Vá "já"'], 'veja [isto](u "Vá \\"já\\"")\n'),
        ('see [it](u "Go")\n', [None, "Vá"], 'see [it](u "Vá")\n'),
        ('see [it](u "Go")\n', ["sem link", "Vá"], "sem link\n"),
        ('see [it](u "Go")\n', ['[isto](u "Ir")', None], '[isto](u "Ir")\n'),
        ("see [it](u (Go))\n", [None, "(a)"], "see [it](u (\\(a\\)))\n"),
        ('a <i title="x"\nid=b>c</i>\n', ['d <i title="x" id=b>e</i>', "y"], 'd <i title="y" id=b>e</i>\n'),
        ('> a\n> [b](c "d")\n', [None, "e"], '> a\n> [b](c "e")\n'),
        (
            '<p>a <b title="t">x</b></p>\n',
            ['<b title="t">x</b> a', "u"],
            '<p><b title="u">x</b> a</p>\n',
        ),
    ],
)
def test_they_are_written_where_they_stand(
    source: str, translations: list[str | None], expected: str
) -> None:
    assert translate(source, *translations) == expected


@pytest.mark.parametrize("text", ["</p><div>x", "<h2>x</h2>", "a\n\nb <div>"])
def test_html_cannot_grow_out_of_its_block(text: str) -> None:
    with pytest.raises(DocumentError, match=r"changed the structure"):
        translate("<p>One</p>\n\nTwo\n", text, None)


MDX = """\
---
title: Lamps
---
import Tabs from '@theme/Tabs'
import { A,
  B } from './b'

export const size = 3

# The {size} lamps

<Tabs groupId="x" values={[
  { label: 'One', value: '1' },
]}>
  <TabItem value="1">

First *tab* with <Icon name="a" />.

  </TabItem>
</Tabs>

{/* a comment
   of two lines */}

Last words.
"""


def test_titles_in_one_text_and_unclosed_expressions_are_limited() -> None:
    many = '![a](b "c")\n'
    assert len(texts("x\n" + many * 1000)) == 1001
    with pytest.raises(DocumentError, match=r"^a\.md:1: a text has more than 1,000 titles and attributes"):
        texts("x\n" + many * 1001)
    assert len(texts("{a\n\n<A>b</A>\n\n" * 600, "a.mdx")) == 1200
    with pytest.raises(
        DocumentError, match=r"^a\.mdx:501: has hundreds of expressions or tags that are never closed"
    ):
        texts("{a\n" * 800, "a.mdx")


def test_mdx_code_is_left_alone() -> None:
    assert texts(MDX, "a.mdx") == [
        "Lamps",
        "The {size} lamps",
        'First *tab* with <Icon name="a" />.',
        "Last words.",
    ]
    document = parse_document(MDX.encode(), "a.mdx")
    assert render_document(document, [None] * 4) == MDX.encode()
    assert (
        render_document(document, [None, None, None, "Fim."]) == MDX.replace("Last words.", "Fim.").encode()
    )
    assert "import" in " ".join(texts("import a from 'b'\n"))  # prose in plain Markdown


def test_attributes_of_components_are_read_and_expressions_are_code() -> None:
    source = """<Meta title="Path/To" />

<Tabs>
<TabItem
  value="mac"
  label="On a Mac"
  onClick={() => go("x")}>

Text

</TabItem>
</Tabs>

<Card title="Be &quot;quick&quot;" href="/a">One</Card>

<img src={url('/a.png')} title={t("a b")} alt="Two" />

Word <Icon title={name} aria-label="Three" /> word
"""
    document = parse_document(source.encode(), "a.mdx")
    assert [unit.text for unit in document.units] == [
        "On a Mac",
        "Text",
        '<Card title="Be &quot;quick&quot;" href="/a">One</Card>',
        'Be "quick"',
        "Two",
        'Word <Icon title={name} aria-label="Three" /> word',
        "Three",
    ]
    built = render_document(document, ['A "b"', None, None, None, "C < d", None, None]).decode()
    assert built == source.replace('"On a Mac"', '"A &quot;b&quot;"').replace('"Two"', '"C &lt; d"')
