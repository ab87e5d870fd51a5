"""Places the nodes of one process (or sub-process) on a grid of columns and rows, lane under lane."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bpmn.layering import Pair, layers_of, rows_of
from bpmn.model import Bounds

COLUMN_GAP = 60.0
ROW_GAP = 50.0
MARGIN = 30.0


@dataclass(frozen=True, slots=True)
class Grid:
    """Boxes of the nodes from (0, 0), the bands, and the free lines between rows."""

    boxes: Mapping[str, Bounds]
    bands: tuple[tuple[float, float], ...]
    """Top and height of each band."""
    width: float
    height: float
    row_lines: tuple[float, ...]
    """Heights at which a line crosses no node."""


def place(
    nodes: Sequence[str],
    pairs: Sequence[Pair],
    band_of: Mapping[str, int],
    bands: int,
    size_of: Callable[[str], tuple[float, float]],
    beside: Mapping[str, str],
) -> Grid:
    """Put each node in the middle of its cell. `beside`: nodes (data, notes) in the column of another."""
    layer = layers_of(nodes, pairs)
    layer |= {node: layer[host] for node, host in beside.items() if node in layer and host in layer}
    row = rows_of(nodes, layer, band_of, pairs)
    sizes = {node: size_of(node) for node in nodes}
    widths: dict[int, float] = {}
    heights: dict[tuple[int, int], float] = {}
    for node, (width, height) in sizes.items():
        widths[layer[node]] = max(widths.get(layer[node], 0.0), width)
        cell = band_of[node], row[node]
        heights[cell] = max(heights.get(cell, 0.0), height)
    lefts, x = {}, MARGIN
    for column in range(max(widths, default=-1) + 1):
        lefts[column] = x
        x += widths.get(column, 0.0) + COLUMN_GAP
    tops, edges, lines, y = _rows(heights, bands)
    boxes = {}
    for node, (width, height) in sizes.items():
        cell = band_of[node], row[node]
        boxes[node] = Bounds(
            lefts[layer[node]] + (widths[layer[node]] - width) / 2, tops[cell] + (heights[cell] - height) / 2,
            width, height,
        )  # fmt: skip
    return Grid(boxes, edges, max(x - COLUMN_GAP, MARGIN) + MARGIN, y, lines)


def _rows(
    heights: Mapping[tuple[int, int], float], bands: int
) -> tuple[dict[tuple[int, int], float], tuple[tuple[float, float], ...], tuple[float, ...], float]:
    tops: dict[tuple[int, int], float] = {}
    edges, lines, y = [], [], 0.0
    for band in range(bands):
        start = y
        lines.append(y + MARGIN / 2)
        y += MARGIN
        last = max((row for b, row in heights if b == band), default=0)
        for row in range(last + 1):
            tops[band, row] = y
            y += heights.get((band, row), 60.0) + ROW_GAP
            lines.append(y - ROW_GAP / 2)
        y += MARGIN - ROW_GAP / 2
        edges.append((start, y - start))
    return tops, tuple(edges), tuple(lines), y
