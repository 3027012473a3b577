"""Real catalogs that nobody here wrote: Django's own, from the package that the development lock brings."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from pathlib import Path

import polib
import pytest

from .conftest import Locpipe

APPS = ("admin", "auth", "contenttypes", "flatpages", "humanize")
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|%%|\{[^}]*\}|<[^>]+>|&\w+;")


@pytest.mark.slow
def test_django(locpipe: Locpipe, project: Path) -> None:
    spec = importlib.util.find_spec("django")
    assert spec and spec.submodule_search_locations, "Django is in the development group"
    for app in APPS:
        source = (
            Path(spec.submodule_search_locations[0]) / "contrib" / app / "locale/en/LC_MESSAGES/django.po"
        )
        target = project / "contrib" / app / "django.po"
        target.parent.mkdir(parents=True)
        shutil.copy(source, target)
    ran = locpipe("translate", "contrib", "--to", "pt_BR", "--json")
    assert ran.code == 0, ran.err
    assert len(ran.json["catalogs"]) == len(APPS)
    seen = 0
    for catalog in ran.json["catalogs"]:
        check = subprocess.run(
            ["msgfmt", "-c", "--use-fuzzy", "-o", "/dev/null", catalog["path"]],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (check.returncode, check.stderr) == (0, "")
        sources = {(e.msgctxt, e.msgid): e for e in polib.pofile(str(Path(catalog["document"])))}
        for entry in polib.pofile(catalog["path"]):
            seen += 1
            assert entry.fuzzy
            before = sources[entry.msgctxt, entry.msgid]
            assert set(before.flags) <= set(entry.flags)
            assert entry.occurrences == before.occurrences
            pairs = [(entry.msgid, entry.msgstr)]
            if entry.msgid_plural:
                assert sorted(entry.msgstr_plural) == [0, 1]
                pairs = [(entry.msgid, entry.msgstr_plural[0]), (entry.msgid_plural, entry.msgstr_plural[1])]
            for source_text, target_text in pairs:
                assert target_text, source_text
                assert sorted(PLACEHOLDER.findall(source_text)) == sorted(PLACEHOLDER.findall(target_text)), (
                    source_text
                )
    assert seen > 300
