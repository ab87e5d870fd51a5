"""Sizes and small computations on boxes and points."""

from __future__ import annotations

from bpmn.kinds import EVENTS, GATEWAYS
from bpmn.model import Bounds, Point


def usual_size(kind: str) -> tuple[float, float]:
    """Width and height that most tools give to a kind of element."""
    if kind in EVENTS:
        return 36.0, 36.0
    if kind in GATEWAYS:
        return 50.0, 50.0
    return _SIZES.get(kind, (100.0, 80.0))


_SIZES = {
    "dataObject": (36.0, 50.0),
    "dataObjectReference": (36.0, 50.0),
    "dataInput": (36.0, 50.0),
    "dataOutput": (36.0, 50.0),
    "dataStore": (50.0, 50.0),
    "dataStoreReference": (50.0, 50.0),
    "textAnnotation": (100.0, 40.0),
    "message": (30.0, 20.0),
    "participant": (600.0, 250.0),
    "lane": (600.0, 120.0),
    "subProcess": (350.0, 200.0),
}


def border_point(box: Bounds, towards: Point) -> Point:
    """Where the straight line from the middle of a box to a point leaves the box."""
    centre = box.centre
    dx, dy = towards.x - centre.x, towards.y - centre.y
    if dx == 0 and dy == 0:
        return centre
    across = box.width / 2 / abs(dx) if dx else float("inf")
    along = box.height / 2 / abs(dy) if dy else float("inf")
    part = min(across, along, 1.0)
    return Point(centre.x + dx * part, centre.y + dy * part)


def distance_to_box(point: Point, box: Bounds) -> float:
    """How far a point is from the border of a box or, outside it, from the box; 0 on the border."""
    dx = max(box.x - point.x, point.x - box.x - box.width)
    dy = max(box.y - point.y, point.y - box.y - box.height)
    if dx <= 0 and dy <= 0:
        return min(-dx, -dy)
    return float((max(dx, 0.0) ** 2 + max(dy, 0.0) ** 2) ** 0.5)


def union(boxes: list[Bounds]) -> Bounds:
    """The smallest box around all of them; an empty box for none."""
    if not boxes:
        return Bounds(0, 0, 0, 0)
    left, top = min(b.x for b in boxes), min(b.y for b in boxes)
    right, bottom = max(b.x + b.width for b in boxes), max(b.y + b.height for b in boxes)
    return Bounds(left, top, right - left, bottom - top)
