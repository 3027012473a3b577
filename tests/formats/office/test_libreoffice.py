"""LibreOffice opens what was built, with the translated text in place."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pipeline.engines.pseudo import pseudo_localize
from pipeline.formats import parse_document, render_document
from tests.formats.office.samples import docx_report, odt


@pytest.mark.slow
@pytest.mark.parametrize("name", ["report.docx", "report.odt"])
def test_libreoffice_shows_the_translation(name: str, tmp_path: Path) -> None:
    for tool in ("soffice", "pdftotext"):
        if not shutil.which(tool):
            pytest.skip(f"{tool} is not installed")
    source = docx_report() if name.endswith(".docx") else odt()
    document = parse_document(source, name)
    texts = [pseudo_localize(unit.text) for unit in document.units]
    (tmp_path / name).write_bytes(render_document(document, texts))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf", "--outdir", tmp_path, tmp_path / name],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    pdf = subprocess.run(
        ["pdftotext", tmp_path / "report.pdf", "-"], check=True, capture_output=True, text=True
    )
    seen = "".join(pdf.stdout.split())
    for text in texts:
        words = [word for word in text.split() if "<" not in word and "·" not in word and len(word) > 3]
        assert all(word in seen for word in words), (text, pdf.stdout)
