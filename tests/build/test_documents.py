"""Which text a unit of a localized document gets."""

from __future__ import annotations

from pathlib import Path

from pipeline.build.documents import choose_texts
from pipeline.build.output import document_output, mo_output
from pipeline.model import Document, Unit
from pipeline.review.catalog import Catalog, Entry

UNITS = (
    Unit("reviewed", 1),
    Unit("fuzzy", 2),
    Unit("empty", 3),
    Unit("missing", 4),
    Unit("reviewed", 5),
    Unit("reviewed", 6, context="menu"),
    Unit("%d file", 7, plural="%d files"),
    Unit("half", 8, plural="halves"),
    Unit("changed", 9, plural="since"),
)
CATALOG = Catalog(
    entries=(
        Entry(None, "reviewed", None, ("Revisado",)),
        Entry(None, "fuzzy", None, ("Máquina",), ("fuzzy",)),
        Entry(None, "empty", None, ("",)),
        Entry(None, "%d file", "%d files", ("%d arquivo", "%d arquivos")),
        Entry(None, "half", "halves", ("metade", "")),
        Entry(None, "changed", None, ("sem plural",)),
    ),
    obsolete=(Entry(None, "missing", None, ("obsoleto",), obsolete=True),),
)
DOCUMENT = Document(path="a.md", format="markdown", units=UNITS)


def test_reviewed_text_or_the_source() -> None:
    chosen = choose_texts(CATALOG, DOCUMENT)
    assert chosen.translations == ("Revisado", None, None, None, "Revisado", None, "%d arquivo", None, None)
    assert chosen.forms[6] == ("%d arquivo", "%d arquivos")
    assert (chosen.reviewed, chosen.fuzzy, chosen.fallback) == (3, 0, 6)


def test_use_fuzzy() -> None:
    chosen = choose_texts(CATALOG, DOCUMENT, use_fuzzy=True)
    assert chosen.translations[:3] == ("Revisado", "Máquina", None)
    assert (chosen.reviewed, chosen.fuzzy, chosen.fallback) == (3, 1, 5)


def test_no_catalog_is_all_source() -> None:
    chosen = choose_texts(None, DOCUMENT)
    assert set(chosen.translations) == {None}
    assert chosen.fallback == len(UNITS)


def test_outputs_stay_inside() -> None:
    out = Path("dist")
    assert document_output(out, "pt_BR", "articles/a.md") == Path("dist/pt_BR/articles/a.md")
    assert document_output(out, "pt_BR", "../../etc/a.md") == Path("dist/pt_BR/etc/a.md")
    assert document_output(out, "pt_BR", "/etc/a.md") == Path("dist/pt_BR/etc/a.md")
    assert mo_output(out, "pt_BR", "articles/a") == Path("dist/pt_BR/LC_MESSAGES/articles/a.mo")
