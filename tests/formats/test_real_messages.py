"""Message files that other people wrote: unchanged they come back; changed, a second reader finds every text."""

from __future__ import annotations

import html
import re
from collections import Counter
from pathlib import Path

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import format_for, parse_document, render_document
from pipeline.languages import plural_count
from pipeline.model import Unit

from .real_files import ENOUGH, files_here, kinds, real_files
from .second_readers import every_fluent_text, texts_in

MESSAGES = kinds("json", "android", "properties", "xliff", "yaml", "fluent", "strings", "qt", "csv", "po")
SCARCE = {"json/arb": 3}
"""Kinds of which packages have fewer files than they should; docs/message-files.md says where was looked."""

# Files that break their own syntax: the error says where.
BROKEN = {"Hungarian.lproj", "Norvegian.lproj", "Portuguese.lproj"}

# A mapping stands in it twice; a program sees one of the two.
TWICE = {"da.yml"}


_MARKUP = re.compile(r"<!--.*?-->|</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>", re.DOTALL)


def _edited(text: str, number: int, form: str) -> str:
    """Another text with the same markup: marks and quotes in front that writers have to escape."""
    marks = (
        f"⟦é{number}⟧ 'q' "
        if "<" in text or form == "fluent" or form == "strings"
        else f"⟦é{number}⟧ 'q' \"d\" \\ "
    )
    return marks + text


def _key(form: str, unit: Unit) -> object:
    """What a program asks for a text by: where two have the same, it sees one of them."""
    return unit.key if form in ("qt", "po") else unit.context or unit.text


def _found(form: str, data: bytes) -> set[str]:
    """What the second reader finds; of Fluent one reads strictly, and another one gives the texts."""
    texts = texts_in(form, data)
    if form == "fluent":
        parser = next(path for path in real_files("reader of fluent") if path.name == "index.js")
        texts = every_fluent_text(data, parser)
    return {_shown(text, form) if form == "fluent" else _plain(text) for text in texts}


def _shown(text: str, form: str) -> str:
    """What a program shows of a text: markup in XML is elements; white space in Fluent's braces is none."""
    if form == "fluent":
        return "".join(text.split())
    if form in ("android", "xliff") and ("<" in text or "&" in text):
        text = html.unescape(_MARKUP.sub("", text))
    return _plain(text)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _try(path: Path, form: str, language: str = "pl") -> tuple[int, int]:
    """Build a file unchanged, then with every text changed, and look for each; how many it has, how many were found.

    Raises DocumentError for a file that is not read.
    """
    data = path.read_bytes()
    document = parse_document(data, path.name, format=form)
    units = document.units
    assert render_document(document, [None] * len(units)) == data, path
    forms = plural_count(language)
    texts = [
        _edited(unit.text, number, form)
        if unit.plural is None
        else tuple(_edited(unit.plural, 10 * number + index, form) for index in range(forms))
        for number, unit in enumerate(units)
    ]
    found = _found(form, render_document(document, texts, language))
    counts = Counter(_key(form, unit) for unit in units)
    compared = 0
    for unit, written in zip(units, texts, strict=True):
        if counts[_key(form, unit)] > 1 or path.name in TWICE:
            continue
        for text in [written] if isinstance(written, str) else written:
            assert _shown(text, form) in found, f"{path}:{unit.line}: {text!r} is not found"
            compared += 1
    return len(units), compared


@pytest.mark.slow
@pytest.mark.parametrize("kind", MESSAGES)
def test_real_messages(kind: str) -> None:
    form = kind.partition("/")[0]
    files = [path for path in real_files(kind) if path.name != "package.json"]
    done = compared = total = 0
    for path in files:
        try:
            units, found = _try(path, form)
        except DocumentError as error:
            assert path.parent.name in BROKEN or "is empty" in str(error), error
            continue
        total += units
        compared += found
        done += 1
    assert compared >= 0.9 * total, f"{compared} of {total} texts were compared"
    assert done >= SCARCE.get(kind, ENOUGH), f"{done} files of {kind}"


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".arb", ".xcstrings"])
def test_files_at_hand(suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Formats of which packages have too few files, tried on a folder of others; the refused ones are listed."""
    form = format_for("a" + suffix).name
    files = files_here([suffix])
    assert files, f"there are no {suffix} files"
    texts = 0
    refused = []
    for path in files:
        try:
            for language in ("pl", "ja", "pt_BR"):
                units, compared = _try(path, form, language)
                assert compared >= units, path
        except DocumentError as error:
            refused.append(str(error))
            continue
        texts += units
    with capsys.disabled():
        print(
            f"\n{suffix}: {len(files) - len(refused)} of {len(files)} files, {texts} texts",
            *refused,
            sep="\n",
        )
    assert len(refused) < len(files)
