"""Replace spans of a source text and leave every other character as it is: the one shared writer."""

from __future__ import annotations

from collections.abc import Sequence

Span = tuple[int, int]
"""Where something stands in a text: code points, end exclusive."""


def fault_in_spans(spans: Sequence[Span], length: int, *, nested: bool = False) -> str | None:
    """Say what is wrong with ``spans``, or return None: they must be sorted, disjoint, inside the text.

    With ``nested`` a span may lie wholly inside an earlier one, which then comes before it.
    """
    open_ends: list[int] = []  # of the spans that the next one may lie in, the inmost last
    for index, (start, end) in enumerate(spans):
        if start > end:
            return f"span {index} ends before it begins ({start}, {end})"
        while open_ends and open_ends[-1] <= start:
            open_ends.pop()
        if open_ends and not (nested and end <= open_ends[-1]):
            return (
                f"span {index} ({start}, {end}) begins before the end of the one before it, {open_ends[-1]}"
            )
        open_ends.append(end)
    last = max(open_ends, default=0)
    if last > length:
        return f"the last span ends at {last}, the text at {length}"
    return None


def splice(source: str, spans: Sequence[Span], replacements: Sequence[str | None]) -> str:
    """Return ``source`` with ``spans[i]`` replaced by ``replacements[i]``; None leaves a span alone.

    Linear in the length of the text. Raises ValueError when the spans are not sorted, not disjoint
    or outside the text, and when there is not one replacement per span: that is a mistake of the
    calling format, never of a document.
    """
    if len(spans) != len(replacements):
        raise ValueError(f"{len(spans)} spans, but {len(replacements)} replacements")
    fault = fault_in_spans(spans, len(source))
    if fault:
        raise ValueError(fault)
    pieces: list[str] = []
    at = 0
    for (start, end), replacement in zip(spans, replacements, strict=True):
        if replacement is not None:
            pieces.append(source[at:start])
            pieces.append(replacement)
            at = end
    pieces.append(source[at:])
    return "".join(pieces)
