"""The memory in the main job: what was reviewed in one document serves the next one."""

from __future__ import annotations

import shutil
from pathlib import Path

import polib
import pytest

from .conftest import Locpipe

FOLDER = Path("locales/pt_BR/LC_MESSAGES")
SHARED = [
    "The harbour office opens at nine on weekdays.",
    "Bring your passport and two photos.",
    "Ferries leave from the second pier.",
    "The waiting room is heated in winter.",
    "Dogs travel free of charge.",
    "Please keep your ticket until the end of the journey.",
]
NEW = [
    "The museum shop sells maps.",
    "Our cook bakes bread every morning.",
    "Rain is expected in the evening.",
    "The old bridge was painted green.",
]


def review(path: Path, change: dict[str, str] | None = None) -> dict[str, str]:
    """Approve every entry, with some texts changed; returns what is reviewed now."""
    catalog = polib.pofile(str(path), wrapwidth=0)
    for entry in catalog:
        entry.msgstr = (change or {}).get(entry.msgid, entry.msgstr)
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
    catalog.save()
    return {entry.msgid: entry.msgstr for entry in catalog}


def entries(name: str) -> dict[str, polib.POEntry]:
    return {entry.msgid: entry for entry in polib.pofile(str(FOLDER / name))}


@pytest.fixture
def reviewed(project: Path, locpipe: Locpipe) -> dict[str, str]:
    """A first document whose entries a human has reviewed, one of them changed."""
    Path("a.md").write_text("\n\n".join(SHARED) + "\n", encoding="utf-8")
    assert locpipe("translate", "a.md", "--to", "pt_BR").code == 0
    return review(FOLDER / "a.po", {SHARED[4]: "Cachorros viajam de graça."})


def test_the_second_document_is_free_where_it_says_the_same(
    locpipe: Locpipe, reviewed: dict[str, str]
) -> None:
    Path("b.md").write_text("\n\n".join([*SHARED, *NEW]) + "\n", encoding="utf-8")
    ran = locpipe("translate", "b.md", "--to", "pt_BR", "--json")
    assert ran.json["segments"] == {"total": 10, "memory": 6, "machine": 4, "engine_calls": 4}
    found = entries("b.po")
    assert {source: found[source].msgstr for source in SHARED} == reviewed
    assert all(entry.fuzzy for entry in found.values())
    assert "locpipe: memory: the same text in a.md" in found[SHARED[0]].comment
    assert "mt bergamot" in found[NEW[0]].comment


def test_unflagged_where_the_user_asked_for_it(locpipe: Locpipe, reviewed: dict[str, str]) -> None:
    Path("locpipe.toml").write_text("[memory]\ntrust_exact = true\n", encoding="utf-8")
    Path("b.md").write_text(
        "# Dogs travel free of charge.\n\n" + "\n\n".join(SHARED[:4] + NEW) + "\n", encoding="utf-8"
    )
    ran = locpipe("translate", "b.md", "--to", "pt_BR", "--json")
    assert ran.json["segments"]["memory"] == 5
    assert ran.json["catalogs"][0]["reviewed"] == 4
    found = entries("b.po")
    for source in SHARED[:4]:
        assert (found[source].msgstr, found[source].fuzzy) == (reviewed[source], False)
        assert "locpipe" not in found[source].comment
    assert found[SHARED[4]].fuzzy  # a heading here, a paragraph there
    before = (FOLDER / "b.po").read_bytes()
    assert locpipe("translate", "b.md", "--to", "pt_BR").code == 0
    assert (FOLDER / "b.po").read_bytes() == before


def test_two_translations_are_not_the_only_one(locpipe: Locpipe, reviewed: dict[str, str]) -> None:
    Path("locpipe.toml").write_text("[memory]\ntrust_exact = true\n", encoding="utf-8")
    for name in ("b", "c"):
        Path(f"{name}.md").write_text("\n\n".join([SHARED[0], NEW[0]]) + "\n", encoding="utf-8")
    assert locpipe("translate", "b.md", "--to", "pt_BR").code == 0
    review(FOLDER / "b.po", {SHARED[0]: "A capitania abre às nove nos dias úteis."})
    assert locpipe("translate", "c.md", "--to", "pt_BR").code == 0
    found = entries("c.po")
    assert found[SHARED[0]].fuzzy
    assert "1 other translation" in found[SHARED[0]].comment
    assert not found[NEW[0]].fuzzy


