"""Apertium with Debian's real pairs, where they are installed (CI installs them)."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from pipeline.engines import apertium
from pipeline.engines.apertium import BATCH, ApertiumEngine, _pair_of
from pipeline.engines.base import Refusal, ScalableEngine
from pipeline.errors import EngineError
from pipeline.model import LanguagePair

SPANISH = LanguagePair("en", "es")
CATALAN = LanguagePair("en", "ca")


@pytest.fixture(scope="module")
def engine() -> ApertiumEngine:
    engine = ApertiumEngine()
    if engine.available() is not None or not {SPANISH, CATALAN} <= set(engine.pairs()):
        pytest.skip("needs Debian's apertium, apertium-eng-spa and apertium-eng-cat")
    return engine


@pytest.mark.parametrize(
    ("mode", "pair"),
    [
        ("eng-spa", ("en", "es")),
        ("en-gl", ("en", "gl")),
        ("es-pt_BR", ("es", "pt_BR")),
        ("spa-eng_US", ("es", "en_US")),
        ("eng-cat_valencia", ("en", "ca@valencia")),
        ("eng-cat_iec2017", None),
        ("eng-cat_valencia_uni", None),
        ("nob-nno_e", None),
        ("spa-cat-biltrans", None),
        ("xqz-eng", None),
    ],
)
def test_modes_are_pairs_of_locales(mode: str, pair: tuple[str, str] | None) -> None:
    assert _pair_of(mode) == pair


def test_translates_each_sentence_for_itself(engine: ApertiumEngine) -> None:
    sentences = ["The cat sleeps.", "", "Nothing to save", " \t ", "Save the file.\nThen close it."]
    answers = engine.translate(sentences, SPANISH)
    texts = [answer[0].text for answer in answers]
    assert texts[1] == texts[3] == ""
    assert "guardar" in texts[2].lower() or "salvar" in texts[2].lower()
    assert all("\n" not in text for text in texts)
    assert texts[0] == engine.translate(sentences[:1], SPANISH)[0][0].text
    assert isinstance(engine, ScalableEngine)


def test_batches_do_not_change_the_text(engine: ApertiumEngine) -> None:
    sentences = [f"We opened door {number}, and the dog was there" for number in range(BATCH + 3)]
    seen: list[tuple[int, object]] = []
    many = engine.translate_many(
        sentences, CATALAN, jobs=2, on_answer=lambda number, answer: seen.append((number, answer))
    )
    assert seen == list(enumerate(many))
    assert many[BATCH] == engine.translate([sentences[BATCH]], CATALAN)[0]
    assert all(str(number) in answer[0].text for number, answer in enumerate(many))


def test_marks_of_unknown_words_are_off(engine: ApertiumEngine) -> None:
    (answer,) = engine.translate(["The florbix is on the table."], SPANISH)
    assert "florbix" in answer[0].text
    assert not set("*#@") & set(answer[0].text)


@pytest.mark.parametrize(
    "text", ["^a/b<n>$ [x] {y}", "漢字 😀 Đường", "@user #tag", "a\\b ~ [", "X-1 990001 Xq1", "z" * 5000]
)
def test_hostile_text_gets_an_answer(engine: ApertiumEngine, text: str) -> None:
    before, answer, after = engine.translate(["One.", text, "Two."], SPANISH)
    assert before[0].text and after[0].text
    assert not isinstance(answer, Refusal) and answer[0].text


def test_a_sentence_that_upsets_the_order_is_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def swallow(mode: object, sentences: list[str]) -> list[str]:
        return [text.upper() for text in sentences if text != "bad"]

    monkeypatch.setattr(apertium, "_run", swallow)
    monkeypatch.setattr(apertium, "find_modes", lambda: {SPANISH: apertium.Mode("eng-spa", SPANISH, None)})
    answers = ApertiumEngine().translate(["a", "", "bad", "b", "c"], SPANISH)
    assert [answer[0].text if answer else None for answer in answers] == ["A", "", None, "B", "C"]
    assert isinstance(answers[2], Refusal)


def test_without_the_command_it_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    engine = ApertiumEngine()
    assert list(engine.pairs()) == []
    assert "apt-get install apertium" in (engine.available() or "")


def test_a_failing_command_is_an_error(engine: ApertiumEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], 1, b"", b"Error: no such mode\n")

    engine.pairs()
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(EngineError, match="eng-spa failed: Error: no such mode"):
        engine.translate(["a"], SPANISH)


def test_the_model_is_named_with_its_version(engine: ApertiumEngine) -> None:
    name, version = engine.model_id(SPANISH).split(" ")
    assert name == "eng-spa"
    assert any(map(str.isdigit, version))


@pytest.mark.parametrize(
    ("source", "text", "tidy"),
    [
        ("It works.", "#Funcionar @works .", "Funcionar works."),
        ("China's AI, too", "China  AI , también", "China AI, también"),
        ("Tag #one  two :", "Etiqueta #uno  dos :", "Etiqueta #uno  dos :"),
        ("Use .NET now", "Use .NET ahora", "Use .NET ahora"),
    ],
)
def test_what_dropped_words_leave_behind(source: str, text: str, tidy: str) -> None:
    assert apertium._tidy(source, text) == tidy
