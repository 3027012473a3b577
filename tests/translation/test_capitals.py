"""Capitals are taken off for the engine and put on again."""

from __future__ import annotations

import pytest

from pipeline.protect.placeables import find_placeables
from pipeline.translation.capitals import is_shouted, shout, whisper


@pytest.mark.parametrize(
    ("text", "shouted"),
    [
        ("DO NOT OPEN", True), ("OPEN %s NOW", True), ("NASA", False), ("USA TV", False), ("Do NOT open", False),
        ("ACHTUNG: STRASSE", True), ("12:30 PM", False), ("", False),
    ],
)  # fmt: skip
def test_shouted(text: str, shouted: bool) -> None:
    assert is_shouted(text, find_placeables(text)) is shouted


def test_there_and_back() -> None:
    text = "SAVE %s TO {Folder} NOW"
    placeables = find_placeables(text)
    assert whisper(text, placeables) == "Save %s to {Folder} now"
    assert shout("Salvar %s em {Folder} já", [p.text for p in placeables]) == "SALVAR %s EM {Folder} JÁ"
    assert whisper("İSTANBUL ŞEHRİ", ()) is None
