"""The main job on the sample article, with the real model: from an article to PO files, and back."""

from __future__ import annotations

import subprocess
from pathlib import Path

import polib
import pytest

from .conftest import Locpipe

PO = Path("locales/pt_BR/LC_MESSAGES/article.po")
KEPT = [
    "Loa Nho",
    "Orchid K210",
    "Lotus X7",
    "TinyLoa",
    "LNUM_KTHXWQPA",
    "09:24",
    "8 MB",
    "250 ms",
    "0.3 W",
    "97%",
    "91%",
]


@pytest.fixture
def translated(locpipe: Locpipe, article: Path):  # type: ignore[no-untyped-def]
    ran = locpipe("translate", "article.txt", "--to", "pt_BR", "--json")
    assert ran.code == 0, ran.err
    return ran


def test_json_says_what_was_done(translated) -> None:  # type: ignore[no-untyped-def]
    (catalog,) = translated.json["catalogs"]
    assert catalog == {
        "document": "article.txt", "domain": "article", "language": "pt_BR", "path": str(PO), "source_language": "en",
        "entries": 14, "new": 14, "changed": 0, "kept": 0, "reviewed": 0, "fuzzy": 14, "untranslated": 0, "obsolete": 0,
        "engine": "bergamot", "model": "en-pt 2.0", "written": True,
        "renamed_from": "",
    }  # fmt: skip
    (document,) = translated.json["documents"]
    assert (document["language"], document["confidence"]) == ("en", 1.0)
    assert document["foreign"] == [{"line": 13, "text": "Anh minh hoa2", "language": "vi", "by": "glossary"}]
    assert translated.json["segments"]["machine"] == translated.json["segments"]["total"] > 14
    assert translated.json["errors"] == []


def test_every_entry_waits_for_review_and_keeps_its_names(translated) -> None:  # type: ignore[no-untyped-def]
    catalog = polib.pofile(str(PO))
    assert len(catalog) == 14
    for entry in catalog:
        assert entry.msgstr, entry.msgid
        assert entry.fuzzy
        for name in KEPT:
            assert entry.msgstr.count(name) == entry.msgid.count(name), (name, entry.msgstr)
        assert "locpipe: " in entry.comment
        if len(entry.msgid.split()) > 4 and "LNUM" not in entry.msgid:
            assert entry.msgstr != entry.msgid


def test_captions_come_from_the_glossary(translated) -> None:  # type: ignore[no-untyped-def]
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(PO))}
    assert texts["Anh minh hoa2"] == "Foto ilustrativa"
    assert texts["Illustration photo."] == "Foto ilustrativa."
    assert texts["Tran Minh Chau"] == "Tran Minh Chau"


def test_gettext_and_polib_agree_byte_for_byte(translated) -> None:  # type: ignore[no-untyped-def]
    check = subprocess.run(
        ["msgfmt", "-c", "--use-fuzzy", "-o", "/dev/null", PO], capture_output=True, text=True
    )
    assert (check.returncode, check.stderr) == (0, "")
    copied = subprocess.run(["msgcat", "--no-wrap", "--force-po", PO], capture_output=True, check=True).stdout
    assert copied == PO.read_bytes()
    again = Path("again.po")
    polib.pofile(str(PO), wrapwidth=0).save(str(again))
    assert again.read_bytes() == PO.read_bytes()


def test_a_second_run_touches_nothing(translated, locpipe: Locpipe) -> None:  # type: ignore[no-untyped-def]
    before = (PO.read_bytes(), PO.stat().st_mtime_ns)
    ran = locpipe("translate", "article.txt", "--to", "pt_BR", "--json")
    assert ran.json["catalogs"][0]["written"] is False
    assert ran.json["segments"]["machine"] == ran.json["segments"]["engine_calls"] == 0
    assert (PO.read_bytes(), PO.stat().st_mtime_ns) == before
    files = [path for path in Path().rglob("*") if path.is_file() and path.parts[0] != ".locpipe"]
    assert sorted(path.name for path in files) == ["article.po", "article.txt"]


