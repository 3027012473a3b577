"""Number the pairs among the spans that a format knows: an opening and a closing end make one."""

from __future__ import annotations

from pipeline.model import MarkupRole, Placeable, PlaceableKind

SpanRole = tuple[PlaceableKind, MarkupRole, int]
"""Kind, role, and where the opening end of its pair begins (-1 when it stands alone)."""


def numbered(text: str, ends: dict[tuple[int, int], SpanRole]) -> tuple[Placeable, ...]:
    """Order the spans, drop what overlaps, number the pairs; an end without its other is alone."""
    kept: list[tuple[int, int]] = []
    for span in sorted(ends):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    roles: dict[int, set[MarkupRole]] = {}
    for span in kept:
        _, role, opening = ends[span]
        if role != "alone":
            roles.setdefault(opening, set()).add(role)
    whole = [opening for opening in sorted(roles) if len(roles[opening]) == 2]
    numbers = {opening: number for number, opening in enumerate(whole)}
    placeables = []
    for start, end in kept:
        kind, role, opening = ends[start, end]
        if role != "alone" and opening not in numbers:
            role = "alone"
        pair = numbers[opening] if role != "alone" else -1
        placeables.append(Placeable(start, end, text[start:end], kind, role, pair))
    return tuple(placeables)
