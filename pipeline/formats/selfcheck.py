"""Read a written document back and compare every unit: what does not arrive is not written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from pipeline.errors import DocumentError
from pipeline.formats.nested import parents_of
from pipeline.formats.splice import Span

_SHOWN = 60


class Text(Protocol):
    """A text that was read, and its line."""

    @property
    def text(self) -> str: ...
    @property
    def line(self) -> int: ...


class Texts(Protocol):
    """The texts of a document, in order, and where they stand: a Document, for one."""

    @property
    def path(self) -> str: ...
    @property
    def units(self) -> Sequence[Text]: ...
    @property
    def spans(self) -> Sequence[Span]: ...


def plainly(text: str) -> str:
    """The usual measure of equality: white space is one space."""
    return " ".join(text.split())


def check_read_back(
    document: Texts,
    again: Texts,
    expected: Sequence[str],
    meaning: Callable[[str], str] = plainly,
    loose: Collection[int] = (),
) -> None:
    """Compare the units of ``again``, the written document, with what was to be written, one by one.

    ``expected`` has one text per unit of ``document``; two texts are equal when ``meaning`` makes the
    same of them. ``loose`` are the units whose translation lost or changed a tag with units inside: these
    are not compared. Raises DocumentError at the line of the first unit that differs.
    """
    written = _compared(document, loose)
    arrived = _compared(again, {_outer_index(again, document, index) for index in loose})
    for index, back in zip(written, arrived, strict=False):
        unit, read, text = document.units[index], again.units[back], expected[index]
        if read.text != text and meaning(read.text) != meaning(text):
            raise DocumentError(
                f"a translation changed the structure: {_shown(text)} was written for line {unit.line} of the source, "
                f"and line {read.line} of the result reads {_shown(read.text)}.",
                document.path,
                unit.line,
            )
    if len(arrived) != len(written):
        where, units, some = (
            ("source", document.units, written)
            if len(written) > len(arrived)
            else ("result", again.units, arrived)
        )
        extra = units[some[min(len(written), len(arrived))]]
        raise DocumentError(
            f"a translation changed the structure: {len(written)} texts were written and {len(arrived)} "
            f"read back; line {extra.line} of the {where} has {_shown(extra.text)} too many.",
            document.path,
            extra.line,
        )


def _compared(document: Texts, loose: Collection[int]) -> list[int]:
    """Return the units to compare: all but those inside a loose one."""
    if not loose:
        return list(range(len(document.units)))
    return [index for index, parent in enumerate(parents_of(document.spans)) if parent not in loose]


def _outer_index(again: Texts, document: Texts, index: int) -> int:
    """Return the unit of ``again`` that has the turn of unit ``index`` among those that are in no other."""
    turn = parents_of(document.spans)[:index].count(None)
    outer = [place for place, parent in enumerate(parents_of(again.spans)) if parent is None]
    return outer[turn] if turn < len(outer) else -1


def _shown(text: str) -> str:
    text = plainly(text)
    return f"“{text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}”"
