"""What `locpipe glossary check` sees: one table of glossaries, with the findings each must give and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.glossary.lint import lint_glossaries, placed_terms
from pipeline.glossary.usage import Translated, find_never_satisfied, find_unused
from pipeline.model import Severity, TermHit

HEAD = "source,target,language,note,status,case_sensitive,source_language,context,accent_sensitive\n"
ROOT = Path(__file__).parents[2]


def stop_words(language: str | None) -> frozenset[str]:
    return frozenset({"it", "the"} if language in (None, "en") else {"um"})


def lint(*rows: str) -> list[tuple[int, str, str]]:
    text = HEAD + "".join(row + "," * (8 - row.count(",")) + "\n" for row in rows)
    return [(f.line, str(f.severity), f.rule) for f in lint_glossaries([("g.csv", text)], stop_words)]


CASES: dict[str, tuple[list[str], list[tuple[int, str, str]]]] = {
    "clean": (["board,placa,pt", "board,Platine,de", "Vega,,,,untranslatable"], []),
    "equal rows": (["board,placa,pt,one", "board,placa,pt,two"], [(3, "warning", "duplicate")]),
    "several wanted": (["board,placa,pt", "board,tábua,pt"], [(3, "warning", "conflict")]),
    "several wanted, one allowed": (["board,placa,pt", "board,tábua,pt,,allowed"], []),
    "several wanted, each in its context": (["board,placa,pt,,,,,chips", "board,tábua,pt,,,,,wood"], []),
    "wanted and forbidden": (["board,placa,pt", "board,placa,pt,,forbidden"], [(3, "error", "contradiction")]),
    "kept and translated": (["Vega,,,,untranslatable", "Vega,Veiga,"], [(3, "error", "contradiction")]),
    "forbidden but for case": (["board,Placa,pt", "board,placa,pt,,forbidden"], [(3, "warning", "forbidden-in-wanted")]),
    "forbidden inside": (
        ["card,placa de vídeo,pt", "card,placa gráfica,pt,,allowed", "card,placa,pt,,forbidden"],
        [(4, "warning", "forbidden-in-wanted")],
    ),
    "forbidden beside": (["card,placas,pt", "card,placa,pt,,forbidden"], []),
    "circle of two": (["mouse,rato,pt", "rato,mouse,pt"], [(3, "warning", "cycle")]),
    "circle of three": (["alpha,beta,pt", "beta,gamma,pt", "gamma,alpha,pt"], [(4, "warning", "cycle")]),
    "there and back in two languages": (["mouse,rato,pt,,,,en", "rato,mouse,en,,,,pt"], []),
    "no circle": (["data center,data center,pt", "mouse,rato,pt", "rato,ratazana,pt"], []),
    "two alike": (["Café,café,pt", "cafe,bar,pt"], [(3, "warning", "same-but-for-case")]),
    "two told apart": (["Apple,Apple,pt,,untranslatable,yes", "apple,maçã,pt,,,yes"], []),
    "unknown language": (["board,placa,xx_YY"], [(2, "error", "unknown-language")]),
    "unknown status": (["board,placa,pt,,best"], [(2, "error", "row")]),
    "no target": (["board,,pt"], [(2, "error", "row")]),
    "space around": ([" board,placa ,pt"], [(2, "note", "white-space"), (2, "note", "white-space")]),
    "space inside": (["graphics  card,placa\u00a0de vídeo,pt"], [(2, "warning", "white-space")] * 2),
    "a letter": (["x,y,pt", "機,máquina,pt", "C,C,pt,,,yes"], [(2, "warning", "short")]),
    "two letters": (["AI,IA,pt", "AI,IA,es,,,yes"], [(2, "note", "short")]),
    "function word": (["It,TI,pt", "IT,TI,es,,,yes", "um,one,en,,,,pt"], [(2, "warning", "stop-word"), (4, "warning", "stop-word")]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_case(name: str) -> None:
    rows, expected = CASES[name]
    assert lint(*rows) == expected


def test_a_file_that_cannot_be_read() -> None:
    (finding,) = lint_glossaries([("g.csv", "word,translation\n")], stop_words)
    assert (finding.rule, finding.severity, finding.path, finding.line) == (
        "unreadable",
        Severity.ERROR,
        "g.csv",
        1,
    )
    assert finding.message.startswith("these columns are missing")


def test_a_later_file_wins_and_says_so() -> None:
    one, two = HEAD + "board,placa,pt,,,,,,\n", HEAD + "board,tábua,pt,,,,,,\n"
    (finding,) = lint_glossaries([("1.csv", one), ("2.csv", two)], stop_words)
    assert (finding.path, finding.line, finding.rule) == ("1.csv", 2, "overridden")
    assert "2.csv:2" in finding.message


def test_the_glossaries_of_the_project_have_no_errors() -> None:
    files = [*(ROOT / "glossaries").glob("*.csv"), ROOT / "pipeline" / "glossary" / "newsroom.csv"]
    texts = [(path.name, path.read_text(encoding="utf-8")) for path in sorted(files)]
    assert [f for f in lint_glossaries(texts, stop_words) if f.severity is Severity.ERROR] == []


def test_terms_that_do_not_occur() -> None:
    text = "source,target,language,forms\nboard,placa,pt,\nchip,chip,pt,chips\nkeyboard,teclado,pt,\nboard,Platine,de,\n"
    found = find_unused(placed_terms("g.csv", text), ["A Board, with CHIPS."])
    assert [(f.line, f.source) for f in found] == [(4, "keyboard")]


def test_terms_that_no_translation_holds() -> None:
    def satisfied(target: str, hit: TermHit) -> bool:
        return hit.target in target

    text = (
        "source,target,language,status,target_forms\nboard,placa,pt,,\nboard,tábua,pt,allowed,\nchip,pastilha,pt,,\n"
        "card,cartão,pt,,cartões\nmouse,rato,pt,,\nVega,,,untranslatable,\nboard,Brett,de,,\n"
    )
    messages = [
        Translated("a.po:3", "pt_BR", "The board", "A tábua"),
        Translated("a.po:7", "pt_BR", "Two chips? One chip.", "Dois chips? Um chip."),
        Translated("a.po:11", "pt_BR", "The card", "Os cartões"),
        Translated("a.po:15", "pt_BR", "Vega chip", "Veiga chip"),
    ]
    found = list(find_never_satisfied(placed_terms("g.csv", text), messages, satisfied))
    assert [(f.line, f.source) for f in found] == [(4, "chip"), (7, "Vega")]
    assert "2 messages with 'chip'" in found[0].message
    assert "a.po:7" in found[0].message
