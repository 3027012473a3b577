"""Spelling: what is asked of hunspell, with a hunspell of our own on PATH."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.checks.spelling import SpellingCheck, find_dictionary, misspelt
from pipeline.model import LanguagePair
from pipeline.review.po import parse_catalog

# Knows the words of its dictionary; speaks as hunspell does: dictionaries on stderr, unknown words on stdout.
HUNSPELL = """#!/bin/sh
if [ "$1" = -D ]; then echo "/usr/share/hunspell/pt_BR" >&2; echo "/usr/share/hunspell/de_AT" >&2; exit 0; fi
grep -v -x -E "a|luz|porta|acesa|o|da|casa|A|O" || true
"""
PO = """
msgid "The lamp of the house"
msgstr "A luz da cassa"

msgid "Use Kite now"
msgstr "_Uze o Kite"

msgid "The door"
msgstr "A porta"
"""


@pytest.fixture
def hunspell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "hunspell"
    program.write_text(HUNSPELL, encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")


@pytest.mark.usefixtures("hunspell")
def test_unknown_words_are_named_at_their_entries() -> None:
    found = SpellingCheck().check_catalog(parse_catalog(PO, "a.po"), LanguagePair("en", "pt_BR"))
    assert [(one.line, one.message) for one in found] == [
        (2, "Not in the dictionary: “cassa”."),
        (5, "Not in the dictionary: “Uze”."),
    ]


@pytest.mark.usefixtures("hunspell")
@pytest.mark.parametrize(("locale", "name"), [("pt_BR", "pt_BR"), ("de", "de_AT"), ("vi", None)])
def test_the_dictionary_of_a_locale(locale: str, name: str | None) -> None:
    assert find_dictionary(locale) == name


@pytest.mark.usefixtures("hunspell")
def test_words_go_in_and_unknown_ones_come_out() -> None:
    assert misspelt({"luz", "lus"}, "pt_BR") == {"lus"}


def test_without_hunspell_a_note_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (one,) = SpellingCheck().check_catalog(parse_catalog(PO, "a.po"), LanguagePair("en", "pt_BR"))
    assert "was not looked at" in one.message
