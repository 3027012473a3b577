"""Reading and writing PO files: the traps of po-files 12, against msgcat, msgfmt and polib."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import CatalogError
from pipeline.review import po
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.format import comment_lines
from pipeline.review.po import encode_catalog, format_catalog, parse_catalog, read_catalog
from tests.review.strategies import catalogs

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"X-A: b\\n"\n'
needs_gettext = pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
slow_start = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def one(body: str) -> Entry:
    """The only entry of a catalog with this body."""
    catalog = parse_catalog(HEADER + "\n" + body, "a.po")
    (entry,) = catalog.entries + catalog.obsolete
    return entry


def msgcat(data: bytes, *options: str) -> bytes:
    run = subprocess.run(["msgcat", *options, "-"], input=data, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


@given(catalogs())
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_read_write_is_identity(catalog: Catalog) -> None:
    text = format_catalog(catalog)
    again = parse_catalog(text, "a.po")
    assert again == catalog
    assert format_catalog(again) == text
    assert parse_catalog(encode_catalog(catalog), "a.po") == catalog


def read(text: str, *, blocks: bool) -> Catalog | CatalogError | None:
    """What one of the two ways of reading says of a text; None where the quick one leaves it to the other."""
    try:
        found = po._read_blocks(text) if blocks else po._read_whole(text, "a.po")
        return found and po._catalog(*found, "\n", "a.po")
    except CatalogError as error:
        return error


EDITS = st.lists(
    st.tuples(
        st.integers(0, 10_000),
        st.sampled_from(
            ["", "\n", "# x", "#x", "#. x", "#:", "#, fuzzy", '#| msgid "x"', '#~ msgid "x"', '#~ msgstr "x"', '"x"', ' "x"',
             'msgid "x"', 'msgstr "x"', 'msgstr[0] "x"', 'msgid_plural "x"', 'msgctxt "x" ', "#~", "#~ # x", "#=, x", "\r", "drop"]
        ),
    ),
    max_size=3,
)  # fmt: skip


@given(catalogs(newlines=False), EDITS)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_ways_of_reading_say_the_same(catalog: Catalog, edits: list[tuple[int, str]]) -> None:
    lines = format_catalog(catalog).split("\n")
    for place, line in edits:
        at = place % len(lines)
        lines[at : at + 1] = [] if line == "drop" else [line, lines[at]]
    text = "\n".join(lines or [""])
    quick, whole = read(text, blocks=True), read(text, blocks=False)
    if not edits:
        assert quick is not None
    if isinstance(quick, CatalogError):  # a duplicate
        assert str(quick) == str(whole)
    elif quick is not None:
        assert quick == whole
        assert [e.line for e in quick.entries] == [e.line for e in whole.entries]


@needs_gettext
@given(catalogs(newlines=False))
@slow_start
def test_msgcat_changes_nothing(catalog: Catalog) -> None:
    # gettext 0.21 breaks a line inside ⁨a name with blanks⁩, which newer ones would then not read
    plain = catalog.with_entries(
        tuple(
            Entry(**{**fields(entry), "references": tuple(r for r in entry.references if " " not in r[0])})
            for entry in catalog.entries
        ),
        catalog.obsolete,
    )
    data = encode_catalog(plain)
    assert msgcat(data, "--no-wrap", "--force-po").decode() == data.decode()


@given(catalogs(separators=False, newlines=False))
@slow_start
def test_polib_changes_nothing(tmp_path: Path, catalog: Catalog) -> None:
    # polib wraps no #: line at wrapwidth=0 and loses #~| lines, comments' outer blanks and "#." without text
    def plain(entry: Entry) -> Entry:
        kept = fields(entry)
        for name in ("extracted", "notes", "comments"):
            kept[name] = tuple(line.strip(" \t#\\") for line in kept[name] if line.strip(" \t#\\"))
        kept["references"] = tuple(r for r in kept["references"] if " " not in r[0])[:1]
        if entry.obsolete:
            kept |= {"previous_context": None, "previous_source": None, "previous_plural": None}
        return Entry(**kept)

    catalog = Catalog(
        headers=catalog.headers,
        entries=tuple(map(plain, catalog.entries)),
        obsolete=tuple(map(plain, catalog.obsolete)),
        comments=("A title, Portuguese",),
        header_fuzzy=catalog.header_fuzzy,
    )
    path = tmp_path / "a.po"
    path.write_bytes(encode_catalog(catalog))
    polib.pofile(str(path), wrapwidth=0).save()
    assert path.read_bytes().decode() == format_catalog(catalog)


def fields(entry: Entry) -> dict[str, object]:
    return {name: getattr(entry, name) for name in Entry.__dataclass_fields__}


@pytest.mark.parametrize(
    ("body", "name", "value"),
    [
        ('msgid "a\\a\\x41\\101"\nmsgstr ""\n', "source", "a\aAA"),
        ('msgid "caf\\303\\251"\nmsgstr ""\n', "source", "café"),
        ('msgid "C:\\\\new"\nmsgstr ""\n', "source", "C:\\new"),
        ('msgid "a\u2028b\x85c"\nmsgstr ""\n', "source", "a\u2028b\x85c"),
        ('msgid ""\n"a\\n"\n\n"b"\nmsgstr ""\n', "source", "a\nb"),
        ('msgid"a"\nmsgstr"b"\n', "translations", ("b",)),
        ('#= python-format\n#, fuzzy\nmsgid "a"\nmsgstr "b"\n', "flags", ("fuzzy", "python-format")),
        ('#, fuzzy, c-format\nmsgid "a"\nmsgstr ""\n', "flags", ("c-format",)),
        ('#~| msgid "old"\n#~ msgid "a"\n#~ msgstr "b"\n', "previous_source", "old"),
        ('#~| msgctxt "c"\n#~| msgid "old"\n#~ msgid "a"\n#~ msgstr "b"\n', "previous_context", "c"),
        ('#| msgid ""\n#| "old\\n"\n#| "er"\nmsgid "a"\nmsgstr "b"\n', "previous_source", "old\ner"),
        ('#word\n#  two\n#\nmsgid "a"\nmsgstr ""\n', "comments", ("word", " two", "")),
        ('#.x\n#.\n#. locpipe: copy\nmsgid "a"\nmsgstr ""\n', "extracted", ("x", "")),
        ('#. locpipe: copy\nmsgid "a"\nmsgstr ""\n', "notes", ("copy",)),
        (
            '#: \u2068my file.md\u2069:3 b.md c:0\n#: d\nmsgid "a"\nmsgstr ""\n',
            "references",
            (("my file.md", 3), ("b.md", 0), ("c:0", 0), ("d", 0)),
        ),
        ('#: \u2068my file.md:3\u2069\nmsgid "a"\nmsgstr ""\n', "references", (("my file.md:3", 0),)),
        ('#: \u2068my\n#: file.md\u2069:3\nmsgid "a"\nmsgstr ""\n', "references", (("my file.md", 3),)),
        ('#: C:12:3 a:b\u3000c:4\nmsgid "a"\nmsgstr ""\n', "references", (("C:12", 3), ("a:b\u3000c", 4))),
        ('msgctxt ""\nmsgid "a"\nmsgstr ""\n', "context", ""),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] "d"\n', "translations", ("c", "d")),
        ('# x\n\nmsgid "a"\nmsgstr "b"\n', "line", 8),
    ],
)
def test_what_stands_in_an_entry(body: str, name: str, value: object) -> None:
    assert getattr(one(body), name) == value


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('msgid "a"\nmsgstr "b\n', 2, 'two "'),
        ('msgid "a"\nmsgstr "b"c"\n', 2, '\\"'),
        ('msgid "a"\nmsgstr "b\\q"\n', 2, "\\q"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr ""\n', 3, "missing"),
        ('msgid "a"\n# note\nmsgid "b"\nmsgstr ""\n', 1, "no msgstr"),
        ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 4, "no msgstr"),
        ('msgctxt "a"\nmsgstr "b"\n', 2, "missing"),
        ('msgstr "b"\n', 1, "missing"),
        ('msgid "a"\nmsgstr "b"\n\n# x\nmsgstr "c"\n\nmsgid "d"\nmsgstr ""\n', 5, "no msgid"),
        ('"b"\n', 1, "without a keyword"),
        ('msgid "a"\nmsgstr[0] "b"\n', 1, "msgid_plural"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "b"\nmsgstr[2] "b"\n', 1, "gap"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "b"\nmsgstr[10] "b"\n', 4, "ten"),
        ('msgid "a"\nmsgstr "b"\n\n# x\nmsgid "a"\nmsgstr "c"\n', 5, "line 1"),
        ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 4, "Duplicate"),
        ('msgid ""\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n\nmsgid ""\nmsgstr ""\n', 7, "Duplicate"),
        ('msgid "a"\n<<<<<<< HEAD\nmsgstr "b"\n', 2, "merge conflict"),
        ("hello\n", 1, "hello"),
    ],
)
def test_what_cannot_be_read_names_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(CatalogError) as caught:
        parse_catalog(text, "locales/a.po")
    assert (caught.value.path, caught.value.line) == ("locales/a.po", line)
    assert words in caught.value.message
    assert "polib" not in str(caught.value)


def test_same_source_in_two_contexts_is_no_duplicate() -> None:
    body = 'msgid "a"\nmsgstr ""\n\nmsgctxt ""\nmsgid "a"\nmsgstr ""\n\nmsgctxt "x"\nmsgid "a"\nmsgstr ""\n'
    assert [entry.context for entry in parse_catalog(body, "a.po").entries] == [None, "", "x"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (HEADER.replace("UTF-8", "KLINGON").encode(), "KLINGON"),
        (HEADER.encode() + b'\nmsgid "\xe9"\nmsgstr ""\n', "UTF-8"),
        ("msgid".encode("utf-16"), "UTF-16"),
    ],
)
def test_wrong_charset_is_a_clear_error(data: bytes, words: str) -> None:
    with pytest.raises(CatalogError, match=words):
        parse_catalog(data, "a.po")


def test_charset_of_the_header_counts() -> None:
    data = (HEADER.replace("UTF-8", "ISO-8859-1") + '\nmsgid "é"\nmsgstr ""\n').encode("latin-1")
    assert parse_catalog(data, "a.po").entries[0].source == "é"
    untouched = (HEADER.replace("UTF-8", "CHARSET") + '\nmsgid "é"\nmsgstr ""\n').encode()
    assert parse_catalog(untouched, "a.po").entries[0].source == "é"


def test_crlf_and_bom() -> None:
    body = HEADER + '\n# x\nmsgid "a\\r\\n"\nmsgstr "b"\n'
    catalog = parse_catalog("\ufeff".encode() + body.replace("\n", "\r\n").encode(), "a.po")
    assert catalog.newline == "\r\n"
    assert catalog.entries[0].comments == ("x",)
    assert catalog.entries[0].source == "a\r\n"
    assert encode_catalog(catalog) == body.replace("\n", "\r\n").encode()


def test_header_fields_keep_their_order_and_oddities() -> None:
    text = (
        '# t\n#\n#, fuzzy\nmsgid ""\nmsgstr ""\n"Zebra: 1\\n"\n"Alpha: \\n"\n"odd line\\n"\n"Url: a:b\\n"\n'
    )
    catalog = parse_catalog(text, "a.po")
    assert list(catalog.headers.items()) == [("Zebra", "1"), ("Alpha", "\nodd line"), ("Url", "a:b")]
    assert catalog.comments == ("t", "")
    assert catalog.header_fuzzy
    assert format_catalog(catalog) == text


def test_without_a_header_the_first_comment_is_the_entrys() -> None:
    text = '# for a\nmsgid "a"\nmsgstr ""\n\n# after\n'
    catalog = parse_catalog(text, "a.po")
    assert catalog.entries[0].comments == ("for a",)
    assert (catalog.comments, catalog.trailing) == ((), ("after",))
    assert format_catalog(catalog) == text


def test_obsolete_without_text_is_nothing_to_keep() -> None:
    assert parse_catalog(HEADER + '\n#~ msgid "a"\n#~ msgstr ""\n', "a.po").obsolete == ()


@needs_gettext
def test_a_comment_that_ends_in_a_backslash_swallows_nothing() -> None:
    entry = Entry(None, "a", None, ("b",), extracted=comment_lines("in C:\\\n and \t\r\nmore"))
    catalog = Catalog({"Content-Type": "text/plain; charset=UTF-8"}, (entry,), comments=("C:\\",))
    assert entry.extracted == ("in C:\\ ", "and", "more")
    data = encode_catalog(catalog)
    assert msgcat(data, "--no-wrap", "--force-po") == data
    assert parse_catalog(data, "a.po").entries == (entry,)


def test_empty_file_is_an_empty_catalog() -> None:
    assert parse_catalog(b"", "a.po") == Catalog()


def test_unreadable_file(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"^locales/none\.po: Cannot read"):
        read_catalog(tmp_path / "none.po", "locales/none.po")
