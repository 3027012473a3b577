"""The gate's findings as SARIF 2.1.0, which code hosts show as alerts and keep track of.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/
"""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from pipeline import __version__
from pipeline.model import Finding, Severity
from pipeline.report.checked import Checked, RuleFacts, numbered, split_reference

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "locpipe/v1"
"""The name under which content fingerprints stand; another way to make them gets another name."""

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def render_sarif(checked: Checked) -> str:
    return json.dumps(sarif(checked), ensure_ascii=False, indent=2)


def sarif(checked: Checked) -> dict[str, Any]:
    """The whole log: one run, its rules, one result a finding."""
    known = {rule.id: rule for rule in checked.rules}
    for one in checked.findings:  # unreadable files, ignore comments: no check of its own
        known.setdefault(one.rule, RuleFacts(one.rule, one.severity, one.message))
    places = {name: place for place, name in enumerate(known)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "locpipe",
                        "version": __version__,
                        "rules": [_rule(rule) for rule in known.values()],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(one, fingerprint, places) for fingerprint, one in numbered(checked.findings)
                ],
            }
        ],
    }


def _rule(rule: RuleFacts) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": "".join(part.capitalize() for part in rule.id.split("-")),
        "shortDescription": {"text": rule.description},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["localization"]},
    }


def _result(one: Finding, fingerprint: str, places: dict[str, int]) -> dict[str, Any]:
    quoted = [f"{label}: {text}" for label, text in (("Source", one.source), ("Target", one.target)) if text]
    result: dict[str, Any] = {
        "ruleId": one.rule,
        "ruleIndex": places[one.rule],
        "level": _LEVELS[one.severity],
        "message": {"text": "\n".join([one.message, *quoted])},
        "locations": [_location(one.path, one.line)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if one.reference:
        related = _location(*split_reference(one.reference))
        result["relatedLocations"] = [{"id": 1, **related, "message": {"text": "The source text."}}]
    return result


def _location(path: str, line: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(path)}}
    if line:
        place["region"] = {"startLine": line}
    return {"physicalLocation": place}
