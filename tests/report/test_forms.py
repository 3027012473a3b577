"""Every form of report, held to its grammar on findings that are as odd as texts can be."""

from __future__ import annotations

import io
import json
import re
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import fastjsonschema
import pytest
import xmlschema
from hypothesis import given
from hypothesis import strategies as st

from pipeline.model import Finding, Severity
from pipeline.report.checked import Checked, CheckedCatalog, RuleFacts, fingerprint, numbered
from pipeline.report.codeclimate import render_codeclimate
from pipeline.report.github import render_github
from pipeline.report.json import render_json
from pipeline.report.junit import render_junit
from pipeline.report.sarif import render_sarif, sarif
from pipeline.report.text import render_text, show

PATH = "locales/pt_BR/LC_MESSAGES/a b,c:d%.po"
ODD = "One\r\n::error::two % <b>&\"'\x00\x1b\u202e\ud800\U0001f600 ]]>"
RULES = (
    RuleFacts("syntax", Severity.ERROR, "It can be read."),
    RuleFacts("numbers", Severity.WARNING, "Numbers."),
)


def found(**changes: object) -> Finding:
    values = {
        "rule": "numbers", "severity": Severity.WARNING, "message": "Other numbers.", "path": PATH, "line": 7,
        "language": "pt_BR", "source": "It has 40.", "target": "Tem 41.", "reference": "a.md:3",
    }  # fmt: skip
    return Finding(**(values | changes))  # type: ignore[arg-type]


def checked(*findings: Finding) -> Checked:
    return Checked(findings, (CheckedCatalog(PATH, "pt_BR", 3, 1, 1, 1),), RULES)


texts = st.text(st.characters(), max_size=30)
findings = st.builds(
    found,
    message=texts.filter(bool),
    source=texts,
    target=texts,
    severity=st.sampled_from(list(Severity)),
    line=st.integers(0, 9),
    reference=st.sampled_from(["", "a.md", "a b.md:3"]),
    context=st.none() | texts,
    span=st.none() | st.tuples(st.integers(0, 40), st.integers(0, 40)),
)
reports = st.lists(findings, max_size=4).map(lambda some: checked(*some))

COMMAND = re.compile(
    r"::(?:error|warning|notice) file=[^,:\r\n]+(?:,line=[1-9][0-9]*)?,title=[^,:\r\n]+::[^\r\n]*"
)  # https://docs.github.com/actions/reference/workflow-commands-for-github-actions


@given(reports)
def test_github_commands_are_one_a_finding(report: Checked) -> None:
    lines = render_github(report).split("\n") if report.findings else []
    assert len(lines) == len(report.findings)
    for line in lines:
        assert COMMAND.fullmatch(line), line
        assert re.fullmatch(r"(?:[^%]|%(?:25|0D|0A|3A|2C))*", line), line


def test_a_github_command_in_full() -> None:
    assert render_github(checked(found(path="a.po"))) == (
        "::warning file=a.po,line=7,title=locpipe%3A numbers::Other numbers.%0Asource: It has 40.%0Atarget: Tem 41."
    )


# The parts of the schema of SARIF 2.1.0 that we use: what is required, and what may stand there.
SARIF = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool"}, {"results", "columnKind"}),
    "driver": ({"name"}, {"version", "rules"}),
    "rule": ({"id"}, {"name", "shortDescription", "defaultConfiguration", "properties"}),
    "result": (
        {"message"},
        {"ruleId", "ruleIndex", "level", "locations", "relatedLocations", "partialFingerprints"},
    ),
    "location": ({"physicalLocation"}, {"id", "message"}),
    "physicalLocation": ({"artifactLocation"}, {"region"}),
}


def hold(value: dict[str, object], kind: str) -> None:
    required, allowed = SARIF[kind]
    assert required <= value.keys() <= required | allowed


@given(reports)
def test_sarif_is_what_its_schema_asks_for(report: Checked) -> None:
    log = json.loads(render_sarif(report).encode("utf-8", "backslashreplace"))
    hold(log, "log")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    hold(run, "run")
    driver = run["tool"]["driver"]
    hold(driver, "driver")
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for rule in driver["rules"]:
        hold(rule, "rule")
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    assert len(run["results"]) == len(report.findings)
    prints = [result["partialFingerprints"]["locpipe/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)
    for result in run["results"]:
        hold(result, "result")
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        for location in (*result["locations"], *result.get("relatedLocations", ())):
            hold(location, "location")
            place = location["physicalLocation"]
            hold(place, "physicalLocation")
            assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", place["artifactLocation"]["uri"])
            assert place.get("region", {"startLine": 1})["startLine"] >= 1


# The published schemas, where `make schemas` has fetched them: what is not in our table above is held to as well.
SCHEMAS = Path(sys.prefix) / "schemas"
SARIF_SCHEMA, JUNIT_SCHEMA = SCHEMAS / "sarif-2.1.0-rtm.5.json", SCHEMAS / "junit-10.xsd"
needs_schemas = pytest.mark.skipif(
    not (SARIF_SCHEMA.exists() and JUNIT_SCHEMA.exists()), reason="make schemas has not been run"
)


@cache
def sarif_validator() -> Callable[[Any], Any]:
    return fastjsonschema.compile(json.loads(SARIF_SCHEMA.read_text(encoding="utf-8")))  # type: ignore[no-any-return]


@cache
def junit_validator() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(JUNIT_SCHEMA))


@needs_schemas
@given(reports)
def test_sarif_is_valid_by_the_published_schema(report: Checked) -> None:
    sarif_validator()(json.loads(render_sarif(report).encode("utf-8", "backslashreplace")))


@needs_schemas
@pytest.mark.parametrize("spoil", [{"version": "2.0.0"}, {"runs": [{}]}, {"more": 1}])
def test_the_published_sarif_schema_refuses_what_is_wrong(spoil: dict[str, object]) -> None:
    with pytest.raises(fastjsonschema.JsonSchemaException):
        sarif_validator()(sarif(checked(found())) | spoil)


@needs_schemas
@given(reports)
def test_junit_is_valid_by_the_xsd_of_jenkins(report: Checked) -> None:
    junit_validator().validate(io.BytesIO(render_junit(report).encode("utf-8", "backslashreplace")))


@needs_schemas
def test_the_xsd_of_jenkins_refuses_what_is_wrong() -> None:
    spoilt = render_junit(checked(found())).replace("<failure ", "<fault ").replace("</failure>", "</fault>")
    assert not junit_validator().is_valid(io.BytesIO(spoilt.encode()))


def test_sarif_places() -> None:
    (result,) = sarif(checked(found(path="a b.po")))["runs"][0]["results"]
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "a%20b.po"}, "region": {"startLine": 7}}}
    ]
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"] == {"artifactLocation": {"uri": "a.md"}, "region": {"startLine": 3}}


