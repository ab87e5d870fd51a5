"""Right-angled ways for connections between boxes, round what stands between where a free line exists."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from bpmn.model import Bounds, Point

Piece = tuple[Point, Point]
"""A straight piece of a line, its left or upper end first."""
_ON_ANOTHER = 2
"""How many crossings it is worth to keep a line off another one."""
_STUB = 20.0
"""Units that a line keeps from a box before it turns."""


def route(
    source: Bounds,
    target: Bounds,
    others: Sequence[Bounds],
    free_lines: Sequence[float],
    corners_first: bool = False,
    drawn: Sequence[Piece] = (),
) -> list[Point]:
    """Waypoints from border to border, only across and down, crossing no other box where that can be.

    `corners_first`: leave upwards or downwards where possible, as branches do. Of the free ways that one is
    taken that meets the fewest of the lines `drawn` before.
    """
    left = min(source.x, target.x) - 2 * _STUB
    right = max(source.x + source.width, target.x + target.width) + 2 * _STUB
    others = [box for box in others if box.x < right and box.x + box.width > left]
    ways = list(_forward(source, target)) if target.x >= source.x + source.width else []
    if corners_first and source.centre.y != target.centre.y:
        ways = ways[::-1]
    around = [_around(source, target, line) for line in _nearest(free_lines, source, target)]
    near = [piece for piece in drawn if piece[0].x <= right and piece[1].x >= left]
    best, fewest = None, 0
    for way in [*ways, *around]:
        if any(_crosses(a, b, box) for a, b in pairwise(way) for box in others):
            continue
        crossed = sum(_meet(min(pair), max(pair), *piece) for pair in pairwise(way) for piece in near)
        if best is None or crossed < fewest:
            best, fewest = way, crossed
        if not fewest:
            break
    if best is not None:
        return _tidy(best)
    return _tidy((around or ways or [_around(source, target, source.y - _STUB)])[0])


def short_way(source: Bounds, target: Bounds, others: Sequence[Bounds]) -> list[Point] | None:
    """A straight line or one with a single corner, if one crosses no other box."""
    a, b = source.centre, target.centre
    right, below = b.x > a.x, b.y > a.y
    from_side = Point(source.x + source.width if right else source.x, a.y)
    from_end = Point(a.x, source.y + source.height if below else source.y)
    to_side = Point(target.x if right else target.x + target.width, b.y)
    to_end = Point(b.x, target.y if below else target.y + target.height)
    beside = (to_side.x - from_side.x) * (1 if right else -1) > 0
    apart = (to_end.y - from_end.y) * (1 if below else -1) > 0
    ways = []
    if beside and abs(a.y - b.y) < 1:
        ways.append([from_side, to_side])
    if apart and abs(a.x - b.x) < 1:
        ways.append([from_end, to_end])
    if (b.x - from_side.x) * (1 if right else -1) > 0 and (to_end.y - a.y) * (1 if below else -1) > 0:
        ways.append([from_side, Point(b.x, a.y), to_end])
    if (b.y - from_end.y) * (1 if below else -1) > 0 and (to_side.x - a.x) * (1 if right else -1) > 0:
        ways.append([from_end, Point(a.x, b.y), to_side])
    free = (w for w in ways if not any(_crosses(p, q, box) for p, q in pairwise(w) for box in others))
    return next(free, None)


def upright(source: Bounds, target: Bounds) -> list[Point]:
    """A way between pools: leaves downwards or upwards and turns half-way."""
    down = source.centre.y <= target.centre.y
    start = Point(source.centre.x, source.y + source.height if down else source.y)
    end = Point(target.centre.x, target.y if down else target.y + target.height)
    middle = (start.y + end.y) / 2
    return _tidy([start, Point(start.x, middle), Point(end.x, middle), end])


def _forward(source: Bounds, target: Bounds) -> list[list[Point]]:
    start = Point(source.x + source.width, source.centre.y)
    end = Point(target.x, target.centre.y)
    early, late = start.x + _STUB, end.x - _STUB
    ways = [[start, end]] if start.y == end.y else []
    ways += [[start, Point(x, start.y), Point(x, end.y), end] for x in (late, early)]
    if start.y != end.y:
        below = end.y > start.y
        corner = Point(source.centre.x, source.y + source.height if below else source.y)
        ways.append([corner, Point(corner.x, end.y), end])
    return ways


def _around(source: Bounds, target: Bounds, line: float) -> list[Point]:
    """Out to the right, along a free line, and in from the left."""
    start = Point(source.x + source.width, source.centre.y)
    end = Point(target.x, target.centre.y)
    out, back = start.x + _STUB, end.x - _STUB
    return [start, Point(out, start.y), Point(out, line), Point(back, line), Point(back, end.y), end]


def _nearest(lines: Sequence[float], source: Bounds, target: Bounds) -> list[float]:
    middle = (source.centre.y + target.centre.y) / 2
    return sorted(lines, key=lambda line: abs(line - middle))[:6]


def _meet(a: Point, b: Point, c: Point, d: Point) -> int:
    """1 where two pieces cross, more where one lies on the other, so that nobody could tell them apart."""
    if a.x == b.x and c.y == d.y:
        return int(c.x < a.x < d.x and a.y < c.y < b.y)
    if a.y == b.y and c.x == d.x:
        return int(a.x < c.x < b.x and c.y < a.y < d.y)
    if a.x == b.x == c.x == d.x:
        return _ON_ANOTHER * (a.y < d.y and c.y < b.y)
    return _ON_ANOTHER * (a.y == c.y and a.x < d.x and c.x < b.x)


def _crosses(a: Point, b: Point, box: Bounds) -> bool:
    left, right = min(a.x, b.x), max(a.x, b.x)
    top, bottom = min(a.y, b.y), max(a.y, b.y)
    return left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y


def _tidy(way: Sequence[Point]) -> list[Point]:
    """Without points that repeat or lie on the straight between their neighbours."""
    kept: list[Point] = []
    for point in way:
        if kept and kept[-1] == point:
            continue
        while len(kept) > 1 and (
            (kept[-2].x == kept[-1].x == point.x) or (kept[-2].y == kept[-1].y == point.y)
        ):
            kept.pop()
        kept.append(point)
    return kept if len(kept) > 1 else [*way[:1], *way[-1:]]
