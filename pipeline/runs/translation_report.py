"""What ``locpipe translate`` says of a run: counts of each catalog, the documents' languages, what failed.

Numbers only: the texts of a catalog are let go as soon as it is written, so that a run over many documents
needs no more memory than the largest of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.detect.understand import Understood
from pipeline.errors import FileError
from pipeline.model import LanguagePair, Severity
from pipeline.review.catalogs import CatalogResult, Counts
from pipeline.runs.detect import document_json
from pipeline.runs.guards import Guards
from pipeline.runs.report import error_json, severity_counts
from pipeline.translation import LooseTerm, Translated

if TYPE_CHECKING:
    from pipeline.scale import Events


@dataclass(frozen=True, slots=True)
class Work:
    """What it took to translate a catalog; the fields are those of `Translated`, ``findings`` by severity."""

    segments: int = 0
    memory: int = 0
    machine: int = 0
    calls: int = 0
    findings: tuple[int, ...] = (0,) * len(Severity)

    @classmethod
    def of(cls, translated: Translated) -> Work:
        found = severity_counts(
            finding
            for candidates in translated.candidates.values()
            for candidate in candidates
            for finding in candidate.findings
        )
        return cls(
            translated.segments,
            translated.memory,
            translated.machine,
            translated.calls,
            tuple(found[severity.value] for severity in Severity),
        )


@dataclass(frozen=True, slots=True)
class CatalogReport:
    """What was done to one catalog. ``new + changed + kept`` are its entries; see `CatalogResult`."""

    document: str
    domain: str
    language: str
    path: str
    source_language: str
    engine: str
    model: str
    new: int
    changed: int
    kept: int
    counts: Counts
    written: bool
    renamed_from: str = ""
    differs: bool = False
    work: Work = field(default_factory=Work)

    @classmethod
    def of(
        cls,
        result: CatalogResult,
        translated: Translated,
        *,
        document: str,
        domain: str,
        language: str,
        path: str,
        source_language: str,
        engine: str,
        model: str,
    ) -> CatalogReport:
        """The numbers of a result, without its texts."""
        return cls(
            document,
            domain,
            language,
            path,
            source_language,
            engine,
            model,
            result.new,
            result.changed,
            result.kept,
            result.counts,
            result.written,
            result.renamed_from,
            result.differs,
            Work.of(translated),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "document": self.document,
            "domain": self.domain,
            "language": self.language,
            "path": self.path,
            "source_language": self.source_language,
            "entries": self.counts.entries,
            "new": self.new,
            "changed": self.changed,
            "kept": self.kept,
            "reviewed": self.counts.reviewed,
            "fuzzy": self.counts.fuzzy,
            "untranslated": self.counts.untranslated,
            "obsolete": self.counts.obsolete,
            "engine": self.engine,
            "model": self.model,
            "written": self.written,
            "renamed_from": self.renamed_from,
        }


@dataclass(slots=True)
class TranslateReport:
    """What a run did. ``missing`` are pairs without a model whose entries were left empty.

    ``reopened`` counts the machine entries that a changed glossary had translated again, ``loose`` are the reviewed
    ones with a changed term that their text does not hold, each with its catalog's path. ``cluster`` is what happened
    on the way to the workers of a scheduler, None without one.
    """

    catalogs: list[CatalogReport] = field(default_factory=list)
    documents: list[Understood] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    missing: list[LanguagePair] = field(default_factory=list)
    guards: Guards = field(default_factory=Guards)
    reopened: int = 0
    loose: list[tuple[str, LooseTerm]] = field(default_factory=list)
    cluster: Events | None = None
    seconds: float = 0.0

    @property
    def findings(self) -> dict[str, int]:
        """How many findings of each severity the new translations have."""
        return {
            severity.value: sum(catalog.work.findings[number] for catalog in self.catalogs)
            for number, severity in enumerate(Severity)
        }

    def to_json(self) -> dict[str, Any]:
        done = [catalog.work for catalog in self.catalogs]
        return {
            "catalogs": [catalog.to_json() for catalog in self.catalogs],
            "documents": [document_json(one) for one in self.documents],
            "findings": self.findings,
            "segments": {
                "total": sum(one.segments for one in done),
                "memory": sum(one.memory for one in done),
                "machine": sum(one.machine for one in done),
                "engine_calls": sum(one.calls for one in done),
            },
            "guards": self.guards.to_json(),
            "terms": {
                "reopened": self.reopened,
                "reviewed": [
                    {
                        "path": path,
                        "line": one.line,
                        "source": one.source,
                        "term": one.hit.source,
                        "target": one.hit.target,
                    }
                    for path, one in self.loose
                ],
            },
            "cluster": self.cluster.to_json() if self.cluster is not None else None,
            "errors": [error_json(error) for error in self.errors],
            "seconds": round(self.seconds, 2),
        }
