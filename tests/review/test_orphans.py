"""Which catalog a renamed document takes along."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import WriteError
from pipeline.review.catalogs import catalog_path
from pipeline.review.format import encode_catalog
from pipeline.review.orphans import Orphans
from tests.review.samples import FACTS, document, run

STORM = ["The storm reached the coast at night.", "Fishermen had taken their boats home.", "Photo"]
CHIP = ["The lab showed a chip that speaks.", "It draws a third of a watt.", "Photo"]


def catalog(root: Path, domain: str, name: str, texts: list[str], language: str = "pt_BR") -> Path:
    """A catalog under ``locales`` that says that it was made from ``name``."""
    made, _ = run(None, document(*texts, path=name))
    path = catalog_path(root / "locales", language, domain)
    path.parent.mkdir(parents=True, exist_ok=True)
    headers = {**made.headers, "X-Locpipe-Document": name}
    path.write_bytes(encode_catalog(made.__class__(headers, made.entries)))
    return path


@pytest.fixture
def orphans(tmp_path: Path) -> Orphans:
    catalog(tmp_path, "news/storm", "news/storm.md", STORM)
    catalog(tmp_path, "news/chip", "news/chip.md", CHIP)
    catalog(tmp_path, "here", "here.md", CHIP)
    (tmp_path / "here.md").write_text("\n\n".join(CHIP), encoding="utf-8")
    return Orphans(tmp_path, tmp_path / "locales")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (STORM, "news/storm.md"),
        (CHIP, "news/chip.md"),
        ([*CHIP[:1], "A new second sentence.", "Photo"], "news/chip.md"),
        (["Nothing of the kind was ever said.", "Neither was this.", "Photo"], None),
        ([], None),
    ],
)
def test_the_document_with_most_of_the_text(orphans: Orphans, texts: list[str], expected: str | None) -> None:
    found = orphans.like(document(*texts, path="new.md"), FACTS.target)
    assert (found.document if found else None) == expected


def test_only_catalogs_of_the_language_and_of_documents_that_are_gone(orphans: Orphans) -> None:
    assert orphans.like(document(*CHIP), "es") is None
    (orphans.root / "news").mkdir()
    (orphans.root / "news/chip.md").write_text("x", encoding="utf-8")
    assert orphans.like(document(*CHIP), FACTS.target) is None


def test_a_moved_catalog_is_nobodys_any_more(orphans: Orphans) -> None:
    found = orphans.like(document(*STORM), FACTS.target)
    assert found is not None
    before = found.path.read_bytes()
    there = catalog_path(orphans.locales, FACTS.target, "old/storm")
    orphans.move(found, there, FACTS.target)
    assert there.read_bytes() == before and not found.path.exists()
    assert orphans.like(document(*STORM), FACTS.target) is None


def test_folders_left_empty_go_and_a_failed_move_changes_nothing(tmp_path: Path) -> None:
    only = catalog(tmp_path, "a/b/storm", "a/b/storm.md", STORM)
    orphans = Orphans(tmp_path, tmp_path / "locales")
    found = orphans.like(document(*STORM), FACTS.target)
    assert found is not None
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(WriteError, match=r"storm\.po"):
        orphans.move(found, tmp_path / "file" / "storm.po", FACTS.target)
    assert only.exists()
    orphans.move(found, catalog_path(orphans.locales, FACTS.target, "storm"), FACTS.target)
    assert not only.parent.parent.exists()


def test_a_broken_catalog_is_left_alone(orphans: Orphans) -> None:
    broken = catalog_path(orphans.locales, FACTS.target, "broken")
    broken.write_text('msgid ""\nmsgstr "X-Locpipe-Document: gone.md\\n"\n\nmsgid "a', encoding="utf-8")
    found = orphans.like(document(*STORM), FACTS.target)
    assert found is not None and found.document == "news/storm.md"


def test_of_two_alike_the_one_with_the_same_name(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        catalog(tmp_path, f"old/{name}", f"old/{name}.md", STORM)
    orphans = Orphans(tmp_path, tmp_path / "locales")
    found = orphans.like(document(*STORM, path="new/b.md"), FACTS.target)
    assert found is not None and found.document == "old/b.md"
