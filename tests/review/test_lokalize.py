"""A scripted session of the real Lokalize: it lays the file out anew, and what the reviewer did is all that counts."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.review.po import read_catalog

from .lokalize import REVIEWER, missing_tools, opened_in_lokalize
from .test_poedit import ARTICLE, FOLDER, Project

MISSING = missing_tools()

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"a session of Lokalize needs {', '.join(MISSING)}"),
]


def test_an_article_reviewed_in_lokalize(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    shutil.copy(ARTICLE, project.root / "article.txt")
    assert project.translate("article.txt")["fuzzy"] == 14
    path = project.root / FOLDER / "article.po"
    before = read_catalog(path, "article.po")
    home = tmp_path / "home"
    home.mkdir()

    with opened_in_lokalize(path, home) as lokalize:
        lokalize.go_down(3)
        lokalize.approve()
        lokalize.type("Revisto pela Ana. ")
        lokalize.save()

    after = read_catalog(path, "article.po")
    old = before.entries[3]
    reviewed = replace(old, translations=(f"Revisto pela Ana. {old.translations[0]}",), flags=())
    assert after.entries == (*before.entries[:3], reviewed, *before.entries[4:])
    assert after.headers["Last-Translator"] == REVIEWER
    assert after.headers["X-Generator"].startswith("Lokalize")
    assert {"X-Locpipe-Document", "X-Source-Language"} <= set(after.headers)

    again = project.translate("article.txt")
    assert (again["reviewed"], again["new"], again["changed"]) == (1, 0, 0)
    now = read_catalog(path, "article.po")
    assert now.entries[3].translations == reviewed.translations and now.entries[3].notes == ()
    assert now.headers["Last-Translator"] == REVIEWER
    assert project.translate("article.txt")["written"] is False
