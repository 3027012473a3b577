"""TBX as others write it, TBX that attacks, and translate-toolkit as a judge of both directions."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import GlossaryError
from pipeline.glossary import Glossary, Term
from pipeline.glossary.exchange import Pair, exchange_format, export_glossary, parse_exchange
from pipeline.model import TermStatus as S

TBX = exchange_format("tbx")
PAIR = Pair("en", "pt_BR")

WEBLATE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="a"><langSet xml:lang="en"><tig><term>board</term></tig></langSet>
  <langSet xml:lang="pt-BR"><tig><term>placa</term></tig></langSet>
  <note from="translator">of a computer</note></termEntry>
<termEntry><descrip type="Translation needed">No</descrip>
  <langSet xml:lang="en"><tig><term>Vega</term></tig></langSet>
  <langSet xml:lang="pt-BR"><tig><term>Vega</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="en"><tig><term>board</term></tig></langSet>
  <langSet xml:lang="pt-BR"><tig><term>tábua</term><termNote type="administrativeStatus">forbidden</termNote></tig></langSet>
</termEntry></body></text></martif>"""

LOKALIZE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE martif PUBLIC "ISO 12200:1999A//DTD MARTIF core (DXFcdV04)//EN" "TBXcdv04.dtd">
<martif type="TBX" xml:lang="en_US"><text><body><termEntry id="x-1">
  <descripGrp><descrip type="subjectField">hardware</descrip></descripGrp>
  <langSet xml:lang="en_US"><descripGrp><descrip type="definition">flat piece</descrip></descripGrp>
    <ntig><termGrp><term>board</term><termNote type="partOfSpeech">noun</termNote></termGrp></ntig></langSet>
  <langSet xml:lang="pt_BR"><tig><term>placa</term></tig><tig><term>cartão</term></tig></langSet>
</termEntry></body></text></martif>"""

VERSION_3 = """<?xml version="1.0"?>
<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
  xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<text><body><conceptEntry id="c1"><min:subjectField>hardware</min:subjectField>
  <langSec xml:lang="de"><termSec><term>Platine</term></termSec></langSec>
  <langSec xml:lang="en"><termSec><term>board</term><min:partOfSpeech>noun</min:partOfSpeech></termSec></langSec>
  <langSec xml:lang="pt-BR"><termSec><term>placa</term><min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus>
    <basic:grammaticalGender>feminine</basic:grammaticalGender></termSec>
    <termSec><term>tábua</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def read(text: str, pair: Pair = PAIR) -> list[tuple[str, str, str, S, str, str, str]]:
    return [
        (t.source, t.target, t.note, t.status, t.part_of_speech, t.gender, t.domain)
        for t in parse_exchange(text.encode(), "x.tbx", pair, TBX).glossary
    ]


def test_as_weblate_writes_it() -> None:
    assert read(WEBLATE) == [
        ("board", "placa", "of a computer", S.PREFERRED, "", "", ""),
        ("Vega", "Vega", "", S.UNTRANSLATABLE, "", "", ""),
        ("board", "tábua", "", S.FORBIDDEN, "", "", ""),
    ]


def test_as_lokalize_writes_it() -> None:
    assert read(LOKALIZE) == [
        ("board", "placa", "", S.PREFERRED, "noun", "", "hardware"),
        ("board", "cartão", "", S.ALLOWED, "noun", "", "hardware"),
    ]


def test_version_3() -> None:
    assert read(VERSION_3) == [
        ("board", "placa", "", S.PREFERRED, "noun", "feminine", "hardware"),
        ("board", "tábua", "", S.FORBIDDEN, "noun", "", "hardware"),
    ]
    assert [row[:2] for row in read(VERSION_3, Pair("de", "en"))] == [("Platine", "board")]
    assert {row[1] for row in read(VERSION_3, Pair())} == {"Platine", "placa", "tábua"}


