"""A changed glossary: machine entries with other terms are made again, reviewed ones are named."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest

from .conftest import Locpipe
from .test_memory import FOLDER, entries

TEXTS = [
    "The harbour is closed in winter.",
    "The museum near the harbour sells maps.",
    "Dogs travel free of charge.",
    "Ships enter the harbour at noon.",
]


@pytest.fixture
def translated(project: Path, locpipe: Locpipe, monkeypatch: pytest.MonkeyPatch) -> list[polib.POEntry]:
    """Four entries, the first of them reviewed, with a glossary that knows the harbour."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    Path("a.md").write_text("\n\n".join(TEXTS) + "\n", encoding="utf-8")
    glossary("porto")
    assert locpipe("translate", "a.md", "--to", "pt_BR").code == 0
    catalog = polib.pofile(str(FOLDER / "a.po"), wrapwidth=0)
    catalog[0].flags.remove("fuzzy")
    catalog.save()
    assert locpipe("translate", "a.md", "--to", "pt_BR").code == 0
    return list(polib.pofile(str(FOLDER / "a.po")))


def glossary(target: str) -> None:
    Path("glossaries").mkdir(exist_ok=True)
    Path("glossaries/terms.csv").write_text(
        f"source,target,language\nharbour,{target},pt_BR\n", encoding="utf-8"
    )


def test_only_machine_entries_with_the_term_are_made_again(
    locpipe: Locpipe, translated: list[polib.POEntry]
) -> None:
    before = entries("a.po")
    glossary("ancoradouro")
    ran = locpipe("translate", "a.md", "--to", "pt_BR", "--json")
    assert ran.json["terms"]["reopened"] == 2
    found = entries("a.po")
    assert (found[TEXTS[0]].msgstr, found[TEXTS[0]].fuzzy) == (before[TEXTS[0]].msgstr, False)
    assert found[TEXTS[2]] == before[TEXTS[2]]
    for source in (TEXTS[1], TEXTS[3]):
        assert "ancoradouro" in found[source].msgstr
        assert found[source].fuzzy
    (loose,) = ran.json["terms"]["reviewed"]
    assert (loose["source"], loose["term"], loose["target"]) == (TEXTS[0], "harbour", "ancoradouro")
    assert loose["path"].endswith("a.po")
    assert loose["line"] > 10


def test_the_next_run_has_nothing_to_do(locpipe: Locpipe, translated: list[polib.POEntry]) -> None:
    glossary("ancoradouro")
    ran = locpipe("translate", "a.md", "--to", "pt_BR")
    assert 'asks for "ancoradouro" where the source has "harbour"' in " ".join(ran.err.split())
    before = (FOLDER / "a.po").read_bytes()
    for _ in range(2):
        Path("a.md").touch()
        ran = locpipe("translate", "a.md", "--to", "pt_BR", "--json")
        assert ran.json["terms"] == {"reopened": 0, "reviewed": []}
        assert (FOLDER / "a.po").read_bytes() == before


def test_a_term_that_is_gone_opens_its_entries_too(locpipe: Locpipe, translated: list[polib.POEntry]) -> None:
    Path("glossaries/terms.csv").write_text("source,target,language\n", encoding="utf-8")
    assert locpipe("translate", "a.md", "--to", "pt_BR", "--json").json["terms"]["reopened"] == 2
    assert "term" not in entries("a.po")[TEXTS[1]].comment


def test_a_text_that_holds_the_new_term_is_not_named(
    locpipe: Locpipe, translated: list[polib.POEntry]
) -> None:
    Path("glossaries/terms.csv").write_text(
        "source,target,language\nharbour,porto,pt_BR\nwinter,inverno,pt_BR\n", encoding="utf-8"
    )
    assert locpipe("translate", "a.md", "--to", "pt_BR", "--json").json["terms"]["reviewed"] == []
