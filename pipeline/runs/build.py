"""``locpipe build``: localized documents and ``.mo`` files from what has been reviewed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline import __version__
from pipeline.build.constructs import changed_constructs
from pipeline.build.documents import Refused, Text, choose_texts, render_chosen
from pipeline.build.manifest import NAME as MANIFEST
from pipeline.build.manifest import Built, Manifest, models_of, sha256
from pipeline.build.mo import mo_bytes, system_dependent
from pipeline.build.output import document_output, mo_output
from pipeline.checks.rules import Rule
from pipeline.checks.suppress import answers_of
from pipeline.config import find_files
from pipeline.errors import CatalogError, FileError
from pipeline.glossary import Terms
from pipeline.model import Document, Finding, Severity
from pipeline.project import Project, Source
from pipeline.report.checked import numbered
from pipeline.report.json import finding_json
from pipeline.review.catalog import Catalog, Entry
from pipeline.review.catalogs import count
from pipeline.review.po import read_catalog
from pipeline.review.write import write_if_changed
from pipeline.runs.catalogs import CatalogFile, document_of, find_catalogs
from pipeline.runs.look import look_at_file
from pipeline.runs.report import error_json

LINK_RULES = frozenset({"links", "markup", "placeables"})
"""The rules of the gate that find a lost link or code: an answer to one of them is heeded by the build, too."""


@dataclass(frozen=True, slots=True)
class Output:
    """A built file: how many of its texts are reviewed, unreviewed (``--use-fuzzy``) or still the source.

    ``changed`` says that the file on disk was another or missing; it was written unless the run only looked.
    """

    path: str
    language: str
    reviewed: int
    fuzzy: int
    fallback: int
    changed: bool
    written: bool

    def to_json(self) -> dict[str, Any]:
        return {
            "path": self.path,
            "language": self.language,
            "reviewed": self.reviewed,
            "fuzzy": self.fuzzy,
            "fallback": self.fallback,
            "changed": self.changed,
            "written": self.written,
        }


@dataclass(frozen=True, slots=True)
class Fallback:
    """An entry whose text is in the source language in the build."""

    path: str
    line: int
    language: str
    source: str

    def to_json(self) -> dict[str, Any]:
        return {"path": self.path, "line": self.line, "language": self.language, "source": self.source}


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """Where the manifest is, and whether it said something else before."""

    path: str
    changed: bool
    written: bool


@dataclass(slots=True)
class BuildReport:
    """What was built; ``findings`` are errors that the gate's rules see in texts that are in the build."""

    outputs: list[Output] = field(default_factory=list)
    manifest: ManifestFile | None = None
    fallbacks: list[Fallback] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)

    @property
    def changed(self) -> int:
        """How many files on disk were others or missing, the manifest included."""
        manifest = self.manifest is not None and self.manifest.changed
        return sum(output.changed for output in self.outputs) + manifest

    def to_json(self) -> dict[str, Any]:
        return {
            "outputs": [output.to_json() for output in self.outputs],
            "manifest": self.manifest
            and {
                "path": self.manifest.path,
                "changed": self.manifest.changed,
                "written": self.manifest.written,
            },
            "fallbacks": [one.to_json() for one in self.fallbacks],
            "findings": [finding_json(one, fingerprint) for fingerprint, one in numbered(self.findings)],
            "errors": [error_json(error) for error in self.errors],
        }


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """``min_reviewed`` is in per cent of the entries; ``rules`` look at what is built, in ``jobs`` processes;
    ``look`` writes nothing.
    """

    use_fuzzy: bool = False
    min_reviewed: float = 0.0
    rules: tuple[Rule, ...] = ()
    look: bool = False
    jobs: int = 1


def build_catalogs(
    project: Project,
    paths: Sequence[Path] = (),
    options: BuildOptions | None = None,
    terms: Terms | None = None,
) -> BuildReport:
    """Build every catalog (or those named): its document, where it has one, its ``.mo``, and a manifest of all.

    A catalog below ``min_reviewed`` is an error and is not built. A text that would damage its document is
    an error, too, at its place in the catalog; the document is built with the source in its place. A
    manifest is written when everything is built.
    """
    build = _Build(project, options or BuildOptions(), terms or Terms())
    for file in find_catalogs(project, paths):
        try:
            build.add(file)
        except FileError as error:
            build.report.errors.append(error)
    if not paths and build.report.outputs:
        build.close()
    return build.report


