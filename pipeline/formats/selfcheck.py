"""Read a written document back and compare every unit: what does not arrive is not written."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.errors import DocumentError
from pipeline.model import Document

_SHOWN = 60


def plainly(text: str) -> str:
    """The usual measure of equality: white space is one space."""
    return " ".join(text.split())


def check_read_back(
    document: Document,
    again: Document,
    expected: Sequence[str],
    meaning: Callable[[str], str] = plainly,
) -> None:
    """Compare the units of ``again``, the written document, with what was to be written, one by one.

    ``expected`` has one text per unit of ``document``; two texts are equal when ``meaning`` makes the
    same of them. Raises DocumentError at the line of the first unit that differs.
    """
    for unit, read, text in zip(document.units, again.units, expected, strict=False):
        if meaning(read.text) != meaning(text):
            raise DocumentError(
                f"a translation changed the structure: {_shown(text)} was written for line {unit.line} of the source, "
                f"and line {read.line} of the result reads {_shown(read.text)}.",
                document.path,
                unit.line,
            )
    if len(again.units) != len(document.units):
        more = document.units if len(document.units) > len(again.units) else again.units
        extra = more[min(len(document.units), len(again.units))]
        where = "source" if more is document.units else "result"
        raise DocumentError(
            f"a translation changed the structure: {len(document.units)} units were written and {len(again.units)} "
            f"read back; line {extra.line} of the {where} has {_shown(extra.text)} too many.",
            document.path,
            extra.line,
        )


def _shown(text: str) -> str:
    text = plainly(text)
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"
