"""Message files that other people wrote: unchanged they come back; changed, a second reader finds every text.

The files are not in this repository: ``scripts/fetch_real_files.py FOLDER`` fetches the packages of
``real_files.toml``, and the environment variable names the folder.
"""

from __future__ import annotations

import os
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from pipeline.languages import plural_count

from .second_readers import texts_in

FOLDER = "LOCPIPE_TEST_REAL_FILES"
MOST = "LOCPIPE_TEST_REAL_FILES_MOST"
"""How many files of each package are tried; 8 where it is not set, all with 0."""

PACKAGES = tomllib.loads((Path(__file__).parent / "real_files.toml").read_text(encoding="utf-8"))["package"]
FORMATS = sorted({form for package in PACKAGES for form in package["files"]})
# Files that break their own syntax: the error says where.
BROKEN = {"Hungarian.lproj", "Norvegian.lproj", "Portuguese.lproj"}

# A mapping stands in it twice; a program sees one of the two.
TWICE = {"da.yml"}


def _files(form: str, folder: Path, most: int) -> list[Path]:
    found: list[Path] = []
    for package in PACKAGES:
        root = folder / package["name"].replace("/", "-").lstrip("@")
        matches = [path for pattern in package["files"].get(form, ()) for path in sorted(root.glob(pattern))]
        matches = [path for path in matches if path.is_file() and path.name != "package.json"]
        matches.sort(key=lambda path: (-path.stat().st_size, path))
        found += matches[:: max(1, len(matches) // most)][:most] if most else matches
    return found


def _edited(text: str, number: int, form: str) -> str:
    """Another text with the same markup: marks and quotes in front that writers have to escape."""
    marks = (
        f"⟦é{number}⟧ 'q' "
        if "<" in text or form == "fluent" or form == "strings"
        else f"⟦é{number}⟧ 'q' \"d\" \\ "
    )
    return marks + text


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_real_files(form: str) -> None:
    folder = os.environ.get(FOLDER)
    if not folder:
        pytest.skip(f"{FOLDER} names no folder; fetch the files with scripts/fetch_real_files.py")
    files = _files(form, Path(folder), int(os.environ.get(MOST, "8")))
    assert len(files) >= 8, f"too few files: run scripts/fetch_real_files.py {folder}"
    done = 0
    for path in files:
        data = path.read_bytes()
        try:
            document = parse_document(data, path.name, format=form)
        except DocumentError as error:
            assert path.parent.name in BROKEN or "is empty" in str(error), error
            continue
        units = document.units
        assert render_document(document, [None] * len(units)) == data
        forms = plural_count("pl")
        texts = [
            _edited(unit.text, number, form)
            if unit.plural is None
            else tuple(_edited(unit.plural, 10 * number + index, form) for index in range(forms))
            for number, unit in enumerate(units)
        ]
        found = texts_in(form, render_document(document, texts, "pl"))
        counts = Counter(unit.context or unit.text for unit in units)
        shown: list[str] = []
        for unit, one in zip(units, texts, strict=True):
            if counts[unit.context or unit.text] > 1:
                continue  # a key twice: a program sees one of the two
            if form == "fluent" and (
                unit.plural is not None
                or set("[.") & set(unit.context or "")
                or (unit.context or "-")[0] == "-"
            ):
                continue  # terms, attributes and variants are not to be had alone; that all is valid, strict reading says
            shown += [one] if isinstance(one, str) else one
        if path.name in TWICE:
            shown = []
        lost = Counter(text for text in shown if not set("<{&") & set(text)) - Counter(found)
        assert not lost, f"{path}: {next(iter(lost))!r}"
        everything = "\n".join(found)
        missing = [
            text for text in shown if "{" not in text and text[: text.index("⟧") + 1] not in everything
        ]
        assert not missing, f"{path}: {missing[0]!r}"
        done += 1
    assert done >= 8
