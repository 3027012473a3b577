"""Pieces that the reports of several commands share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pipeline.errors import FileError
from pipeline.model import Finding, ForeignPassage, Severity


def error_json(error: FileError) -> dict[str, Any]:
    """``{"path": …, "line": …, "message": …}``; the message is the whole sentence without its place."""
    return {"path": error.path, "line": error.line, "message": error.message}


def passage_json(passage: ForeignPassage) -> dict[str, Any]:
    return {"line": passage.line, "text": passage.text, "language": passage.language, "by": passage.by}


def severity_counts(findings: Iterable[Finding]) -> dict[str, int]:
    """``{"error": n, "warning": n, "note": n}``."""
    counted = Counter(finding.severity for finding in findings)
    return {severity.value: counted[severity] for severity in Severity}
