"""Gender, number and plural of terms by rule."""

from __future__ import annotations

import pytest

from pipeline.terms.features import features_of, plural_of
from pipeline.terms.grammar import grammar_of

FEATURES = [
    ("pt", "placa de vídeo", "fs"), ("pt", "placas de vídeo", "fp"), ("pt", "novo sistema operacional", "ms"),
    ("pt", "principal causa", "fs"), ("pt", "aprendizado de máquina", "ms"), ("pt", "unidades de processamento", "fp"),
    ("pt", "coração", "ms"), ("pt", "configuração", "fs"), ("pt", "ônibus", "ms"), ("pt", "países vizinhos", "mp"),
    ("pt", "viagem de trem", "fs"), ("pt", "semicondutor", "ms"), ("pt", "rede neural", "fs"), ("pt", "papel", "ms"),
    ("pt", "grande problema", "ms"), ("pt", "mapas de calor", "mp"), ("pt", "GPUs", "fp"), ("pt", "xyzwe", "s"),
    ("pt", "ecrã", "ms"), ("pt", "palavras-chave", "fp"), ("pt", "drivers", "mp"),
    ("es", "tarjeta gráfica", "fs"), ("es", "sistema operativo", "ms"), ("es", "redes neuronales", "fp"),
    ("es", "la mano", "fs"), ("es", "avión", "ms"), ("es", "canciones", "fp"), ("es", "país", "ms"),
    ("es", "ciudad", "fs"), ("es", "viaje", "ms"), ("es", "análisis de datos", "ms"), ("es", "costumbre", "fs"),
    ("fr", "carte graphique", "fs"), ("fr", "écran", "ms"), ("fr", "logiciels libres", "mp"), ("fr", "nation", "fs"),
    ("fr", "apprentissage", "ms"), ("fr", "réseaux de neurones", "mp"), ("fr", "problème", "ms"), ("fr", "eau", "fs"),
    ("it", "scheda grafica", "fs"), ("it", "sistema operativo", "ms"), ("it", "città", "fs"), ("it", "mano", "fs"),
    ("ca", "targeta gràfica", "fs"), ("ca", "ordinador", "ms"), ("ca", "xarxes neuronals", "fp"),
    ("de", "Künstliche Intelligenz", "fs"), ("de", "neuronales Netz", "ns"), ("de", "Halbleiter", "ms"),
    ("de", "Grafikkarte", "fs"), ("de", "Mädchen", "ns"), ("de", "Wissenschaft", "fs"),
    ("en", "graphics card", "s"), ("en", "graphics cards", "p"), ("en", "glass", "s"), ("en", "children", "p"),
    ("en", "news", "s"), ("en", "chip of the cards", "s"), ("en", "GPS", "s"), ("en", "analysis", "s"),
    ("vi", "trí tuệ nhân tạo", "s"),
]  # fmt: skip

PLURALS = [
    ("pt", "placa de vídeo", "placas de vídeo"), ("pt", "chip imprimível", "chips imprimíveis"),
    ("pt", "canal", "canais"), ("pt", "nuvem", "nuvens"), ("pt", "configuração", "configurações"),
    ("pt", "mão", "mãos"), ("pt", "pão", "pães"), ("pt", "servidor", "servidores"), ("pt", "ônibus", "ônibus"),
    ("pt", "Cidadão", "Cidadãos"), ("pt", "país", "países"), ("pt", "redes", "redes"), ("pt", "túnel", "túneis"),
    ("pt", "anel", "anéis"), ("pt", "móvel", "móveis"), ("pt", "barril", "barris"), ("pt", "luz", "luzes"),
    ("pt", "palavra-chave", "palavras-chave"), ("pt", "código-fonte", "códigos-fonte"), ("pt", "driver", "drivers"),
    ("pt", "alto-falante", "alto-falantes"), ("pt", "palavras-chave", "palavras-chave"),
    ("es", "tarjeta gráfica", "tarjetas gráficas"), ("es", "canción", "canciones"), ("es", "luz", "luces"),
    ("es", "red neuronal", "redes neuronales"), ("es", "crisis", "crisis"), ("es", "imagen", "imágenes"),
    ("es", "autobús", "autobuses"), ("es", "chip", "chips"), ("es", "palabra-clave", "palabras-clave"),
    ("fr", "réseau de neurones", "réseaux de neurones"), ("fr", "journal", "journaux"), ("fr", "carte graphique", "cartes graphiques"),
    ("it", "scheda grafica", "schede grafiche"), ("it", "sistema", "sistemi"), ("it", "città", "città"),
    ("ca", "targeta gràfica", "targetes gràfiques"), ("ca", "connexió", "connexions"),
    ("en", "graphics card", "graphics cards"), ("en", "box", "boxes"), ("en", "city", "cities"), ("en", "key", "keys"),
    ("en", "child", "children"), ("en", "chip of the card", "chips of the card"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "term", "expected"), FEATURES)
def test_features(language: str, term: str, expected: str) -> None:
    grammar = grammar_of(language)
    assert grammar is not None
    gender, number = features_of(term, grammar)
    assert (gender + number if not grammar.number_of_source else gender + "s") == expected


@pytest.mark.parametrize(("language", "term", "expected"), PLURALS)
def test_plurals(language: str, term: str, expected: str) -> None:
    grammar = grammar_of(language)
    assert grammar is not None
    assert plural_of(term, grammar) == expected
