"""``locpipe check``: what it exits with in each situation, and what it leaves behind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Locpipe

PO = "locales/pt_BR/LC_MESSAGES/site.po"
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n'
)
CLEAN = 'msgid "The lamp is on."\nmsgstr "A luz está acesa."\n'
LOST = 'msgid "Saved {name} today."\nmsgstr "Salvo hoje."\n'
FUZZY_LOST = "#, fuzzy\n" + LOST
WARNING = 'msgid "It has 40 lamps."\nmsgstr "Tem 41 lâmpadas."\n'
FUZZY = '#, fuzzy\nmsgid "The door"\nmsgstr "A porta"\n'
EMPTY = 'msgid "The wall"\nmsgstr ""\n'
ANSWERED = "# locpipe: ignore placeables the name is said above\n" + LOST
UNREASONED = "# locpipe: ignore placeables\n" + LOST
STALE = "# locpipe: ignore placeables it was so\n" + CLEAN
UNKNOWN = "# locpipe: ignore nothing because\n" + CLEAN
BROKEN = 'msgid "open\n'
TWICE = CLEAN + "\n" + CLEAN

# what stands in the catalog, the options, the exit code
SITUATIONS = [
    ("clean", [CLEAN], [], 0),
    ("error", [LOST], [], 1),
    ("error in a fuzzy entry", [FUZZY_LOST], [], 1),
    ("error, exit zero", [LOST], ["--exit-zero"], 0),
    ("error, not selected", [LOST], ["--select", "numbers"], 0),
    ("error, selected", [LOST], ["--select", "numbers,placeables"], 1),
    ("error, ignored", [LOST], ["--ignore", "placeables"], 0),
    ("error, ignored and selected", [LOST], ["--select", "placeables", "--ignore", "placeables"], 0),
    ("error, answered in the entry", [ANSWERED], [], 0),
    ("error, answered without a reason", [UNREASONED], [], 1),
    ("answer that is stale", [STALE], [], 0),
    ("answer that is stale, fail on note", [STALE], ["--fail-on", "note"], 1),
    ("answer of no known rule", [UNKNOWN], ["--fail-on", "warning"], 1),
    ("warning", [WARNING], [], 0),
    ("warning, fail on warning", [WARNING], ["--fail-on", "warning"], 1),
    ("warning, fail on note", [WARNING], ["--fail-on", "note"], 1),
    ("fuzzy", [FUZZY], [], 0),
    ("fuzzy, fail on fuzzy", [FUZZY], ["--fail-on", "fuzzy"], 1),
    ("clean, fail on fuzzy", [CLEAN], ["--fail-on", "fuzzy"], 0),
    ("untranslated", [EMPTY], [], 0),
    ("untranslated, fail on it", [EMPTY], ["--fail-on", "untranslated"], 1),
    ("untranslated, fail on fuzzy", [EMPTY], ["--fail-on", "fuzzy"], 0),
    ("untranslated, fail on both", [EMPTY], ["--fail-on", "fuzzy,untranslated"], 1),
    ("error, fail on untranslated too", [LOST], ["--fail-on", "untranslated"], 1),
    ("untranslated, exit zero", [EMPTY], ["--fail-on", "untranslated", "--exit-zero"], 0),
    ("syntax error", [BROKEN], [], 1),
    ("a message twice", [TWICE], [], 1),
    ("the catalog by name", [LOST], [PO], 1),
    ("the catalog by folder", [CLEAN], ["locales/pt_BR"], 0),
    ("no such path", [CLEAN], ["locales/xx"], 2),
    ("a path that is no catalog", [CLEAN], ["notes.txt"], 2),
    ("unknown rule selected", [CLEAN], ["--select", "placeable"], 2),
    ("unknown rule ignored", [CLEAN], ["--ignore", "nothing"], 2),
    ("unknown threshold", [CLEAN], ["--fail-on", "often"], 2),
    ("unknown format", [CLEAN], ["--output-format", "html"], 2),
    ("unknown option", [CLEAN], ["--wall"], 2),
    ("no such baseline", [CLEAN], ["--baseline", "none.json"], 2),
    ("a baseline that is none", [CLEAN], ["--baseline", "notes.txt"], 2),
    ("no such glossary", [CLEAN], ["--glossary", "none.csv"], 2),
    ("a report that cannot be written", [CLEAN], ["--output-file", "notes.txt/report"], 2),
    ("write a baseline", [LOST], ["--write-baseline", "known.json"], 0),
]


def write(project: Path, *entries: str, name: str = PO) -> Path:
    path = project / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([HEADER, *entries]), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("entries", "options", "code"), [case[1:] for case in SITUATIONS], ids=[case[0] for case in SITUATIONS]
)
def test_exit_code(
    project: Path, locpipe: Locpipe, entries: list[str], options: list[str], code: int
) -> None:
    write(project, *entries)
    (project / "notes.txt").write_text("notes", encoding="utf-8")
    ran = locpipe("check", *options)
    assert ran.code == code, ran.out + ran.err
    assert "Traceback" not in ran.err
    if code == 2:
        assert ran.out == ""
        assert ran.err.strip()


@pytest.mark.parametrize("form", ["json", "github", "sarif", "junit", "codeclimate"])
@pytest.mark.parametrize(
    ("entries", "code"), [([CLEAN], 0), ([LOST], 1), ([BROKEN], 1)], ids=["clean", "lost", "broken"]
)
def test_the_form_of_the_report_does_not_change_the_exit_code(
    project: Path, locpipe: Locpipe, form: str, entries: list[str], code: int
) -> None:
    write(project, *entries)
    assert locpipe("check", "--output-format", form).code == code


def test_a_project_without_catalogs_is_not_green(project: Path, locpipe: Locpipe) -> None:
    ran = locpipe("check")
    assert ran.code == 2
    assert "there is nothing to check" in ran.err


def test_a_broken_configuration_stops_the_gate(project: Path, locpipe: Locpipe) -> None:
    write(project, CLEAN)
    (project / "locpipe.toml").write_text('[check]\nselekt = ["numbers"]\n', encoding="utf-8")
    ran = locpipe("check")
    assert ran.code == 2
    assert "check.selekt" in ran.err


def test_the_configuration_chooses_rules_and_threshold(project: Path, locpipe: Locpipe) -> None:
    write(project, LOST, WARNING)
    config = project / "locpipe.toml"
    config.write_text('[check]\nignore = ["placeables"]\n', encoding="utf-8")
    assert locpipe("check").code == 0
    config.write_text('[check]\nignore = ["placeables"]\nfail_on = ["warning"]\n', encoding="utf-8")
    assert locpipe("check").code == 1
    config.write_text('[check]\nselect = ["mask"]\n', encoding="utf-8")
    assert locpipe("check").code == 0
    config.write_text('[check]\nfail_on = ["often"]\n', encoding="utf-8")
    assert locpipe("check").code == 2


def test_text_shows_where_and_what(project: Path, locpipe: Locpipe) -> None:
    write(project, CLEAN, "#: page.html:7\n" + LOST)
    ran = locpipe("check")
    assert f"{PO}:11: error: placeables: Lost in the translation: “{{name}}”." in ran.out
    assert "source   Saved {name} today." in ran.out
    assert "               ^^^^^^" in ran.out
    assert "target   Salvo hoje." in ran.out
    assert "from     page.html:7" in ran.out
    assert ran.last_line.startswith("2 entries in 1 catalog: 1 error, 0 warnings, 0 notes.")


def test_a_baseline_hides_what_it_knows_and_nothing_else(project: Path, locpipe: Locpipe) -> None:
    write(project, LOST, WARNING)
    assert locpipe("check", "--write-baseline", "known.json").code == 0
    first = (project / "known.json").read_bytes()
    ran = locpipe("check", "--baseline", "known.json", "--fail-on", "warning")
    assert (ran.code, ran.out) == (0, "")
    assert "2 in the baseline" in ran.last_line
    write(project, CLEAN, WARNING, LOST)  # lines move
    assert locpipe("check", "--baseline", "known.json", "--fail-on", "warning").code == 0
    write(project, WARNING, LOST.replace("Salvo hoje", "Salvo agora"))  # who touches a text meets its finding
    assert locpipe("check", "--baseline", "known.json").code == 1
    write(project, LOST, WARNING)
    locpipe("check", "--write-baseline", "known.json")
    assert (project / "known.json").read_bytes() == first
    (project / "locpipe.toml").write_text('[check]\nbaseline = "known.json"\n', encoding="utf-8")
    assert locpipe("check", "--fail-on", "note").code == 0


def test_json(project: Path, locpipe: Locpipe) -> None:
    write(project, LOST, FUZZY, EMPTY)
    ran = locpipe("check", "--json")
    assert ran.code == 1
    (one,) = ran.json["findings"]
    assert (one["rule"], one["path"], one["line"]) == ("placeables", PO, 7)
    assert one["source"][slice(*one["source_span"])] == "{name}"
    assert ran.json["summary"] == {
        "error": 1, "warning": 0, "note": 0, "entries": 3, "reviewed": 1, "fuzzy": 1, "untranslated": 1,
        "catalogs": 1, "ignored": 0, "baseline": 0,
    }  # fmt: skip


def test_a_report_file_leaves_the_text_on_standard_output(project: Path, locpipe: Locpipe) -> None:
    write(project, LOST)
    ran = locpipe("check", "--output-format", "sarif", "--output-file", "out/report.sarif")
    assert ran.code == 1
    assert "error: placeables" in ran.out
    report = json.loads((project / "out" / "report.sarif").read_text(encoding="utf-8"))
    assert report["runs"][0]["results"][0]["ruleId"] == "placeables"


def test_catalogs_of_other_projects(project: Path, locpipe: Locpipe) -> None:
    bare = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n' + LOST
    for name in ("app/locale/de/LC_MESSAGES/django.po", "po/fr.po"):
        path = project / name
        path.parent.mkdir(parents=True)
        path.write_text(bare, encoding="utf-8")
    ran = locpipe("check", "app", "po/fr.po", "--json")
    assert [(one["path"], one["language"]) for one in ran.json["findings"]] == [
        ("app/locale/de/LC_MESSAGES/django.po", "de"),
        ("po/fr.po", "fr"),
    ]
    (project / "po" / "messages.po").write_text(bare, encoding="utf-8")
    ran = locpipe("check", "po/messages.po")
    assert ran.code == 2
    assert "tells its language" in ran.err


@pytest.mark.parametrize(("command", "findings"), [("check", 2000), ("status", 2000), ("build", 800)])
def test_the_number_of_processes_changes_nothing(
    project: Path, locpipe: Locpipe, command: str, findings: int
) -> None:
    entries = [
        f'msgid "Number {n} of the {{name}}"\nmsgstr "O {"{name}" if n % 5 else "nome"} {n + n % 2 * 1000}"\n'
        for n in range(4500)
    ]
    write(project, *entries)
    runs = []
    for jobs in ("1", "3"):
        shutil.rmtree(project / ".locpipe", ignore_errors=True)  # or status knows already
        runs.append(locpipe(command, "--json", "--jobs", jobs))
        shutil.rmtree(project / "dist", ignore_errors=True)
    one, three = runs
    assert one.code == three.code == (0 if command == "status" else 1)
    assert one.out == three.out
    counts = (
        one.json["catalogs"][0]["findings"].values() if command == "status" else [len(one.json["findings"])]
    )
    assert sum(counts) > findings


def test_status_counts_what_the_gate_finds(project: Path, locpipe: Locpipe) -> None:
    write(project, LOST, WARNING, ANSWERED.replace("today", "now"))
    found = locpipe("status", "--json").json["catalogs"][0]["findings"]
    summary = locpipe("check", "--json").json["summary"]
    assert found == {key: summary[key] for key in ("error", "warning", "note")}
