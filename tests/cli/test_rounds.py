"""Six rounds over a project of 300 entries and two languages, and an independent script that looks for losses.

The author edits, renames, reorders, deletes and brings back; the glossary changes; a reviewer works between the
runs, with polib for an editor, and writes down what was reviewed (`tests/review/ledger.py` reads it).
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polib
import pytest

from .conftest import Locpipe

LEDGER = Path(__file__).resolve().parent.parent / "review" / "ledger.py"
RENAMED = {"part-nine": "part-2"}
LANGUAGES = ("es", "pt_BR")
WHO = [
    "The ferry",
    "A night train",
    "The harbour office",
    "Captain Lindqvist",
    "Our cook",
    "The lighthouse keeper",
]
DOES = ["carries", "repaints", "inspects", "photographs", "forgets", "sells"]
WHAT = [
    "every lorry",
    "the old winch",
    "a crate of herring",
    "two bicycles",
    "the summer timetable",
    "its own shadow",
]
WHEN = [
    "before the morning watch begins", "while the band plays on deck", "after the last passenger has left",
    "whenever the fog comes down", "on the first Sunday of the month", "although nobody asked for it",
]  # fmt: skip


class Project:
    """Five documents and a catalog of messages with 50 entries each, their author and their reviewer."""

    def __init__(self, locpipe: Locpipe) -> None:
        self.locpipe = locpipe
        self.random = random.Random(2026)
        self.log = Path("reviews.jsonl")
        self.log.write_text("", encoding="utf-8")
        sentences = [f"{a} {b} {c} {d}." for a in WHO for b in DOES for c in WHAT for d in WHEN]
        self.random.shuffle(sentences)
        self.spare = sentences[300:]
        self.documents = {f"part-{n}.md": sentences[50 * n : 50 * n + 50] for n in range(5)}
        self.messages = sentences[250:300]
        self.gone: list[tuple[str, int, str]] = []
        self.count = 0

    def write(self) -> None:
        for path in Path().glob("**/part-*.md"):
            path.unlink()
        for name, paragraphs in self.documents.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
        template = polib.POFile(wrapwidth=0)
        template.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        for number, text in enumerate(self.messages):
            if number % 10 == 0:
                template.append(
                    polib.POEntry(msgid=text, msgid_plural=f"All: {text}", msgstr_plural={0: "", 1: ""})
                )
            else:
                template.append(polib.POEntry(msgid=text, msgctxt="menu" if number % 10 == 5 else None))
        template.save("messages.pot")

    def translate(self) -> list[dict[str, object]]:
        self.write()
        ran = self.locpipe(
            "translate", *sorted(self.documents), "messages.pot", "--to", ",".join(LANGUAGES), "--from", "en",
            "--engine", "pseudo", "--json",
        )  # fmt: skip
        assert ran.code == 0, ran.err
        return list(ran.json["catalogs"])

    def review(self, share: float, *, half: float = 0.0) -> None:
        """Approve some of what waits, edited or not; ``half``: edit some and leave it fuzzy."""
        with self.log.open("a", encoding="utf-8") as log:
            for path in sorted(Path("locales").rglob("*.po")):
                catalog = polib.pofile(str(path), wrapwidth=0)
                for entry in catalog:
                    if entry.obsolete or not entry.fuzzy or self.random.random() > share + half:
                        continue
                    # a reviewed text under a changed source is approved or corrected, never left half done
                    unfinished = not entry.previous_msgid and self.random.random() * (share + half) < half
                    self.count += 1
                    text = f"Texto {self.count} de {path.stem}."
                    if entry.msgid_plural:
                        entry.msgstr_plural = {0: text, 1: f"{text} (muitos)"}
                    elif unfinished or self.random.random() < 0.7:
                        entry.msgstr = text
                    if unfinished:
                        continue
                    entry.flags.remove("fuzzy")
                    texts = [entry.msgstr] if not entry.msgid_plural else list(entry.msgstr_plural.values())
                    record = {
                        "language": path.parts[1], "catalog": RENAMED.get(path.stem, path.stem), "context": entry.msgctxt,
                        "source": entry.msgid, "texts": texts, "replaces": entry.previous_msgid or None,
                    }  # fmt: skip
                    log.write(json.dumps(record, ensure_ascii=False) + "\n")
                catalog.save()

    def check(self) -> None:
        ran = subprocess.run(
            [sys.executable, str(LEDGER), str(self.log), "locales"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout[:3000]

    def edit(self, name: str, places: range, change: Callable[[str], str]) -> None:
        for place in places:
            self.documents[name][place] = change(self.documents[name][place])


@pytest.mark.slow
def test_six_rounds(locpipe: Locpipe, project: Path) -> None:
    work = Project(locpipe)

    # 1: everything is new; a reviewer approves a good half
    assert sum(int(str(one["entries"])) for one in work.translate()) == 2 * 300
    work.review(0.6)
    work.check()

    # 2: the author edits: some a little, some beyond recognition, some in the catalog of messages
    work.edit(
        "part-0.md", range(0, 20), lambda text: text.replace("the ", "this ").replace("a crate", "one crate")
    )
    work.edit("part-1.md", range(0, 12), lambda text: work.spare.pop())
    work.messages[3:9] = [text.removesuffix(".") + ", they say." for text in work.messages[3:9]]
    work.translate()
    work.check()
    work.review(0.4)
    work.check()

    # 3: a document is renamed, edited on the way and moved; another is shuffled
    work.documents["guides/part-nine.md"] = work.documents.pop("part-2.md")
    work.edit("guides/part-nine.md", range(5, 10), lambda text: "Nowadays " + text[0].lower() + text[1:])
    work.random.shuffle(work.documents["part-3.md"])
    renamed = [one["renamed_from"] for one in work.translate()]
    assert renamed.count("part-2.md") == 2
    work.check()
    work.review(0.3, half=0.2)  # some texts are edited and not approved yet
    work.check()

    # 4: the glossary changes, and the machine is asked to try again what is its own
    half = {
        e.msgstr
        for p in Path("locales").rglob("*.po")
        for e in polib.pofile(str(p))
        if e.fuzzy and "Texto" in e.msgstr
    }
    assert len(half) > 20
    Path("glossaries").mkdir()
    Path("glossaries/terms.csv").write_text(
        "source,target,language,note,status,case_sensitive\nferry,balsa,pt_BR,,preferred,\nwinch,guincho,pt_BR,,preferred,\n",
        encoding="utf-8",
    )
    ran = locpipe(
        "translate", *sorted(work.documents), "messages.pot", "--to", ",".join(LANGUAGES), "--from", "en",
        "--engine", "pseudo", "--force-machine",
    )  # fmt: skip
    assert ran.code == 0
    now = {e.msgstr for p in Path("locales").rglob("*.po") for e in polib.pofile(str(p))}
    assert half <= now, "a text that a human edited was translated again"
    work.check()

    # 5: paragraphs, messages and a whole document are deleted
    work.gone = [("part-0.md", place, work.documents["part-0.md"][place]) for place in range(30, 45)]
    del work.documents["part-0.md"][30:45]
    messages, work.messages = work.messages, work.messages[:35]
    chapter = work.documents.pop("part-4.md")
    work.translate()
    work.check()
    work.review(0.5)
    work.check()

    # 6: and all of it comes back, elsewhere in the text
    work.documents["part-0.md"] = [text for _, _, text in work.gone] + work.documents["part-0.md"]
    work.messages = messages
    work.documents["part-4.md"] = chapter
    work.translate()
    work.check()
    work.review(1.0)
    work.check()
    assert all(one["written"] for one in work.translate())  # the notes of what was approved go
    assert not any(one["written"] for one in work.translate())
    work.check()
    status = locpipe("status", "--json").json["catalogs"]
    assert sum(one["reviewed"] for one in status) == sum(one["entries"] for one in status) == 600


def test_the_ledger_sees_what_is_lost(tmp_path: Path) -> None:
    """The script that finds nothing must be able to find something."""
    folder = tmp_path / "locales/es/LC_MESSAGES"
    folder.mkdir(parents=True)
    record = {
        "language": "es",
        "catalog": "a.po",
        "context": None,
        "source": "A",
        "texts": ["B"],
        "replaces": None,
    }
    log = tmp_path / "log"
    log.write_text(json.dumps(record) + "\n", encoding="utf-8")
    for text, fine in [
        ('msgid "A"\nmsgstr "B"\n', True),
        ('#~ msgid "A"\n#~ msgstr "B"\n', True),
        ('#, fuzzy\n#| msgid "A"\nmsgid "A2"\nmsgstr "B"\n', True),
        ('#, fuzzy\nmsgid "A"\nmsgstr "B"\n', False),
        ('msgid "A"\nmsgstr "C"\n', False),
        ('msgid "A"\nmsgstr "B"\n\nmsgid "D"\nmsgstr "E"\n', False),
        ("", False),
    ]:
        (folder / "a.po").write_text(
            f'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n{text}', encoding="utf-8"
        )
        ran = subprocess.run(
            [sys.executable, str(LEDGER), str(log), str(tmp_path / "locales")],
            capture_output=True,
            check=False,
        )
        assert (ran.returncode == 0) is fine, text
