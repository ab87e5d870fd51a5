"""Lines that a drawing leaves out though it shows both of their ends: drawn by the program, which is said.

Some tools write shapes only; without its arrows such a picture tells nobody the order of the work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bpmn.findings import Finding, note
from bpmn.geometry import border_point
from bpmn.kinds import FLOW_NODES, SUBPROCESSES
from bpmn.model import Bounds, Connection, Edge, Element, Plane
from bpmn.routing import route, short_way, upright

_SOLID = FLOW_NODES - SUBPROCESSES - {"boundaryEvent"}
"""What a line goes round; it may lie on what holds others, and on what sits on a border."""
_MOST_ROUTED = 300
"""Lines of a plane that are led round its shapes; beyond that all of them are straight."""
_APART = 20.0
"""Units between a shape and a line that goes by it."""


def draw_missing(
    planes: Sequence[Plane], elements: Mapping[str, Element], connections: Mapping[str, Connection]
) -> tuple[tuple[Plane, ...], list[Finding]]:
    """The planes with a line for each sequence and message flow that none of them draws; a note on each."""
    drawn = {edge.element for plane in planes for edge in plane.edges}
    missing = [
        one
        for one in connections.values()
        if one.kind in ("sequenceFlow", "messageFlow") and one.id not in drawn and one.source and one.target
    ]
    findings: list[Finding] = []
    completed = list(planes)
    for index, plane in enumerate(completed) if missing else ():
        boxes = {one.element: one.bounds for one in reversed(plane.shapes) if one.element and not one.band}
        here = [one for one in missing if one.source in boxes and one.target in boxes]
        if here:
            edges = _lines(here, boxes, elements)
            completed[index] = replace(plane, edges=(*plane.edges, *edges))
            findings += [note("line_drawn", one.id, name=one.name or one.id) for one in here]
            told = {one.id for one in here}
            missing = [one for one in missing if one.id not in told]
    return tuple(completed), findings


def _lines(
    flows: Sequence[Connection], boxes: Mapping[str, Bounds], elements: Mapping[str, Element]
) -> list[Edge]:
    solid = {key for key, one in elements.items() if one.kind in _SOLID}
    nodes = {key: box for key, box in boxes.items() if key in solid}
    around = [y for box in nodes.values() for y in (box.y - _APART, box.y + box.height + _APART)]
    edges = []
    for flow in flows:
        source, target = flow.source or "", flow.target or ""
        one, other = boxes[source], boxes[target]
        if len(flows) > _MOST_ROUTED:
            way = [border_point(one, other.centre), border_point(other, one.centre)]
        elif flow.kind == "messageFlow":
            way = upright(one, other)
        else:
            others = [box for key, box in nodes.items() if key not in (source, target)]
            way = short_way(one, other, others) or route(one, other, others, around)
        edges.append(Edge("", flow.id, tuple(way), in_file=False))
    return edges
