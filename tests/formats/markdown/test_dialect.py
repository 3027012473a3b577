"""Lines that only a Markdown dialect understands stay lines of their own, and stay untranslated."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats import parse_document, render_document
from pipeline.formats.markdown.structure import structure

CASES = [
    ("[^1]: First note.\n[^2]: Second note.\n", ["First note.", "Second note."], "[^1]: <>\n[^2]: <>\n"),
    ("[^1]: One\ntwo\n[^b]: Word\n\n    more\n    text\n", ["One two", "Word", "more text"],
     "[^1]: <>\n[^b]: <>\n\n    <>\n"),
    ("- text[^1]\n\n  [^1]: a note\n", ["text[^1]", "a note"], "- <>\n\n  [^1]: <>\n"),
    ('Text\n!!! note "The *title*"\n    Body\n    goes on\nafter\n',
     ["Text", "The *title*", "Body goes on", "after"], '<>\n!!! note "<>"\n    <>\n<>\n'),
    ("??? tip\n    one\n\n    two\n\n        code\n\nafter\n", ["one", "two", "after"],
     "??? tip\n    <>\n\n    <>\n\n        code\n\n<>\n"),
    ("???+ danger inline end\n    - a\n      b\n", ["a b"], "???+ danger inline end\n    - <>\n"),
    ('=== "Tab"\n\n    Body.\n', ["Tab", "Body."], '=== "<>"\n\n    <>\n'),
    ('!!! note ""\n    a\n', ["a"], '!!! note ""\n    <>\n'),
    ("> !!! note\n>     a\n>     b\n", ["a b"], "> !!! note\n>     <>\n"),
    ("!!! note\n    > a\n    > b\n\nc\n", ["a b", "c"], "!!! note\n    > <>\n\n<>\n"),
    (":::warning\nBe careful\nhere.\n:::\n", ["Be careful here."], ":::warning\n<>\n:::\n"),
    ("::: {.note #x}\n\ntext\n\n:::::\n", ["text"], "::: {.note #x}\n\n<>\n\n:::::\n"),
    ("A lead\nof two\n{: .lead}\n", ["A lead of two"], "<>\n{: .lead}\n"),
    ("{#id .class}\n- a\n{:.b}\n- b\n", ["a", "b"], "{#id .class}\n- <>\n{:.b}\n- <>\n"),
    ('|a|\n|-|\n|b|\n{: .wide title="T x"}\n', ["a", "b"], '|<>|\n|-|\n|<>|\n{: .wide title="T x"}\n'),
    ("{name} is\n{0}\n", ["{name} is {0}"], "<>\n"),
    ("Apple\n: A fruit\n: A firm\n  too\n", ["Apple", "A fruit", "A firm too"], "<>\n: <>\n: <>\n"),
    ("Apple\n\n:   A fruit\n\n    and more\n", ["Apple", "A fruit", "and more"],
     "<>\n\n:   <>\n\n    <>\n"),
    ("Apple\n: A fruit\nPear\n: Another\n", ["Apple", "A fruit", "Pear", "Another"],
     "<>\n: <>\n<>\n: <>\n"),
    ("time: 12\n:30 too\n", ["time: 12 :30 too"], "<>\n"),
    ("# Head {#id}\n## H2 {: .x k=v} ##\nSet {#z}\n===\n", ["Head", "H2", "Set"],
     "# <> {#id}\n## <> {: .x k=v} ##\n<> {#z}\n===\n"),
    (":::tip My *tip*\na\n:::\n\n::: note[One: two]\n\nb\n\n:::\n", ["My *tip*", "a", "One: two", "b"],
     ":::tip <>\n<>\n:::\n\n::: note[<>]\n\n<>\n\n:::\n"),
    ("{% if a %}\n- b\n{% endif %}\n{{< c \"d\" >}} {{% e %}}\nf {{< g >}}\n", ["b", "f {{< g >}}"],
     "{% if a %}\n- <>\n{% endif %}\n{{< c \"d\" >}} {{% e %}}\n<>\n"),
    ("a\n{% highlight js %}\nb\n\n# c\n{% endhighlight %}\nd\n\n- {{< mermaid >}}\n  e\n  {{< /mermaid >}}\n\nf\n", ["a", "d", "f"],
     "<>\n{% highlight js %}\nb\n\n# c\n{% endhighlight %}\n<>\n\n- {{< mermaid >}}\n  e\n  {{< /mermaid >}}\n\n<>\n"),
    ("{% highlight %}\na\n", ["a"], "{% highlight %}\n<>\n"),
    ("> [!tip]- A *title*\n> b\n> c\n\n> [!NOTE]\n> d\n\n[!tip] e\n", ["A *title*", "b c", "d", "[!tip] e"],
     "> [!tip]- <>\n> <>\n\n> [!NOTE]\n> <>\n\n<>\n"),
    ("a[^b]\n\n[^b]:\n    c\n\n    d\n\n[^e]:\n    f\n", ["a[^b]", "c", "d", "f"],
     "<>\n\n[^b]:\n    <>\n\n    <>\n\n[^e]:\n    <>\n"),
    ("[TOC]\n\na\n\n[[toc]]\n\\newpage\nb\n", ["a", "b"], "[TOC]\n\n<>\n\n[[toc]]\n\\newpage\n<>\n"),
    ("/// note | A: *b*\n    type: x\n\nc\n///\n\n/// tab\nd\n///\n:::{tip} E\n", ["A: *b*", "c", "d", "E"],
     "/// note | <>\n    type: x\n\n<>\n///\n\n/// tab\n<>\n///\n:::{tip} <>\n"),
    (":::image type=\"x\" alt-text=\"y\":::\n:::row:::\n::: {.a} b\n", [],
     ":::image type=\"x\" alt-text=\"y\":::\n:::row:::\n::: {.a} b\n"),
    ("so\n$$\na + b\n  = c\n$$\nwith x\n", ["so", "with x"], "<>\n$$\na + b\n  = c\n$$\n<>\n"),
    ("$$ a $$\n\n- $$a\n  b$$\n  c\n", ["c"], "$$ a $$\n\n- $$a\n  b$$\n  <>\n"),
    ("$$ is\nmoney\n\n$$ or $$ no\n", ["$$ is money", "$$ or $$ no"], "<>\n\n<>\n"),
    ("*[HTML]: Hyper Text\n*[W3C]: The *Web*\n", ["Hyper Text", "The *Web*"], "*[HTML]: <>\n*[W3C]: <>\n"),
    ("# {#only}\n# A {name}\n", ["A {name}"], "# {#only}\n# <>\n"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "units", "shape"), CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_units_and_what_stays(source: str, units: list[str], shape: str, newline: str) -> None:
    document = parse_document(source.replace("\n", newline).encode(), "a.md")
    assert [unit.text for unit in document.units] == units
    built = render_document(document, ["<>"] * len(units)).decode()
    assert built == shape.replace("\n", newline)
    longer = render_document(document, [f"Ü {text}" for text in units])
    assert [unit.text for unit in parse_document(longer, "a.md").units] == [f"Ü {text}" for text in units]


@pytest.mark.parametrize(
    "opener", ['!!! note "x"', "??? x", '=== "x"', ":::note", ": x", "{: .x}", "{#x}", "$$ x $$", "*[x]: y"]
)
def test_a_translation_cannot_become_one_of_these_lines(opener: str) -> None:
    document = parse_document(b"One\n\n> two\n", "a.md")
    built = render_document(document, [opener, f"dois  \n{opener}"]).decode()
    assert built == f"\\{opener}\n\n> dois  \n> \\{opener}\n"
    assert structure(built) == structure("One\n\n> two\n")


def test_a_quote_in_a_title_stays_in_it() -> None:
    document = parse_document(b'!!! note "One"\n    two\n', "a.md")
    built = render_document(document, ['Um "nome"\nnovo', None])
    assert built == b'!!! note "Um "nome" novo"\n    two\n'
    assert parse_document(built, "a.md").units[0].text == 'Um "nome" novo'


LINES = st.sampled_from(
    ["[^1]: a", "[^2]: b c", '!!! note "T"', "??? tip", '=== "T"', "    body", "        deep", "::: x", ":::",
     "{: .x}", "Term", ": def", ":   def", "- item", "  more", "::: x T", "/// x | T", "{% math %}", "{{< x >}}", "{{% /math %}}", "[!x] y", "$$", "$$ x $$", "*[a]: b", "> quote", ">     in", "# H {#i}", "| a | b |",
     "|---|---|", "", "", "text {#no}", "---", "```", "[^1]:", ": - x", "1. y", "    - z", "\tt"]
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(LINES, min_size=1, max_size=14), st.sampled_from(["", "> ", "- ", "    "]))
def test_untranslated_bytes_and_line_structure(lines: list[str], before: str) -> None:
    source = "x\n" + "\n".join(before + line for line in lines)
    document = parse_document(source.encode(), "a.md")
    assert render_document(document, [None] * len(document.units)).decode() == source
    edited = ["Ünit " + unit.text for unit in document.units]
    again = parse_document(render_document(document, edited), "a.md")
    assert [unit.text for unit in again.units] == edited


@pytest.mark.parametrize("pattern", [": ", "[^1]: ", "!!! a\n", "{: .x", ":", "a\n: b\n", "{#a ", '!!! "'])
def test_long_lines_end(pattern: str) -> None:
    text = "x\n" + pattern * (60_000 // len(pattern)) + "x"
    document = parse_document(text.encode(), "a.md")
    assert render_document(document, [None] * len(document.units)).decode() == text