def test_review_edit_delete_add(translated, locpipe: Locpipe, article: Path) -> None:  # type: ignore[no-untyped-def]
    catalog = polib.pofile(str(PO), wrapwidth=0)
    reviewed = [
        entry for entry in catalog if entry.msgid.startswith(("The answer", "Not everyone", "Small language"))
    ]
    assert len(reviewed) == 3
    for entry in reviewed:
        entry.flags.remove("fuzzy")
    reviewed[0].msgstr = "Quase tudo. " + reviewed[0].msgstr
    catalog.save()
    texts = {entry.msgid.split()[0]: entry.msgstr for entry in reviewed}

    source = article.read_text(encoding="utf-8")
    source = source.replace("or a car.", "or a car today.")  # a reviewed sentence changes
    paragraphs = source.split("\n\n")
    del paragraphs[
        next(i for i, p in enumerate(paragraphs) if p.startswith("Small language"))
    ]  # a reviewed one goes
    del paragraphs[
        next(i for i, p in enumerate(paragraphs) if p.startswith("For comparison"))
    ]  # a machine's one goes
    paragraphs.insert(-1, "The price has not been decided yet.")
    article.write_text("\n\n".join(paragraphs), encoding="utf-8")

    ran = locpipe("translate", "article.txt", "--to", "pt_BR", "--json")
    (counts,) = ran.json["catalogs"]
    assert ran.json["segments"]["machine"] == 1
    assert (counts["new"], counts["changed"], counts["reviewed"], counts["obsolete"]) == (1, 1, 1, 1)
    after = {entry.msgid.split()[0]: entry for entry in polib.pofile(str(PO))}
    assert after["The"].msgid  # still there
    entries = {e.msgid: e for e in polib.pofile(str(PO))}
    answer = next(e for m, e in entries.items() if m.startswith("The answer"))
    assert (answer.msgstr, answer.fuzzy, "locpipe" in answer.comment) == (texts["The"], False, False)
    changed = next(e for m, e in entries.items() if m.startswith("Not everyone"))
    assert (changed.msgstr, changed.fuzzy) == (texts["Not"], True)
    assert changed.previous_msgid.endswith("or a car.")
    (gone,) = [e for e in entries.values() if e.obsolete]
    assert (gone.msgid.split()[0], gone.msgstr) == ("Small", texts["Small"])


def test_build_gives_the_source_back_until_something_is_reviewed(
    translated, locpipe: Locpipe, article: Path
) -> None:  # type: ignore[no-untyped-def]
    ran = locpipe("build", "--json")
    assert ran.code == 0
    document, mo = ran.json["outputs"]
    assert (document["path"], document["reviewed"], document["fallback"]) == ("dist/pt_BR/article.txt", 0, 14)
    assert mo["path"] == "dist/pt_BR/LC_MESSAGES/article.mo"
    assert Path(document["path"]).read_bytes() == article.read_bytes()


def test_build_takes_reviewed_text(translated, locpipe: Locpipe, article: Path) -> None:  # type: ignore[no-untyped-def]
    catalog = polib.pofile(str(PO), wrapwidth=0)
    entry = next(e for e in catalog if e.msgid.startswith("Science"))
    entry.flags.remove("fuzzy")
    entry.msgstr = "Ciência e tecnologia, revisto"
    catalog.save()
    assert locpipe("build").code == 0
    built = Path("dist/pt_BR/article.txt").read_text(encoding="utf-8")
    assert built == article.read_text(encoding="utf-8").replace("Science and Technology", entry.msgstr, 1)
    assert polib.mofile("dist/pt_BR/LC_MESSAGES/article.mo")[0].msgstr == entry.msgstr
    first = {p: p.read_bytes() for p in Path("dist").rglob("*.*")}
    assert locpipe("build").code == 0
    assert {p: p.read_bytes() for p in Path("dist").rglob("*.*")} == first


def test_build_use_fuzzy_translates_everything(translated, locpipe: Locpipe, article: Path) -> None:  # type: ignore[no-untyped-def]
    ran = locpipe("build", "--use-fuzzy", "--json")
    assert ran.json["outputs"][0]["fallback"] == 0
    built = Path("dist/pt_BR/article.txt").read_text(encoding="utf-8")
    source = article.read_text(encoding="utf-8")
    assert [line == "" for line in built.split("\n")] == [line == "" for line in source.split("\n")]
    assert "Foto ilustrativa" in built


def test_build_min_reviewed(translated, locpipe: Locpipe) -> None:  # type: ignore[no-untyped-def]
    ran = locpipe("build", "--min-reviewed", "50")
    assert ran.code == 1
    assert "0 % of the entries are reviewed" in ran.err
    assert not Path("dist").exists()


def test_status(translated, locpipe: Locpipe) -> None:  # type: ignore[no-untyped-def]
    ran = locpipe("status", "--json")
    (catalog,) = ran.json["catalogs"]
    assert {k: catalog[k] for k in ("path", "entries", "reviewed", "fuzzy", "untranslated", "obsolete")} == {
        "path": str(PO), "entries": 14, "reviewed": 0, "fuzzy": 14, "untranslated": 0, "obsolete": 0,
    }  # fmt: skip
    assert catalog["findings"]["error"] == 0
    assert "14 to review" in locpipe("status").last_line


