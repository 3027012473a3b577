"""The same source with several targets: what decides between them, and what is left to a person."""

from __future__ import annotations

import pytest

from pipeline.glossary import Glossary, Matcher, Term
from pipeline.model import LanguagePair, Severity, TermStatus, Unit
from pipeline.translation import translate_units
from tests.terms.fakes import FakeRoute

RIVER = Term("bank", "margem", "pt_BR", context="river")
MONEY = Term("bank", "banco", "pt_BR", context="finance")
PLAIN = Term("bank", "instituição", "pt_BR")
OTHER = Term("bank", "casa bancária", "pt_BR")
ALLOWED = Term("bank", "agência", "pt_BR", status=TermStatus.ALLOWED)
BARRED = Term("bank", "banca", "pt_BR", status=TermStatus.FORBIDDEN)

CASES = [
    # rows, context of the text, target, others, rivals
    ((RIVER, MONEY), "finance", "banco", (), ()),
    ((RIVER, MONEY), "Finance|Loan form", "banco", (), ()),
    ((RIVER, MONEY), "river", "margem", (), ()),
    ((RIVER, MONEY), "", "margem", ("banco",), ("banco",)),
    ((RIVER, MONEY), "financed", "margem", ("banco",), ("banco",)),
    ((RIVER, MONEY, PLAIN), "finance", "banco", ("instituição",), ()),
    ((RIVER, PLAIN), "", "instituição", ("margem",), ()),
    ((RIVER, ALLOWED), "", "margem", ("agência",), ()),
    ((PLAIN, OTHER), "", "instituição", ("casa bancária",), ("casa bancária",)),
    ((PLAIN, ALLOWED), "", "instituição", ("agência",), ()),
    ((PLAIN,), "finance", "instituição", (), ()),
]


@pytest.mark.parametrize(("rows", "context", "target", "others", "rivals"), CASES)
def test_which_row_holds(
    rows: tuple[Term, ...], context: str, target: str, others: tuple[str, ...], rivals: tuple[str, ...]
) -> None:
    (hit,) = Matcher(Glossary(rows), "pt_BR", source="en").find("the bank", context)
    assert (hit.target, hit.others, hit.rivals) == (target, others, rivals)


def test_what_is_forbidden_everywhere_is_forbidden_in_a_context() -> None:
    (hit,) = Matcher(Glossary((MONEY, BARRED)), "pt_BR", source="en").find("the bank", "finance")
    assert (hit.target, hit.barred) == ("banco", ("banca",))


def test_a_later_glossary_decides() -> None:
    merged = Glossary.merged([Glossary((OTHER,)), Glossary((PLAIN,))])
    (hit,) = Matcher(merged, "pt_BR").find("bank")
    assert (hit.target, hit.others, hit.rivals) == ("instituição", ("casa bancária",), ())


def test_a_message_s_context_decides_and_none_is_a_note() -> None:
    matcher = Matcher(Glossary((Term("box", "caixa", "pt_BR", context="shop"), Term("box", "caixote", "pt_BR", context="ring"))), "pt_BR", source="en")  # fmt: skip
    units = [Unit("Open the box now.", 1, context="ring"), Unit("Open the box now.", 2)]
    route = FakeRoute()
    done = translate_units(units, *LanguagePair("en", "pt_BR"), lambda pair: route, lambda unit: matcher)
    (decided,), (undecided,) = (done.candidates[unit.key] for unit in units)
    assert (decided.text, decided.findings) == ("Abra o caixote agora.", ())
    assert (undecided.text, undecided.unmet) == ("Abra o caixote agora.", ())
    (note,) = undecided.findings
    assert note.severity is Severity.NOTE
    assert '"caixa", "caixote"' in note.message


@pytest.mark.parametrize(
    ("text", "expected"),
    [("BOX", "CAIXA"), ("Box:", "Caixa:"), ("box", "caixa"), ("X", "Xis"), ("GPU", "Placa")],
)
def test_a_label_keeps_its_capitals(text: str, expected: str) -> None:
    rows = Glossary.from_pairs([("box", "caixa"), ("X", "xis"), ("GPU", "placa")], target="pt_BR")
    unit = Unit(text, 1)
    done = translate_units([unit], "en", "pt_BR", lambda pair: None, lambda unit: Matcher(rows, "pt_BR"))
    assert done.candidates[unit.key][0].text == expected
