"""Short ways to write documents and candidates in the tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.model import Candidate, Document, Origin, Unit
from pipeline.review.catalog import Catalog, Entry, Key
from pipeline.review.catalogs import merged, read_existing
from pipeline.review.header import HeaderFacts
from pipeline.review.merge import MergePlan, plan

FACTS = HeaderFacts(
    target="pt_BR", source_language="en", title="A title", basepath="../../..", version="0.1.0"
)
NOON = 1_790_000_000  # some moment in 2026


def document(*units: Unit | str, path: str = "articles/a.md", **more: object) -> Document:
    """A document with these units, one on every third line."""
    made = [
        unit if isinstance(unit, Unit) else Unit(unit, 1 + 3 * n, "Paragraph") for n, unit in enumerate(units)
    ]
    return Document(path=path, format="markdown", units=tuple(made), title="A title", **more)  # type: ignore[arg-type]


def machine(text: str, **more: object) -> Candidate:
    """A machine candidate of a model called ``bergamot en-pt 2.0``."""
    return Candidate(text, Origin.MACHINE, "bergamot", "en-pt 2.0", **more)  # type: ignore[arg-type]


def translate(plan: MergePlan, forms: int = 2) -> dict[Key, tuple[Candidate, ...]]:
    """What a machine that writes ``mt(source)`` gives for everything that a plan needs."""
    return {
        unit.key: tuple(machine(f"mt({unit.text})") for _ in range(forms if unit.plural else 1))
        for unit in plan.needed
    }


def plan_of(path: Path, source: Document) -> MergePlan:
    """The plan for the catalog that is at ``path`` now."""
    return plan(read_existing(path, path.name), source, target=FACTS.target)


def run(
    existing: Catalog | None, source: Document, *, time: int = NOON, **more: object
) -> tuple[Catalog, MergePlan]:
    """One whole run of the machine over a document."""
    _, planned = merged(existing, source, {}, FACTS, time=time, **more)  # type: ignore[arg-type]
    return merged(existing, source, translate(planned), FACTS, time=time, **more)  # type: ignore[arg-type]


def review(catalog: Catalog, texts: dict[str, str]) -> Catalog:
    """What a reviewer leaves: these sources have these texts and no ``fuzzy``."""
    return catalog.with_entries(tuple(_reviewed(entry, texts) for entry in catalog.entries), catalog.obsolete)


def _reviewed(entry: Entry, texts: dict[str, str]) -> Entry:
    if entry.source not in texts:
        return entry
    flags = tuple(flag for flag in entry.flags if flag != "fuzzy")
    return replace(entry, translations=(texts[entry.source],) * len(entry.translations), flags=flags)


def by_source(entries: Sequence[Entry]) -> dict[str, Entry]:
    """Entries by their msgid."""
    return {entry.source: entry for entry in entries}
