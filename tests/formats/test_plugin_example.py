"""The example of docs/formats.md: built, installed and used as its author would."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "formats.md"
ENTRY = "[Desktop Entry]\nType=Application\nName=Harbour\nName[de]=Hafen\nComment=Shows the light\nExec=harbour %f\n"


@pytest.mark.slow
def test_the_example_of_a_plug_in(tmp_path: Path) -> None:
    code, project = re.findall(r"```(?:python|toml)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert code.count("\n") <= 40
    package, site, work = tmp_path / "package", tmp_path / "site", tmp_path / "work"
    for folder in (package, work):
        folder.mkdir()
    (package / "locpipe_desktop.py").write_text(code, encoding="utf-8")
    (package / "pyproject.toml").write_text(project, encoding="utf-8")
    (work / "harbour.desktop").write_text(ENTRY, encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "install", "--no-deps", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--target", site, package], check=True, capture_output=True)

    def locpipe(*arguments: str) -> str:
        environment = {**os.environ, "PYTHONPATH": f"{site}{os.pathsep}{PAGE.parent.parent}"}
        command = [sys.executable, "-m", "pipeline", *arguments]
        run = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout

    listed = {one["name"]: one for one in json.loads(locpipe("formats", "--json"))["formats"]}
    assert listed["desktop"]["plug_in"] == "locpipe-desktop"
    locpipe("translate", "harbour.desktop", "--to", "pt_BR", "--from", "en", "--engine", "pseudo")
    locpipe("build", "--use-fuzzy")
    built = (work / "dist" / "pt_BR" / "harbour.desktop").read_text(encoding="utf-8")
    assert re.search(r"^Name=⟦.*⟧\nName\[de\]=Hafen\nComment=⟦.*⟧\nExec=harbour %f$", built, re.MULTILINE)
