"""Real documents and pages in pseudo-translation, as a browser shows them: the same structure, every text changed.

Markdown is rendered by cmark-gfm, which is not our parser; headless Chromium reads the result and the HTML pages.
With ``LOCPIPE_TEST_PICTURES=FOLDER`` there are pictures of each, before and after.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.protect.placeables import find_placeables
from tests.report.browser import CHROMIUM, Browser, browser

from .document_readers import github_html
from .real_files import real_files

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PAGES = 10
"""Documents and pages that are tried: the large ones among them, several of each package."""

KEPT = "code, pre, kbd, samp, var, tt, script, style, template, [translate=no], .notranslate"

FROM_SCRIPTS = {"Toggle page navigation"}
"""Texts that a page's own script puts in when it is opened."""

MARKS_NAMES = {"A", "B", "EM", "I", "STRONG"}
"""What marks names inside a sentence: ``<b>Japan</b>`` stays (docs/how-it-works.md, *protect*)."""

LOOK = """(() => {
  const seen = [];
  for (const element of document.querySelectorAll('*')) {
    const own = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join(' ');
    const attributes = [...element.attributes].map(one => one.name).sort().join(' ');
    const value = element.matches('input[type=submit], input[type=button], input[type=reset]') ? element.value : null;
    seen.push({
      tag: element.tagName + ' ' + attributes.split(' ').filter(name => !['lang', 'xml:lang', 'dir'].includes(name)).join(' '),
      address: element.getAttribute('href') ?? element.getAttribute('src') ?? '',
      kept: element.closest('KEPT') !== null,
      shown: element.checkVisibility() || element.tagName === 'TITLE',
      texts: [own, element.alt, element.title, element.placeholder, element.ariaLabel, value].map(text => text ?? ''),
    });
  }
  return seen;
})()""".replace("KEPT", KEPT)


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as running:
        running.size(1000, 1200)
        yield running


def _chosen(kind: str) -> list[Path]:
    """Ten files, evenly over all of that kind that are large enough to have a structure."""
    files = [path for path in real_files(kind) if path.stat().st_size > 4000]
    return files[:: max(1, len(files) // PAGES)][:PAGES]


def _built(files: list[Path], folder: Path) -> list[tuple[Path, Path]]:
    """Translate and build as a user would, with the engine that accents letters; each file and its build."""
    sources = []
    for number, path in enumerate(files):
        source = folder / "site" / "pages" / f"{number}-{path.name}"
        source.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, source)
        sources.append(source)
    base = folder / "dist" / "pl"
    for at in (folder, folder / "site", folder / "site/pages", base, base / "site", base / "site/pages"):
        for path in real_files("looks"):
            place = at / str(path).partition("/package/" if "/package/" in str(path) else "/manual/")[2]
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place)
    names = [source.relative_to(folder).as_posix() for source in sources]
    for command in (
        ["translate", *names, "--from", "en", "--to", "pl", "--engine", "pseudo"],
        ["build", "--use-fuzzy"],
    ):
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *command],
            cwd=folder, env={**os.environ, "HOME": str(folder / "home")}, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    return [(source, base / source.relative_to(folder)) for source in sources]


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_every_text_is_changed_and_nothing_else(kind: str, chromium: Browser, tmp_path: Path) -> None:
    files = _chosen(kind)
    assert len(files) == PAGES
    texts = names = 0
    for source, built in _built(files, tmp_path):
        before, after = _seen(chromium, source), _seen(chromium, built)
        for key in ("tag", "address", "kept"):
            assert [one[key] for one in after] == [one[key] for one in before], (source, key)
        for old, new in zip(before, after, strict=True):
            for text, changed in zip(old["texts"], new["texts"], strict=True):
                if old["kept"] or not old["shown"]:
                    continue
                if _has_words(text):
                    texts += 1
                    if changed == text and text not in FROM_SCRIPTS:
                        assert old["tag"].split()[0] in MARKS_NAMES and _is_name(text), (
                            source,
                            old["tag"],
                            text,
                        )
                        names += 1
    print(f"{kind}: {texts} texts, {names} of them names that stay")
    assert texts > 1000, texts
    assert names < texts / 50, names


def _has_words(text: str) -> bool:
    """Whether something is left of a text without addresses, names, code and words with digits, which stay."""
    for placeable in reversed(find_placeables(text)):
        text = f"{text[: placeable.start]} {text[placeable.end :]}"
    words = [word for word in re.findall(r"\S+", text) if not any(map(str.isdigit, word))]
    return any(map(str.isalpha, "".join(words)))


def _is_name(text: str) -> bool:
    return all(word[0].isupper() for word in text.split())


def _seen(chromium: Browser, path: Path) -> Any:
    page = path
    if path.suffix == ".md":
        page = path.with_name(path.name + ".html")
        page.write_text(
            "<!doctype html><html lang=en><meta charset=utf-8><title>-</title><body>"
            + github_html(path.read_text(encoding="utf-8")),
            encoding="utf-8",
        )
    chromium.open(page)
    if folder := os.environ.get("LOCPIPE_TEST_PICTURES"):
        when = "after" if "dist" in path.parts else "before"
        chromium.picture(Path(folder) / f"{path.name}-{when}.png")
    return chromium.run(LOOK)
