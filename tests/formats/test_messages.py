"""Message formats: what is read, byte for byte, every text replaced and found by a second reader, plurals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from pipeline.languages import plural_count
from pipeline.model import Document

from .message_samples import FILES
from .second_readers import texts_in

NAMES = sorted(FILES)


def read(name: str, newline: str = "\n", codec: str = "utf-8") -> tuple[bytes, Document]:
    data = FILES[name][0].replace("\n", newline).encode(codec)
    return data, parse_document(data, name)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", NAMES)
def test_units(name: str, newline: str) -> None:
    _, document = read(name, newline)
    assert [(unit.context, unit.text, unit.plural) for unit in document.units] == FILES[name][1]
    assert document.spans == ()  # a catalog: its language is told from all its texts together


@pytest.mark.parametrize("name", NAMES)
def test_notes_of_developers_come_along(name: str) -> None:
    _, document = read(name)
    said = {"messages.json": "The title", "en.json": None, "v3.json": None, "a.xcstrings": "In the list"}.get(
        name, "On the door"
    )
    comments = [
        line for unit in document.units for line in unit.comments if not line.startswith("Placeholders")
    ]
    assert said is None or said in comments


@pytest.mark.parametrize("name", NAMES)
def test_lines(name: str) -> None:
    """The reference of a unit leads to its text (to its key, where that stands above)."""
    data, document = read(name)
    lines = data.decode().split("\n")
    for unit in document.units:
        here = "\n".join(lines[unit.line - 1 : unit.line + 14])
        assert any(word in here for word in unit.text.split()), unit


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", NAMES)
def test_untranslated_is_byte_for_byte_the_source(name: str, newline: str, codec: str) -> None:
    if codec == "utf-16" and not name.endswith(".strings"):
        codec = "utf-8"
    data, document = read(name, newline, codec)
    assert render_document(document, [None] * len(document.units), "pl") == data


def _texts(document: Document, language: str, text: str) -> list[str | tuple[str, ...]]:
    forms = plural_count(language)
    return [
        f"{number}{text}" if unit.plural is None else tuple(f"{number}.{form}{text}" for form in range(forms))
        for number, unit in enumerate(document.units)
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("language", ["pl", "ja", "pt_BR", "ar"])
@pytest.mark.parametrize("name", NAMES)
def test_every_text_is_replaced_and_found_by_a_second_reader(name: str, language: str, newline: str) -> None:
    _, document = read(name, newline)
    texts = _texts(document, language, " Zażółć 'q' “jaźń” 船")
    written = render_document(document, texts, language)
    found = texts_in(document.format, written)
    for unit, text in zip(document.units, texts, strict=True):
        if document.format == "fluent" and (unit.plural or set(unit.context or "-") & set(".-")):
            continue  # needs values, or is not to be had alone
        for one in [text] if isinstance(text, str) else text:
            assert found.count(one) >= 1, (unit, written.decode())
    # what is no unit has stayed
    again = parse_document(written, name)
    if name != "v3.json":  # whose numbered forms look like any texts with a number
        assert len(again.units) == len(document.units)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(
    text=st.text(
        st.one_of(
            st.sampled_from("ab \n\t'\"\\<>&{}[]%$#@?:;,|=*-.!~`/é中𝄞\u2028\u00a0"),
            st.characters(exclude_categories=["Cs", "Cc"]),
        ),
        min_size=1,
        max_size=20,
    )
)
def test_any_text_arrives_or_is_refused(name: str, text: str) -> None:
    """A translation is read again as it was given, or the file is not written; never anything else."""
    data, document = read(name)
    text = "x" + text
    first = next(index for index, unit in enumerate(document.units) if unit.plural is None)
    texts = [text if index == first else None for index in range(len(document.units))]
    try:
        written = render_document(document, texts, "pl")
    except DocumentError as error:
        assert name in str(error)
        return
    again = parse_document(written, name)
    if any(unit.translations for unit in again.units):
        assert again.units[first].translations == (text,)
    elif name in ("a.xlf", "a.ts", "b.xliff", "a.csv", "a.xcstrings"):
        assert name in ("a.csv", "a.xcstrings")
    else:
        assert again.units[first].text == text
    assert len(written) >= len(data) - len(document.units[first].text) - 20


PLURALS = {
    ("en.json", "pl"): (
        '"boats_one"',
        '"boats_few"',
        '"boats_many"',
        '"boats_other"',
        '"few": "',
        '"many": "',
    ),
    ("en.json", "ru"): (
        '"boats_one"',
        '"boats_few"',
        '"boats_many"',
        '"boats_other"',
        '"few": "',
        '"many": "',
    ),
    ("strings.xml", "ru"): ('quantity="one"', 'quantity="few"', 'quantity="many"', 'quantity="other"'),
    ("en.yml", "pl"): ("    one: ", "    few: ", "    many: ", "    other: "),
    ("a.ftl", "pl"): ("    [one] ", "    [few] ", "    [many] ", "   *[other] "),
    ("a.xcstrings", "pl"): ('"one" : {', '"few" : {', '"many" : {', '"other" : {'),
}


@pytest.mark.parametrize(("name", "language"), sorted(PLURALS))
def test_plurals_get_the_categories_of_the_language(name: str, language: str) -> None:
    _, document = read(name)
    written = render_document(document, _texts(document, language, "x"), language).decode()
    for part in PLURALS[name, language]:
        assert part in written, written
    assert "two" not in written and "zero" not in written


@pytest.mark.parametrize(
    ("name", "gone"),
    [("en.json", "_one"), ("strings.xml", 'quantity="one"'), ("en.yml", "one: "), ("a.ftl", "[one]")],
)
def test_japanese_has_one_category(name: str, gone: str) -> None:
    _, document = read(name)
    assert gone in FILES[name][0]
    written = render_document(document, _texts(document, "ja", "x"), "ja").decode()
    assert gone not in written and "other" in written


def test_qt_has_numbered_forms() -> None:
    _, document = read("a.ts")
    written = render_document(document, _texts(document, "pl", "x"), "pl").decode()
    assert written.count("<numerusform>") == 3
    assert 'language="pl"' in written and "unfinished" not in written and 'type="vanished"' in written


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("app_en.arb", '"@@locale": "pt_BR"'),
        ("en.yml", "\npt-BR:\n"),
        ("a.xlf", 'source-language="en" target-language="pt-BR"'),
        ("b.xliff", 'trgLang="pt-BR"'),
        ("a.ts", 'language="pt_BR"'),
        ("a.xcstrings", '"pt-BR" : {'),
    ],
)
def test_the_file_says_its_language(name: str, place: str) -> None:
    _, document = read(name)
    assert place in render_document(document, _texts(document, "pt_BR", "x"), "pt_BR").decode()


def test_a_bilingual_file_gives_its_translations_and_their_states() -> None:
    _, document = read("b.xliff")
    assert document.translation_language == "pl"
    assert [(unit.translations, unit.fuzzy) for unit in document.units] == [(("Otwarte",), True), ((), False)]
    written = render_document(document, ["Otwarte", None], "pl").decode()
    assert '<segment state="translated">' in written and "Otwarte" in written


def test_targets_in_another_language_do_not_stay() -> None:
    _, document = read("b.xliff")
    written = render_document(document, [None, "Sair"], "pt_BR").decode()
    assert "Otwarte" not in written and "<target>Sair</target>" in written


def test_ascii_files_stay_ascii() -> None:
    document = parse_document(b'{"a": "caf\\u00e9 \\/"}', "a.json")
    assert render_document(document, ["thé /"], "fr") == b'{"a": "th\\u00e9 \\/"}'
    document = parse_document(b"a=b", "a.properties")
    assert render_document(document, ["é中𝄞"], "fr") == b"a=\\u00E9\\u4E2D\\uD834\\uDD1E"


def test_latin1_properties() -> None:
    data = "a = caf\xe9\nb = tea\n".encode("latin-1")
    document = parse_document(data, "a.properties")
    assert [unit.text for unit in document.units] == ["café", "tea"]
    assert render_document(document, ["thé 中", None], "fr") == b"a = th\xe9 \\u4E2D\nb = tea\n"


@pytest.mark.parametrize(
    ("name", "note", "flags"),
    [
        ("en.json", "Placeholders: {{count}}", ()),
        ("app_en.arb", "Placeholders: n (number that decides the plural)", ()),
        ("strings.xml", "Placeholders: %1$s (text)", ("java-printf-format",)),
        ("a.strings", "Placeholders: %@ (text)", ("objc-format",)),
        ("a.ftl", "Placeholders: { $hour }", ()),
        ("a.ts", "Placeholders: %n (the number)", ()),
        ("messages.json", "Placeholders: $TOWN$", ()),
    ],
)
def test_placeholders_are_named(name: str, note: str, flags: tuple[str, ...]) -> None:
    _, document = read(name)
    assert any(note in unit.comments and unit.flags == flags for unit in document.units)


def test_a_percent_sign_alone_gives_no_flag() -> None:
    document = parse_document(b"<resources><string name='a'>100% of %s</string></resources>", "strings.xml")
    assert document.units[0].flags == ()


def test_halves_of_characters_and_nul_stay_in_the_file() -> None:
    data = b'{"a": "x\\ud800", "b": "y\\u0000", "c": "fine"}'
    document = parse_document(data, "a.json")
    assert [unit.text for unit in document.units] == ["fine"]
    assert render_document(document, ["gut"], "de") == data.replace(b"fine", b"gut")


def test_a_carriage_return_in_a_text_is_a_reference() -> None:
    """XML takes a plain one for a line end."""
    data = b'<TS version="2.1" language="pl"><context><name>a</name><message><source>b&#xd;c</source><translation/></message></context></TS>'
    document = parse_document(data, "a.ts")
    written = render_document(document, ["d\re"], "pl")
    assert b"d&#13;e" in written and parse_document(written, "a.ts").units[0].translations == ("d\re",)
