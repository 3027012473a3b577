"""Subtitles: cues keep their times, lines are broken to the configured length, other readers agree."""

from __future__ import annotations

import io

import pytest
import srt
import webvtt

from pipeline.errors import DocumentError
from pipeline.formats import parse_document, render_document
from pipeline.formats.subtitles import Srt
from pipeline.formats.subtitles.render import set_lines

SRT = """\
1
00:00:01,000 --> 00:00:03,500
The lamp was switched off
on <i>Tuesday</i>.

2
00:00:04,000 --> 00:00:06,000 X1:10 X2:20
- Who did it?
- {\\an8}Nobody.

with a blank line in it

3
00:00:07,000 --> 00:00:08,000

4
00:00:09,000 --> 00:00:10,000
1984
"""

VTT = """\
WEBVTT - harbour

NOTE not a cue -->
at all

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 align:start
<v Ann>The lamp &amp; the bell
<c.loud>were</c> sold

00:00:04.000 --> 00:00:06.000
Nobody <00:00:05.000>knew
"""


def test_cues_are_units() -> None:
    units = parse_document(SRT.encode(), "a.srt").units
    assert [(unit.line, unit.text) for unit in units] == [
        (3, "The lamp was switched off on <i>Tuesday</i>."),
        (8, "- Who did it?\n- {\\an8}Nobody."),
        (11, "with a blank line in it"),
    ]
    assert [(p.text, p.role) for p in units[0].placeables] == [("<i>", "open"), ("</i>", "close")]
    assert [unit.text for unit in parse_document(VTT.encode(), "a.vtt").units] == [
        "<v Ann>The lamp &amp; the bell <c.loud>were</c> sold",
        "Nobody <00:00:05.000>knew",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("name", ["a.srt", "a.vtt"])
def test_other_readers_see_every_translation_at_its_time(name: str, newline: str) -> None:
    source = (SRT if name == "a.srt" else VTT).replace("\n", newline).encode("utf-8-sig")
    document = parse_document(source, name)
    assert render_document(document, [None] * len(document.units)) == source
    data = render_document(document, ["Ünit " + unit.text for unit in document.units])
    before, after = ([*_read(text, name)] for text in (source, data))
    assert [times for times, _ in before] == [times for times, _ in after]
    assert sum(text.count("Ünit") for _, text in after) == len(document.units)


def _read(data: bytes, name: str) -> list[tuple[str, str]]:
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    if name.endswith(".srt"):
        return [(f"{cue.start} {cue.end}", cue.content) for cue in srt.parse(text)]
    return [(f"{cue.start} {cue.end}", cue.text) for cue in webvtt.from_buffer(io.StringIO(text))]


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("short", 42, ["short"]),
        ("one two three four", 12, ["one two", "three four"]),
        ("<i>one two</i> three four", 12, ["<i>one two</i>", "three four"]),
        ("- a\n- b", 42, ["- a", "- b"]),
        ("a very long line that is never broken", 0, ["a very long line that is never broken"]),
        ("漢字漢字漢字漢字", 8, ["漢字漢字", "漢字漢字"]),
        ("Donaudampfschiff", 4, ["Donaudampfschiff"]),
        ('<font color="red">a b</font> c', 3, ['<font color="red">a b</font>', "c"]),
        ("a\n\n\nb", 42, ["a", "b"]),
    ],
)
def test_lines(text: str, columns: int, expected: list[str]) -> None:
    assert set_lines(text, columns) == expected


def test_the_line_length_is_a_setting() -> None:
    formats = (Srt(line_length=12),)
    document = parse_document(b"1\n0:0:1,0 --> 0:0:2,0\nx\n", "a.srt", formats=formats)
    assert render_document(document, ["one two three four --> five"], formats=formats) == (
        b"1\n0:0:1,0 --> 0:0:2,0\none two\nthree four\n-> five\n"
    )


@pytest.mark.parametrize(
    ("name", "source", "words"),
    [
        ("a.srt", "words\n", r"^a\.srt:1: has no cue"),
        ("a.srt", "1\n00:00:01,000 -> 00:00:02,000\na\n", r"^a\.srt:1: has no cue"),
        ("a.srt", "1\n00:00:01,000 --> 00:00:0x,000\na\n", r"^a\.srt:2: this time cannot be read"),
        ("a.vtt", "00:01.000 --> 00:02.000\na\n", r"^a\.vtt:1: is no WebVTT file"),
        ("a.vtt", "WEBVTT\n\n0:01 --> 00:02.000\na\n", r"^a\.vtt:3: this time cannot be read"),
    ],
)
def test_what_is_no_subtitle_file_is_refused_with_its_line(name: str, source: str, words: str) -> None:
    with pytest.raises(DocumentError, match=words):
        parse_document(source.encode(), name)


@pytest.mark.parametrize("text", ["2\n00:00:05,000 --> 00:00:06,000\nb", "a\n\nb"])
def test_a_text_cannot_make_a_cue(text: str) -> None:
    document = parse_document(b"1\n00:00:01,000 --> 00:00:02,000\na\n", "a.srt")
    data = render_document(document, [text])
    assert len(list(srt.parse(data.decode()))) == 1