# The XSD that Jenkins publishes (junit-10.xsd): attributes of each element that we write.
JUNIT = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped", "time"},
    "testcase": {"name", "classname", "time"},
    "failure": {"type", "message"},
    "system-out": set(),
}
INSIDE = {
    "testsuites": {"testsuite"},
    "testsuite": {"testcase"},
    "testcase": {"failure", "system-out"},
    "failure": set(),
    "system-out": set(),
}


@given(reports)
def test_junit_is_what_its_schema_asks_for(report: Checked) -> None:
    root = ElementTree.fromstring(render_junit(report).encode("utf-8", "backslashreplace"))
    assert root.tag == "testsuites"
    for element in root.iter():
        assert element.attrib.keys() <= JUNIT[element.tag]
        assert {child.tag for child in element} <= INSIDE[element.tag]
    cases = list(root.iter("testcase"))
    assert int(root.attrib["tests"]) == len(cases)
    assert int(root.attrib["failures"]) == len(list(root.iter("failure")))
    bad = {one.rule for one in report.findings if one.severity is not Severity.NOTE}
    assert {case.attrib["name"] for case in cases if case.find("failure") is not None} == bad


@given(reports)
def test_code_climate_has_what_gitlab_reads(report: Checked) -> None:
    issues = json.loads(render_codeclimate(report).encode("utf-8", "backslashreplace"))
    assert len(issues) == len(report.findings)
    for issue in issues:
        assert issue.keys() >= {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert issue["location"]["lines"]["begin"] >= 1
    assert len({issue["fingerprint"] for issue in issues}) == len(issues)


@given(reports)
def test_json_has_every_finding(report: Checked) -> None:
    document = json.loads(render_json(report).encode("utf-8", "backslashreplace"))
    assert len(document["findings"]) == len(report.findings)
    assert sum(document["summary"][one.value] for one in Severity) == len(report.findings)


@given(reports)
def test_text_shows_nothing_that_a_terminal_would_obey(report: Checked) -> None:
    text = render_text(report)
    assert not re.search("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]", text)


@pytest.mark.parametrize(
    ("text", "span", "shown", "pointer"),
    [
        ("Salvo hoje", (6, 10), "Salvo hoje", "      ^^^^"),
        ("a\nb\u202ec", (3, 4), "a\\nb<U+202E>c", "    ^^^^^^^^"),
        ("猫が好き", (2, 4), "猫が好き", "    ^^^^"),
        ("e\u0301 x", (3, 4), "e\u0301 x", "  ^"),
        ("abc", (3, 3), "abc", "   ^"),
        ("abc", None, "abc", ""),
        ("x" * 60 + "HERE" + "y" * 60, (60, 64), "…" + "x" * 29 + "HERE" + "y" * 55 + "…", " " * 30 + "^^^^"),
    ],
)
def test_the_pointer_stands_under_the_place(
    text: str, span: tuple[int, int] | None, shown: str, pointer: str
) -> None:
    assert show(text, span) == (shown, pointer)


@given(texts, st.tuples(st.integers(0, 40), st.integers(0, 40)))
def test_any_span_can_be_shown(text: str, span: tuple[int, int]) -> None:
    shown, pointer = show(text, span, width=20)
    assert pointer.strip(" ").strip("^") == ""
    assert "\n" not in shown


def test_the_fingerprint_is_of_the_content() -> None:
    one = found()
    assert fingerprint(one) == fingerprint(found(line=9, message="Put otherwise.", severity=Severity.ERROR))
    for change in (
        {"rule": "x"},
        {"path": "x"},
        {"source": "x"},
        {"target": "x"},
        {"context": ""},
        {"form": 1},
    ):
        assert fingerprint(one) != fingerprint(found(**change))
    assert [print_ for print_, _ in numbered([one, one])] == [fingerprint(one), fingerprint(one) + "-2"]
