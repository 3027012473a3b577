"""The gate's findings as JUnit XML: a suite a catalog, a case a rule, which fails where the rule found something."""

from __future__ import annotations

import re
from collections import defaultdict
from xml.sax.saxutils import escape, quoteattr

from pipeline.model import Finding, Severity
from pipeline.report.checked import Checked
from pipeline.report.text import show

# What XML 1.0 cannot hold even as an escape.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(checked: Checked) -> str:
    """A case with an error or a warning fails; one with notes alone passes and says them in its output."""
    by_case: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for catalog in checked.catalogs:
        for rule in checked.rules:
            by_case[catalog.path][rule.id] = []
    for one in checked.findings:
        by_case[one.path][one.rule].append(one)
    suites = [_suite(path, cases) for path, cases in by_case.items()]
    tests = sum(len(cases) for cases in by_case.values())
    failures = sum(_fails(found) for cases in by_case.values() for found in cases.values())
    head = f'<testsuites name="locpipe check" tests="{tests}" failures="{failures}" errors="0" time="0">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"])


def _fails(found: list[Finding]) -> bool:
    return any(one.severity is not Severity.NOTE for one in found)


def _suite(path: str, cases: dict[str, list[Finding]]) -> str:
    failures = sum(map(_fails, cases.values()))
    head = (
        f'  <testsuite name={_attribute(path)} tests="{len(cases)}" failures="{failures}" '
        'errors="0" skipped="0" time="0">'
    )
    return "\n".join([head, *(_case(path, rule, found) for rule, found in cases.items()), "  </testsuite>"])


def _case(path: str, rule: str, found: list[Finding]) -> str:
    head = f'    <testcase classname={_attribute(path)} name={_attribute(rule)} time="0"'
    if not found:
        return head + "/>"
    text = "\n".join(map(_line, found))
    if not _fails(found):
        return f"{head}>\n      <system-out>{_text(text)}</system-out>\n    </testcase>"
    worst = "error" if any(one.severity is Severity.ERROR for one in found) else "warning"
    message = _attribute(found[0].message + (f" (and {len(found) - 1} more)" if len(found) > 1 else ""))
    return (
        f'{head}>\n      <failure type="{worst}" message={message}>{_text(text)}</failure>\n    </testcase>'
    )


def _line(one: Finding) -> str:
    place = f"{one.path}:{one.line}" if one.line else one.path
    quoted = [
        f"  {label}: {show(text)[0]}"
        for label, text in (("source", one.source), ("target", one.target))
        if text
    ]
    return "\n".join([f"{place}: {one.severity}: {one.message}", *quoted])


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", text))
