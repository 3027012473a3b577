"""The gate's findings as a Code Climate report, which GitLab shows in a merge request.

https://docs.gitlab.com/ci/testing/code_quality/
"""

from __future__ import annotations

import json
from typing import Any

from pipeline.model import Finding, Severity
from pipeline.report.checked import Checked, numbered

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_codeclimate(checked: Checked) -> str:
    issues = [_issue(one, fingerprint) for fingerprint, one in numbered(checked.findings)]
    return json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(one: Finding, fingerprint: str) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": f"locpipe/{one.rule}",
        "description": one.message,
        "categories": ["Bug Risk" if one.severity is Severity.ERROR else "Style"],
        "severity": _SEVERITIES[one.severity],
        "fingerprint": fingerprint,
        "location": {"path": one.path, "lines": {"begin": max(1, one.line)}},
    }