def test_detect(locpipe: Locpipe, article: Path) -> None:
    ran = locpipe("detect", "article.txt", "--json")
    (document,) = ran.json["documents"]
    assert document["language"] == "en"
    assert [passage["text"] for passage in document["foreign"]] == ["Anh minh hoa2"]
    assert "article.txt:13: vi (Vietnamese): Anh minh hoa2" in locpipe("detect", "article.txt").out


def test_the_glossary_is_applied(locpipe: Locpipe, article: Path) -> None:
    Path("glossaries").mkdir()
    Path("glossaries/t.csv").write_text(
        "source,target,language,note,status,case_sensitive\nlaboratory,oficina,pt_BR,,preferred,no\n",
        encoding="utf-8",
    )
    assert locpipe("translate", "article.txt", "--to", "pt_BR").code == 0
    entry = next(e for e in polib.pofile(str(PO)) if e.msgid.startswith("A small laboratory"))
    assert "oficina" in entry.msgstr
    assert 'term "laboratory" → "oficina"' in entry.comment


def test_without_a_model_nothing_is_done(locpipe: Locpipe, article: Path) -> None:
    ran = locpipe("translate", "article.txt", "--to", "pt_BR,vi")
    assert ran.code == 2
    assert "No model for en → vi is installed" in ran.err
    assert "locpipe models install en vi" in ran.err
    assert not Path("locales").exists()


def test_without_a_model_empty_entries_on_request(locpipe: Locpipe, article: Path) -> None:
    ran = locpipe("translate", "article.txt", "--to", "pt_BR,vi", "--missing-model", "empty", "--json")
    assert ran.code == 0
    portuguese, vietnamese = ran.json["catalogs"]
    assert (portuguese["fuzzy"], vietnamese["untranslated"], vietnamese["entries"]) == (14, 14, 14)
    path = Path("locales/vi/LC_MESSAGES/article.po")
    subprocess.run(["msgfmt", "-c", "-o", "/dev/null", path], check=True)
    assert "nplurals=1" in path.read_text(encoding="utf-8")


def test_engine_none_and_then_an_engine(locpipe: Locpipe, article: Path) -> None:
    assert (
        locpipe("translate", "article.txt", "--to", "pt_BR", "--engine", "none", "--json").json["catalogs"][
            0
        ]["untranslated"]
        == 14
    )
    ran = locpipe("translate", "article.txt", "--to", "pt_BR", "--json")
    assert ran.json["catalogs"][0]["fuzzy"] == 14


def test_pseudo_serves_every_language(locpipe: Locpipe, article: Path) -> None:
    ran = locpipe("translate", "article.txt", "--to", "ja", "--engine", "pseudo", "--json")
    assert ran.json["catalogs"][0]["fuzzy"] == 14
    entry = polib.pofile("locales/ja/LC_MESSAGES/article.po")[1]
    assert entry.msgstr != entry.msgid
    assert len(entry.msgstr) > len(entry.msgid)


def test_dry_run_writes_nothing(locpipe: Locpipe, article: Path) -> None:
    ran = locpipe("translate", "article.txt", "--to", "pt_BR", "--dry-run")
    assert ran.code == 0
    assert "14 new" in ran.out
    assert not Path("locales").exists()


def test_standard_input_to_standard_output(project: Path) -> None:
    import sys

    ran = subprocess.run(
        [sys.executable, "-m", "pipeline", "translate", "-", "--to", "pt_BR", "--stdin-name", "note.md", "--from", "en"],
        input=b"# Good morning\n\nThe shop *opens* at 09:30.\n", capture_output=True, check=True,
    )  # fmt: skip
    text = ran.stdout.decode()
    assert '#: note.md:1\n#, fuzzy\nmsgid "Good morning"\nmsgstr "Bom dia"' in text
    assert "*" in text.split('msgid "The shop')[1]


def test_the_summary_says_what_to_do_next(locpipe: Locpipe, article: Path) -> None:
    ran = locpipe("translate", "article.txt", "--to", "pt_BR")
    assert f"open {PO} in Poedit" in ran.last_line
    assert "locpipe build" in ran.last_line


def test_init_writes_a_project_and_never_overwrites(locpipe: Locpipe, project: Path) -> None:
    assert locpipe("init").code == 0
    assert {path.name for path in project.iterdir()} == {"locpipe.toml", "locales", "glossaries"}
    Path("locpipe.toml").write_text('engine = "none"\n')
    assert locpipe("init").code == 0
    assert Path("locpipe.toml").read_text() == 'engine = "none"\n'


def test_doctor(locpipe: Locpipe, project: Path) -> None:
    ran = locpipe("doctor", "--json")
    assert ran.code == 0
    states = {one["name"]: one["state"] for one in ran.json["checks"]}
    assert states["engine bergamot, en → pt_BR"] == "ok"
    assert ran.json["ok"] is True
