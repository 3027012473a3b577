"""`.mo` files: byte for byte msgfmt's, and the same whenever they are built."""

from __future__ import annotations

import gettext
import io
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from pipeline.build.mo import mo_bytes, system_dependent
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.po import encode_catalog, parse_catalog
from tests.review.strategies import catalogs

needs_gettext = pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
HEADERS = {"Content-Type": "text/plain; charset=UTF-8", "Plural-Forms": "nplurals=2; plural=(n > 1);"}


def msgfmt(catalog: Catalog, folder: Path, *, use_fuzzy: bool) -> bytes:
    (folder / "a.po").write_bytes(encode_catalog(replace(catalog, newline="\n")))
    options = ["--use-fuzzy"] if use_fuzzy else []
    run = subprocess.run(
        ["msgfmt", "--no-hash", *options, "-o", folder / "a.mo", folder / "a.po"],
        capture_output=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr.decode()
    return (folder / "a.mo").read_bytes()


def edges(entry: Entry) -> Entry:
    """The entry without line ends at the edges, which msgfmt wants to agree."""

    def bare(text: str) -> str:
        return text.strip("\n") or "x"

    return replace(
        entry,
        source=bare(entry.source),
        plural=None if entry.plural is None else bare(entry.plural),
        translations=tuple(text and bare(text) for text in entry.translations),
        flags=tuple(flag for flag in entry.flags if flag == "fuzzy"),  # formats are checked even without -c
    )


@needs_gettext
@given(catalogs())
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_same_bytes_as_msgfmt(tmp_path: Path, catalog: Catalog) -> None:
    entries = {(edges(e).key): edges(e) for e in catalog.entries}
    catalog = replace(catalog, entries=tuple(entries.values()), obsolete=())
    for use_fuzzy in (False, True):
        assert mo_bytes(catalog, use_fuzzy=use_fuzzy) == msgfmt(catalog, tmp_path, use_fuzzy=use_fuzzy)


def test_creation_date_is_left_out() -> None:
    one = Catalog({"POT-Creation-Date": "2026-01-01 00:00+0000"} | HEADERS, (Entry(None, "a", None, ("b",)),))
    other = replace(one, headers={"POT-Creation-Date": "2027-07-07 07:07+0000"} | HEADERS)
    assert mo_bytes(one) == mo_bytes(other) == mo_bytes(replace(one, headers=HEADERS))


def test_python_reads_it() -> None:
    catalog = Catalog(
        HEADERS,
        (
            Entry(None, "file", None, ("arquivo",)),
            Entry("menu", "file", None, ("Arquivo",)),
            Entry(None, "%d file", "%d files", ("%d arquivo", "%d arquivos")),
            Entry(None, "wait", None, ("espere",), ("fuzzy",)),
            Entry(None, "empty", None, ("",)),
        ),
        (Entry(None, "old", None, ("velho",), obsolete=True),),
    )
    reviewed = gettext.GNUTranslations(io.BytesIO(mo_bytes(catalog)))
    assert reviewed.gettext("file") == "arquivo"
    assert reviewed.pgettext("menu", "file") == "Arquivo"
    assert [reviewed.ngettext("%d file", "%d files", n) for n in (1, 2)] == ["%d arquivo", "%d arquivos"]
    assert [reviewed.gettext(text) for text in ("wait", "empty", "old")] == ["wait", "empty", "old"]
    assert gettext.GNUTranslations(io.BytesIO(mo_bytes(catalog, use_fuzzy=True))).gettext("wait") == "espere"


def test_order_and_line_ends_of_the_po_do_not_count() -> None:
    entries = tuple(Entry(None, text, None, (text.upper(),)) for text in ("b", "a", "é", "aa"))
    one = Catalog(HEADERS, entries)
    crlf = parse_catalog(encode_catalog(replace(one, entries=entries[::-1], newline="\r\n")), "a.po")
    assert mo_bytes(one) == mo_bytes(crlf)


@needs_gettext
def test_a_catalog_in_an_old_charset_says_that_it_is_utf8_now(tmp_path: Path) -> None:
    text = (
        'msgid ""\nmsgstr ""\n"Project-Id-Version:  lamps 1.0\\n"\n"Language: pt\\n"\n'
        '"Content-Type: text/plain; charset=ISO-8859-1\\n"\n\nmsgid "not yet"\nmsgstr "ainda não"\n'
    )
    (tmp_path / "a.po").write_bytes(text.encode("latin-1"))
    subprocess.run(["msgconv", "-t", "UTF-8", "-o", "b.po", "a.po"], cwd=tmp_path, check=True)
    subprocess.run(["msgfmt", "--no-hash", "-o", "b.mo", "b.po"], cwd=tmp_path, check=True)
    built = mo_bytes(parse_catalog(text.encode("latin-1"), "a.po"))
    assert built == (tmp_path / "b.mo").read_bytes()
    assert gettext.GNUTranslations(io.BytesIO(built)).gettext("not yet") == "ainda não"


def test_nothing_in_nothing_out() -> None:
    assert len(mo_bytes(Catalog())) == 28


@needs_gettext
@pytest.mark.slow
def test_a_hundred_thousand_entries(tmp_path: Path) -> None:
    entries = tuple(
        Entry(None, f"Source sentence number {n}.", None, (f"Frase {n}.",), ("fuzzy",) if n % 3 else ())
        for n in range(100_000)
    )
    catalog = Catalog(HEADERS, entries)
    assert mo_bytes(catalog, use_fuzzy=True) == msgfmt(catalog, tmp_path, use_fuzzy=True)


def test_what_msgfmt_alone_can_compile_is_named() -> None:
    catalog = Catalog(
        HEADERS,
        (
            Entry(None, "%<PRIdMAX> lamps", None, ("%<PRIdMAX> luzes",), ("c-format",)),
            Entry(None, "%d lamps", None, ("%Id luzes",), ("c-format",)),
            Entry(None, "%d lamps are on", None, ("%d luzes estão acesas",), ("c-format",)),
            Entry(None, "the sign %<PRIdMAX>", None, ("o sinal %<PRIdMAX>",)),
        ),
    )
    assert [entry.source for entry in system_dependent(catalog)] == ["%<PRIdMAX> lamps", "%d lamps"]
