"""The memory of a project in bad times: damaged, read-only, used by two runs."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from pipeline.memory import Memory, Place
from pipeline.memory.store import FORMAT, Store
from pipeline.model import Unit

from .samples import PAIR
from .test_feed import entry, write


@pytest.fixture
def place(tmp_path: Path) -> Place:
    made = Place(tmp_path / "a.po", "a.po", "pt_BR")
    write(made, *(entry(f"Sentence number {n}", f"Frase número {n}") for n in range(300)))
    return made


def open_memory(tmp_path: Path, place: Place, said: list[str]) -> Memory:
    return Memory(tmp_path / ".locpipe" / "memory.sqlite3", lambda: [place], message=said.append)


def finds(memory: Memory) -> bool:
    return bool(memory.recall(PAIR).unit(Unit("Sentence number 7", 1)))


def test_nothing_is_made_where_nothing_is_reviewed(tmp_path: Path, place: Place) -> None:
    place.path.unlink()
    with open_memory(tmp_path, place, []) as memory:
        memory.feed()
        assert not finds(memory)
    assert not memory.path.parent.exists()


def test_its_folder_is_not_for_git(tmp_path: Path, place: Place) -> None:
    with open_memory(tmp_path, place, []) as memory:
        memory.feed()
        assert finds(memory)
    assert (memory.path.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"


DAMAGE = {
    "another file": lambda data, _: b"not a database at all, " * 400,
    "cut off": lambda data, random_: data[: random_.randrange(100, len(data) - 4096)],
    "zeros": lambda data, random_: data[:4096] + bytes(len(data) - 4096),
    "another layout": lambda data, _: data[:60] + (FORMAT + 1).to_bytes(4, "big") + data[64:],
}


@pytest.mark.parametrize("kind", DAMAGE)
@pytest.mark.parametrize("seed", range(5))
def test_a_damaged_file_is_made_again_with_a_message(
    tmp_path: Path, place: Place, kind: str, seed: int
) -> None:
    said: list[str] = []
    with open_memory(tmp_path, place, said) as memory:
        memory.feed()
    memory.path.write_bytes(DAMAGE[kind](memory.path.read_bytes(), random.Random(seed)))
    for ending in ("-wal", "-shm"):
        memory.path.with_name(memory.path.name + ending).unlink(missing_ok=True)
    with open_memory(tmp_path, place, said) as memory:
        memory.feed()
        assert finds(memory)
    (line,) = said
    assert "made again from the PO files" in line
    assert memory.path.with_name("memory.sqlite3.damaged").exists()


def test_a_file_that_cannot_be_used_stops_nothing(tmp_path: Path, place: Place) -> None:
    said: list[str] = []
    (tmp_path / ".locpipe").write_text("a file where the folder should be", encoding="utf-8")
    with open_memory(tmp_path, place, said) as memory:
        memory.feed()
        assert not finds(memory)
        memory.answers("route", "a.po").keep([("text", ())])
    (line,) = said
    assert "goes on without it" in line


def test_two_runs_at_once(tmp_path: Path, place: Place) -> None:
    with open_memory(tmp_path, place, []) as one, open_memory(tmp_path, place, []) as other:
        one.feed()
        other.feed()
        assert finds(one)
        assert finds(other)
        store = Store(one.path)
        assert store.rows("SELECT count(*) FROM translations") == [(300,)]
        store.close()


def test_a_file_is_read_where_nothing_can_be_written(tmp_path: Path, place: Place) -> None:
    with open_memory(tmp_path, place, []) as memory:
        memory.feed()
    for name in ("memory.sqlite3-wal", "memory.sqlite3-shm"):
        assert not memory.path.with_name(name).exists()
    before = sorted(memory.path.parent.iterdir())
    store = Store(memory.path, read_only=True)
    assert store.rows("SELECT count(*) FROM translations") == [(300,)]
    store.close()
    assert sorted(memory.path.parent.iterdir()) == before


@pytest.mark.parametrize("seed", range(12))
def test_noise_anywhere_in_the_file_stops_nothing(tmp_path: Path, place: Place, seed: int) -> None:
    """Noise that SQLite notices has the file made again; other noise harms an entry or two. Nothing fails."""
    random_, said = random.Random(seed), []
    with open_memory(tmp_path, place, said) as memory:
        memory.feed()
    data = bytearray(memory.path.read_bytes())
    for _ in range(random_.choice((1, 3, 10))):
        at = random_.randrange(len(data) - 4096)
        data[at : at + 512] = random_.randbytes(512)
    memory.path.write_bytes(data)
    with open_memory(tmp_path, place, said) as memory:
        memory.feed()
        recall = memory.recall(PAIR)
        found = sum(bool(recall.unit(Unit(f"Sentence number {n}", 1))) for n in range(300))
        assert found >= (200 if not memory.rebuilt else 1)
        recall.sentence("Sentence number seven")
    assert not any("goes on without it" in line for line in said)
