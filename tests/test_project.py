"""Which files are documents, what they are called, and which catalog each has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.config import Config
from pipeline.errors import DocumentError, UsageError
from pipeline.project import Project, default_documents, find_documents


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for name in ("a.txt", "sub/b.md", "sub/c.po", "sub/d.png", ".hidden/e.txt", "locales/pt_BR/LC_MESSAGES/a.po",
                 "dist/pt_BR/a.txt", "node_modules/m.md"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    return Project(Config(root=tmp_path))


def names(project: Project, *arguments: str) -> list[str]:
    sources, errors = find_documents(project, arguments, project.root)
    assert errors == []
    return [source.name for source in sources]


def test_a_folder_gives_its_documents_only(project: Project) -> None:
    assert names(project, ".") == ["a.txt", "sub/b.md", "sub/c.po"]


def test_files_and_globs_are_joined_and_sorted(project: Project) -> None:
    assert names(project, "sub/*.md", "a.txt", "./a.txt") == ["a.txt", "sub/b.md"]


def test_what_cannot_be_used_is_an_error_beside_the_rest(project: Project) -> None:
    sources, errors = find_documents(project, ["a.txt", "sub/d.png", "gone.md", "*.csv"], project.root)
    assert [source.name for source in sources] == ["a.txt"]
    assert [error.path for error in errors] == ["sub/d.png", "gone.md", "*.csv"]


def test_a_catalog_is_no_document_and_a_strange_name_is_refused(project: Project) -> None:
    (project.root / "a\nb.txt").write_text("x")
    sources, errors = find_documents(project, ["locales/pt_BR/LC_MESSAGES/a.po", "a\nb.txt"], project.root)
    assert sources == []
    assert ["catalog of the project" in str(errors[0]), "rename it" in str(errors[1])] == [True, True]


def test_a_third_document_for_two_names_is_an_error(project: Project) -> None:
    assert project.domain_of("../x.md") == "x"
    assert project.domain_of("x.md") == "x.md"
    with pytest.raises(DocumentError, match="rename"):
        project.domain_of("../../x.md")


def test_names_are_relative_to_the_root(project: Project, tmp_path: Path) -> None:
    assert project.name_of(tmp_path / "sub" / "b.md") == "sub/b.md"
    assert project.name_of(tmp_path.parent / "other" / "z.md") == "../other/z.md"
    assert project.domain_of("../other/z.md") == "other/z"


def test_two_documents_that_differ_in_their_ending_have_two_catalogs(project: Project) -> None:
    assert [project.domain_of(name) for name in ("x/a.md", "x/a.txt", "x/a.md")] == ["x/a", "x/a.txt", "x/a"]


def test_a_catalog_stays_with_its_document_in_later_runs(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "a.txt").write_text("x")
    catalog = tmp_path / "locales" / "vi" / "LC_MESSAGES" / "a.po"
    catalog.parent.mkdir(parents=True)
    catalog.write_text('msgid ""\nmsgstr ""\n"X-Locpipe-Document: a.md\\n"\n\nmsgid "x"\nmsgstr ""\n')
    assert Project(Config(root=tmp_path)).domain_of("a.txt") == "a.txt"
    assert Project(Config(root=tmp_path)).domain_of("a.md") == "a"
    (catalog.parent / "a.txt.po").write_text('msgid ""\nmsgstr ""\n"X-Locpipe-Document: a.txt\\n"\n')
    os.remove(tmp_path / "a.md")  # noqa: PTH107
    assert Project(Config(root=tmp_path)).domain_of("a.txt") == "a.txt"


def test_documents_of_the_configuration(tmp_path: Path) -> None:
    assert default_documents(Project(Config(root=tmp_path, documents=("a/*.md",)))) == [
        str(tmp_path / "a/*.md")
    ]
    with pytest.raises(UsageError, match="PATH"):
        default_documents(Project(Config(root=tmp_path)))
