"""What other rows of a term say counts in its check: allowed, forbidden, listed forms."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.checks import CheckContext
from pipeline.checks.terms import TermsCheck
from pipeline.model import LanguagePair, TermHit, TermStatus

HIT = TermHit(0, 13, "graphics card", "graphics card", "placa de vídeo", TermStatus.PREFERRED)


def messages(target: str, *hits: TermHit, language: str = "pt_BR") -> list[str]:
    context = CheckContext(LanguagePair("en", language), terms=hits)
    return [finding.message for finding in TermsCheck().check("graphics card", target, context)]


@pytest.mark.parametrize(
    ("target", "hit", "said"),
    [
        ("duas placas de vídeo", HIT, []),
        ("duas placas gráficas", HIT, ["The glossary's term is missing: “placa de vídeo”."]),
        ("duas placas gráficas", replace(HIT, others=("placa gráfica",)), []),
        ("duas GPUs", replace(HIT, target_forms=("GPUs",)), []),
        (
            "dois cartões gráficos",
            replace(HIT, others=("placa gráfica",), barred=("cartão gráfico",)),
            [
                "The glossary's term is missing: “placa de vídeo”.",
                "The glossary forbids: “cartão gráfico”. Use “placa de vídeo”.",
            ],
        ),
        ("as placas de vídeo", replace(HIT, barred=("placa", "vídeo")), []),
        (
            "as placas de vídeo na placa",
            replace(HIT, barred=("placa", "vídeo")),
            ["The glossary forbids: “placa”. Use “placa de vídeo”."],
        ),
        (
            "a placa",
            replace(HIT, target="placa", status=TermStatus.FORBIDDEN),
            ["The glossary forbids: “placa”."],
        ),
    ],
)
def test_what_is_said(target: str, hit: TermHit, said: list[str]) -> None:
    assert messages(target, hit) == said


def test_one_of_several_hits_at_a_place_is_enough() -> None:
    other = replace(HIT, target="placa gráfica")
    assert messages("uma placa gráfica", HIT, other) == []
    assert messages("nada", HIT, HIT, other) == ["The glossary's term is missing: “placa de vídeo”."]
