"""The Argos engine with a real, small package (see data/README.md)."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("argostranslate", reason="the extra `argos` is not installed")

from argostranslate import settings as argos_settings
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.engines.argos import BATCH_TOKENS, ArgosEngine, _cut_batches
from pipeline.engines.argos_packages import find_packages
from pipeline.engines.base import Refusal
from pipeline.errors import EngineError
from pipeline.model import LanguagePair

PAIR = LanguagePair("en", "pt_BR")
PACKAGE = Path(__file__).parent / "data" / "mini-en_pb-0_1.argosmodel"
SENTENCES = ["Open the file.", "Save all files", "The server is not running.", "Cancel"]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packages")
    with zipfile.ZipFile(PACKAGE) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def packages(unpacked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A packages folder of Argos with the mini package in it."""
    (tmp_path / "translate-en_pb-0_1").symlink_to(unpacked / "translate-en_pb-0_1")
    monkeypatch.setattr(argos_settings, "package_dirs", [tmp_path])
    return tmp_path


@pytest.fixture
def engine(packages: Path) -> ArgosEngine:
    return ArgosEngine()


def test_finds_the_package_by_our_code(engine: ArgosEngine) -> None:
    assert engine.available() is None
    assert list(engine.pairs()) == [PAIR]
    assert engine.model_id(PAIR) == "en-pb 0.1"


def test_text_is_what_the_library_makes(engine: ArgosEngine, packages: Path) -> None:
    """The library's parameters, one by one as it does, without importing its ``translate``."""
    import ctranslate2

    package = find_packages()[PAIR].package
    translator = ctranslate2.Translator(str(package.package_path / "model"), device="cpu", intra_threads=1)
    for sentence, ours in zip(SENTENCES, engine.translate(SENTENCES, PAIR), strict=True):
        result = translator.translate_batch(
            [package.tokenizer.encode(sentence)],
            replace_unknowns=True,
            max_batch_size=32,
            batch_type="tokens",
            beam_size=4,
            num_hypotheses=1,
            length_penalty=0.2,
            return_scores=True,
        )[0]
        assert ours[0].text == package.tokenizer.decode(result.hypotheses[0]).removeprefix(" ")
    assert "argostranslate.translate" not in sys.modules


def test_hypotheses_are_ordered_and_scored(engine: ArgosEngine) -> None:
    answer = engine.translate(["The file was not found."], PAIR)[0]
    assert len(answer) == 4
    assert len({one.text for one in answer}) > 1
    assert all(one.score is not None and one.score < 0 for one in answer)


def test_threads_do_not_change_the_text(engine: ArgosEngine) -> None:
    many = [f"{text} {number}" for number, text in enumerate(SENTENCES * 6)]
    seen: dict[int, object] = {}
    one = engine.translate_many(many, PAIR, jobs=1)
    two = engine.translate_many(many, PAIR, jobs=2, on_answer=seen.__setitem__)
    assert one == two
    assert [seen[number] for number in range(len(many))] == two
    assert [answer[0].text for answer in engine.translate(many[::-1], PAIR)] == [a[0].text for a in one[::-1]]