def test_sentences_inside_a_paragraph(locpipe: Locpipe, reviewed: dict[str, str]) -> None:
    Path("b.md").write_text(f"{SHARED[0]} {NEW[0]} {SHARED[4]}\n", encoding="utf-8")
    ran = locpipe("translate", "b.md", "--to", "pt_BR", "--json")
    assert ran.json["segments"] == {"total": 3, "memory": 2, "machine": 1, "engine_calls": 1}
    (entry,) = entries("b.po").values()
    assert entry.msgstr.startswith(reviewed[SHARED[0]] + " ")
    assert entry.msgstr.endswith(" " + reviewed[SHARED[4]])
    assert entry.fuzzy
    assert "locpipe: memory: 2 of 3 sentences" in entry.comment


def test_a_near_match_is_repaired_or_only_shown(locpipe: Locpipe, project: Path) -> None:
    Path("a.md").write_text("Ferries leave from pier 4.\n\nDo not leave your bags here.\n", encoding="utf-8")
    locpipe("translate", "a.md", "--to", "pt_BR")
    review(
        FOLDER / "a.po",
        {"Ferries leave from pier 4.": "As balsas saem do cais 4.", "Do not leave your bags here.": "Não deixe malas aqui."},
    )  # fmt: skip
    Path("b.md").write_text("Ferries leave from pier 6.\n\nLeave your bags here.\n", encoding="utf-8")
    ran = locpipe("translate", "b.md", "--to", "pt_BR", "--json")
    assert ran.json["segments"]["memory"] == 1
    found = entries("b.po")
    assert found["Ferries leave from pier 6."].msgstr == "As balsas saem do cais 6."
    assert 'exchanged "4" → "6"' in found["Ferries leave from pier 6."].comment
    bags = found["Leave your bags here."]
    assert "Não" not in bags.msgstr
    assert 'its translation: "Não deixe malas aqui."' in bags.comment
    assert 'where they differ: "Do not leave" → "Leave"' in bags.comment
    assert all(entry.fuzzy for entry in found.values())


def test_the_result_does_not_depend_on_the_number_of_processes(
    locpipe: Locpipe, reviewed: dict[str, str]
) -> None:
    text = (
        "\n\n".join(f"{one} {other}" for one in SHARED for other in NEW)
        + "\n\nDogs travel free of charge today.\n"
    )
    made = []
    for jobs in "13":
        Path("b.md").write_text(text, encoding="utf-8")
        assert locpipe("translate", "b.md", "--to", "pt_BR", "--jobs", jobs).code == 0
        made.append((FOLDER / "b.po").read_bytes())
        (FOLDER / "b.po").unlink()
    assert made[0] == made[1]


def test_without_an_engine_the_memory_still_serves(locpipe: Locpipe, reviewed: dict[str, str]) -> None:
    Path("b.md").write_text("\n\n".join([SHARED[0], f"{SHARED[1]} {NEW[0]}"]) + "\n", encoding="utf-8")
    assert locpipe("translate", "b.md", "--to", "pt_BR", "--engine", "none").code == 0
    found = list(entries("b.po").values())
    assert [(entry.msgstr, entry.fuzzy) for entry in found] == [(reviewed[SHARED[0]], True), ("", False)]


