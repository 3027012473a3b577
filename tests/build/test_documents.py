"""Which text a unit of a localized document gets."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.build.documents import choose_texts, render_chosen
from pipeline.build.output import document_output, mo_output
from pipeline.errors import DocumentError
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
    assert chosen.translations == (
        "Revisado", None, None, None, "Revisado", None, ("%d arquivo", "%d arquivos"), None, None,
    )  # fmt: skip
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


def test_guilty_texts_are_found_with_few_renderings() -> None:
    units = tuple(Unit(f"text {number}", number) for number in range(200))
    document = Document(path="a.md", format="markdown", units=units)
    guilty = {3, 4, 120}
    catalog = Catalog(
        entries=tuple(
            Entry(None, unit.text, None, ("BAD" if unit.line in guilty else "ok",),
                  ("fuzzy",) if unit.line == 4 else ())
            for unit in units
        )
    )  # fmt: skip
    calls: list[int] = []

    def render(texts: Sequence[str | None]) -> bytes:
        calls.append(1)
        if "BAD" in texts:
            raise DocumentError("no", "a.md")
        return "\n".join(text or "-" for text in texts).encode()

    chosen = choose_texts(catalog, document, use_fuzzy=True)
    data, left, refused = render_chosen(render, document, chosen)
    assert [one.unit for one in refused] == sorted(guilty)
    assert data == render(left.translations)
    assert (left.reviewed, left.fuzzy, left.fallback) == (197, 0, 3)
    assert len(calls) < 60
    calls.clear()
    assert render_chosen(render, document, left) == (data, left, [])
    assert len(calls) == 1
