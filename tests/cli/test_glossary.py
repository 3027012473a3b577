"""``locpipe glossary`` as a user runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Locpipe

GLOSSARY = (
    "source,target,language,note,status,case_sensitive\n"
    "voice assistant,assistente de voz,pt_BR,,preferred,no\n"
    "voice assistant,ajudante de voz,pt_BR,,forbidden,no\n"
    "abacus,ábaco,pt_BR,,preferred,no\n"
    "TinyLoa,,,product,untranslatable,yes\n"
)


@pytest.fixture
def terms(project: Path) -> Path:
    path = project / "glossaries" / "terms.csv"
    path.parent.mkdir()
    path.write_text(GLOSSARY, encoding="utf-8")
    return path


def test_check_of_a_clean_project(locpipe: Locpipe, terms: Path) -> None:
    ran = locpipe("glossary", "check")
    assert (ran.code, ran.out) == (0, "")
    assert ran.last_line == "4 rows in 1 glossary: nothing to report."


def test_check_with_errors(locpipe: Locpipe, terms: Path) -> None:
    terms.write_text(
        GLOSSARY + "abacus,ábaco,xx_YY,,preferred,no\nTinyLoa,Loa,,,preferred,yes\n", encoding="utf-8"
    )
    ran = locpipe("glossary", "check", "glossaries/terms.csv")
    assert ran.code == 1
    assert "glossaries/terms.csv:6: error: Unknown language 'xx_YY'." in ran.out
    assert "glossaries/terms.csv:7: error: 'TinyLoa' is preferred, but untranslatable in line 5." in ran.out
    assert "2 errors" in ran.last_line
    found = locpipe("glossary", "check", "--json").json
    assert found["summary"] == {"error": 2, "warning": 0, "note": 0, "files": 1, "rows": 5}
    assert found["findings"][0]["rule"] == "unknown-language"


def test_check_against_documents_and_catalogs(locpipe: Locpipe, terms: Path, article: Path) -> None:
    ran = locpipe("glossary", "check", "--documents", "article.txt")
    assert ran.code == 0
    assert "terms.csv:4: note: 'abacus' does not occur" in ran.out
    assert locpipe("glossary", "check", "--documents", "article.txt", "--fail-on", "note").code == 1
    catalog = Path("locales/pt_BR/LC_MESSAGES/a.po")
    catalog.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    catalog.write_text(head + 'msgid "A voice assistant"\nmsgstr "Um robô"\n', encoding="utf-8")
    ran = locpipe("glossary", "check", "--catalogs", "locales", "--fail-on", "warning")
    assert ran.code == 1
    assert "terms.csv:2: warning: 1 message with 'voice assistant'" in ran.out
    assert "locales/pt_BR/LC_MESSAGES/a.po:4" in ran.out


@pytest.mark.parametrize("arguments", [["check", "no.csv"], ["import", "no.tbx"], ["export", "no.csv"]])
def test_a_file_that_is_not_there(locpipe: Locpipe, project: Path, arguments: list[str]) -> None:
    ran = locpipe("glossary", *arguments)
    assert (ran.code, "cannot be read: No such file" in ran.err) == (2, True)


def test_without_a_glossary(locpipe: Locpipe, project: Path) -> None:
    assert locpipe("glossary", "check").code == 0
    ran = locpipe("glossary", "export", "--to", "pt_BR")
    assert (ran.code, "No glossary in" in ran.err) == (2, True)


def test_out_and_in_again(locpipe: Locpipe, terms: Path) -> None:
    ran = locpipe("glossary", "export", "--format", "tbx", "--to", "pt-BR", "-o", "terms.tbx")
    assert (ran.code, ran.out) == (0, "")
    assert "tbx cannot hold the case sensitive of 1 row (“TinyLoa” in line 5)." in ran.err
    ran = locpipe("glossary", "import", "terms.tbx", "--source", "en", "--target", "pt_BR", "-o", "back.csv")
    assert (ran.code, ran.last_line) == (0, "4 rows imported. Next: locpipe glossary check back.csv")
    assert Path("back.csv").read_text(encoding="utf-8") == GLOSSARY.replace(
        ",untranslatable,yes", ",untranslatable,no"
    ).replace("TinyLoa,,", "TinyLoa,TinyLoa,")
    assert locpipe("glossary", "check", "back.csv").code == 0
    ran = locpipe("glossary", "import", "terms.tbx", "-o", "back.csv")
    assert (ran.code, "--force" in ran.err) == (2, True)


def test_to_standard_output(locpipe: Locpipe, terms: Path) -> None:
    ran = locpipe("glossary", "export", "--format", "pairs", "--to", "pt_BR")
    assert ran.out == "voice assistant,assistente de voz\nabacus,ábaco\nTinyLoa,TinyLoa\n"
    assert "1 row left out, which pairs cannot hold: 1 forbidden" in ran.err
    Path("deepl.csv").write_text(ran.out, encoding="utf-8")
    assert "Name it with --target" in locpipe("glossary", "import", "deepl.csv").err
    ran = locpipe("glossary", "import", "deepl.csv", "--target", "pt_BR")
    assert "voice assistant,assistente de voz,pt_BR,,preferred,no\n" in ran.out
    ran = locpipe("glossary", "import", "deepl.csv", "--format", "exel", "--target", "pt_BR")
    assert (ran.code, "Known: tbx, crowdin, weblate, omegat, pairs" in ran.err) == (2, True)


def test_suggest(locpipe: Locpipe, article: Path) -> None:
    ran = locpipe("glossary", "suggest", "article.txt", "--to", "pt_BR", "-o", "new.csv")
    assert (ran.code, ran.out) == (0, "")
    text = Path("new.csv").read_text(encoding="utf-8")
    for name in ("Tran Minh Chau", "Orchid K210", "TinyLoa", "Le Thu Ha"):
        assert f"\n{name},,," in text
    assert '\nspeech model,,pt_BR,"phrase, 2×; “' in text
    assert "Anh minh hoa" not in text
    assert locpipe("glossary", "suggest", "article.txt", "-o", "new.csv").code == 2
    found = locpipe("glossary", "suggest", "article.txt", "--at-least", "2", "--json").json
    assert {"source": "Tran Minh Chau", "kind": "name", "count": 2}.items() <= found["candidates"][0].items()
    assert all(one["count"] > 1 for one in found["candidates"])


def test_suggest_leaves_out_what_the_glossary_has(locpipe: Locpipe, terms: Path, article: Path) -> None:
    ran = locpipe("glossary", "suggest", "article.txt", "missing.txt")
    assert (ran.code, "missing.txt" in ran.err) == (1, True)
    assert "Orchid K210" in ran.out
    assert "TinyLoa,," not in ran.out
