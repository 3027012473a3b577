"""Which glossary terms of a text are words of it."""

from __future__ import annotations

import pytest

from pipeline.glossary import Glossary, Matcher
from pipeline.protect.terms import find_terms

MATCHER = Matcher(
    Glossary.from_pairs(
        [("file", "ficheiro"), ("folder", "diretório"), ("a.out", "programa"), ("Nimbus", "Nimbus")],
        source="en",
    ),
    "pt_BR",
    source="en",
)

CASES = [
    ("Open the file in the folder.", ["file", "folder"]),
    ("Open {file} now.", []),
    ("Open the file {file} in %(folder)s.", ["file"]),
    ("See https://example.com/file for the folder.", ["folder"]),
    ("Run `file` in the folder.", ["folder"]),
    ("Edit file.txt and my_file today.", []),
    ('Use <file name="folder"> here.', []),
    ("See [the file](folder.md).", ["file"]),
    ("**File** and <b>folder</b>", ["File", "folder"]),
    ("https://nimbus.example/ is Nimbus.", ["Nimbus"]),
    ("Run a.out now.", ["a.out"]),
    ("{file, plural, one {# file} other {# files}}", ["file", "files"]),
    ("{folder, select, file {one folder} other {none}}", ["folder"]),
    ("at https://a.example/open file now", ["file"]),
    ("_File", ["File"]),
    ("Open _folder…", ["folder"]),
    ("Open fo&lder", ["folder"]),
    ("&File", ["File"]),
]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_found(text: str, found: list[str]) -> None:
    hits = find_terms(text, MATCHER.find)
    assert [hit.text for hit in hits] == found
    for hit in hits:
        assert text[hit.start : hit.end].replace("&", "") == hit.text
