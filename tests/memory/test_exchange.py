"""Memories of other tools: what is taken from them, what is left out and why, what is refused as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import FileError
from pipeline.memory.exchange import Refused, Wanted, read_file
from pipeline.memory.exchange.tmx import format_tmx
from pipeline.memory.exchange.xml import Raw

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4"><header srclang="en-US" creationtool="x" segtype="sentence"/><body>
<tu><tuv xml:lang="en-US"><seg>The harbour is closed.</seg></tuv>
 <tuv xml:lang="pt-BR" changeid="ana" changedate="20261120T091200Z"><seg>O porto está fechado.</seg></tuv>
 <tuv xml:lang="de"><seg>Der Hafen ist geschlossen.</seg></tuv></tu>
<tu><prop type="x-context">menu</prop><tuv xml:lang="en-GB"><seg>Press <bpt i="1">&lt;b></bpt>Start<ept i="1">&lt;/b></ept></seg></tuv>
 <tuv xml:lang="pt-BR"><seg>Pressione <bpt i="1">&lt;b></bpt>Iniciar<ept i="1">&lt;/b></ept></seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Bonjour</seg></tuv><tuv xml:lang="pt-BR"><seg>Olá</seg></tuv></tu>
</body></tmx>"""

XLIFF = """<xliff version="1.2"><file source-language="en" target-language="pt-BR"><body>
<trans-unit id="1" approved="yes"><source>Save</source><target state="needs-translation">Salvar</target></trans-unit>
<trans-unit id="2"><source>Open</source><target state="needs-review-translation">Abrir</target></trans-unit>
<trans-unit id="3"><source>Close</source><target state="final">Fechar</target>
 <alt-trans><source>Closed</source><target>Fechado</target></alt-trans></trans-unit>
<trans-unit id="4"><source>Print</source><target></target></trans-unit>
<trans-unit id="5"><source>Go to <x id="1"/></source><target>Ir para <x id="1"/></target></trans-unit>
<trans-unit id="6"><source>See <ph id="1">%s</ph></source><target>Ver <ph id="1">%s</ph></target></trans-unit>
</body></file></xliff>"""

XLIFF2 = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="pt-BR"><file id="f">
<unit id="1"><segment state="final"><source>Save</source><target>Salvar</target></segment>
<segment state="initial"><source>Open</source><target>Abrir</target></segment></unit>
<unit id="2" translate="no"><segment><source>locpipe</source><target>locpipe</target></segment></unit></file></xliff>"""

PO = """msgid ""
msgstr "Language: pt_BR\\nContent-Type: text/plain; charset=UTF-8\\nLast-Translator: Ana\\n"

msgctxt "menu"
msgid "Save"
msgstr "Salvar"

#, fuzzy
msgid "Open"
msgstr "Abrir"

msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d arquivo"
msgstr[1] "%d arquivos"
"""


def read(
    path: Path, wanted: Wanted | None = None, **how: bool
) -> tuple[list[tuple[str, ...]], dict[str, int]]:
    refused = Refused()
    found = [
        (record.source, *record.targets, pair.source, pair.target, record.context or "")
        for record, pair in read_file(path, path.name, wanted or Wanted(), refused, **how)
    ]
    return found, dict(refused.reasons)


def put(tmp_path: Path, name: str, text: str) -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tmx(tmp_path: Path) -> None:
    found, refused = read(put(tmp_path, "a.tmx", TMX))
    assert found == [
        ("The harbour is closed.", "O porto está fechado.", "en_US", "pt_BR", ""),
        ("The harbour is closed.", "Der Hafen ist geschlossen.", "en_US", "de", ""),
    ]
    assert refused == {"without a text in the source language": 2}
    found, refused = read(put(tmp_path, "b.tmx", TMX.replace('"en-US"', '"en"')), Wanted("en", "pt"))
    assert found == [
        ("The harbour is closed.", "O porto está fechado.", "en", "pt", ""),
        ("Press <b>Start</b>", "Pressione <b>Iniciar</b>", "en", "pt", "menu"),
    ]
    assert refused == {"in other languages": 1, "without a text in the source language": 1}


@pytest.mark.parametrize(
    ("text", "sources", "refused"),
    [
        (
            XLIFF,
            ["Save", "Close", "See %s"],
            {"not finished": 1, "not translated": 1, "with codes whose text the file does not have": 1},
        ),
        (XLIFF2, ["Save"], {"not finished": 1, "not translated": 1}),
    ],
)
def test_xliff(tmp_path: Path, text: str, sources: list[str], refused: dict[str, int]) -> None:
    found, left_out = read(put(tmp_path, "a.xlf", text))
    assert ([one[0] for one in found], left_out) == (sources, refused)


def test_po(tmp_path: Path) -> None:
    found, _ = read(put(tmp_path, "a.po", PO))
    assert found == [
        ("Save", "Salvar", "en", "pt_BR", "menu"), ("%d file", "%d arquivo", "%d arquivos", "en", "pt_BR", "")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("The harbour is closed.", "O porto está fechado.", None),
        ("The harbour is closed.", " ", "one side is empty"),
        ("The harbour is closed today.", "The harbour is closed today.", "the translation is the source"),
        (
            "Wait.",
            "Espere aqui até que alguém venha buscar você, por favor.",
            "much longer or shorter than its source",
        ),
        ("Hello %s", "Olá", "a placeholder is missing or added"),
        ("Wait 15 minutes", "Espere 25 minutos", "numbers differ"),
        (
            "The harbour is closed until the repairs are done.",
            "Le port est fermé jusqu'à ce que les réparations soient terminées.",
            "in another language than it says",
        ),
    ],
)
def test_quality(tmp_path: Path, source: str, target: str, reason: str | None) -> None:
    raw = Raw(source, target, "en", "pt_BR")
    path = put(tmp_path, "a.tmx", "".join(format_tmx([raw], "en", "1")))
    found, refused = read(path)
    assert (len(found), refused) == ((1, {}) if reason is None else (0, {reason: 1}))
    if reason != "one side is empty":
        assert len(read(path, every=True)[0]) == 1


BOMB = (
    '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><tmx><header srclang="en"/><body>&b;</body></tmx>'
)


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tmx", "<tmx><body>", "a.tmx:1: the XML cannot be read"),
        ("a.tmx", "<html/>", "its root is <html>"),
        ("a.tmx", BOMB, "entity"),
        ("a.txt", "x", "no format of a memory"),
        ("a.po", "msgid 1", "a.po:1"),
        ("a.po", 'msgid "a"\nmsgstr "b"\n', "--to"),
    ],
)
def test_files_that_are_refused(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(FileError, match=message):
        read(put(tmp_path, name, text))


def test_tmx_round_trip(tmp_path: Path) -> None:
    raws = [
        Raw(
            'a < b & "c"\n  d\t', "é > ü\r\n\x01", "en", "pt_BR", "ctx", "Ana <a@b>", "2026-11-20 09:12+0000"
        ),
        Raw("設定", "Einstellungen", "ja", "de"),
    ]
    path = put(tmp_path, "a.tmx", "".join(format_tmx(raws, "en", "1")))
    found, _ = read(path, every=True)
    assert found == [
        ('a < b & "c"\n  d\t', "é > ü\r\n\ufffd", "en", "pt_BR", "ctx"), ("設定", "Einstellungen", "ja", "de", "")
    ]  # fmt: skip
