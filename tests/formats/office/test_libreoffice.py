"""LibreOffice opens what was built, with the translated text in place: documents made here, and other people's."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.engines.pseudo import pseudo_localize
from pipeline.formats import parse_document, render_document
from tests.formats.office.samples import docx_report, odt
from tests.formats.real_files import ENOUGH, real_files

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not (shutil.which("soffice") and shutil.which("pdftotext")),
        reason="LibreOffice (soffice) or Poppler (pdftotext) is not installed",
    ),
]

NOT_PRINTED = ("Document title", "Document subject", "Alternative text")

TOO_SMALL = ("Businesscard-with-logo", "1simple", "8green", "py3o_table_cell_function_call")
"""Documents with a word or two that do not fit: cut off by a frame of fixed size, broken in a narrow cell."""


def _convert(form: str, files: Sequence[Path], folder: Path, into: Path) -> None:
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", into, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=600)


def _printed(files: Sequence[Path], folder: Path) -> list[str]:
    """What stands in each file as LibreOffice prints it, without white space."""
    _convert("pdf", files, folder, folder / "pdf")
    texts = []
    for file in files:
        pdf = folder / "pdf" / f"{file.stem}.pdf"
        assert pdf.is_file(), f"LibreOffice does not open {file.name}"
        seen = ""
        for order in (
            [],
            ["-raw"],
        ):  # as it is read, and as it is written: a word may be broken in a narrow cell
            done = subprocess.run(["pdftotext", *order, pdf, "-"], check=True, capture_output=True, text=True)
            seen += "".join(done.stdout.split()) + " "
        texts.append(seen)
    return texts


def _words(text: str) -> list[str]:
    """The words of a text that are long enough to be told apart."""
    words = re.sub(r"<\d+/>", " ", re.sub(r"</?\d+>", "", text)).split()
    return [word for word in words if len(word) > 3 and "·" not in word]


@pytest.mark.parametrize("name", ["report.docx", "report.odt"])
def test_libreoffice_shows_the_translation(name: str, tmp_path: Path) -> None:
    source = docx_report() if name.endswith(".docx") else odt()
    document = parse_document(source, name)
    texts = [pseudo_localize(unit.text) for unit in document.units]
    (tmp_path / name).write_bytes(render_document(document, texts))
    [seen] = _printed([tmp_path / name], tmp_path)
    assert not [word for text in texts for word in _words(text) if word not in seen]


@pytest.mark.parametrize("name", ["report.docx", "report.odt"])
def test_libreoffice_lays_hebrew_out_from_right_to_left(name: str, tmp_path: Path) -> None:
    """Saved by LibreOffice first, which writes the styles that real documents have."""
    (tmp_path / name).write_bytes(docx_report() if name.endswith(".docx") else odt())
    form = "docx:MS Word 2007 XML" if name.endswith(".docx") else "odt"
    _convert(form, [tmp_path / name], tmp_path, tmp_path / "saved")
    document = parse_document((tmp_path / "saved" / name).read_bytes(), name)
    texts = [re.sub(r"[A-Za-z](?![^<]*>)", "ש", unit.text) for unit in document.units]
    for language in ("pl", "he"):
        (tmp_path / f"{language}-{name}").write_bytes(render_document(document, texts, language=language))
    files = [tmp_path / f"{language}-{name}" for language in ("pl", "he")]
    _convert("pdf", files, tmp_path, tmp_path / "pdf")
    middles = []
    for file in files:
        pdf = tmp_path / "pdf" / f"{file.stem}.pdf"
        done = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True)
        width = float(re.findall(r'width="([\d.]+)"', done.stdout)[0])
        starts = [float(x) for x in re.findall(r'<word xMin="([\d.]+)"', done.stdout)]
        middles.append(sum(x > width / 2 for x in starts) / len(starts))
    left, right = middles
    assert left < 0.4 and right > 0.6, middles


@pytest.mark.parametrize("form", ["docx", "odt"])
def test_real_documents_open_with_every_text_translated(form: str, tmp_path: Path) -> None:
    """What LibreOffice shows of the source it shows translated; headers of pages that nothing uses it never shows."""
    before, after, texts = [], [], []
    for number, path in enumerate(real_files(form)):
        document = parse_document(path.read_bytes(), path.name, format=form)
        if not document.units:
            continue
        texts.append(
            [
                (unit.text, pseudo_localize(unit.text))
                for unit in document.units
                if unit.kind not in NOT_PRINTED
            ]
        )
        before.append(tmp_path / f"{number}-{path.stem}-before{path.suffix}")
        before[-1].write_bytes(path.read_bytes())
        after.append(tmp_path / f"{number}-{path.stem}-after{path.suffix}")
        after[-1].write_bytes(
            render_document(document, [pseudo_localize(unit.text) for unit in document.units])
        )
    assert len(before) >= ENOUGH
    printed = _printed([*before, *after], tmp_path)
    total = shown = 0
    missing: list[tuple[str, str]] = []
    for name, old, new, pairs in zip(
        before, printed[: len(before)], printed[len(before) :], texts, strict=True
    ):
        for source, translation in pairs:
            total += 1
            if all(word in old for word in _words(source)):
                lost = [word for word in _words(translation) if word not in new]
                missing += [(name.name, one) for one in lost]
                shown += not lost
    assert not [one for one in missing if not any(name in one[0] for name in TOO_SMALL)], missing
    assert len(missing) <= 2 * len(TOO_SMALL), missing
    print(f"{len(before)} files, {total} texts, {shown} of them shown by LibreOffice")
    assert shown > 0.9 * total, f"{shown} of {total}"
