"""Faults that are put into good translations are seen: the kinds of scripts/faults.py on a catalog of our own."""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.checks.rules import choose_rules
from pipeline.glossary import Terms
from pipeline.model import LanguagePair
from pipeline.review.catalog import Catalog, Entry
from pipeline.runs.look import Looker

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from faults import KINDS

# Source and translation, without any fault; together they lend themselves to every kind.
PAIRS = [
    ("Saved %s in the folder.", "%s foi salvo na pasta."),
    ("Page %d of %s was printed.", "A página %d de %s foi impressa."),
    ("The letter of %(name)s came today.", "A carta de %(name)s chegou hoje."),
    ("The boat {boat} has left the harbour.", "O barco {boat} deixou o porto."),
    ("Read the <b>small print</b> before you sign.", "Leia as <b>letras miúdas</b> antes de assinar."),
    (
        'Open the <a href="/door">small door</a> on the left.',
        'Abra a <a href="/door">porta pequena</a> à esquerda.',
    ),
    ("Bread &amp; butter are on the table.", "Pão &amp; manteiga estão sobre a mesa."),
    ("There are 5823 lamps along the river.", "Há 5823 luzes ao longo do rio."),
    ("The bridge is 374 years old now.", "A ponte já tem 374 anos."),
    ("The house on the hill has a red roof.", "A casa no alto da colina tem um telhado vermelho."),
    (
        "Our address is https://pine.test/lamps for now.",
        "Nosso endereço é https://pine.test/lamps por enquanto.",
    ),
    ("Write to ann@pine.test before noon.", "Escreva para ann@pine.test antes do meio-dia."),
    ("The lamp does not burn any more.", "A lâmpada não queima mais."),
    (
        "The harbour was quiet in the morning. The boats came back when it was noon already, one after the other.",
        "O porto estava tranquilo pela manhã. Os barcos voltaram quando já era meio-dia, um depois do outro.",
    ),
    (
        "We walked along the river until the night came, and the lights of the old town went on behind the bridge",
        "Caminhamos à beira do rio até a noite chegar, e as luzes da cidade velha se acenderam atrás da ponte",
    ),
    ("A ticket costs $40 at the gate.", "Um bilhete custa $40 na entrada."),
    ("The water rose by 7 % within the hour.", "A água subiu 7 % em uma hora."),
    ("The door is open.\n", "A porta está aberta.\n"),
    ("The first page\n\nThe second page", "A primeira página\n\nA segunda página"),
    ("Name of the boat:", "Nome do barco:"),
    ("Is the lamp on?", "A luz está acesa?"),
    ("Looking for the lamp...", "Procurando a luz..."),
    ("Close the small window", "Feche a janela pequena"),
    ("The lamp (and the door)", "A luz (e a porta)"),
    ('Press "Light" once', 'Aperte "Luz" uma vez'),
    ("_Open door", "_Abrir porta"),
    ("First line\\nSecond line", "Primeira linha\\nSegunda linha"),
    ("Bread, water and salt", "Pão, água e sal"),
]
PAIR = LanguagePair("en", "pt_BR")
ENTRIES = tuple(Entry(None, source, None, (target,), line=n) for n, (source, target) in enumerate(PAIRS, 1))


@pytest.fixture(scope="module")
def looker() -> Looker:
    return Looker.of(Catalog({}, ENTRIES), "a.po", PAIR, Terms().matcher("pt_BR", "en"), choose_rules())


@pytest.mark.parametrize("entry", ENTRIES, ids=[entry.source[:30] for entry in ENTRIES])
def test_the_catalog_is_clean(looker: Looker, entry: Entry) -> None:
    assert looker.look_at(entry) == ([], 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_fault_of_each_kind_is_seen(looker: Looker, kind: str) -> None:
    made, seen = 0, 0
    for entry in ENTRIES:
        damaged = KINDS[kind][1](entry.source, entry.translations[0], random.Random(7), "pt_BR")
        if damaged is None or not damaged.strip() or damaged == entry.translations[0]:
            continue
        made += 1
        bad = Entry(None, entry.source, None, (damaged,), ("fuzzy",), line=entry.line)
        seen += bool(looker.look_at(bad)[0])
    assert made > 0, "no entry lends itself to this kind"
    assert seen / made >= 0.8


def test_all_of_them_together(looker: Looker) -> None:
    counted: Counter[bool] = Counter()
    for _, damage in KINDS.values():
        for entry in ENTRIES:
            damaged = damage(entry.source, entry.translations[0], random.Random(7), "pt_BR")
            if damaged and damaged.strip() and damaged != entry.translations[0]:
                bad = Entry(None, entry.source, None, (damaged,), line=entry.line)
                counted[bool(looker.look_at(bad)[0])] += 1
    assert sum(counted.values()) > 300
    assert counted[True] >= 0.97 * sum(counted.values())
