"""The one writer: only the spans change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.splice import fault_in_spans, splice


@pytest.mark.parametrize(
    ("spans", "replacements", "expected"),
    [
        ([], [], "one two three"),
        ([(0, 3), (4, 7)], [None, None], "one two three"),
        ([(0, 3), (8, 13)], ["1", "333"], "1 two 333"),
        ([(0, 3), (3, 4), (4, 7)], ["1", None, ""], "1  three"),
        ([(3, 3)], ["!"], "one! two three"),
    ],
)
def test_splice(spans: list[tuple[int, int]], replacements: list[str | None], expected: str) -> None:
    assert splice("one two three", spans, replacements) == expected


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ([(4, 7), (0, 3)], "begins before the end"),
        ([(0, 5), (4, 7)], "begins before the end"),
        ([(5, 4)], "ends before it begins"),
        ([(0, 99)], "the last span ends at 99"),
    ],
)
def test_spans_that_cannot_be(spans: list[tuple[int, int]], fault: str) -> None:
    assert fault in (fault_in_spans(spans, 13) or "")
    with pytest.raises(ValueError, match=fault):
        splice("one two three", spans, ["x"] * len(spans))


def test_one_replacement_per_span() -> None:
    with pytest.raises(ValueError, match="1 spans, but 2 replacements"):
        splice("one", [(0, 1)], ["a", "b"])


@given(st.text(max_size=30), st.lists(st.integers(0, 30), max_size=8), st.data())
def test_splicing_the_same_text_changes_nothing(source: str, cuts: list[int], data: st.DataObject) -> None:
    points = sorted(min(cut, len(source)) for cut in cuts)
    spans = list(zip(points[::2], points[1::2], strict=False))
    same = [data.draw(st.sampled_from([None, source[start:end]])) for start, end in spans]
    assert splice(source, spans, same) == source
    marked = splice(source, spans, ["<>"] * len(spans))
    assert len(marked) == len(source) - sum(end - start for start, end in spans) + 2 * len(spans)
