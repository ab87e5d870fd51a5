"""Two flows as one picture: the second flow, and in it what only the first has, where it would stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bpmn.comparing.differences import Difference
from bpmn.geometry import border_point
from bpmn.kinds import FLOW_NODES
from bpmn.matching.course import course_of
from bpmn.matching.flows import TaskPair
from bpmn.model import Bounds, Colours, Connection, Edge, FlowFile, Plane, Point, Shape

GONE = Colours(stroke="#c0392b")
_SPACE = 18.0
_NEAREST = 4


@dataclass(frozen=True, slots=True)
class Overlay:
    """`file` has one drawing of both; `gone` leads from ids of what only the first flow has to its own."""

    file: FlowFile
    gone: Mapping[str, str]


def overlaid(
    a: FlowFile, b: FlowFile, pairs: Iterable[TaskPair], differences: Iterable[Difference]
) -> Overlay:
    """The planes of `b`, each with what differences call removed of `a` and belongs there."""
    wanted = [key for one in differences if one.a and not one.b for key in one.a]
    shapes = _shapes(a.planes, a)
    gone = {key: key if key not in b.elements else f"{key} (1)" for key in wanted if key in shapes}
    if not gone or not b.planes:
        return Overlay(b, {})
    partner = {pair.a: pair.b for pair in pairs}
    elements = {gone[key]: replace(a.elements[key], id=gone[key]) for key in gone}
    connections, planes = dict(b.connections), list(b.planes)
    for index, keys in _by_plane(a, b, gone, partner).items():
        plane, here = planes[index], {key: gone[key] for key in keys}
        new = _shapes([plane], b)
        placed = _placed(b, shapes, new, here, partner)
        links, edges = _joined(a, new, here, partner, placed)
        connections |= links
        added = [replace_shape(shapes[key], own, placed[key]) for key, own in here.items()]
        planes[index] = replace(plane, shapes=(*plane.shapes, *added), edges=(*plane.edges, *edges))
    whole = replace(b, elements={**b.elements, **elements}, connections=connections, planes=tuple(planes))
    return Overlay(whole, {own: key for key, own in gone.items()})


def _by_plane(
    a: FlowFile, b: FlowFile, gone: Iterable[str], partner: Mapping[str, str]
) -> dict[int, list[str]]:
    """For each plane of `b` what belongs there: where most of those are that it stands with in `a`."""
    old, new = _plane_numbers(a), _plane_numbers(b)
    votes: dict[int, Counter[int]] = {}
    for one, other in partner.items():
        if one in old and other in new:
            votes.setdefault(old[one], Counter())[new[other]] += 1
    found: dict[int, list[str]] = {}
    for key in gone:
        counted = votes.get(old[key])
        found.setdefault(counted.most_common(1)[0][0] if counted else 0, []).append(key)
    return found


def _plane_numbers(flow: FlowFile) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, plane in enumerate(flow.planes):
        for shape in plane.shapes:
            if shape.element is not None:
                found.setdefault(shape.element, number)
    return found


def replace_shape(shape: Shape, element: str, bounds: Bounds) -> Shape:
    """The shape at another place, in the colour of what is gone."""
    return shape._replace(id=f"{element} shape", element=element, bounds=bounds, label=None, colours=GONE)


def _shapes(planes: Iterable[Plane], flow: FlowFile) -> dict[str, Shape]:
    """The first drawing of each element in these planes."""
    found: dict[str, Shape] = {}
    for plane in planes:
        for shape in plane.shapes:
            if shape.element is not None and shape.element in flow.elements:
                found.setdefault(shape.element, shape)
    return found


def _placed(
    b: FlowFile,
    old: Mapping[str, Shape],
    new: Mapping[str, Shape],
    gone: Iterable[str],
    partner: Mapping[str, str],
) -> dict[str, Bounds]:
    """Where each would stand: moved as its nearest neighbours with a partner are, on free ground."""
    moves = [
        (old[one].bounds.centre, new[other].bounds.centre)
        for one, other in partner.items()
        if one in old and other in new
    ]
    taken = [shape.bounds for key, shape in new.items() if b.elements[key].kind in FLOW_NODES]
    found: dict[str, Bounds] = {}
    for key in gone:
        box = old[key].bounds
        centre = _moved(box.centre, moves)
        wished = Bounds(centre.x - box.width / 2, centre.y - box.height / 2, box.width, box.height)
        found[key] = _free(wished, taken)
        taken.append(found[key])
    return found


def _moved(place: Point, moves: list[tuple[Point, Point]]) -> Point:
    near = sorted((abs(was.x - place.x) + abs(was.y - place.y) + 1.0, was, now) for was, now in moves)
    if not near:
        return place
    near = near[:_NEAREST]
    total = sum(1 / far for far, _, _ in near)
    across = sum((now.x - was.x) / far for far, was, now in near) / total
    down = sum((now.y - was.y) / far for far, was, now in near) / total
    return Point(place.x + across, place.y + down)


def _free(wished: Bounds, taken: list[Bounds]) -> Bounds:
    """The nearest place that covers nothing: up and down first, since flows run across."""
    steps = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6]
    across, down = (wished.width + _SPACE) / 2, (wished.height + _SPACE) / 2
    tries = sorted((abs(x) * 1.5 + abs(y), x, y) for x in steps for y in steps)
    for _, x, y in tries:
        box = wished._replace(x=wished.x + x * across, y=wished.y + y * down)
        if not any(_overlap(box, other) for other in taken):
            return box
    return wished


def _overlap(one: Bounds, other: Bounds) -> bool:
    return (
        one.x < other.x + other.width + _SPACE / 2
        and other.x < one.x + one.width + _SPACE / 2
        and one.y < other.y + other.height + _SPACE / 2
        and other.y < one.y + one.height + _SPACE / 2
    )


def _joined(
    a: FlowFile,
    new: Mapping[str, Shape],
    gone: Mapping[str, str],
    partner: Mapping[str, str],
    placed: Mapping[str, Bounds],
) -> tuple[dict[str, Connection], list[Edge]]:
    """Lines from what comes before in the first flow, and to what comes after."""
    course = course_of(a)
    steps = {(one, key) for key in gone for one in course.last_tasks(key)[0]}
    steps |= {(key, one) for key in gone for one in course.next_tasks(key)[0]}
    links: dict[str, Connection] = {}
    edges: list[Edge] = []
    for source, target in sorted(steps):
        ends = [(gone.get(key) or partner.get(key), placed.get(key)) for key in (source, target)]
        boxes = [box or (new[key].bounds if key in new else None) for key, box in ends if key]
        if len(boxes) < 2 or boxes[0] is None or boxes[1] is None:
            continue
        key = f"{source} > {target} (1)"
        links[key] = Connection(key, "sequenceFlow", ends[0][0], ends[1][0])
        points = border_point(boxes[0], boxes[1].centre), border_point(boxes[1], boxes[0].centre)
        edges.append(Edge(f"{key} edge", key, points, colours=Colours(stroke=GONE.stroke)))
    return links, edges
