"""The registry: order, selection, plug-ins, robustness on any text."""

from __future__ import annotations

from importlib.metadata import EntryPoint, EntryPoints

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pipeline.checks as checks_module
from pipeline.checks import CHECKS, CheckContext, has_errors, load_checks, run_checks
from pipeline.errors import ConfigurationError, UsageError
from pipeline.model import Finding, LanguagePair, Placeable, TermHit, TermStatus

CONTEXT = CheckContext(LanguagePair("en", "pt_BR"))
BAD = ("The tank holds 40 litres of water.\n", "Xq1 tanque tanque tanque tanque de вода\u202e")


def rules(found: tuple[Finding, ...]) -> list[str]:
    return list(dict.fromkeys(one.rule for one in found))


def test_findings_come_in_registry_order() -> None:
    found = run_checks(*BAD, CONTEXT)
    assert rules(found) == ["mask", "controls", "whitespace", "script", "repetition", "numbers"]
    assert has_errors(found)
    order = [check.id for check in CHECKS]
    assert rules(found) == sorted(rules(found), key=order.index)


def test_selection() -> None:
    assert rules(run_checks(*BAD, CONTEXT, select=["numbers", "mask"])) == ["mask", "numbers"]
    assert run_checks(*BAD, CONTEXT, select=[]) == ()
    with pytest.raises(UsageError, match=r"Unknown check 'nothing'\. Known: brackets, controls, echo"):
        run_checks(*BAD, CONTEXT, select=["nothing", "mask"])


@pytest.mark.parametrize(("source", "target"), [("Save", ""), ("Save", " \n"), ("", "Salvar")])
def test_nothing_to_check(source: str, target: str) -> None:
    assert run_checks(source, target, CONTEXT) == ()


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("It was raining when the ship left the harbour.", "Chovia quando o navio saiu do porto."),
        ("OK", "OK"),
        ("17:58", "17:58"),
        ("{count} files", "{count} arquivos"),
        ("Photo: Maria Silva", "Foto: Maria Silva"),
        ("Really?!", "Sério?!"),
        ("no, no, no, no, no", "não, não, não, não, não"),
    ],
)
def test_clean_pairs(source: str, target: str) -> None:
    assert run_checks(source, target, CONTEXT) == ()


@given(
    st.text(st.characters(), max_size=60),
    st.text(st.characters(), max_size=60),
    st.sampled_from(["pt_BR", "ja", "ar", "my", "zh_CN", "sr@latin", "xx"]),
    st.integers(0, 20),
)
def test_no_text_breaks_a_check(source: str, target: str, language: str, cut: int) -> None:
    span = source[cut : cut + 3]
    context = CheckContext(
        LanguagePair("en", language),
        (Placeable(cut, cut + len(span), span, "name"),) if span else (),
        (TermHit(cut, cut + len(span), span, span, target[:4], TermStatus.PREFERRED),) if span else (),
        masks=("Xq1",),
    )
    run_checks(source, target, context)
    run_checks(target, source, context)


@pytest.mark.parametrize(
    "text", ["x" * 100_000, "1" * 100_000, "1,000," * 20_000, "ab " * 30_000, "1 000 " * 9999, "9 (" * 30_000]
)
def test_huge_texts_pass(text: str) -> None:
    run_checks(text, text, CONTEXT)
    run_checks("short", text, CONTEXT)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_a_copy_between_like_languages_has_no_errors(text: str) -> None:
    """What was copied on purpose (names, codes, another region of the language) never alarms."""
    found = run_checks(text, text, CheckContext(LanguagePair("pt_BR", "pt_PT")), select=OTHER_THAN_SCRIPT)
    assert not has_errors(found)


OTHER_THAN_SCRIPT = [check.id for check in CHECKS if check.id != "script"]


def test_plugins_follow_the_built_ins(monkeypatch: pytest.MonkeyPatch) -> None:
    group = checks_module.ENTRY_POINTS
    points = [
        EntryPoint("extra", "pipeline.checks.mask:MaskCheck", group),
        EntryPoint("numbers", "no_such_module:X", group),
    ]
    monkeypatch.setattr(checks_module, "entry_points", lambda group: EntryPoints(points).select(group=group))
    load_checks.cache_clear()
    try:
        assert [type(check).__name__ for check in load_checks()][-1] == "MaskCheck"
        assert len(load_checks()) == len(CHECKS) + 1
        points.append(EntryPoint("broken", "no_such_module:X", group))
        load_checks.cache_clear()
        with pytest.raises(ConfigurationError, match="'broken' cannot be loaded: ModuleNotFoundError"):
            run_checks("a", "b", CONTEXT)
    finally:
        load_checks.cache_clear()
