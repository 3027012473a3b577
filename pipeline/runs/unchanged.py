"""Documents that an earlier run brought to rest: nothing to translate, merge or write while their bytes are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from pipeline.detect.understand import Understood
from pipeline.errors import DocumentError
from pipeline.model import Detection, Document, ForeignPassage
from pipeline.project import Project, Source
from pipeline.review.catalogs import Counts, catalog_path, template_path
from pipeline.runs.settled import Settled, digest_of
from pipeline.runs.translation_report import CatalogReport

_KIND = "translate"


@dataclass(frozen=True, slots=True)
class AtRest:
    """A document without its units, and the catalogs as a run would find and leave them."""

    understood: Understood
    catalogs: tuple[CatalogReport, ...]

    def made_with(self, models: Mapping[str, tuple[str, str]]) -> bool:
        """Whether each language has the engine and model that it had then."""
        return all((one.engine, one.model) == models[one.language] for one in self.catalogs)


class Unchanged:
    """Asks and tells `Settled` about the documents of a run. Without one it knows nothing and keeps nothing."""

    def __init__(self, settled: Settled | None, project: Project) -> None:
        self._settled = settled
        self._project = project

    def look(self, source: Source, targets: Sequence[str]) -> AtRest | None:
        """What is known of a document whose bytes, and those of its catalogs, are what an earlier run left."""
        if self._settled is None:
            return None
        try:
            domain = self._project.domain_of(source.name)
        except DocumentError:
            return None
        document = digest_of(source.path)
        found = []
        for target in targets:
            catalog = digest_of(catalog_path(self._project.locales, target, domain))
            name = _name(source.name, target)
            said = self._settled.find(_KIND, name, (document, catalog, *self._beside(source, target, domain)))
            if said is None or not catalog or said["catalog"]["domain"] != domain:
                return None
            found.append(said)
        return AtRest(_understood(found[0]["document"]), tuple(_report(said["catalog"]) for said in found))

    def state(self, source: Source) -> bytes:
        """The document as it is now; to be taken before it is read, and given to `keep` afterwards."""
        return digest_of(source.path) if self._settled is not None else b""

    def keep(
        self, source: Source, state: bytes, understood: Understood, catalog: CatalogReport, digest: bytes
    ) -> None:
        """Remember a catalog that another run would leave as it is; ``digest`` is that of its bytes."""
        if self._settled is None or not digest or digest_of(source.path) != state:
            return
        kept = asdict(catalog)
        del kept["work"]
        said = {"document": _document(understood), "catalog": kept}
        name = _name(source.name, catalog.language)
        beside = self._beside(source, catalog.language, catalog.domain)
        self._settled.keep(_KIND, name, (state, digest, *beside), said)

    def _beside(self, source: Source, target: str, domain: str) -> tuple[bytes, bytes, bytes]:
        """What else counts: the template, where the project has them; the file of the target language beside the
        document; whether there is a memory, which knows the glossary that a catalog was made with.
        """
        project = self._project
        memory = bytes([project.config.memory and (project.root / project.config.memory_file).exists()])
        template = digest_of(template_path(project.locales, domain)) if project.config.templates else b""
        return template, digest_of(project.root / project.target_name(source.name, target)), memory


def _name(document: str, target: str) -> str:
    return f"{target} {document}"


def _document(understood: Understood) -> dict[str, Any]:
    detection = understood.detection
    return {
        "path": understood.document.path,
        "format": understood.document.format,
        "detection": [detection.language, detection.confidence, detection.by],
        "passages": [[one.line, one.text, one.language, one.by] for one in understood.passages],
    }


def _understood(said: Mapping[str, Any]) -> Understood:
    return Understood(
        Document(said["path"], said["format"], ()),
        Detection(*said["detection"]),
        tuple(ForeignPassage(*one) for one in said["passages"]),
    )


def _report(said: Mapping[str, Any]) -> CatalogReport:
    """The report of a run that changes nothing: every entry is kept."""
    counts = Counts(**said["counts"])
    return CatalogReport(
        **{
            **said,
            "counts": counts,
            "new": 0,
            "changed": 0,
            "kept": counts.entries,
            "written": False,
            "renamed_from": "",
            "differs": False,
        }
    )
