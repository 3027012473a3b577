"""The share of a run that is done: it only grows, ends at the whole, and goes with the length of the documents."""

from __future__ import annotations

from pathlib import Path

from pipeline.config import Config
from pipeline.glossary import Glossary, Terms
from pipeline.project import Project, Source
from pipeline.runs.estimate import Estimate
from pipeline.runs.translate import TranslateOptions, translate_documents


def test_it_grows_with_the_bytes_and_never_back(tmp_path: Path) -> None:
    sources = []
    for name, size in (("a", 100), ("b", 300)):
        (tmp_path / name).write_bytes(b"x" * size)
        sources.append(Source(tmp_path / name, name))
    seen: list[tuple[int, int]] = []
    estimate = Estimate(sources, 2, lambda done, total: seen.append((done, total)))
    estimate.begin(sources[0])
    estimate.part(5, 10)
    estimate.part(10, 10)
    estimate.part(1, 3)  # the second round, of three characters
    estimate.end()
    estimate.begin(sources[1])
    estimate.part(1, 3)
    estimate.end()
    assert seen == [(50, 800), (100, 800), (100, 800), (100, 800), (200, 800), (400, 800)]


def test_a_whole_run(project: Path) -> None:
    words = "The door of the house is open."
    Path("a.txt").write_text(f"{words}\n\nThe {words}\n", encoding="utf-8")
    Path("b.txt").write_text("\n\n".join(f"{n} {words}" for n in range(20)) + "\n", encoding="utf-8")
    seen: list[tuple[int, int]] = []
    translate_documents(
        Project(Config(root=project)),
        ["a.txt", "b.txt"],
        project,
        Terms(Glossary.merged([])),
        TranslateOptions(targets=("pt_BR", "vi"), source="en", engine="pseudo"),
        progress=lambda done, total: seen.append((done, total)),
    )
    total = 2 * sum(Path(name).stat().st_size for name in ("a.txt", "b.txt"))
    assert {of for _, of in seen} == {total}
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1] == (total, total)
    assert len({done for done, _ in seen}) > 20  # it moves inside a document too
