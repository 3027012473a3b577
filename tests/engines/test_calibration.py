"""Which tokens survive in a model: measured, ranked, kept where it belongs, and used by protection."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.engines.bergamot import BergamotEngine
from pipeline.engines.calibration import calibrate, calibration_of, kept_calibration, measure
from pipeline.engines.models.receipt import CALIBRATION, NAME
from pipeline.engines.route import Leg, Route
from pipeline.model import Hypotheses, Hypothesis, LanguagePair, Placeable
from pipeline.protect.masks import DEFAULT_RANKING, SHAPES, USUAL, rank_by

PAIR = LanguagePair("en", "vi")


class Breaking:
    """Copies its input, but for tokens that begin as in ``breaks``; counts the strings it was asked for."""

    name = "breaking"

    def __init__(self, folder: Path | None, breaks: str = "99") -> None:
        self.folder, self.breaks, self.asked = folder, breaks, 0

    def available(self) -> str | None:
        return None

    def pairs(self) -> list[LanguagePair]:
        return [PAIR]

    def model_id(self, pair: LanguagePair) -> str:
        return "breaking 1/0"

    def model_folder(self, pair: LanguagePair) -> Path | None:
        return self.folder

    def translate(self, sentences: Sequence[str], pair: LanguagePair) -> list[Hypotheses]:
        self.asked += len(sentences)
        return [(Hypothesis(text.replace(self.breaks, "98")),) for text in sentences]

    def close(self) -> None:
        """Nothing to free."""


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LOCPIPE_MODELS", str(tmp_path / "models"))
    return tmp_path / "models"


def test_what_breaks_is_tried_last() -> None:
    found = measure(Breaking(None), PAIR)
    assert found.rates == {name: float(name != "digits") for name in SHAPES}
    assert (found.sentences, found.language) == (36, "en")
    assert found.rankings.plain == ("dashed", "word", "bracket", "name", "digits")
    assert found.rankings.shape_of(Placeable(0, 1, "%s", "printf"), 0).name == "dashed"


@pytest.mark.parametrize(
    ("rates", "plain"),
    [
        (dict.fromkeys(SHAPES, 1.0), DEFAULT_RANKING),
        ({name: 0.96 if name == "digits" else 1.0 for name in SHAPES}, DEFAULT_RANKING),
        ({"digits": 0.5, "dashed": 0.9, "word": 0.2}, ("dashed", "digits", "word", "bracket", "name")),
        ({}, DEFAULT_RANKING),
    ],
)
def test_ranking(rates: dict[str, float], plain: tuple[str, ...]) -> None:
    assert rank_by(rates).plain == plain


def test_beside_a_model_of_ours(tmp_path: Path) -> None:
    (tmp_path / NAME).write_text("{}")
    engine = Breaking(tmp_path)
    first = calibration_of(engine, PAIR)
    asked = engine.asked
    assert (tmp_path / CALIBRATION).is_file()
    assert (calibration_of(engine, PAIR), engine.asked) == (first, asked)
    calibrate(engine, PAIR)
    assert engine.asked == 2 * asked


def test_not_beside_that_of_another_program(tmp_path: Path, data_folder: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "model.bin").write_bytes(b"x")
    calibration_of(Breaking(theirs), PAIR)
    assert [path.name for path in theirs.iterdir()] == ["model.bin"]
    (kept,) = (data_folder / "calibration").iterdir()
    assert kept.name.startswith("breaking-breaking_1_0-")
    (theirs / "model.bin").write_bytes(b"another")
    assert kept_calibration(Breaking(theirs), PAIR) is None


@pytest.mark.parametrize("content", ["", "[]", '{"probe": "old"}', '{"rates": 1}'])
def test_what_cannot_be_read_is_measured_again(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text("{}")
    (tmp_path / CALIBRATION).write_text(content)
    assert calibration_of(Breaking(tmp_path), PAIR) is not None
    assert json.loads((tmp_path / CALIBRATION).read_text())["sentences"] == 36


def test_the_models_that_are_carried_along_are_known() -> None:
    """Fails when the models, the shapes or the sentences changed: ``make calibrate``."""
    engine = BergamotEngine()
    for pair in engine.pairs():
        found = kept_calibration(engine, pair)
        assert found is not None
        assert found.language == pair.source.partition("_")[0]
        assert max(found.rates.values()) > 0.95


def test_two_steps_keep_what_both_keep() -> None:
    def leg(breaks: str) -> Leg:
        return Leg(Breaking(None, breaks), PAIR, PAIR)

    class Other(Breaking):
        name = "other"

    route = Route(PAIR, [leg("99"), Leg(Other(None, "X-"), PAIR, PAIR)])
    assert set(route.rankings.plain[-2:]) == {"digits", "dashed"}
    assert set(route.rankings.term[:2]) == {"name", "word"}


def test_a_plugin_is_not_measured_unless_it_says_where_its_models_are() -> None:
    class Plain:
        name = "plain"
        model_id = Breaking.model_id

    assert Route(PAIR, [Leg(Plain(), PAIR, PAIR)]).rankings is USUAL  # type: ignore[arg-type]
