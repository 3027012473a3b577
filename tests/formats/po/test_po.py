"""Message catalogs as source documents."""

from __future__ import annotations

import pytest

from pipeline.errors import CatalogError, DocumentError
from pipeline.formats import parse_document, render_document
from pipeline.model import Unit
from tests.formats.samples import CATALOG

DOCUMENT = parse_document(CATALOG.encode(), "a.po")


def test_everything_comes_through() -> None:
    assert DOCUMENT.units == (
        Unit(
            text="Open at %d",
            line=15,
            context="sign",
            flags=("c-format",),
            references=(("door.c", 10), ("door.c", 20)),
            comments=("Shown above the door.",),
            translator_comments=("A human's remark.",),
            translations=("Aberto às %d",),
        ),
        Unit(text="Closed", line=19, translations=("Fechad",), fuzzy=True),
        Unit(text="one boat", line=22, plural="%d boats"),
    )
    assert DOCUMENT.source_language == "en"
    assert DOCUMENT.translation_language == "pt_BR"
    assert DOCUMENT.headers["Project-Id-Version"] == "harbour"


@pytest.mark.parametrize(
    ("header", "source", "translation"),
    [
        ("Language: pt-br\\n", None, "pt_BR"),
        ("Language: \\n", None, None),
        ("X-Source-Language: zz9\\n", None, None),
    ],
)
def test_languages(header: str, source: str | None, translation: str | None) -> None:
    document = parse_document(f'msgid ""\nmsgstr "{header}"\n\nmsgid "a"\nmsgstr "b"\n'.encode(), "a.po")
    assert (document.source_language, document.translation_language) == (source, translation)


def test_a_template_has_no_translation_language() -> None:
    template = CATALOG.replace("Aberto às %d", "").replace("Fechad", "")
    assert parse_document(template.encode(), "a.pot").translation_language is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("codec", ["utf-8", "iso8859-1"])
def test_untranslated_is_the_same(newline: str, codec: str) -> None:
    data = CATALOG.replace("UTF-8", codec).replace("\n", newline).encode(codec)
    document = parse_document(data, "a.po")
    assert document.units == DOCUMENT.units
    assert document.encoding.name == codec
    assert render_document(document, [None, None, None]) == data


def test_translations_are_filled_in() -> None:
    data = render_document(DOCUMENT, [None, "Fechado", ("um barco", "%d barcos")], "pt_BR").decode()
    assert data == CATALOG.replace("#, fuzzy\n", "").replace("Fechad", "Fechado").replace(
        'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "um barco"\nmsgstr[1] "%d barcos"'
    )


def test_a_template_gets_its_language() -> None:
    template = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=CHARSET\\n"\n\n'
    template += b'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    document = parse_document(template, "a.pot")
    data = render_document(document, ["x"], "pl").decode()
    assert '"Content-Type: text/plain; charset=UTF-8\\n"' in data
    assert '"Language: pl\\n"' in data
    assert '"Plural-Forms: nplurals=3;' in data
    assert 'msgstr[2] "x"' in data


@pytest.mark.parametrize(
    ("rule", "language", "forms"),
    [("nplurals=2; plural=(n != 1);", "de", 2), ("nplurals = 1; plural=0;", "vi", 1)],
)
def test_another_language_brings_its_plural_rule(rule: str, language: str, forms: int) -> None:
    """Three forms under a rule of two are an error to msgfmt; a rule of as many forms stays as it is."""
    catalog = f'msgid ""\nmsgstr ""\n"Language: xx\\n"\n"Plural-Forms: {rule}\\n"\n\n'
    catalog += 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] ""\n'
    document = parse_document(catalog.encode(), "a.po")
    data = render_document(document, [("x", "y", "z")], "pl").decode()
    assert '"Plural-Forms: nplurals=3;' in data and 'msgstr[2] "z"' in data
    assert rule in render_document(document, [("x",) * forms], language).decode()


def test_a_translation_equal_to_its_source_counts() -> None:
    data = render_document(DOCUMENT, [None, "Closed", None], "pt_BR").decode()
    assert 'msgid "Closed"\nmsgstr "Closed"\n' in data


def test_encoding_overrules_the_header() -> None:
    data = CATALOG.replace("UTF-8", "iso8859-1").encode("cp1252").replace(b"Fechad", b"\x80")
    assert parse_document(data, "a.po", encoding="cp1252").units[1].translations == ("€",)


@pytest.mark.parametrize(
    ("data", "error", "words"),
    [
        (b'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', CatalogError, "a.po:4: Duplicate entry"),
        (b'msgid "a"\nmsgstr "b\n', CatalogError, "a.po:2: Syntax error"),
        ('msgid "a"\nmsgstr "b"\n'.encode("utf-16"), CatalogError, "a.po: is UTF-16"),
        (b'msgid "a"\nmsgstr "\xe9"\n', DocumentError, "a.po:2: byte 0xE9 is not UTF-8"),
        (
            b'msgid ""\nmsgstr "Content-Type: text/plain; charset=no\\n"\n',
            CatalogError,
            "Unknown charset 'no'",
        ),
        (b"\n", DocumentError, "a.po: is empty"),
    ],
)
def test_what_cannot_be_read(data: bytes, error: type[Exception], words: str) -> None:
    with pytest.raises(error) as caught:
        parse_document(data, "a.po")
    assert words in str(caught.value)