def test_switched_off(locpipe: Locpipe, reviewed: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCPIPE_MEMORY_ENABLED", "no")
    shutil.rmtree(".locpipe")
    Path("b.md").write_text(SHARED[0] + "\n", encoding="utf-8")
    assert locpipe("translate", "b.md", "--to", "pt_BR", "--json").json["segments"]["memory"] == 0
    assert not Path(".locpipe/memory.sqlite3").exists()


def test_import_search_stats_export_rebuild(locpipe: Locpipe, reviewed: dict[str, str]) -> None:
    ran = locpipe("memory", "export", "--to", "pt_BR", "-o", "first.tmx")
    assert (ran.code, ran.last_line) == (0, "6 translations exported to first.tmx.")
    Path("other").mkdir()
    Path("other/team.tmx").write_text(
        Path("first.tmx").read_text(encoding="utf-8").replace("nine", "ten").replace("nove", "dez"),
        encoding="utf-8",
    )
    ran = locpipe("memory", "import", "other", "missing.tmx", "--json")
    assert (ran.code, ran.json["imported"], len(ran.json["errors"])) == (1, 6, 1)
    ran = locpipe(
        "memory", "search", "The harbour office opens at eleven on weekdays.", "--to", "pt-BR", "--json"
    )
    assert {match["origin"] for match in ran.json["matches"]} == {"a.md", "other/team.tmx"}
    assert ran.json["matches"][0]["differing"] in ([["ten", "eleven"]], [["nine", "eleven"]])
    before = locpipe("memory", "stats", "--json").json
    assert before["pairs"] == [
        {"source": "en", "target": "pt_BR", "units": 12, "sentences": 0, "imported": 6, "reviewers": 0}
    ]
    tmx = locpipe("memory", "export").out
    assert locpipe("memory", "rebuild", "--json").json["carried_over"] == 6
    assert locpipe("memory", "stats", "--json").json["pairs"] == before["pairs"]
    assert locpipe("memory", "export").out == tmx
    Path(".locpipe/memory.sqlite3").write_bytes(b"broken")
    ran = locpipe("memory", "stats", "--json")
    assert "made again from the PO files" in ran.err
    assert [(pair["units"], pair["imported"]) for pair in ran.json["pairs"]] == [(6, 0)]


def test_commands_before_anything_was_reviewed(locpipe: Locpipe, project: Path) -> None:
    assert "Nothing is remembered yet" in locpipe("memory", "stats").last_line
    assert locpipe("memory", "search", "x", "--to", "vi", "--json").json == {"matches": []}
    assert locpipe("memory", "search", "x").code == 2
    assert locpipe("memory", "export").code == 0
    ran = locpipe("memory", "rebuild")
    assert (ran.code, "nothing to remember" in ran.last_line) == (2, True)
    assert not Path(".locpipe/memory.sqlite3").exists()


def test_glossary_learn(locpipe: Locpipe, project: Path) -> None:
    texts = [
        "The harbour is closed in winter.",
        "The museum near the harbour sells maps.",
        "Ships enter the harbour at noon.",
        "Dogs travel free of charge.",
    ]
    Path("a.md").write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    assert locpipe("translate", "a.md", "--to", "pt_BR").code == 0
    assert "0 reviewed entries compared" in locpipe("glossary", "learn").last_line
    machine = {source: entry.msgstr for source, entry in entries("a.po").items()}
    assert all("porto" in machine[source] for source in texts[:3])
    review(FOLDER / "a.po", {source: machine[source].replace("porto", "ancoradouro") for source in texts[:3]})
    ran = locpipe("glossary", "learn", "--json")
    (lesson,) = ran.json["lessons"]
    assert ran.json["compared"] == 4
    assert (lesson["source"], lesson["target"], lesson["was"], lesson["count"]) == (
        "harbour",
        "ancoradouro",
        "porto",
        3,
    )
    (rate,) = locpipe("memory", "stats", "--json").json["edits"]
    assert (rate["document"], rate["language"], rate["entries"], rate["unchanged"]) == ("a.md", "pt_BR", 4, 1)
    assert 0.05 < rate["distance"] < 0.3
    Path("glossaries").mkdir()
    assert locpipe("glossary", "learn", "-o", "glossaries/learnt.csv").code == 0
    assert locpipe("glossary", "check", "glossaries/learnt.csv").code == 0
    assert locpipe("glossary", "learn", "--json").json["lessons"] == []  # the glossary asks for it now
    Path("b.md").write_text("The harbour is old.\n", encoding="utf-8")
    assert locpipe("translate", "b.md", "--to", "pt_BR").code == 0
    assert "ancoradouro" in entries("b.po")["The harbour is old."].msgstr


def test_a_renamed_document_takes_its_memory_along(locpipe: Locpipe, reviewed: dict[str, str]) -> None:
    locpipe("memory", "stats")
    Path("a.md").rename("harbour.md")
    assert locpipe("translate", "harbour.md", "--to", "pt_BR").code == 0
    stats = locpipe("memory", "stats", "--json").json
    assert (stats["catalogs"], stats["pairs"][0]["units"]) == (1, 6)
    assert [(one["document"], one["entries"]) for one in stats["edits"]] == [("harbour.md", 6)]
    Path("b.md").write_text(SHARED[0] + "\n", encoding="utf-8")
    assert locpipe("translate", "b.md", "--to", "pt_BR", "--json").json["segments"]["memory"] == 1
    assert "the same text in harbour.md" in entries("b.po")[SHARED[0]].comment
    assert "other translation" not in entries("b.po")[SHARED[0]].comment
