"""``locpipe glossary``: check term bases against themselves, documents and catalogs; suggest terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pipeline.config import find_files
from pipeline.detect.function_words import FUNCTION_WORDS
from pipeline.detect.understand import understand
from pipeline.detect.vietnamese import syllables
from pipeline.errors import FileError, GlossaryError
from pipeline.glossary import Glossary, Terms, read_glossary
from pipeline.glossary.boundaries import is_unspaced
from pipeline.glossary.csv import decode, read_bytes
from pipeline.glossary.fold import fold
from pipeline.glossary.lint import StopWords, lint_glossaries, placed_terms, unreadable
from pipeline.glossary.suggest import Candidate, Passage, suggest_terms
from pipeline.glossary.suggest.names import Kind
from pipeline.glossary.suggest.words import VIETNAMESE_SURNAMES
from pipeline.glossary.usage import Translated, find_never_satisfied, find_unused
from pipeline.languages import base_language
from pipeline.model import Finding, Severity, Unit
from pipeline.project import Project, find_documents
from pipeline.protect.placeables import find_placeables
from pipeline.review.po import read_catalog
from pipeline.runs.catalogs import find_catalogs
from pipeline.runs.report import error_json, severity_counts
from pipeline.segment import split_sentences
from pipeline.translation.terms import is_satisfied


@dataclass(slots=True)
class GlossaryReport:
    """What was seen in ``files`` glossaries with ``rows`` rows that can be read."""

    files: int = 0
    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        findings = [
            {
                "rule": one.rule,
                "severity": str(one.severity),
                "message": one.message,
                "path": one.path,
                "line": one.line,
                "language": one.language,
                "source": one.source,
                "target": one.target,
            }
            for one in self.findings
        ]
        summary = {**severity_counts(self.findings), "files": self.files, "rows": self.rows}
        return {
            "findings": findings,
            "summary": summary,
            "errors": [error_json(error) for error in self.errors],
        }

    def has(self, *severities: Severity) -> bool:
        return any(one.severity in severities for one in self.findings)


@dataclass(slots=True)
class SuggestReport:
    """Candidates of all documents together; a document that failed does not stop the others."""

    documents: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        candidates = [
            {
                "source": one.source,
                "forms": list(one.forms),
                "kind": one.kind,
                "status": str(one.status),
                "count": one.count,
                "remark": one.remark,
                "example": {"path": one.example.path, "line": one.example.line, "text": one.excerpt()},
            }
            for one in self.candidates
        ]
        return {"candidates": candidates, "errors": [error_json(error) for error in self.errors]}


def glossary_files(project: Project, files: Sequence[Path]) -> list[tuple[Path, str]]:
    """The glossaries that are named, or those of the project, with what messages call them."""
    paths = [Path.cwd() / file for file in files] or list(find_files(project.root, project.config.glossaries))
    return [(path, project.name_of(path)) for path in dict.fromkeys(paths)]


def read_own_glossaries(project: Project, files: Sequence[Path]) -> Glossary:
    """The glossaries of `glossary_files` as one, the later over the earlier.

    Raises:
        GlossaryError: one of them is wrong, or there is none.
    """
    found = glossary_files(project, files)
    if not found:
        raise GlossaryError(f"No glossary in {', '.join(project.config.glossaries)}. Name a file.")
    return Glossary.merged(read_glossary(path, name) for path, name in found)


def check_glossaries(
    project: Project, files: Sequence[Path], documents: Sequence[str], catalogs: Sequence[Path]
) -> GlossaryReport:
    """Look at glossaries as they stand; at unused terms where documents are given; at terms that no
    translation holds where catalogs are.

    Raises:
        GlossaryError: a glossary cannot be read from disk.
        CatalogError: a path is no catalog of the project.
    """
    texts = []
    found = glossary_files(project, files)
    report = GlossaryReport(files=len(found))
    for path, name in found:
        data = read_bytes(path, name)
        try:
            texts.append((name, decode(data, name)))
        except GlossaryError as error:
            report.findings.append(unreadable(name, error))
    report.findings += lint_glossaries(texts, _stop_words_for(project))
    placed = [one for name, text in texts for one in placed_terms(name, text)]
    report.rows = len(placed)
    if documents:
        report.findings += find_unused(placed, _texts(project, documents, report.errors))
    if catalogs:
        messages = _messages(project, catalogs, report.errors)
        report.findings += find_never_satisfied(placed, messages, is_satisfied)
    order = {name: index for index, (_, name) in enumerate(found)}
    report.findings.sort(key=lambda one: (order[one.path], one.line))
    return report


def _stop_words_for(project: Project) -> StopWords:
    own = project.config.source_language

    def stop_words(language: str | None) -> frozenset[str]:
        return function_words(language or ("en" if own == "auto" else own))

    return stop_words


def function_words(language: str) -> frozenset[str]:
    """The small words of a language in lower case; none where we have no list."""
    return frozenset(FUNCTION_WORDS.get(base_language(language), "").split())


def _texts(project: Project, paths: Sequence[str], errors: list[FileError]) -> Iterator[str]:
    sources, wrong = find_documents(project, paths, Path.cwd())
    errors += wrong
    for source in sources:
        try:
            yield from (unit.text for unit in project.read(source).units)
        except FileError as error:
            errors.append(error)


def _messages(project: Project, paths: Sequence[Path], errors: list[FileError]) -> Iterator[Translated]:
    for file in find_catalogs(project, paths):
        try:
            catalog = read_catalog(file.path, file.name)
        except FileError as error:
            errors.append(error)
            continue
        for entry in catalog.entries:
            if entry.translated:
                target = " ".join(entry.translations)
                yield Translated(f"{file.name}:{entry.line}", file.language, entry.source, target)


def suggest_from_documents(
    project: Project, paths: Sequence[str], terms: Terms, source: str | None, at_least: int = 1
) -> SuggestReport:
    """Candidates that stand at least ``at_least`` times in the documents and in no glossary yet.

    Documents in one language are counted together. ``source`` is the user's ``--from``.
    """
    sources, errors = find_documents(project, paths, Path.cwd())
    report = SuggestReport(errors=list(errors))
    by_language: dict[str, list[Passage]] = {}
    for one in sources:
        try:
            understood = understand(project.read(one), terms, source)
        except FileError as error:
            report.errors.append(error)
            continue
        report.documents += 1
        language = base_language(understood.language)
        for unit in understood.document.units:
            if unit.key not in understood.foreign:
                by_language.setdefault(language, []).extend(_passages(one.name, unit, language))
    for language, passages in by_language.items():
        known = terms.matcher(source=language)
        report.candidates += [
            candidate
            for candidate in suggest_terms(
                passages,
                language=language,
                stop_words=function_words(language),
                spans=_spans,
                is_vietnamese=is_vietnamese_name,
                spaced=not any(is_unspaced(char) for passage in passages[:50] for char in passage.text),
            )
            if candidate.count >= at_least and known.match_whole(candidate.source) is None
        ]
    return report


def _passages(path: str, unit: Unit, language: str) -> Iterator[Passage]:
    """The sentences of a unit without its markup, white space made single."""
    pieces, end = [], 0
    for span in unit.placeables:
        pieces += [unit.text[end : span.start], " " if span.kind == "markup" else " | "]
        end = max(end, span.end)
    text = "".join([*pieces, unit.text[end:]])
    for sentence in split_sentences(" ".join(text.split()), language):
        yield Passage(path, unit.line, sentence.strip())


def _spans(text: str) -> list[tuple[int, int, Kind]]:
    kinds: dict[str, Kind] = {"name": "name", "code": "code"}
    return [
        (span.start, span.end, kinds[span.kind])
        for span in find_placeables(text)
        if span.kind in kinds and "`" not in span.text
    ]


def is_vietnamese_name(words: Sequence[str]) -> bool:
    """Whether words are Vietnamese syllables with a family name in front, marks or none: ``Phan Van Hoa``."""
    folded = [fold(word).strip() for word in words]
    return folded[0] in VIETNAMESE_SURNAMES and all(word in syllables() for word in folded)
