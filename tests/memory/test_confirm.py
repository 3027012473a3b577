"""Names in near matches, confirmed or refused by the embedded model."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engines import Route, choose_route
from pipeline.memory.match import Recall
from pipeline.memory.recall import Search
from pipeline.model import Origin
from pipeline.translation.texts import TranslationText, prepare_text, translate_prepared

from .samples import PAIR, remember

# old, its translation, new, what must come: a text from the memory, or None where the engine must be taken
NAMES = [
    ("A letter from Weber arrived.", "Chegou uma carta de Weber.", "A letter from Novak arrived.", "Chegou uma carta de Novak."),
    ("The company Siemens hired 40 people.", "A Siemens contratou 40 pessoas.", "The company Bosch hired 55 people.", "A Bosch contratou 55 pessoas."),
    ("We use Firefox every day.", "Usamos o Firefox todos os dias.", "We use Thunderbird every day.", "Usamos o Thunderbird todos os dias."),
    ("She lives in Cuba.", "Ela mora em Cuba.", "She lives in Brazil.", None),
    ("She lives in Angola.", "Ela mora em Angola.", "She lives in Canada.", None),
    ("Yesterday Ana was tired.", "Ontem Ana estava cansada.", "Yesterday Pedro was tired.", None),
    ("Then Bruno became a doctor.", "Depois Bruno virou médico.", "Then Clara became a doctor.", None),
]  # fmt: skip


@pytest.fixture(scope="module")
def route() -> Route:
    return choose_route(PAIR, "bergamot")


@pytest.mark.parametrize(("old", "target", "new", "wanted"), NAMES)
def test_names(route: Route, tmp_path: Path, old: str, target: str, new: str, wanted: str | None) -> None:
    store = remember(tmp_path, [(old, target)])
    search = Search(store, PAIR)
    recall = Recall(lambda question, _: question(search), PAIR, at_least=0.6)
    (candidate,) = translate_prepared([prepare_text(TranslationText(new), "en")], route, recall=recall)
    if wanted is None:
        assert candidate.origin is Origin.MACHINE
        assert [match.kind for match in candidate.matches] == ["near"]
        assert candidate.matches[0].target == target
    else:
        assert (candidate.text, candidate.origin, candidate.remembered) == (wanted, Origin.MEMORY, 1)
    store.close()
