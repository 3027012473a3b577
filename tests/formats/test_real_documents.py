"""Documents that other people wrote: unchanged they come back; changed, a second reader sees just the change.

Every text gets a mark in front that writers have to escape. The second reader (``document_readers.py``) then has to
find each mark once, and without the marks what it found in the source: the same tags, times and formatting around
the same texts.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document

from .document_readers import outline
from .real_files import ENOUGH, kinds, real_files

DOCUMENTS = kinds("html", "markdown", "docx", "odt", "srt", "webvtt", "text")

REFUSED = {
    # subtitles in an encoding that is not named (ENCODED names it), or in broken UTF-8
    "windows-1252.srt": r"windows-1252\.srt:7: byte 0xC9 is not UTF-8",
    "forced-cp1256.srt": r"forced-cp1256\.srt:3: byte 0xDF is not UTF-8",
    "understand-cp1252.srt": r"understand-cp1252\.srt:\d+: byte 0x\w\w is not UTF-8",
    "preserve-broken-utf8.srt": r"preserve-broken-utf8\.srt:\d+: byte 0x\w\w is not UTF-8",
    "preserve-broken-utf8.vtt": r"preserve-broken-utf8\.vtt:7: byte 0xC5 is not UTF-8",
    **dict.fromkeys(("bom-utf-32-le.srt", "utf32le.srt"), r"this is UTF-32-LE, which is read only with --encoding utf-32-le"),
    **dict.fromkeys(("bom-utf-32-be.srt", "utf32be.srt"), r"this is UTF-32-BE, which is read only with --encoding utf-32-be"),
    # samples of errors, of the readers that they come from
    **{f"invalid_format{number}.srt": r"has no cue" for number in (1, 2, 3)},
    "invalid.vtt": r"invalid\.vtt:1: is no WebVTT file",
    "no_captions.vtt": r"has no cue",
    "empty.vtt": r"is empty",
    "invalid_timeframe.vtt": r"invalid_timeframe\.vtt:6: this time cannot be read",
    "non_padded_timestamps.vtt": r"non_padded_timestamps\.vtt:4: this time cannot be read",
}  # fmt: skip
"""Files that are not read, and what the error says."""

ENCODED = {
    "bom-utf-32-le.srt": "utf-32-le", "bom-utf-32-be.srt": "utf-32-be", "utf32le.srt": "utf-32-le", "utf32be.srt": "utf-32-be",
    "windows-1252.srt": "windows-1252", "forced-cp1256.srt": "windows-1256", "understand-cp1252.srt": "windows-1252",
}  # fmt: skip
"""Files that are read when their encoding is named: they have to come back."""

UNREAD = {
    "strict-format.docx": "python-docx does not read the strict kind of Office Open XML",
}
"""Files that the second reader does not read: they have to come back, and to take every text."""

_MARK = re.compile(r"⟦(\d+)é'q'\"d\"&y⟧")
_TAGS = re.compile(r"(?:<\d+>)*")


def _marked(text: str, number: int, form: str) -> str:
    """The text with its mark in front; in Word and OpenDocument behind the formatting that it begins with."""
    mark = f"⟦{number}é 'q' \"d\" & y⟧ "
    if form not in ("docx", "odt"):
        return mark + text
    start = _TAGS.match(text)
    assert start is not None
    return start[0] + mark + text[start.end() :]


def _plain(pieces: list[str]) -> str:
    return "".join("".join(pieces).split())


@pytest.mark.slow
@pytest.mark.parametrize("kind", DOCUMENTS)
def test_real_documents(kind: str) -> None:
    form = kind.partition("/")[0]
    files = real_files(kind)
    read = 0
    for path in files:
        data = path.read_bytes()
        try:
            document = parse_document(data, path.name, format=form)
        except DocumentError as error:
            assert path.name in REFUSED and re.search(REFUSED[path.name], str(error)), f"{path}: {error}"
            if path.name in ENCODED:
                document = parse_document(data, path.name, format=form, encoding=ENCODED[path.name])
                assert render_document(document, [None] * len(document.units)) == data, path
            continue
        assert path.name not in REFUSED, path
        units = document.units
        assert render_document(document, [None] * len(units)) == data, path
        changed = render_document(
            document, [_marked(unit.text, number, form) for number, unit in enumerate(units)]
        )
        read += bool(units)
        if path.name in UNREAD:
            assert len(parse_document(changed, path.name).units) == len(units), path
            continue
        before, after = _plain(outline(form, data)), _plain(outline(form, changed))
        found = Counter(int(mark[1]) for mark in _MARK.finditer(after))
        lost = [number for number in range(len(units)) if found[number] != 1]
        assert not lost, (
            f"{path}:{units[lost[0]].line}: found {found[lost[0]]} times: {units[lost[0]].text!r}"
        )
        assert _first_difference(before, _MARK.sub("", after)) is None, path
    assert read >= ENOUGH, f"{read} files of {kind}"


def _first_difference(before: str, after: str) -> tuple[str, str] | None:
    """What is around the first place where the texts differ."""
    if before == after:
        return None
    at = next((i for i, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), len(before))
    return before[max(0, at - 60) : at + 60], after[max(0, at - 60) : at + 60]


@pytest.mark.slow
def test_restructuredtext_is_refused_with_the_way_out() -> None:
    files = real_files("rst")
    assert len(files) >= ENOUGH
    for path in files:
        with pytest.raises(DocumentError, match=r"sphinx-build -b gettext"):
            parse_document(path.read_bytes(), path.name)