def test_a_file_in_another_encoding() -> None:
    text = WEBLATE.replace('encoding="utf-8"', 'encoding="iso-8859-1"')
    assert parse_exchange(text.encode("iso-8859-1"), "x", PAIR, TBX).glossary.terms[2].target == "tábua"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ('<!DOCTYPE m [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>\n<martif>&b;</martif>', r"x:1: .*an entity \(a\)"),
        ('<!DOCTYPE m [\n<!ENTITY x SYSTEM "file:///etc/hostname">]><martif>&x;</martif>', r"x:2: .*an entity \(x\)"),
        ('<!DOCTYPE m [<!ENTITY % p SYSTEM "http://localhost/p">%p;]><martif/>', r"x:1: .*an entity \(p\)"),
        ('<!DOCTYPE martif SYSTEM "x.dtd">\n<martif>&eacute;</martif>', r"x:2: .*an entity \(eacute\)"),
        ("<martif>\n<text></martif>", r"x:2: the XML cannot be read: mismatched tag"),
        ("<html/>", r"x:1: <html> is no TBX"),
        ("", r"x:1: the XML cannot be read: no element found"),
    ],
)  # fmt: skip
def test_what_is_refused(data: str, said: str) -> None:
    with pytest.raises(GlossaryError, match=said):
        parse_exchange(data.encode(), "x", PAIR, TBX)


TERMS = (
    Term(
        "graphics card",
        "placa de vídeo",
        "pt_BR",
        "as on the box",
        forms=("graphics cards",),
        domain="hardware",
    ),
    Term("graphics card", "cartão gráfico", "pt_BR", status=S.FORBIDDEN),
    Term("Tom & <Jerry>", "Tom & <Jerry>", "pt_BR", "a name", S.UNTRANSLATABLE),
    Term("café", "cafe 𝒳", "pt_BR"),
)


def toolkit(code: str, *arguments: str) -> str:
    """Run a line in the interpreter of the system, where Debian's translate-toolkit lives.

    GPL: it is a judge in this test, run as a program of its own; nothing of ours imports it.
    """
    python = Path("/usr/bin/python3")
    probe = [str(python), "-c", "from translate.storage import tbx"]
    if not python.exists() or subprocess.run(probe, capture_output=True, check=False).returncode:
        pytest.skip("translate-toolkit is not installed: apt-get install translate-toolkit")
    return subprocess.run(
        [str(python), "-c", code, *arguments], capture_output=True, text=True, check=True
    ).stdout


@pytest.mark.slow
def test_translate_toolkit_reads_ours(tmp_path: Path) -> None:
    path = tmp_path / "ours.tbx"
    path.write_text(export_glossary(Glossary(TERMS), "tbx", PAIR).text, encoding="utf-8")
    code = (
        "import sys, json; from translate.storage import tbx\n"
        "store = tbx.tbxfile.parsefile(sys.argv[1])\n"
        "print(json.dumps([[u.source, u.target, u.getnotes('translator')] for u in store.units]))"
    )
    assert json.loads(toolkit(code, str(path))) == [[t.source, t.target, t.note] for t in TERMS]


@pytest.mark.slow
@pytest.mark.parametrize("named", [True, False])
def test_ours_reads_translate_toolkit(tmp_path: Path, named: bool) -> None:
    """A target language that nobody named is ``xx`` in its files."""
    rows = [[t.source, t.target, t.note] for t in TERMS]
    code = (
        "import sys, json; from translate.storage import tbx\n"
        "store = tbx.tbxfile(sourcelanguage='en', targetlanguage=sys.argv[2] or None)\n"
        "for source, target, note in json.loads(sys.argv[3]):\n"
        "    unit = store.addsourceunit(source); unit.settarget(target, sys.argv[2] or 'xx'); unit.addnote(note, 'translator')\n"
        "open(sys.argv[1], 'wb').write(bytes(store))"
    )
    path = tmp_path / "theirs.tbx"
    toolkit(code, str(path), "pt-BR" if named else "", json.dumps(rows))
    terms = parse_exchange(path.read_bytes(), "theirs.tbx", PAIR, TBX).glossary
    assert [[t.source, t.target, t.note] for t in terms] == rows
    assert {t.language for t in terms} == {"pt_BR"}
