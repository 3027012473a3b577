"""The review page in headless Chromium: what a reader clicks and presses, no network, no barrier."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.cli.app import main

from .browser import CHROMIUM, Browser, browser
from .samples import write_project

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / ".venv/node_modules/axe-core/axe.min.js"
ENTRIES = 5000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a project with 5,000 entries."""
    root = tmp_path_factory.mktemp("voyages")
    write_project(root, ENTRIES)
    before = Path.cwd()
    os.chdir(root)
    try:
        with pytest.raises(SystemExit) as stopped:
            main(["report", "--quiet"])
    finally:
        os.chdir(before)
    assert not stopped.value.code
    return root / "dist/report.html"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory, page: Path) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        running.size(1280, 900)
        yield running
        assert {address.partition("#")[0] for address in running.requests} == {page.absolute().as_uri()}
        assert running.complaints == []


@pytest.fixture
def opened(chromium: Browser, page: Path) -> Browser:
    chromium.size(1280, 900)
    chromium.open(page)
    chromium.until("document.documentElement.dataset.ready === 'yes'")
    return chromium


def count(chromium: Browser) -> str:
    return str(chromium.run("document.getElementById('count').textContent"))


def choose(chromium: Browser, field: str, value: str) -> None:
    """Choose in a list, as the reader's mouse would: headless Chromium draws no menu."""
    chromium.run(
        f"(() => {{ const s = document.getElementById('{field}'); s.value = '{value}';"
        "s.dispatchEvent(new Event('input', {bubbles: true})); })()"
    )


def shown(chromium: Browser, what: str) -> list[str]:
    """The texts of a part of the entries that are drawn."""
    return list(chromium.run(f"[...document.querySelectorAll('article {what}')].map((e) => e.textContent)"))


def test_a_reviewers_way_through_the_page(opened: Browser, page: Path) -> None:
    assert count(opened) == "5,000 entries"
    choose(opened, "language", "pt_BR")
    opened.until("document.getElementById('count').textContent.startsWith('2,500 entries of')")

    opened.click("#states input[value=machine]")
    opened.until("[...document.querySelectorAll('article')].every((e) => e.className === 'machine')")
    opened.click("h1")
    opened.press("/")
    assert opened.run("document.activeElement.id") == "q"
    opened.type("Maré SINGLE-NOT-THERE")
    opened.until("document.querySelector('.empty') !== null")
    opened.run("document.getElementById('q').value = ''")
    opened.type("mare")  # without its accent
    opened.until("document.querySelector('article') !== null")
    assert all("maré" in text for text in shown(opened, ".texts > div:nth-child(2)"))

    opened.press("Escape", "j", "j")
    first = opened.run("document.activeElement.id")
    opened.press("j")
    second = opened.run("document.activeElement.id")
    opened.press("k")
    assert first != second and opened.run("document.activeElement.id") == first
    link = opened.run("document.activeElement.querySelector('a.place').getAttribute('href')")
    path, _, line = link.partition("#L")
    catalog = (page.parent / path).read_text(encoding="utf-8").splitlines()
    source = opened.run("document.activeElement.querySelector('.texts .text').textContent")
    assert catalog[int(line) - 1] == f'msgid "{source}"'

    address = opened.run("location.hash")
    assert "language=pt_BR" in address and "q=mare" in address and "state=machine" in address
    said = count(opened)
    opened.reload()
    opened.until("document.documentElement.dataset.ready === 'yes'")
    opened.until(f"document.getElementById('count').textContent === {json.dumps(said)}")
    opened.click("#reset")
    opened.until("document.getElementById('count').textContent === '5,000 entries'")


def test_order_findings_and_the_table_lead_to_entries(opened: Browser) -> None:
    choose(opened, "order", "worst")
    opened.until("document.querySelector('article .head').textContent.includes('confidence')")
    numbers = opened.run(
        "[...document.querySelectorAll('article .head')].map((e) => parseFloat((e.textContent.match(/confidence ([\\d.]+)/) || [])[1]))"
    )
    known = [number for number in numbers if number is not None]
    assert len(known) > 50 and known == sorted(known)
    opened.click('.rules [data-show="findings=rule%3Anumbers"]')
    opened.until("document.querySelectorAll('article').length > 0")
    assert all("numbers: " in text for text in shown(opened, ".extra"))
    opened.click("tbody tr:nth-child(13) button")
    opened.until("document.getElementById('count').textContent === '250 entries of 5,000'")
    assert all("pt_BR/LC_MESSAGES/voyages/part-03.po" in text for text in shown(opened, ".place"))
    assert opened.run("document.activeElement.id") == "entries"


def test_changes_terms_and_states_can_be_seen(opened: Browser) -> None:
    opened.click("#changes")
    opened.until("document.getElementById('count').textContent.includes(' of 5,000')")
    states = set(opened.run("[...document.querySelectorAll('article')].map((e) => e.className)"))
    assert states == {"changed", "machine"}
    assert "This" in shown(opened, "del") and "The" in shown(opened, "ins")
    opened.click("#reset")
    opened.until("document.querySelectorAll('article').length > 0")
    assert "Nordlys" in shown(opened, "mark")
    assert opened.run("document.querySelector('article .texts > div:nth-child(2)').lang") == "es"


def test_everything_is_drawn_in_the_end_and_on_paper(opened: Browser) -> None:
    opened.until(f"document.querySelectorAll('article').length === {ENTRIES}")
    opened.run("location.hash = '#state=untranslated&language=es'")
    opened.until("document.getElementById('count').textContent.includes(' of 5,000')")
    paper = opened.paper()
    assert paper.startswith(b"%PDF") and len(paper) > 50_000


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: make axe")
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_barrier(opened: Browser, width: int, dark: bool) -> None:
    opened.size(width, 900, dark=dark)
    # every kind of entry, but not thousands of them
    opened.run("location.hash = '#document=voyages%2Fpart-03.md&language=pt_BR&q=balsa'")
    opened.until("document.querySelector('article ins, article mark') !== null")
    opened.run(AXE.read_text(encoding="utf-8"))
    found = opened.run(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) => "
        "[v.impact, v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary]))"
    )
    assert [one for one in found if one[0] in ("serious", "critical")] == []
    assert opened.run("document.documentElement.scrollWidth <= innerWidth"), (
        "the page is wider than the window"
    )
