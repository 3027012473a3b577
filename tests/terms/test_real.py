"""Terms through the real engine, on sentences of our own: every term arrives, with an article that fits."""

from __future__ import annotations

import pytest

import pipeline
from pipeline.model import Candidate

# source, source term, target, what must stand in the translation (None: only the term)
SENTENCES = [
    ("The factory opened a new assembly line last week.", "assembly line", "esteira de montagem", "uma nova esteira|uma esteira|a nova esteira"),
    ("Please insert the graphics card into the slot.", "graphics card", "aceleradora gráfica", "a aceleradora gráfica"),
    ("The graphics card is too long for this case.", "graphics card", "aceleradora gráfica", "A aceleradora gráfica"),
    ("She bought two graphics cards for the server.", "graphics cards", "aceleradoras gráficas", "duas aceleradoras gráficas"),
    ("The cooling system failed during the night.", "cooling system", "arrefecimento", "O arrefecimento"),
    ("He repaired the screen of the tablet.", "screen", "visor", "o visor"),
    ("The battery of the phone lasts two days.", "battery", "pilha", "A pilha"),
    ("We saw the plant from the highway.", "plant", "usina", "a usina"),
    ("The plants were closed for a month.", "plants", "usinas", "As usinas"),
    ("A draft of the law was published on Friday.", "draft", "minuta", "minuta"),
    ("The drafts were discussed in the evening.", "drafts", "minutas", "As minutas"),
    ("The company sells chips to car makers.", "chips", "microcircuitos", None),
    ("The chip is smaller than a coin.", "chip", "microcircuito", "O microcircuito"),
    ("Engineers tested the bridge with heavy trucks.", "bridge", "passarela", "a passarela"),
    ("The mayor wrote a letter to the workers.", "letter", "missiva", "uma missiva"),
    ("The letters arrived too late.", "letters", "missivas", "As missivas"),
    ("The user must confirm the order.", "order", "encomenda", "a encomenda"),
    ("Open the settings and choose a language.", "settings", "preferências", "as preferências"),
    ("Click the button to save the file.", "file", "ficheiro", "o ficheiro"),
    ("All files in the folder will be deleted.", "files", "ficheiros", "os ficheiros"),
    ("The mouse does not work on this table.", "mouse", "rato", "O rato"),
    ("The team trained a large model in three weeks.", "model", "rede", "rede"),
    ("Training data is expensive.", "training data", "dados de treino", "Dados de treino"),
    ("The price of memory has doubled.", "memory", "RAM", None),
    ("The driver of the printer is out of date.", "driver", "controlador", "O controlador"),
    ("He forgot the password of the account.", "password", "senha de acesso", "a senha de acesso"),
    ("The report describes the shortage of engineers.", "shortage", "carência", "a carência"),
    ("The foundry will build a second clean room.", "clean room", "sala limpa", "uma segunda sala limpa"),
    ("This feature is not available in your country.", "feature", "funcionalidade", "Esta funcionalidade"),
    ("Several features were removed.", "features", "funcionalidades", "funcionalidades"),
    ("The yield of the process is below forty percent.", "yield", "rendimento", "O rendimento"),
    ("The server answers with the status {code} and a message.", "message", "mensagem de texto", "uma mensagem de texto"),
    ("Read <b>the warning</b> before you start.", "warning", "advertência", "advertência"),
    ("Send the invoice to billing@example.org today.", "invoice", "nota fiscal", "a nota fiscal"),
]  # fmt: skip


@pytest.fixture(scope="module")
def candidates() -> list[Candidate]:
    glossaries = [
        pipeline.Glossary.from_pairs([(source, target)], source="en", target="pt_BR")
        for _, source, target, _ in SENTENCES
    ]
    return pipeline.translate([text for text, *_ in SENTENCES], "en", "pt_BR", glossary=glossaries, jobs=1)


@pytest.mark.slow
def test_every_term_arrives(candidates: list[Candidate]) -> None:
    missing = [
        (text, candidate.text)
        for (text, _, target, _), candidate in zip(SENTENCES, candidates, strict=True)
        if target.casefold() not in candidate.text.casefold() or candidate.unmet or not candidate.satisfied
    ]
    assert missing == []
    assert sum(candidate.calls for candidate in candidates) <= 2.6 * len(SENTENCES)


@pytest.mark.slow
@pytest.mark.parametrize("index", range(len(SENTENCES)), ids=lambda i: SENTENCES[i][2])
def test_the_word_before_it_agrees(candidates: list[Candidate], index: int) -> None:
    expected = SENTENCES[index][3]
    if expected is not None:
        assert any(form in candidates[index].text for form in expected.split("|")), candidates[index].text


@pytest.mark.slow
def test_placeables_arrive_beside_terms(candidates: list[Candidate]) -> None:
    texts = "\n".join(candidate.text for candidate in candidates)
    assert all(texts.count(span) == 1 for span in ("{code}", "<b>", "</b>", "billing@example.org"))
