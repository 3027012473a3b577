"""The worst that files can hold, shape by shape: work grows as the file does, and only our errors come out.

Work is counted in calls, of Python's functions and of the library's, so that the answer is the same on every machine; what a
single call takes is measured by ``scripts/bench/hostile.py``.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import FrameType

import pytest

from pipeline.errors import LocpipeError
from pipeline.formats import FORMATS, Format, parse_document, render_document
from scripts.bench.hostile import ARCHIVES, FRAMES, LISTS, PIECES, SHAPES, Archive, Shape

SMALL, LARGE = 500, 3_000
GROWTH = 1.8 * LARGE / SMALL
"""Sorting and the last power of two of a buffer are allowed for; quadratic work would be 36 times as much."""
FEW = 4_000
"""Calls that say nothing about growth."""


def calls(work: Callable[[], object]) -> int:
    """Count the calls that ``work`` makes."""
    count = 0

    def one(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(one)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def answered(data: bytes, name: str) -> None:
    try:
        document = parse_document(data, name)
        render_document(document, ["Ü" + unit.text for unit in document.units], "pl")
    except LocpipeError as error:
        assert name in str(error)


def grown(shapes: Iterator[Shape | Archive]) -> list[str]:
    """The shapes whose work grows faster than they do."""
    found = []
    for shape in shapes:
        small, large = shape.of(SMALL), shape.of(LARGE)
        answered(large, shape.name)  # what is made once is made
        few, many = (
            calls(lambda s=small, n=shape.name: answered(s, n)),
            calls(lambda s=large, n=shape.name: answered(s, n)),
        )
        if many > FEW and many > GROWTH * few:
            found.append(f"{shape.label}: {few} calls, then {many}")
    return found


@pytest.mark.slow
def test_items_and_nests() -> None:
    rest = [
        shape
        for shape in SHAPES
        if shape.name != "nest.xcstrings"  # json writes a level with a call in each above it, of 500 at most
        and shape not in ARCHIVES
        and shape.name not in {frame.name for frame in FRAMES}
    ]
    assert len(rest) > len(LISTS) and len(SHAPES) > len(FRAMES) * len(PIECES)
    assert grown(iter(rest)) == []


@pytest.mark.slow
def test_office_documents() -> None:
    assert grown(iter(ARCHIVES)) == []


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_fifty_megabytes_of_any_format(form: Format) -> None:
    name = f"a{form.suffixes[0]}"
    with pytest.raises(LocpipeError, match=rf"^{name}:1: has 50 MB; documents are read up to 32 MB"):
        parse_document(b"x" * 50_000_000, name)
