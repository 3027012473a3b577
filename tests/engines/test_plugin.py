"""The plug-in of docs/engines.md, installed and used as its reader would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "docs" / "samples" / "engine-plugin"
MODULE = "locpipe_upside_down.py"


def test_it_is_thirty_lines_and_stands_in_the_page() -> None:
    code = (SAMPLE / MODULE).read_text(encoding="utf-8")
    assert code.count("\n") <= 33
    page = (ROOT / "docs" / "engines.md").read_text(encoding="utf-8")
    assert code in page
    assert 'upside-down = "locpipe_upside_down:UpsideDownEngine"' in page


@pytest.mark.slow
def test_installed_it_translates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = shutil.copytree(SAMPLE, tmp_path / "source")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site), str(source)]
    built = subprocess.run(pip, capture_output=True, text=True, check=False)
    if "No matching distribution found for setuptools" in built.stderr and not os.environ.get("CI"):
        pytest.skip("pip needs the package index to build a package")
    assert built.returncode == 0, built.stderr
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.setenv("LOCPIPE_MODELS", str(tmp_path / "models"))
    (tmp_path / "a.txt").write_text("The cat has %d kittens.\n", encoding="utf-8")

    def locpipe(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "pipeline", *arguments]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    ran = locpipe("translate", "a.txt", "--from", "en", "--to", "eo")
    assert ran.returncode == 0, ran.stderr
    text = (tmp_path / "locales" / "eo" / "LC_MESSAGES" / "a.po").read_text(encoding="utf-8")
    assert "mt upside-down letters 1" in text
    assert "%d" in text.partition("msgstr")[2]
    assert "engine upside-down, en → eo: letters 1" in locpipe("doctor").stdout