class _Build:
    """One run: what is shared by its catalogs, and what has come of them."""

    def __init__(self, project: Project, options: BuildOptions, terms: Terms) -> None:
        self.project = project
        self.options = options
        self.terms = terms
        self.report = BuildReport()
        self.manifest = Manifest(
            __version__, {"use_fuzzy": options.use_fuzzy, "min_reviewed": options.min_reviewed}
        )

    def add(self, file: CatalogFile) -> None:
        """Build one catalog."""
        use_fuzzy = self.options.use_fuzzy
        catalog = read_catalog(file.path, file.name)
        counts = count(catalog)
        share = 100 * counts.reviewed / counts.entries if counts.entries else 100.0
        if share < self.options.min_reviewed:
            raise FileError(
                f"{share:.0f} % of the entries are reviewed, --min-reviewed asks for "
                f"{self.options.min_reviewed:g} %: not built",
                file.name,
            )
        used = [entry for entry in catalog.entries if entry.reviewed or (use_fuzzy and entry.translated)]
        self._look(file, catalog, used)
        source = document_of(self.project, file, catalog)
        if source is not None:
            self._document(file, catalog, source)
        self.manifest.inputs[file.name] = sha256(file.path.read_bytes())
        for entry in used:
            self.manifest.models |= models_of(entry.notes if entry.fuzzy else ())
        fuzzy = counts.fuzzy if use_fuzzy else 0
        self._write(
            mo_output(self.project.out, file.language, file.domain),
            mo_bytes(catalog, use_fuzzy=use_fuzzy),
            file.language,
            (counts.reviewed, fuzzy, counts.entries - counts.reviewed - fuzzy),
        )
        only_msgfmt = system_dependent(replace(catalog, entries=tuple(used)))
        if only_msgfmt:
            self.report.errors.append(
                CatalogError(
                    f"{len(only_msgfmt)} messages hold conversions of C that differ between systems, as this one does: "
                    "they will not be found in the .mo. Compile this catalog with msgfmt.",
                    file.name,
                    only_msgfmt[0].line,
                )
            )
        taken = {entry.key for entry in used}
        self.report.fallbacks += [
            Fallback(file.name, entry.line, file.language, entry.source)
            for entry in catalog.entries
            if entry.key not in taken
        ]

    def _document(self, file: CatalogFile, catalog: Catalog, source: Source) -> None:
        document = self.project.read(source)
        chosen = choose_texts(catalog, document, use_fuzzy=self.options.use_fuzzy)
        data, chosen, refused = render_chosen(
            lambda texts: self.project.render(document, texts, file.language),
            document,
            chosen,
            self._changed(catalog, document, chosen.translations),
        )
        self.report.errors += _refusals(file, catalog, document, refused)
        self.manifest.inputs[source.name] = sha256(source.path.read_bytes())
        target = self.project.target_name(source.name, file.language)
        path = document_output(self.project.out, file.language, target)
        self._write(path, data, file.language, (chosen.reviewed, chosen.fuzzy, chosen.fallback))

    def _changed(self, catalog: Catalog, document: Document, texts: Sequence[Text]) -> list[Refused]:
        if not any(texts):
            return []
        count = self.project.constructs(document)
        return changed_constructs(document, texts, count, _answered(catalog, document))

    def _look(self, file: CatalogFile, catalog: Catalog, used: Sequence[Entry]) -> None:
        """Let the rules see the texts that go into the build; only errors count."""
        built = replace(catalog, entries=tuple(used))
        found, _ = look_at_file(file, built, self.terms, self.options.rules, self.options.jobs)
        self.report.findings += [one for one in found if one.severity is Severity.ERROR]

    def _write(self, path: Path, data: bytes, language: str, counts: tuple[int, int, int]) -> None:
        name = self.project.name_of(path)
        changed = not (path.is_file() and path.read_bytes() == data)
        written = changed and not self.options.look and write_if_changed(path, data, name)
        self.report.outputs.append(Output(name, language, *counts, changed=changed, written=written))
        self.manifest.outputs.append(Built(name, language, sha256(data), *counts))

    def close(self) -> None:
        """Write the manifest, unless a catalog could not be built: half a manifest says too much."""
        if any(not isinstance(error, CatalogError) for error in self.report.errors):
            return
        for glossary in find_files(self.project.root, self.project.config.glossaries):
            if glossary.is_file():
                self.manifest.inputs[self.project.name_of(glossary)] = sha256(glossary.read_bytes())
        path = self.project.out / MANIFEST
        data = self.manifest.to_bytes()
        name = self.project.name_of(path)
        changed = not (path.is_file() and path.read_bytes() == data)
        written = changed and not self.options.look and write_if_changed(path, data, name)
        self.report.manifest = ManifestFile(name, changed, written)


def _answered(catalog: Catalog, document: Document) -> set[int]:
    """The units in whose entries somebody wrote that a link or code is left out on purpose."""
    answered = {
        entry.key
        for entry in catalog.entries
        if any(answer.reason and not LINK_RULES.isdisjoint(answer.rules) for answer in answers_of(entry))
    }
    return {index for index, unit in enumerate(document.units) if unit.key in answered}


def _refusals(
    file: CatalogFile, catalog: Catalog, document: Document, refused: Sequence[Refused]
) -> list[FileError]:
    """One error for each entry whose text was left out, at its line in the catalog."""
    lines = {entry.key: entry.line for entry in catalog.entries}
    errors: dict[int, FileError] = {}
    for one in refused:
        unit = document.units[one.unit]
        what = "cannot be written to" if one.unwritable else "would change the structure of"
        place = f"{document.path} (line {unit.line})"
        line = lines[unit.key]
        reason = one.reason.removeprefix("a translation changed the structure: ")
        message = f"this translation {what} {place}: {reason} The source text stands in its place."
        errors.setdefault(line, CatalogError(message, file.name, line))
    return [errors[line] for line in sorted(errors)]
