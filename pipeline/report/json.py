"""The gate's findings as one JSON document: stable keys, additive changes only."""

from __future__ import annotations

import json
from typing import Any

from pipeline.model import Finding, Severity
from pipeline.report.checked import Checked, numbered


def render_json(checked: Checked) -> str:
    return json.dumps(check_json(checked), ensure_ascii=False, indent=2)


def check_json(checked: Checked) -> dict[str, Any]:
    """The document of ``locpipe check --json``."""
    return {
        "findings": [finding_json(one, fingerprint) for fingerprint, one in numbered(checked.findings)],
        "summary": {
            **{severity.value: checked.count(severity) for severity in Severity},
            "entries": checked.entries,
            "reviewed": sum(one.reviewed for one in checked.catalogs),
            "fuzzy": sum(one.fuzzy for one in checked.catalogs),
            "untranslated": sum(one.untranslated for one in checked.catalogs),
            "catalogs": len(checked.catalogs),
            "ignored": checked.answered,
            "baseline": checked.known,
        },
        "catalogs": [
            {
                "path": one.path,
                "language": one.language,
                "entries": one.entries,
                "reviewed": one.reviewed,
                "fuzzy": one.fuzzy,
                "untranslated": one.untranslated,
            }
            for one in checked.catalogs
        ],
        "rules": [rule.id for rule in checked.rules],
    }


def finding_json(one: Finding, fingerprint: str) -> dict[str, Any]:
    """One finding; ``span`` and ``source_span`` are offsets in code points, or null."""
    return {
        "rule": one.rule,
        "severity": one.severity.value,
        "message": one.message,
        "path": one.path,
        "line": one.line,
        "language": one.language,
        "context": one.context,
        "source": one.source,
        "target": one.target,
        "form": one.form,
        "span": list(one.span) if one.span else None,
        "source_span": list(one.source_span) if one.source_span else None,
        "reference": one.reference,
        "fingerprint": fingerprint,
    }
