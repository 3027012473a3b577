"""What is found in a memory: the same text, the most similar one, and in which order."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from rapidfuzz import fuzz

from pipeline.memory.feed import add_records, set_origin
from pipeline.memory.records import Record
from pipeline.memory.store import CATALOG, IMPORT
from pipeline.model import LanguagePair

from .samples import PAIR, remember, search_in


def test_the_same_text(tmp_path: Path) -> None:
    search = search_in(remember(tmp_path, [("Save", "Salvar"), ("save", "salvar"), ("Open", "Abrir")]))
    assert [one.targets for one in search.same("Save")] == [("Salvar",)]
    assert search.same("SAVE") == search.same("") == search.same("Save ") == search.same("\ud800") == []


def test_the_commonest_translation_first(tmp_path: Path) -> None:
    store = remember(tmp_path, [Record("Save", ("Poupar",), "bank"), Record("Save", ("Salvar",), "menu")])
    with store.transaction():
        origin = set_origin(store, CATALOG, "b.po", "pt_BR", "b.md", (0, 0, ""))
        add_records(store, origin, [(Record("Save", ("Salvar",), "menu"), PAIR)])
    found = search_in(store).same("Save")
    assert [(one.targets[0], one.context, one.others) for one in found] == [
        ("Salvar", "menu", 1),
        ("Poupar", "bank", 1),
    ]


def test_units_before_sentences_of_them(tmp_path: Path) -> None:
    two = Record("Close the door. Wait here.", ("Feche a porta. Espere aqui.",))
    search = search_in(remember(tmp_path, [two, ("Wait here.", "Aguarde aqui.")]))
    assert [(one.targets[0], one.whole) for one in search.same("Wait here.")] == [
        ("Aguarde aqui.", True), ("Espere aqui.", False),
    ]  # fmt: skip
    assert [one.targets[0] for one in search.same("Close the door.")] == ["Feche a porta."]


def test_plural_forms_stay_together(tmp_path: Path) -> None:
    record = Record("%d file", ("%d arquivo", "%d arquivos"), plural="%d files")
    (found,) = search_in(remember(tmp_path, [record])).same("%d file")
    assert (found.targets, found.plural) == (("%d arquivo", "%d arquivos"), "%d files")


@pytest.mark.parametrize(
    ("wanted", "finds"),
    [("pt_BR", True), ("pt", True), ("pt_PT", False), ("es", False)],
)
def test_only_the_language_that_is_asked_for(tmp_path: Path, wanted: str, finds: bool) -> None:
    store = remember(tmp_path, [("Save the file", "Salve o arquivo")])
    search = search_in(store, LanguagePair("en_US", wanted))
    assert bool(search.same("Save the file")) == bool(search.similar("Save the files", 0.7)) == finds
    assert search.empty is not finds


def test_the_most_similar_first_and_never_itself(tmp_path: Path) -> None:
    texts = [
        "Delete the selected file",
        "Delete the selected files",
        "Delete the selected folder",
        "Save all",
    ]
    search = search_in(remember(tmp_path, [(text, text.upper()) for text in texts]))
    found = search.similar("Delete the selected file", 0.7, 3)
    assert [one.source for one in found] == ["Delete the selected files", "Delete the selected folder"]
    assert found[0].score == pytest.approx(fuzz.ratio("Delete the selected file", texts[1]) / 100)
    assert search.similar("Something else entirely", 0.7) == []


@pytest.mark.parametrize(
    ("stored", "asked"),
    [
        ("設定を保存しますか", "設定を保存しました"),
        ("ต้องการบันทึกไฟล์หรือไม่", "ต้องการบันทึกไฟล์ใหม่หรือไม่"),
        ("保存文件吗", "保存文件"),
    ],
)
def test_texts_without_spaces(tmp_path: Path, stored: str, asked: str) -> None:
    pair = LanguagePair("ja", "en")
    search = search_in(remember(tmp_path, [(stored, "x"), ("別の文", "y")], pair), pair)
    assert [one.source for one in search.similar(asked, 0.6)] == [stored]


def test_the_best_of_some_thousands_is_found(tmp_path: Path) -> None:
    random_ = random.Random(3)
    vocabulary = [f"w{int(random_.paretovariate(0.6))}" for _ in range(3000)]
    texts = list({" ".join(random_.choices(vocabulary, k=random_.randint(3, 20))) for _ in range(4000)})
    texts.sort()
    search = search_in(remember(tmp_path, [(text, "t") for text in texts]))
    missed = 0
    for _ in range(60):
        words = random_.choice(texts).split()
        words[random_.randrange(len(words))] = "changed"
        query = " ".join(words)
        best = max(fuzz.ratio(query, text) for text in texts)
        found = search.similar(query, 0.5)
        missed += best >= 50 and (not found or found[0].score < best / 100 - 1e-9)
    assert missed <= 1


def test_the_projects_own_before_what_was_imported(tmp_path: Path) -> None:
    store = remember(tmp_path, [("Save", "Salvar"), ("Open", "Abrir")])
    with store.transaction():
        origin = set_origin(store, IMPORT, "team.tmx", "", "team.tmx", (0, 0, ""))
        add_records(store, origin, [(Record("Save", ("Salvar",)), PAIR), (Record("Open", ("Abra",)), PAIR)])
    search = search_in(store)
    (same,) = search.same("Save")
    assert (same.origin, same.imported, same.others) == ("a.md", False, 0)
    assert [(one.targets[0], one.imported) for one in search.same("Open")] == [
        ("Abrir", False),
        ("Abra", True),
    ]
