"""``locpipe init --from``: projects of other tools move here, and every reviewed entry comes along.

The PO files are counted with polib. po4a and Django's makemessages are run; what mdpo and Sphinx wrote for the same
texts lies in ``tests/migration/data``.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import polib
import pytest

from .conftest import Locpipe

DATA = Path(__file__).resolve().parent.parent / "migration" / "data"
PO4A = """\
[po4a_langs] pt_BR es
[po4a_paths] po/sailing.pot $lang:po/$lang.po
[options] opt:"--keep 0"
[type: text] guide.md $lang:guide.$lang.md opt:"-o markdown"
[type: text] news.md $lang:news.$lang.md opt:"-o markdown"
"""
PROGRAM = """\
from django.utils.translation import gettext_lazy as _, ngettext, pgettext
NAME = _("Ferry line")
MENU = pgettext("menu", "Open")
DOOR = pgettext("door state", "Open")
FREE = _("Bicycles travel free of charge.")
def seats(n): return ngettext("%(n)d seat is free.", "%(n)d seats are free.", n) % {"n": n}
"""


def reviewed(paths: list[Path]) -> dict[tuple[str, str, str | None], str]:
    """What polib says is translated and not fuzzy: by language, source and context."""
    return {
        (path.parts[-1 if path.stem in ("es", "pt_BR") else -3].removesuffix(".po"), entry.msgid, entry.msgctxt):
            entry.msgstr or "|".join(text for _, text in sorted(entry.msgstr_plural.items()))
        for path in paths
        for entry in polib.pofile(str(path))
        if entry.translated() and "fuzzy" not in entry.flags
    }  # fmt: skip


def review(paths: list[Path]) -> None:
    """Five of seven entries get a text, one of these is left fuzzy, one stays empty."""
    for path in paths:
        catalog = polib.pofile(str(path))
        for number, entry in enumerate(catalog):
            text = entry.msgid if set("`|[>") & set(entry.msgid) else f"R{number} {entry.msgid}"
            if number % 7 == 6 or "tide" in text:
                continue
            if entry.msgid_plural:
                entry.msgstr_plural = {0: text, 1: f"R{number} {entry.msgid_plural}"}
            else:
                entry.msgstr = text
            if number % 7 == 5:
                entry.flags.append("fuzzy")
        catalog.save()


def how_many(paths: list[Path]) -> int:
    return sum(len(polib.pofile(str(path)).translated_entries()) for path in paths)


def files(folder: str) -> list[Path]:
    return sorted(Path(folder).rglob("*.po"))


def bare(texts: dict[tuple[str, str, str | None], str]) -> set[tuple[str, str, str | None, str]]:
    """Without the white space that tools lay out in their own way."""
    return {(lang, " ".join(k.split()), c, " ".join(v.split())) for (lang, k, c), v in texts.items()}


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("po4a") is None, reason="po4a is not installed")
def test_po4a(locpipe: Locpipe, project: Path) -> None:
    for name in ("guide.md", "news.md"):
        shutil.copy(DATA / name, name)
    Path("po").mkdir()
    Path("po4a.cfg").write_text(PO4A, encoding="utf-8")
    run = [shutil.which("po4a") or "", "po4a.cfg"]
    subprocess.run(run, check=True, capture_output=True)
    review(files("po"))
    before = {path: path.read_bytes() for path in files("po")}
    counted = reviewed(files("po"))
    assert len(counted) >= 18
    ran = locpipe("init", "--from", "po", "--json")
    assert ran.code == 0, ran.err
    for catalog in ran.json["catalogs"]:
        assert catalog["reviewed"] == catalog["placed"] > 0 and catalog["lost"] == 0 == catalog["obsolete"]
    assert sum(one["reviewed"] for one in ran.json["catalogs"]) == len(counted)
    whole = {one for one in bare(counted) if not set("|>") & set(one[1])}
    assert whole <= bare(reviewed(files("locales")))
    assert before == {path: path.read_bytes() for path in files("po")}
    settings = tomllib.loads(Path("locpipe.toml").read_text(encoding="utf-8"))
    assert settings["target_languages"] == ["es", "pt_BR"]
    assert settings["documents"] == ["guide.md", "news.md"]
    kept = reviewed(files("locales"))
    assert locpipe("translate", "--engine", "pseudo").code == 0
    assert reviewed(files("locales")) == kept
    assert locpipe("build", "--no-rules").code == 0  # the reviewer here writes no Portuguese


@pytest.mark.parametrize("layout", ["po/{language}/{name}.po", "locale/{language}/LC_MESSAGES/{name}.md.po"])
def test_mdpo(locpipe: Locpipe, project: Path, layout: str) -> None:
    for name in ("guide", "news"):
        shutil.copy(DATA / f"{name}.md", f"{name}.md")
        for language in ("es", "pt_BR"):
            path = Path(layout.format(language=language, name=name))
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(DATA / "mdpo/po" / language / f"{name}.po", path)
    folder = layout.partition("/")[0]
    ran = locpipe("init", "--from", folder, "--json")
    assert ran.code == 0, ran.err
    placed = sum(one["placed"] for one in ran.json["catalogs"])
    assert how_many(files(folder)) == placed == how_many(files("locales")) == 28
    kept = reviewed(files("locales"))
    assert locpipe("translate", "--engine", "pseudo").code == 0
    assert reviewed(files("locales")) == kept


def test_sphinx_stays_where_it_is(locpipe: Locpipe, project: Path) -> None:
    shutil.copytree(DATA / "sphinx/locale", "locale")
    before = {path: path.read_bytes() for path in files("locale")}
    counted = reviewed(files("locale"))
    ran = locpipe("init", "--from", "locale", "--json")
    assert ran.code == 0, ran.err
    assert (ran.json["settings"]["locales"], ran.json["templates"]) == ("locale", ["locale/index.pot"])
    assert sum(one["placed"] for one in ran.json["catalogs"]) == len(counted) == 10
    assert before == {path: path.read_bytes() for path in files("locale")} and not Path("locales").exists()
    assert locpipe("translate", "--engine", "pseudo").code == 0
    assert reviewed(files("locale")) == counted
    status = locpipe("status", "--json").json["catalogs"]
    assert [(one["reviewed"], one["untranslated"]) for one in status] == [(5, 0), (5, 0)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("xgettext") is None, reason="gettext is not installed")
def test_django(locpipe: Locpipe, project: Path) -> None:
    pytest.importorskip("django")
    Path("ships").mkdir()
    Path("ships/models.py").write_text(PROGRAM, encoding="utf-8")
    Path("locale").mkdir()
    run = [sys.executable, "-m", "django", "makemessages", "-l", "pt_BR", "-l", "es", "-v", "0"]
    subprocess.run(run, check=True, capture_output=True)
    review(files("locale"))
    counted = reviewed(files("locale"))
    assert len(counted) >= 8
    ran = locpipe("init", "--from", "locale", "--json")
    assert ran.code == 0, ran.err
    assert sum(one["placed"] for one in ran.json["catalogs"]) == len(counted)
    assert locpipe("translate", "--engine", "pseudo").code == 0
    assert reviewed(files("locale")) == counted
    subprocess.run(run, check=True, capture_output=True)  # Django's own tools go on working
    assert reviewed(files("locale")) == counted
    assert locpipe("build", "--json").json["outputs"][0]["path"] == "dist/es/LC_MESSAGES/django.mo"


def test_weblate_components_are_copied_with_everything(locpipe: Locpipe, project: Path) -> None:
    source = project.parent / "elsewhere"
    for component in ("web", "app"):
        path = source / component / "pt_BR.po"
        path.parent.mkdir(parents=True)
        path.write_text(
            '# A comment on top\nmsgid ""\nmsgstr "Language: pt_BR\\nLast-Translator: Ana <ana@example.org>\\n'
            'Content-Type: text/plain; charset=UTF-8\\nX-Generator: Weblate 5.9\\n"\n\n'
            f'# Ask Bruno\n#: src/{component}.c:3\n#, c-format\nmsgctxt "button"\nmsgid "Sail %s"\nmsgstr "Navegar %s"\n\n'
            '#, fuzzy\n#| msgid "Anchor"\nmsgid "Anchors"\nmsgstr "Âncora"\n\n#~ msgid "Old"\n#~ msgstr "Velho"\n',
            encoding="utf-8",
        )
    ran = locpipe("init", "--from", source, "--json")
    assert ran.code == 0, ran.err
    assert ran.json["settings"]["documents"] == ["app.pot", "web.pot"]
    text = Path("locales/pt_BR/LC_MESSAGES/web.po").read_text(encoding="utf-8")
    for line in (
        "# A comment on top",
        "Last-Translator: Ana",
        "# Ask Bruno",
        '#| msgid "Anchor"',
        '#~ msgid "Old"',
    ):
        assert line in text
    assert locpipe("translate", "--engine", "pseudo").code == 0
    assert 'msgstr "Âncora"' in Path("locales/pt_BR/LC_MESSAGES/web.po").read_text(encoding="utf-8")


def test_code_that_another_tool_translated_is_kept_as_obsolete(locpipe: Locpipe, project: Path) -> None:
    Path("a.md").write_text("Text.\n\n```sh\ntide --tonight\n```\n", encoding="utf-8")
    Path("po").mkdir()
    Path("po/es.po").write_text(
        'msgid ""\nmsgstr "Language: es\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n#: a.md:1\nmsgid "Text."\n'
        'msgstr "Texto."\n\n#: a.md:3\nmsgid "tide --tonight\\n"\nmsgstr "marea --esta-noche\\n"\n',
        encoding="utf-8",
    )
    ran = locpipe("init", "--from", "po")
    assert ran.code == 0
    assert "po/es.po: 2 reviewed, 1 in their place, 1 kept as obsolete" in ran.out
    assert '#~ msgstr "marea --esta-noche\\n"' in Path("locales/es/LC_MESSAGES/a.po").read_text(
        encoding="utf-8"
    )


def test_a_document_that_is_gone_and_one_that_nobody_reads(locpipe: Locpipe, project: Path) -> None:
    Path("a.md").write_text("One boat.\n\nTwo boats.\n\nThree boats are at sea.\n", encoding="utf-8")
    Path("po").mkdir()
    entries = "".join(
        f'#: {place}:1\nmsgid "{text}"\nmsgstr "R {text}"\n\n'
        for place, text in [("a.md", "One boat."), ("a.md", "Two boats."), ("gone.md", "Farewell.")]
    )
    Path("po/es.po").write_text(entries, encoding="utf-8")
    ran = locpipe("init", "--from", ".", "--json")
    (catalog,) = ran.json["catalogs"]
    assert (ran.code, catalog["placed"], catalog["obsolete"], catalog["lost"]) == (0, 2, 1, 0)
    again = locpipe("init", "--from", ".", "--json")  # our own catalogs are no foreign ones
    assert [one["path"] for one in again.json["catalogs"]] == ["po/es.po"]

    Path("b.c").write_text('puts(_("One boat."));', encoding="utf-8")
    Path("po/es.po").write_text(entries.replace("gone.md", "b.c"), encoding="utf-8")
    ran = locpipe("init", "--from", "po", "--json")
    assert ran.json["settings"]["documents"] == ["po/po.pot"]
    assert ran.json["catalogs"][0]["placed"] == 3


def test_a_second_time_and_into_a_project_with_work_of_its_own(locpipe: Locpipe, project: Path) -> None:
    Path("a.md").write_text("One boat.\n\nTwo boats.\n", encoding="utf-8")
    locpipe("translate", "a.md", "--from", "en", "--to", "es", "--engine", "pseudo")
    own = Path("locales/es/LC_MESSAGES/a.po")
    own.write_text(
        own.read_text(encoding="utf-8")
        .replace("#, fuzzy\n", "", 1)
        .replace('msgstr "⟦', 'msgstr "Mine ⟦', 1),
        encoding="utf-8",
    )
    Path("po").mkdir()
    Path("po/a.es.po").write_text(
        'msgid "One boat."\nmsgstr "Un barco."\n\nmsgid "Two boats."\nmsgstr "Dos barcos."\n',
        encoding="utf-8",
    )
    ran = locpipe("init", "--from", "po", "--json")
    assert ran.code == 0 and ran.json["catalogs"][0]["placed"] == 2
    texts = {entry.msgid: entry.msgstr for entry in polib.pofile(str(own)).translated_entries()}
    assert texts["One boat."].startswith("Mine ") and texts["Two boats."] == "Dos barcos."
    before = own.read_bytes()
    assert locpipe("init", "--from", "po").code == 0
    assert own.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "text", "code", "said"),
    [
        (None, "", 2, "no such folder"),
        ("po/readme.txt", "x", 2, "no translated PO file"),
        ("po/es.po", 'msgid "a', 1, "po/es.po:1"),
        ("po/messages.po", 'msgid "a"\nmsgstr "b"\n', 1, "tells its language"),
    ],
)
def test_what_cannot_be_taken_over(
    locpipe: Locpipe, project: Path, name: str | None, text: str, code: int, said: str
) -> None:
    if name:
        Path(name).parent.mkdir()
        Path(name).write_text(text, encoding="utf-8")
    ran = locpipe("init", "--from", "po")
    assert ran.code == code and said in ran.err


def test_a_catalog_as_input_brings_everything_along(locpipe: Locpipe, project: Path) -> None:
    """Its ``#~`` entries, ``#|`` lines and private headers too."""
    Path("in.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"Last-Translator: Ana <ana@example.org>\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"X-Team-Ticket: 42\\n"\n"X-Poedit-SearchPath-0: .\\n"\n'
        '"X-Generator: Poedit 3.2\\n"\n\n#, fuzzy\n#| msgid "Sail at dawn."\nmsgid "Sail at dusk."\n'
        'msgstr "Navegue ao amanhecer."\n\nmsgid "Anchor here."\nmsgstr "Ancore aqui."\n\n'
        '#~ msgid "Row home."\n#~ msgstr "Reme para casa."\n',
        encoding="utf-8",
    )
    options = ("--from", "en", "--to", "pt_BR", "--engine", "pseudo")
    assert locpipe("translate", "in.po", *options).code == 0
    made = Path("locales/pt_BR/LC_MESSAGES/in.po")
    text = made.read_text(encoding="utf-8")
    for line in (
        '#| msgid "Sail at dawn."', 'msgstr "Navegue ao amanhecer."', '#~ msgid "Row home."',
        '"X-Team-Ticket: 42\\n"', '"X-Generator: locpipe ', "Last-Translator: Ana",
    ):  # fmt: skip
        assert line in text, line
    assert "SearchPath" not in text and len(polib.pofile(str(made)).translated_entries()) == 1
    assert locpipe("translate", "in.po", *options, "--json").json["catalogs"][0]["written"] is False
    Path("in.po").write_text(
        Path("in.po").read_text(encoding="utf-8").replace("#~ ", ""), encoding="utf-8"
    )  # it comes back
    assert locpipe("translate", "in.po", *options).code == 0
    assert {e.msgid for e in polib.pofile(str(made)).translated_entries()} == {"Anchor here.", "Row home."}
