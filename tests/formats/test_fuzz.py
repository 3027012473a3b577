"""A fuzz run over all formats: samples are changed at random, and only the product's own errors may come out.

What is read is written untranslated, which gives its bytes back, and with each text changed, which is read again or
refused. ``LOCPIPE_TEST_FUZZ_EXAMPLES`` is how many changed files there are of each sample (docs/formats.md says how
many the last long run had).
"""

from __future__ import annotations

import io
import os
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import LocpipeError
from pipeline.formats import parse_document, render_document
from scripts.bench.hostile import PIECES
from tests.formats.html.test_html import PAGE
from tests.formats.message_samples import FILES
from tests.formats.office.samples import docx_report, docx_shown, odt, odt_shown
from tests.formats.samples import CATALOG, LINES, MARKDOWN, WRAPPED
from tests.formats.subtitles.test_subtitles import SRT, VTT
from tests.formats.test_string_catalogs import MIXED, SUBSTITUTED, ZERO

MDX = "import A from './a'\n\nexport const a = {b: 1}\n\n<A b={1}>\n\nThe *harbour* {a.b} light\n\n</A>\n\n{/* no */}\n"
TEXTS = {
    **{name: text for name, (text, _) in FILES.items()},
    "b.xcstrings": MIXED, "c.xcstrings": SUBSTITUTED, "d.xcstrings": ZERO,
    "a.md": MARKDOWN, "a.mdx": MDX, "a.html": PAGE, "a.srt": SRT, "a.vtt": VTT, "a.po": CATALOG, "lines.txt": LINES,
    "wrapped.txt": WRAPPED,
}  # fmt: skip
ARCHIVES = {
    "a.docx": (docx_report(), "word/document.xml"),
    "a.odt": (odt(), "content.xml"),
    "b.docx": (docx_shown(), "word/document.xml"),
    "c.docx": (docx_shown(), "word/charts/chart1.xml"),
    "b.odt": (odt_shown(), "content.xml"),
}
EXAMPLES = int(os.environ.get("LOCPIPE_TEST_FUZZ_EXAMPLES", "40"))

_PIECES = st.one_of(
    st.sampled_from([piece.encode() for piece in PIECES]),
    st.sampled_from([piece.encode() * 40 for piece in PIECES]),
    st.binary(min_size=1, max_size=4),
    st.text(max_size=3).map(lambda text: text.encode("utf-8", "surrogatepass")),
)


@st.composite
def changed(draw: st.DrawFn, data: bytes) -> bytes:
    """``data`` with pieces put in, taken out, moved, doubled and cut."""
    text = data
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        until = min(len(text), at + draw(st.integers(0, 40)))
        what = draw(st.integers(0, 5))
        if what <= 2:
            text = text[:at] + draw(_PIECES) + text[at if what else until :]
        elif what == 3:
            text = text[:at] + text[until:]
        elif what == 4:
            to = draw(st.integers(0, len(text)))
            text = text[:to] + text[at:until] + text[to:]
        elif draw(st.integers(0, 5)) == 0:
            text = text[:at]
    return text


def tried(data: bytes, name: str) -> None:
    try:
        document = parse_document(data, name)
    except LocpipeError as error:
        assert name in str(error)
        return
    nothing: list[None] = [None] * len(document.units)
    assert render_document(document, nothing) == data
    for language in (None, "pl", "ja", "ar"):
        forms, mark = {None: (2, "Ü"), "pl": (3, "Ü"), "ja": (1, "Ü"), "ar": (6, "ش")}[language]
        texts = [
            mark + unit.text if unit.plural is None else (mark + unit.text,) * forms
            for unit in document.units
        ]
        try:
            written = render_document(document, texts, language)
        except LocpipeError as error:
            assert name in str(error)
            continue
        parse_document(written, name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(TEXTS))
@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_texts_changed_at_random(name: str, data: st.DataObject) -> None:
    tried(data.draw(changed(TEXTS[name].encode())), name)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ARCHIVES))
@settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_archives_changed_at_random(name: str, data: st.DataObject) -> None:
    """Half of them in the XML of the text, half in the archive's own bytes."""
    whole, member = ARCHIVES[name]
    if data.draw(st.booleans()):
        tried(data.draw(changed(whole)), name)
        return
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            content = before.read(info)
            after.writestr(info, data.draw(changed(content)) if info.filename == member else content)
    tried(out.getvalue(), name)
