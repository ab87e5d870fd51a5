"""The order in which a person reads a flow, and what counts as a task in it."""

from __future__ import annotations

import heapq
from collections.abc import Mapping

from bpmn.kinds import ACTIVITIES, FLOW_NODES, SUBPROCESSES
from bpmn.layering import without_loops
from bpmn.model import Element, FlowFile


def tasks_of(flow: FlowFile) -> tuple[Element, ...]:
    """Activities that a person or a system does, in reading order.

    A sub-process counts when nothing drawn is inside it; else its inner activities do. Activities without
    any drawing inside a closed sub-process do not count: the sub-process stands for them.
    """
    activities = _shown_activities(flow)
    opened = _opened(flow, activities)
    return tuple(activities[key] for key in reading_order(flow) if key in activities and key not in opened)


def closed_subprocesses(flow: FlowFile) -> frozenset[str]:
    """The sub-processes that stand for their content: no activity inside them is drawn."""
    opened = _opened(flow, _shown_activities(flow))
    return frozenset(key for key, element in flow.elements.items() if element.kind in SUBPROCESSES) - opened


def _shown_activities(flow: FlowFile) -> dict[str, Element]:
    drawn = {shape.element for plane in flow.planes for shape in plane.shapes}
    return {
        key: element
        for key, element in flow.elements.items()
        if element.kind in ACTIVITIES and not (key not in drawn and _is_inner(flow, element))
    }


def _opened(flow: FlowFile, activities: Mapping[str, Element]) -> set[str]:
    with_content = {element.parent for element in activities.values()}
    return {key for key in with_content if key and _is_subprocess(flow, key)}


def _is_inner(flow: FlowFile, element: Element) -> bool:
    return element.parent is not None and _is_subprocess(flow, element.parent)


def _is_subprocess(flow: FlowFile, key: str) -> bool:
    return key in flow.elements and flow.elements[key].kind in SUBPROCESSES


def reading_order(flow: FlowFile) -> tuple[str, ...]:
    """All flow nodes: first what flows come from; between equals, from left to right and from top to bottom.

    What leads back in a loop does not count. The content of a sub-process follows it.
    """
    place = _places(flow)
    nodes = [key for key, element in flow.elements.items() if element.kind in FLOW_NODES]
    after: dict[str, list[str]] = {key: [] for key in nodes}
    waiting = dict.fromkeys(nodes, 0)
    pairs = [(c.source or "", c.target or "") for c in flow.connections.values() if c.kind == "sequenceFlow"]
    pairs += [(e.attached_to or e.parent or "", e.id) for e in flow.elements.values() if e.id in after]
    known = [(source, target) for source, target in pairs if source in after and target in after]
    for source, target in without_loops(sorted(nodes, key=lambda key: place[key]), known):
        after[source].append(target)
        waiting[target] += 1
    ready = [(place[key], key) for key in nodes if not waiting[key]]
    heapq.heapify(ready)
    done = []
    while ready:
        _, key = heapq.heappop(ready)
        done.append(key)
        for target in after[key]:
            waiting[target] -= 1
            if not waiting[target]:
                heapq.heappush(ready, (place[target], target))
    return tuple(done)


def _places(flow: FlowFile) -> dict[str, tuple[int, float, float, int]]:
    """Plane, then the columns of the drawing, then rows; undrawn elements by their order in the file."""
    places = {key: (len(flow.planes), 0.0, 0.0, number) for number, key in enumerate(flow.elements)}
    for number, plane in enumerate(flow.planes):
        for shape in plane.shapes:
            if shape.element in places and places[shape.element][0] == len(flow.planes):
                centre = shape.bounds.centre
                places[shape.element] = number, centre.x, centre.y, places[shape.element][3]
    return places
