"""Files that are broken, cut, huge or meant to harm: an error with the place, or a file that is read; nothing else."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import LocpipeError
from pipeline.formats import parse_document, render_document
from pipeline.formats.limits import MAX_BYTES

from .message_samples import FILES

NAMES = sorted(FILES)
BOMB = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))

BROKEN = {
    "a.json": ('{"a": "b",\n "c" "d"}', r"a\.json:2: is not valid JSON: a colon is expected here \(column 6\)"),
    "b.json": ('{"a": "b\n"}', r"b\.json:1: is not valid JSON: invalid control character"),
    "c.json": ('{"a":\n"b"', r"c\.json:2: is not valid JSON: it ends too early"),
    "d.json": ("[" * 100_000, r"d\.json:1: is not valid JSON: nested deeper than 500 levels"),
    "strings.xml": ("<resources>\n<string name='a'>x</strin>", r"strings\.xml:2: is not valid XML: mismatched tag"),
    "pom.xml": ("<project/>", r"pom\.xml:1: its root is <project>: of XML files only Android's"),
    "deep.xml": ("<resources>" + "<a>" * 100_000, r"deep\.xml:1: is nested deeper than 200 levels"),
    "bomb.xml": (
        f'<!DOCTYPE resources [<!ENTITY e0 "lol">{BOMB}]><resources><string name="a">&e9;</string></resources>',
        r"bomb\.xml:1: its entity 'e1' is made of other entities",
    ),
    "a.xlf": ("<xliff><file></xliff>", r"a\.xlf:1: is not valid XML"),
    "a.ts": ("export const a = 1;\n", r"a\.ts:1: is no file of Qt Linguist"),
    "a.properties": ("a=b\nc=\\u12\n", r"a\.properties:2: .*four hexadecimal digits"),
    "a.yml": ("a: b\n c: [d\n", r"a\.yml:\d: is not valid YAML"),
    "b.yml": ("[" * 5000, r"b\.yml:1: is nested deeper than 200 levels"),
    "tab.yml": ("a:\n\tb: c\n", r"tab\.yml:2: is not valid YAML"),
    "a.ftl": ("a = b\nc = { $d\n", r"a\.ftl:3: is not valid Fluent"),
    "b.ftl": ("a = " + "{" * 50_000, r"b\.ftl:1: has more than 40 braces"),
    "many.ftl": ("a = b\n" * 200_001, r"many\.ftl:200001: has more than 200,000 lines"),
    "many.xcstrings": ('{"strings":\n' + "{" * 1_000_001, r"many\.xcstrings:2: has more than 1,000,000 “{”"),
    "many.po": ("\n" + "msgid \n" * 250_001, r"many\.po:250002: has more than 250,000 “msgid ”"),
    "many.txt": ("a\n" * 400_001, r"many\.txt:400001: has 400,001 lines"),
    "many.strings": ("\n" + "=" * 50_000, r"many\.strings:2: an entry must be"),
    "names.json": ('{"' + "n" * 200_000 + '": [\n' + '"a", ' * 600 + '"b"]}', r"names\.json:2: its keys have more than 100,000,000 characters"),
    "names.xml": (f"<resources><string-array name='{'n' * 200_000}'>" + "<item>a</item>" * 600, r"names\.xml:1: is not valid XML"),
    "names.ts": (f"<TS><context><name>{'n' * 200_000}</name>\n" + "<message/>" * 600 + "</context></TS>", r"names\.ts:2: its keys"),
    "a.strings": ('"a" = "b";\n"c" = d"\n', r"a\.strings:\d: "),
    "b.strings": ('"a" = "b"', r"b\.strings:1: the last entry does not end"),
    "c.strings": ('<?xml version="1.0"?>\n<plist/>', r"c\.strings:1: is a property list in XML"),
    "code.ts": ("export const a = 1;\n", r"code\.ts:1: is no file of Qt Linguist \(TypeScript"),
    "a.xcstrings": ('{"version": "1.0"}', r'a\.xcstrings:1: has no "strings"'),
    "b.xcstrings": ('{"strings": {"a": {"x": ' + "1" * 5000 + "}}}", r"b\.xcstrings:1: has a number of thousands of digits"),
    "a.csv": ('key,source\na,"b\n', r"a\.csv:2: a quotation mark is never closed"),
    "b.csv": ("1;2\n3;4\n", r"b\.csv:1: its first row names no column of source texts"),
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_broken_files_are_errors_with_their_place(name: str) -> None:
    text, said = BROKEN[name]
    with pytest.raises(LocpipeError, match=said):
        parse_document(text.encode(), name)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_cut_anywhere(name: str) -> None:
    data = FILES[name][0].encode()
    for at in range(0, len(data), 7):
        _tried(data[:at], name)


@pytest.mark.parametrize("name", NAMES)
def test_fifty_megabytes(name: str) -> None:
    with pytest.raises(LocpipeError, match=r"has 5\d MB; documents are read up to 32 MB"):
        parse_document(b"x" * 50_000_000 + FILES[name][0].encode(), name)


def _tried(data: bytes, name: str) -> None:
    try:
        document = parse_document(data, name)
        render_document(document, ["ü" + unit.text for unit in document.units], "pl")
    except LocpipeError as error:
        assert name in str(error)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_bytes_changed_anywhere(name: str, data: st.DataObject) -> None:
    """A fuzz run: bytes put in, taken out and doubled. Only our own errors come out."""
    text = bytearray(FILES[name][0].encode())
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(text)))
        until = data.draw(st.integers(at, min(len(text), at + 30)))
        piece = data.draw(
            st.one_of(
                st.binary(max_size=4),
                st.sampled_from(
                    [
                        b'"',
                        b"{",
                        b"}",
                        b"<",
                        b">",
                        b"\\",
                        b"\n",
                        b"&",
                        b"'",
                        b"*",
                        b"|",
                        b"\r",
                        b"\t",
                        b"\xff",
                    ]
                ),
                st.just(bytes(text[at:until]) * 2),
            )
        )
        text[at:until] = piece
    _tried(bytes(text), name)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "head", "item"),
    [
        ("a.json", "[", '"ab",'),
        ("strings.xml", "<resources>", "<a/>"),
    ],
)
def test_as_many_texts_as_fit_into_a_file(name: str, head: str, item: str) -> None:
    """The worst file that is small enough: refused at its place, in less than a gigabyte."""
    code = (
        "import sys; from pipeline.formats import parse_document; from pipeline.errors import DocumentError\n"
        f"data = ({head!r} + {item!r} * ({MAX_BYTES - 100} // {len(item)})).encode()\n"
        f"try: parse_document(data, {name!r})\n"
        "except DocumentError as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, preexec_fn=_one_gigabyte
    )
    assert name in done.stdout and "has more than 500,000 texts" in done.stdout


def _one_gigabyte() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))
