"""What the page says of one entry."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from pipeline.errors import UsageError
from pipeline.glossary import Glossary, Matcher
from pipeline.model import Finding, Severity
from pipeline.report.html import Highlight, Links, PageCatalog, State, page_entry, render_page
from pipeline.report.html.entries import state_of
from pipeline.review.catalog import Entry
from pipeline.review.catalogs import Counts
from pipeline.review.comments import KEPT_FROM_PREVIOUS, signed

PLAIN = Entry(None, "The ferry waits.", translations=("A balsa espera.",))
FUZZY = replace(PLAIN, flags=("fuzzy",))
MT = signed(("mt bergamot en-pt 2.0, confidence 0.40",), PLAIN.translations)


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        (PLAIN, State.REVIEWED),
        (replace(PLAIN, translations=("",)), State.UNTRANSLATED),
        (
            replace(FUZZY, plural="The ferries wait.", translations=("A balsa espera.", "")),
            State.UNTRANSLATED,
        ),
        (replace(FUZZY, notes=MT), State.MACHINE),
        (replace(FUZZY, notes=MT, translations=("A barca espera.",)), State.EDITED),
        (FUZZY, State.EDITED),
        (replace(FUZZY, notes=(KEPT_FROM_PREVIOUS,), previous_source="The ferry waited."), State.CHANGED),
        (replace(FUZZY, previous_source="The ferry waited."), State.CHANGED),  # as msgmerge writes it
    ],
)
def test_states(entry: Entry, state: State) -> None:
    assert state_of(entry) is state


def shown(entry: Entry, *, terms: tuple[tuple[str, str], ...] = (), obsolete: tuple[Entry, ...] = ()):  # type: ignore[no-untyped-def]
    matcher = Matcher(Glossary.from_pairs(terms), "pt_BR", source="en")
    sources = [entry.source] if entry.plural is None else [entry.source, entry.plural]
    return page_entry(
        entry,
        hits=[matcher.find(source) for source in sources],
        findings=(),
        language="pt_BR",
        obsolete={one.key: one for one in obsolete},
    )


def test_terms_are_marked_on_both_sides_inflected_too() -> None:
    entry = replace(PLAIN, source="Two ferries wait.", translations=("Duas balsas esperam.",))
    page = shown(entry, terms=(("ferry", "balsa"),))
    assert page.sources == ((Highlight("Two "), Highlight("ferries", "ferry → balsa"), Highlight(" wait.")),)
    assert page.targets == (
        (Highlight("Duas "), Highlight("balsas", "balsas: ferry"), Highlight(" esperam.")),
    )


def test_confidence_and_notes_without_their_marks() -> None:
    page = shown(replace(FUZZY, notes=(*MT, 'term "a" → "b"', 'term "c" → "d" is missing')))
    assert page.confidence == 0.4
    assert page.notes == ("mt bergamot en-pt 2.0", 'term "c" → "d" is missing')
    assert shown(replace(FUZZY, notes=MT, translations=("Outra.",))).confidence is None


def test_changes_of_the_source_and_since_the_last_review() -> None:
    moved = replace(FUZZY, notes=(KEPT_FROM_PREVIOUS,), previous_source="The ferry sleeps.")
    page = shown(moved)
    assert [piece for piece in page.source_change if piece.change != "same"] == [
        ("gone", "sleeps"),
        ("come", "waits"),
    ]
    assert page.target_change == ()
    before = Entry(None, "The ferry sleeps.", translations=("A balsa dorme.",), obsolete=True)
    afresh = shown(replace(FUZZY, notes=MT, previous_source="The ferry sleeps."), obsolete=(before,))
    assert [p for p in afresh.target_change if p.change != "same"] == [("gone", "dorme"), ("come", "espera")]


@pytest.mark.parametrize(
    ("template", "path", "expected"),
    [
        ("", "locales/pt_BR/a b#.po", "../locales/pt_BR/a%20b%23.po#L{line}"),
        (
            "https://example.org/blob/main/{path}#L{line}",
            "a.po",
            "https://example.org/blob/main/a.po#L{line}",
        ),
        ("vscode://file/{path}:{line}", "a.po", "vscode://file/a.po:{line}"),
    ],
)
def test_links(template: str, path: str, expected: str) -> None:
    assert Links(template, "..").to(path) == expected


def test_a_link_without_a_path_leads_nowhere() -> None:
    with pytest.raises(UsageError, match=r"\{path\}"):
        Links("https://example.org/")


def test_a_finding_names_its_plural_form() -> None:
    entry = replace(PLAIN, source="%d boat", plural="%d boats", translations=("%d barco", "barcos"))
    page = replace(shown(entry), findings=(Finding("printf", Severity.ERROR, "“%d” is missing.", form=1),))
    catalog = PageCatalog("a.po", "a", "pt_BR", "en", Counts(1, 1, 0, 0, 0), (page,))
    text = render_page("x", [catalog], links=Links(), generator="locpipe")
    assert '["error","printf","form 1: “%d” is missing."]' in text


def test_no_text_can_break_out_of_the_page() -> None:
    evil = '</script><script>alert(1)</script><!--data--><img src=x onerror="alert(1)">'
    entry = replace(
        shown(replace(PLAIN, source=evil, translations=(evil,))),
        findings=(Finding("x", Severity.ERROR, evil),),
    )
    catalog = PageCatalog(evil, evil, "pt_BR", "en", Counts(1, 1, 0, 0, 0), (entry,), evil)
    page = render_page(evil, [catalog], links=Links(), generator="locpipe")
    assert page.count("</script>") == 2 and "<img" not in page
    found = re.search(r'id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    assert json.loads(found[1])["entries"][0]["f"] == [evil]
