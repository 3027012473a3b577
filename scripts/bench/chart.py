"""A line chart as SVG, both axes logarithmic: how seconds grow with size."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

Points = Sequence[tuple[float, float]]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 860, 380, 64, 350, 44, 48
_COLOURS = ("#0b6bcb", "#c2410c", "#15803d", "#7c3aed", "#a16207", "#475569")


def write_chart(path: Path, title: str, across: str, up: str, lines: Mapping[str, Points]) -> None:
    """Write a chart: a line for each name, its points ``(x, y)``, all above zero."""
    points = [point for line in lines.values() for point in line]
    left, right = _decades([x for x, _ in points])
    low, high = _decades([y for _, y in points])

    def at(x: float, y: float) -> tuple[float, float]:
        width, height = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
        return (
            round(_LEFT + width * (math.log10(x) - left) / (right - left), 1),
            round(_TOP + height * (high - math.log10(y)) / (high - low), 1),
        )

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{escape(title)}" font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>',
        f'<text x="{_LEFT}" y="22" font-size="15" font-weight="bold">{escape(title)}</text>',
    ]
    for power in range(left, right + 1):
        x, bottom = at(10.0**power, 10.0**low)
        parts.append(f'<path d="M{x} {_TOP}V{bottom}" stroke="#ddd"/>')
        parts.append(f'<text x="{x}" y="{bottom + 16}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low, high + 1):
        x, y = at(10.0**left, 10.0**power)
        end, _ = at(10.0**right, 10.0**power)
        parts.append(f'<path d="M{x} {y}H{end}" stroke="#ddd"/>')
        parts.append(f'<text x="{x - 6}" y="{y + 4}" text-anchor="end">{10.0**power:g}</text>')
    parts.append(f'<text x="{_LEFT}" y="{_HEIGHT - 10}">{escape(across)}</text>')
    parts.append(f'<text x="8" y="{_TOP - 8}">{escape(up)}</text>')
    labels = _spread([at(*line[-1])[1] for line in lines.values()])
    for number, ((name, line), label) in enumerate(zip(lines.items(), labels, strict=True)):
        colour = _COLOURS[number % len(_COLOURS)]
        places = [at(*point) for point in line]
        way = " ".join(f"{x},{y}" for x, y in places)
        parts.append(f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
        parts.append(
            f'<text x="{_WIDTH - _RIGHT + 10}" y="{label + 4}" fill="{colour}">{escape(name)}</text>'
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _decades(values: Sequence[float]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _spread(heights: Sequence[float]) -> list[float]:
    """Heights of labels, moved apart until none covers another."""
    placed: dict[int, float] = {}
    last = -math.inf
    for number in sorted(range(len(heights)), key=lambda number: heights[number]):
        last = max(heights[number], last + 15)
        placed[number] = last
    return [placed[number] for number in range(len(heights))]
