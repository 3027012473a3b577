"""Every check does what its own examples say; they are its documentation."""

from __future__ import annotations

import pytest

from pipeline.checks import CHECKS, Check, CheckContext, Example, run_checks
from pipeline.checks.base import CatalogCheck, CatalogExample
from pipeline.checks.rules import RULES
from pipeline.model import Placeable, Severity, TermHit, TermStatus
from pipeline.review.po import parse_catalog

ORDER = [Severity.ERROR, Severity.WARNING, Severity.NOTE]
EVERY: tuple[Check, ...] = (*CHECKS, *(rule.check for rule in RULES if hasattr(rule.check, "check")))
UNIQUE = list({type(check): check for check in EVERY}.values())
CASES = [(check, example) for check in UNIQUE for example in check.examples]


def context_of(example: Example) -> CheckContext:
    placeables = []
    position = 0
    for text in example.placeables:
        start = example.source.index(text, position)
        position = start + len(text)
        kind, role = "printf", "alone"
        if text.startswith("<"):
            kind, role = "markup", "close" if text.startswith("</") else "open"
        elif text[0].isdigit():
            kind = "number"
        elif text[0].isalpha():
            kind = "name"
        placeables.append(Placeable(start, start + len(text), text, kind, role))  # type: ignore[arg-type]
    terms = []
    for source, target, status in example.terms:
        start = example.source.index(source)
        terms.append(TermHit(start, start + len(source), source, source, target, TermStatus(status)))
    return CheckContext(
        example.pair,
        tuple(placeables),
        tuple(terms),
        example.flags,
        example.masks,
        example.comments,
        example.notes,
    )


def identify(value: object) -> str:
    return value.id if hasattr(value, "id") else ascii(getattr(value, "target", ""))[:40]


@pytest.mark.parametrize(("check", "example"), CASES, ids=identify)
def test_example(check: Check, example: Example) -> None:
    found = check.check(example.source, example.target, context_of(example))
    worst = min((one.severity for one in found), key=ORDER.index, default=None)
    assert worst == example.found, [one.message for one in found]
    for one in found:
        assert one.rule == check.id
        assert ORDER.index(one.severity) >= ORDER.index(check.severity)
        assert (one.source, one.target, one.language) == (example.source, example.target, example.pair.target)
        assert one.message.endswith(".")


GOOD = [
    (check, example)
    for check, example in CASES
    if example.found is None and not (example.terms or example.placeables)
]


@pytest.mark.parametrize(("check", "example"), GOOD, ids=identify)
def test_good_examples_alarm_no_check(check: Check, example: Example) -> None:
    found = run_checks(example.source, example.target, context_of(example))
    assert [one for one in found if one.severity is Severity.ERROR] == []


@pytest.mark.parametrize("check", UNIQUE, ids=identify)
def test_every_check_is_explained_with_good_and_bad_examples(check: Check) -> None:
    assert check.id.islower()
    assert check.description[0].isupper()
    assert check.description.endswith((".", "so are spaces."))
    assert {example.found for example in check.examples} >= {None, check.severity}


def test_ids_are_unique() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)
    assert len({rule.id for rule in RULES}) == len(RULES)


CATALOG_CHECKS = [rule.check for rule in RULES if hasattr(rule.check, "check_catalog")]


@pytest.mark.parametrize(
    ("check", "example"),
    [(check, example) for check in CATALOG_CHECKS for example in check.catalog_examples],
    ids=identify,
)
def test_catalog_example(check: CatalogCheck, example: CatalogExample) -> None:
    found = check.check_catalog(parse_catalog(example.text, "a.po"), example.pair)
    worst = min((one.severity for one in found), key=ORDER.index, default=None)
    assert worst == example.found, [one.message for one in found]
    for one in found:
        assert (one.rule, one.language) == (check.id, example.pair.target)
        assert one.line > 0
        assert one.message.endswith(".")


@pytest.mark.parametrize("check", CATALOG_CHECKS, ids=identify)
def test_every_catalog_check_is_explained_with_good_and_bad_examples(check: CatalogCheck) -> None:
    assert check.description[0].isupper()
    assert check.description.endswith(".")
    assert {example.found for example in check.catalog_examples} >= {None, check.severity}
