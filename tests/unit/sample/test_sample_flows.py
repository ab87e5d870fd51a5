"""The sample's flows are sound BPMN and well drawn: nothing overlaps, every edge ends on a border."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from lxml import etree

from bpmn.model import Bounds, FlowFile, Point
from bpmn.reader import read_flow
from bpmn.reading_order import tasks_of
from models.resources import resource

PATHS = sorted(resource("sample", "flows").glob("*.bpmn"))
LANES = ["住民", "窓口（市民課）", "入力・審査（市民課）", "関係課"]

flows = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def _read(path: Path) -> FlowFile:
    return read_flow(path.read_bytes(), path.name)


def _boxes(flow: FlowFile) -> dict[str, Bounds]:
    (plane,) = flow.planes
    containers = {lane.id for lane in flow.lanes} | {pool.id for pool in flow.pools}
    return {
        shape.element: shape.bounds
        for shape in plane.shapes
        if shape.element and shape.element not in containers
    }


def _overlap(one: Bounds, two: Bounds, room: float = 0) -> bool:
    return (
        one.x < two.x + two.width + room
        and two.x < one.x + one.width + room
        and one.y < two.y + two.height + room
        and two.y < one.y + one.height + room
    )


def _on_border(point: Point, box: Bounds) -> bool:
    inside = box.x < point.x < box.x + box.width and box.y < point.y < box.y + box.height
    return box.holds(point) and not inside


def test_three_processes_current_and_standard() -> None:
    assert {path.stem for path in PATHS} == {
        f"{work}_{kind}" for work in ("転入届", "証明書交付", "住民異動") for kind in ("現行", "標準")
    }


@flows
def test_reads_without_findings_and_holds_the_usual_parts(path: Path) -> None:
    etree.fromstring(path.read_bytes(), etree.XMLParser(resolve_entities=False, no_network=True))
    flow = _read(path)
    assert flow.findings == ()
    assert [lane.name for lane in flow.lanes] == LANES
    names = [task.name for task in tasks_of(flow)]
    assert 10 <= len(names) <= 16
    assert len(set(names)) == len(names)
    kinds = {element.kind for element in flow.elements.values()}
    assert {"startEvent", "endEvent", "exclusiveGateway", "dataObjectReference"} <= kinds
    assert {link.name for link in flow.connections.values() if link.name} == {"はい", "いいえ"}


@flows
def test_everything_can_be_reached_and_left(path: Path) -> None:
    flow = _read(path)
    steps = [link for link in flow.connections.values() if link.kind == "sequenceFlow"]
    sources, targets = {step.source for step in steps}, {step.target for step in steps}
    for element in flow.elements.values():
        if element.kind.endswith(("Task", "Gateway", "Event")):
            assert element.kind == "startEvent" or element.id in targets, element.name
            assert element.kind == "endEvent" or element.id in sources, element.name
            assert element.lane is not None


@flows
def test_shapes_keep_apart_and_stay_in_the_pool(path: Path) -> None:
    flow = _read(path)
    boxes = _boxes(flow)
    for one, two in combinations(boxes, 2):
        assert not _overlap(boxes[one], boxes[two], room=12), (one, two)
    (plane,) = flow.planes
    pool = next(shape.bounds for shape in plane.shapes if shape.element == flow.pools[0].id)
    for shape in plane.shapes:
        for box in filter(None, (shape.bounds, shape.label)):
            assert pool.holds(Point(box.x, box.y)), shape.element
            assert pool.holds(Point(box.x + box.width, box.y + box.height)), shape.element


@flows
def test_edges_are_square_end_on_borders_and_pass_no_shape(path: Path) -> None:
    flow = _read(path)
    boxes = _boxes(flow)
    for edge in flow.planes[0].edges:
        link = flow.connections[str(edge.element)]
        first, last = edge.waypoints[0], edge.waypoints[-1]
        ends = [key for key in (link.source, link.target) if key in boxes]
        assert len(ends) == 2 or link.kind.startswith("data")
        for point in (first, last):
            assert any(_on_border(point, box) for box in boxes.values()), (path.stem, edge.id)
        for a, b in zip(edge.waypoints, edge.waypoints[1:], strict=False):
            assert a.x == b.x or a.y == b.y
            way = Bounds(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y))
            for key, box in boxes.items():
                touches = _on_border(a, box) or _on_border(b, box)
                assert touches or not _overlap(way, box), (path.stem, edge.id, key)


@flows
def test_labels_cover_neither_shapes_nor_each_other(path: Path) -> None:
    flow = _read(path)
    (plane,) = flow.planes
    written = [*(shape.label for shape in plane.shapes), *(edge.label for edge in plane.edges)]
    labels = [label for label in written if label]
    for label in labels:
        assert not any(_overlap(label, box) for box in _boxes(flow).values())
    assert not any(_overlap(one, two) for one, two in combinations(labels, 2))
