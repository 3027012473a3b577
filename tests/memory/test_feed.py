"""What is learnt from catalogs, and what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.memory.feed import Place, feed, has_reviews
from pipeline.memory.records import Record, records_of, sentence_pairs
from pipeline.memory.store import Store
from pipeline.review.po import parse_catalog

from .samples import PAIR, search_in

HEADER = """msgid ""
msgstr ""
"Language: pt_BR\\n"
"Last-Translator: Ana Prado <ana@example.org>\\n"
"PO-Revision-Date: 2026-11-20 09:12+0000\\n"
"X-Source-Language: en\\n"
"X-Locpipe-Document: guide.md\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"""


def entry(source: str, target: str, *lines: str) -> str:
    return "\n".join(["", *lines, f'msgid "{source}"', f'msgstr "{target}"', ""])


ENTRIES = {
    "reviewed": (entry("One", "Um"), [("One", "Um")]),
    "machine": (entry("Two", "Dois", "#. locpipe: mt bergamot en-pt 2.0", "#, fuzzy"), []),
    "a human's unfinished work": (entry("Three", "Três", "#, fuzzy"), []),
    "empty": (entry("Four", ""), []),
    "obsolete": ('\n#~ msgid "Five"\n#~ msgstr "Cinco"\n', [("Five", "Cinco")]),
    "under a changed source": (
        entry(
            "Six boxes",
            "Seis",
            "#. locpipe: reviewed translation of the previous source",
            "#, fuzzy",
            '#| msgid "Six"',
        ),
        [("Six", "Seis")],
    ),
    "a human's fuzzy after a change of hers": (entry("Seven", "Sete", "#, fuzzy", '#| msgid "Eight"'), []),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_only_what_a_human_has_finished(name: str) -> None:
    text, learnt = ENTRIES[name]
    found = list(records_of(parse_catalog(HEADER + text, "a.po")))
    assert [(one.source, one.targets[0]) for one in found] == learnt
    assert all(
        (one.reviewer, one.time[:10]) == ("Ana Prado <ana@example.org>", "2026-11-20") for one in found
    )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "a.po", "locales/pt_BR/LC_MESSAGES/a.po", "pt_BR")


def write(place: Place, *texts: str) -> None:
    place.path.write_text(HEADER + "".join(texts), encoding="utf-8")


def test_a_catalog_is_read_again_only_when_it_changed(tmp_path: Path, place: Place) -> None:
    store = Store(tmp_path / "m.sqlite3")
    write(place, entry("One", "Um"))
    assert feed(store, [place]) == 1
    assert feed(store, [place]) == 0
    os.utime(place.path, (1, 1))  # touched, the same bytes
    assert feed(store, [place]) == feed(store, [place]) == 0
    write(place, entry("One", "Hum"))
    assert feed(store, [place]) == 1
    assert [one.targets for one in search_in(store).same("One")] == [("Hum",)]


def test_what_a_catalog_says_no_more_is_forgotten(tmp_path: Path, place: Place) -> None:
    store = Store(tmp_path / "m.sqlite3")
    write(place, entry("One. Two three.", "Um. Dois três."), entry("Four", "Quatro"))
    feed(store, [place])
    kept = store.rows("SELECT id FROM translations WHERE text = 'Quatro'")
    write(place, entry("Four", "Quatro"), entry("Five", "Cinco"))
    feed(store, [place])
    search = search_in(store)
    assert [len(search.same(text)) for text in ("One. Two three.", "Two three.", "Four", "Five")] == [
        0,
        0,
        1,
        1,
    ]
    assert store.rows("SELECT id FROM translations WHERE text = 'Quatro'") == kept  # not written again
    assert search.same("Four")[0].origin == "guide.md"


def test_a_catalog_that_is_gone_or_broken_changes_nothing(tmp_path: Path, place: Place) -> None:
    store = Store(tmp_path / "m.sqlite3")
    write(place, entry("One", "Um"))
    feed(store, [place])
    place.path.write_text('msgid "x\n', encoding="utf-8")
    assert feed(store, [place]) == 0
    place.path.unlink()
    assert feed(store, [place]) == 0
    assert len(search_in(store).same("One")) == 1


def test_no_memory_is_made_before_the_first_review(place: Place) -> None:
    write(place, ENTRIES["machine"][0])
    assert not has_reviews(place)
    write(place, ENTRIES["machine"][0], ENTRIES["empty"][0])
    assert not has_reviews(place)
    write(place, ENTRIES["machine"][0], ENTRIES["reviewed"][0])
    assert has_reviews(place)
    place.path.unlink()
    assert not has_reviews(place)


@pytest.mark.parametrize(
    ("source", "target", "pairs"),
    [
        ("Close the door. Wait here.", "Feche a porta. Espere aqui.", 2),
        ("Close the door. Wait here.", "Feche a porta e espere aqui.", 0),
        ("Close the door.", "Feche a porta.", 0),
        ("Run {name} now. Then wait.", "Espere. Depois rode {name}.", 0),
        ("Wait. Close the door to the left of the stairs.", "Feche a porta à esquerda da escada, agora mesmo. Espere.", 0),
    ],
)  # fmt: skip
def test_sentences_of_a_unit(source: str, target: str, pairs: int) -> None:
    assert len(sentence_pairs(Record(source, (target,)), PAIR)) == pairs
