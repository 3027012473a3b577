"""What Poedit warns of in its clear cases, our rules say as well: one row a kind of its warnings."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Locpipe

HEADER = (
    'msgid ""\nmsgstr ""\n"Language: pt_BR\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
ALSO = "default,full-stop,small-start"

CASES = [
    ("not all plural forms are translated", 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[1] ""\n', "plurals"),
    ("should start as a sentence", 'msgid "Open the door"\nmsgstr "abra a porta"\n', "capitals"),
    ("should start with a lowercase character", 'msgid "open the door"\nmsgstr "Abra a porta"\n', "small-start"),
    ("does not start with a space", 'msgid " open"\nmsgstr "abrir"\n', "whitespace"),
    ("starts with a space", 'msgid "open"\nmsgstr " abrir"\n', "whitespace"),
    ("is missing a newline at the end", 'msgid "open\\n"\nmsgstr "abrir"\n', "whitespace"),
    ("ends with a newline", 'msgid "open"\nmsgstr "abrir\\n"\n', "whitespace"),
    ("is missing a space at the end", 'msgid "open "\nmsgstr "abrir"\n', "whitespace"),
    ("ends with a space", 'msgid "open"\nmsgstr "abrir "\n', "whitespace"),
    ("should end with a full stop", 'msgid "The door is open."\nmsgstr "A porta está aberta"\n', "full-stop"),
    ("should not end with a full stop", 'msgid "The door is open"\nmsgstr "A porta está aberta."\n', "full-stop"),
    ("should end with a colon", 'msgid "Open:"\nmsgstr "Abrir"\n', "ending"),
    ("ends with another mark", 'msgid "Is the door open?"\nmsgstr "A porta está aberta!"\n', "ending"),
    ("a bracket is missing", 'msgid "(open)"\nmsgstr "(aberto"\n', "brackets"),
    ("a placeholder is missing", '#, c-format\nmsgid "open %s"\nmsgstr "abrir"\n', "printf"),
    ("a superfluous placeholder", '#, python-brace-format\nmsgid "open"\nmsgstr "abrir {a}"\n', "placeables"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "rule"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_warning_of_poedit_has_a_rule(project: Path, locpipe: Locpipe, entry: str, rule: str) -> None:
    path = project / "locales" / "pt_BR" / "LC_MESSAGES" / "a.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEADER + entry, encoding="utf-8")
    found = locpipe("check", "--select", ALSO, "--json").json["findings"]
    assert rule in {one["rule"] for one in found}
