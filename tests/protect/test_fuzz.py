"""Law: nothing that must survive is lost, doubled or left behind a token, whatever the text and the engine.

20,000 generated texts through pseudo-localization and 2,000 short ones through the real engine: every kind of
placeable, nested tags, scripts from right to left and without spaces, emoji, combining marks, NUL.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.engines.bergamot import BergamotEngine
from pipeline.engines.pseudo import PseudoEngine
from pipeline.engines.route import Leg, Route
from pipeline.model import Candidate, LanguagePair, TermHit, TermStatus
from pipeline.protect.masks import SHAPES, hide, restore
from pipeline.protect.placeables import find_placeables
from pipeline.translation import TranslationText, translate_texts
from pipeline.translation.texts import prepare_text

TOKEN_LIKE = re.compile(r"\b99\d{4}\b|\bX-\d+\b|\bTERM\d+\b|\bXq\d+\b|\bX\d+X\b")
"""What a leftover token looks like, said apart from the check that the product has for it."""

PAIR = LanguagePair("en", "pt_BR")
BATCH = 20
"""Texts translated together: ladders are climbed a batch at a time."""

PLACEABLES = (
    "%s", "%d", "%1$s", "%(name)s", "%5.2f", "%%", "{name}", "{0}", "{{ user }}", "${HOME}", "{% if x %}", "%{count}",
    "$USER", "%PATH%", "<b>", "</b>", "<br/>", '<a href="x">', "</a>", "<1>", "</1>", "<!-- note -->", "**", "*",
    "[text](https://e.org/a_(b))", "![alt](i.png)", "&amp;", "&#233;", "https://example.org/a?b=c&d=1", "www.example.org",
    "me@example.org", "/usr/bin/env", "C:\\Temp\\x.txt", "report.pdf", "--verbose", "`a b`", "set_value()", "snake_case",
    "Ctrl+S", "0xFF", "#ff00aa", "iPhone 15 Pro", "Vidu Q3", "H20", "OpenVINO", "3.5 kg", "160 km/h", "10:30", "v1.2.3",
    "192.168.0.1", "1920x1080", "50%", "{n, plural, one {# file} other {# files}}", "{g, select, male {he} other {they}}",
    "\\n", "&File", "_Open", "LNUM_ABC",
)  # fmt: skip
OTHER = (
    " ", " ", " ", " ", "\n", "\t", "\r\n", ". ", "? ", ", ", ": ", "(", ")", '"', "“", "”", "'", "’", "—", "…",
    "the", "file", "Save", "museum", "open", "a", "new", "chips", "Lisbon", "Xq1", "990001", "[1]", "X-1", "TERM1", "X1X",
    "مرحبا", "שלום", "\u200f", "\u202e", "字", "漢字かな", "ไทย", "한국어", "é", "e\u0301", "\u0301", "\u0e33", "🙂", "👩\u200d💻",
    "🇧🇷", "\x00", "\x07", "\u00a0", "\u200b", "\ufeff", "\ue000", "\ue001", "ß", "İ", "ﬁ", "12", "1,000.5", "-", "#", "%", "{", "}",
)  # fmt: skip
pieces = st.sampled_from(PLACEABLES) | st.sampled_from(OTHER) | st.text(max_size=3)
texts = st.lists(pieces, min_size=1, max_size=12).map("".join)
short_texts = st.lists(st.sampled_from(PLACEABLES) | st.sampled_from(OTHER), min_size=1, max_size=6).map(
    " ".join
)
"""Mostly single-sentence strings, as interfaces have them: quick for the real engine."""

quick = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)


@pytest.fixture(scope="module")
def pseudo() -> Iterator[Route]:
    with Route(PAIR, [Leg(PseudoEngine(), PAIR, PAIR)]) as route:
        yield route


@pytest.fixture(scope="module")
def real() -> Iterator[Route]:
    with Route(PAIR, [Leg(BergamotEngine(), PAIR, PAIR)]) as route:
        yield route


def check_hiding(text: str) -> None:
    placeables = find_placeables(text)
    assert all(text[p.start : p.end] == p.text for p in placeables)
    for shape in SHAPES.values():
        hidden = hide(text, placeables, [shape] * len(placeables))
        assert restore(hidden.text, hidden.masks) == text


def check_candidate(text: str, candidate: Candidate) -> None:
    """What is written holds every placeable as often as the source, and no token that the source has not."""
    if not candidate.text:
        assert candidate.findings or not text
        return
    if candidate.text == text:
        return
    plan = prepare_text(TranslationText(text), PAIR.source)
    written = candidate.text
    source = plan.working
    if plan.width:  # wrapped again: a line may end where a placeable has a space
        source, written = (re.sub(r"[ \n]+", " ", one) for one in (source, written))
    for value, needed in Counter(p.text for p in plan.placeables).items():
        assert needed <= written.count(value), f"{value!r} is lost: {written!r}"
    names = {p.text for p in plan.placeables if p.kind == "name"}
    for value in {p.text for p in plan.placeables} - names:
        assert written.count(value) <= source.count(value), f"{value!r} is doubled: {written!r}"
    for token in set(TOKEN_LIKE.findall(candidate.text)):
        assert candidate.text.count(token) <= max(1, text.count(token)) and token in text, candidate.text
    assert "\ue000" not in candidate.text or "\ue000" in text


def with_terms(text: str, random: Random) -> TranslationText:
    """The text with a required term on one of its plain words, now and then."""
    at = text.find("chips")
    if at < 0 or random.random() < 0.5 or any(p.start < at + 5 and at < p.end for p in find_placeables(text)):
        return TranslationText(text)
    return TranslationText(
        text, terms=(TermHit(at, at + 5, "chips", "chips", "circuitos", TermStatus.PREFERRED),)
    )


def check_batch(batch: Sequence[str], route: Route) -> None:
    random = Random(len("".join(batch)))
    asked = [with_terms(text, random) for text in batch]
    for text, candidate in zip(batch, translate_texts(asked, route, jobs=1), strict=True):
        check_hiding(text)
        check_candidate(text, candidate)


@pytest.mark.slow
@settings(quick, max_examples=1000)
@given(batch=st.lists(texts, min_size=BATCH, max_size=BATCH))
def test_pseudo(pseudo: Route, batch: list[str]) -> None:
    check_batch(batch, pseudo)


@pytest.mark.slow
@settings(quick, max_examples=100)
@given(batch=st.lists(short_texts, min_size=BATCH, max_size=BATCH))
def test_real(real: Route, batch: list[str]) -> None:
    check_batch(batch, real)