def test_sentence_of_two_thousand_tokens(engine: ArgosEngine) -> None:
    text = "Open the file, save the file, close the file, " * 150 + "and cancel."
    answer = engine.translate([text], PAIR)[0]
    assert not isinstance(answer, Refusal)
    assert len(answer[0].text) > 2000  # 30 pieces; the weak test model makes each of them shorter


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_no_text_breaks_it(unpacked: Path, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(argos_settings, "package_dirs", [unpacked])
        answer = ArgosEngine().translate([text, "", "x" * 100_000], PAIR)
    assert len(answer) == 3
    assert answer[1][0].text == ""
    assert answer[2][0].text == "x" * 100_000


def test_broken_neighbours_do_not_break_it(packages: Path) -> None:
    (packages / ".tmp-x").mkdir()
    (packages / "no-metadata").mkdir()
    (packages / "a-file").write_text("", encoding="utf-8")
    for name, metadata in (
        ("bad-json", "{"),
        ("a-list", "[]"),
        ("no-codes", "{}"),
        ("bad-code", json.dumps({"from_code": "en", "to_code": "not a code"})),
        ("no-tokenizer", json.dumps({"from_code": "en", "to_code": "de"})),
        ("sbd", json.dumps({"from_code": "en", "to_code": "fr", "type": "sbd"})),
    ):
        (packages / name / "model").mkdir(parents=True)
        (packages / name / "model" / "model.bin").write_bytes(b"x")
        (packages / name / "metadata.json").write_text(metadata, encoding="utf-8")
    half = packages / "half"
    half.mkdir()
    (half / "metadata.json").write_text(json.dumps({"from_code": "en", "to_code": "es"}), encoding="utf-8")
    assert list(find_packages()) == [PAIR]


def test_newest_version_of_a_pair_is_used(packages: Path, unpacked: Path) -> None:
    for version in ("0.9", "0.10"):
        folder = packages / f"translate-en_pb-{version}"
        folder.mkdir()
        for item in (unpacked / "translate-en_pb-0_1").iterdir():
            if item.name != "metadata.json":
                (folder / item.name).symlink_to(item)
        metadata = json.loads((unpacked / "translate-en_pb-0_1" / "metadata.json").read_text("utf-8"))
        metadata["package_version"] = version
        (folder / "metadata.json").write_text(json.dumps(metadata), encoding="utf-8")
    assert find_packages()[PAIR].name == "en-pb 0.10"


def test_damaged_model_is_an_error_that_names_it(packages: Path, unpacked: Path) -> None:
    folder = packages / "translate-en_pb-0_2"
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(b"not a model")
    (folder / "sentencepiece.model").symlink_to(unpacked / "translate-en_pb-0_1" / "sentencepiece.model")
    (folder / "metadata.json").write_text(
        json.dumps({"from_code": "en", "to_code": "de", "package_version": "0.2"}), encoding="utf-8"
    )
    with pytest.raises(EngineError, match=r"en-de 0\.2 in .* cannot be loaded"):
        ArgosEngine().translate(["a"], LanguagePair("en", "de"))


def test_without_the_library_it_says_how(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pipeline.engines.argos_packages.importlib.util.find_spec",
        lambda name: None if name == "argostranslate" else object(),
    )
    engine = ArgosEngine()
    assert list(engine.pairs()) == []
    assert "pip install --no-deps argostranslate" in (engine.available() or "")


def test_without_a_package_it_says_how(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(argos_settings, "package_dirs", [tmp_path, tmp_path / "missing"])
    assert "No Argos package is installed" in (ArgosEngine().available() or "")


@given(st.lists(st.integers(0, 200)))
def test_batches_hold_every_piece_once(lengths: list[int]) -> None:
    batches = _cut_batches(lengths)
    assert sorted(number for batch in batches for number in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[number] for number in batch) <= BATCH_TOKENS
        assert len({lengths[number] for number in batch}) == 1


@pytest.mark.parametrize("load", [0.0, 100.0])
def test_threads_are_tried_on_this_machine(
    engine: ArgosEngine, monkeypatch: pytest.MonkeyPatch, load: float
) -> None:
    monkeypatch.setattr("os.getloadavg", lambda: (load, load, load))
    before = engine.translate_many(SENTENCES, PAIR, jobs=2)
    found = engine.probe_threads(SENTENCES, PAIR, 2)
    assert found == (2, 1) if load else found in {(2, 1), (1, 2)}
    assert engine.probe_threads(SENTENCES, PAIR, 1) == (1, 1)
    engine._threads[PAIR] = {2: (1, 2)}
    assert engine.translate_many(SENTENCES, PAIR, jobs=2) == before
