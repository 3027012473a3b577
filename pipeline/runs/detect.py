"""``locpipe detect``: the source language of each document and the foreign passages in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.detect.understand import Understood, understand
from pipeline.errors import FileError
from pipeline.glossary import Terms
from pipeline.project import Project, find_documents
from pipeline.runs.report import error_json, passage_json


@dataclass(slots=True)
class DetectReport:
    documents: list[Understood] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        return {
            "documents": [document_json(one) for one in self.documents],
            "errors": [error_json(error) for error in self.errors],
        }


def document_json(understood: Understood) -> dict[str, Any]:
    """``{"path", "language", "confidence", "foreign": […]}``; confidence with two digits."""
    return {
        "path": understood.document.path,
        "language": understood.language,
        "confidence": round(understood.detection.confidence, 2),
        "foreign": [passage_json(passage) for passage in understood.passages],
    }


def detect_documents(
    project: Project, paths: Sequence[str], working_folder: Path, terms: Terms
) -> DetectReport:
    """Tell the language of every document; one that fails does not stop the others."""
    sources, errors = find_documents(project, paths, working_folder)
    report = DetectReport(errors=list(errors))
    for source in sources:
        try:
            document = project.read(source)
            report.documents.append(understand(document, terms))
        except FileError as error:
            report.errors.append(error)
    return report
