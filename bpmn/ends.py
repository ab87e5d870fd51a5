"""Ends of sequence and message flows: references resolved, missing ones found by other evidence, and said."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from bpmn.drafts import Gathered, Link
from bpmn.findings import warning
from bpmn.geometry import distance_to_box
from bpmn.kinds import ACTIVITIES, CONVERSATIONS, DRAWABLE, FLOW_NODES
from bpmn.model import Bounds, Plane, Point
from bpmn.tags import References, Tags, words_of

_TOUCHES = 6.0
"""Units between a waypoint and the border of the shape it belongs to, at most."""
_CELL = 100.0
_MOST_CELLS, _MOST_IN_CELL = 2000, 500
"""Bounds against files made to take for ever: cells along a border, shapes on top of each other."""

_ENDS = {
    "sequenceFlow": FLOW_NODES,
    "messageFlow": FLOW_NODES | CONVERSATIONS | {"participant", "process"},
    "conversationLink": CONVERSATIONS | {"participant"},
}
"""What each kind of connection can end at; all others end at anything."""
_OF_DATA = frozenset({"dataInputAssociation", "dataOutputAssociation"})
"""Engines let these end at variables, which no drawing shows; that is no mistake."""


def settle_ends(gathered: Gathered, planes: Sequence[Plane], root: etree._Element, tags: Tags) -> None:
    """Resolve both ends of all connections. Missing ones come from incoming/outgoing, else the drawing."""
    references = References(gathered.ids)
    open_links = []
    inside: set[str] = set()
    unseen: frozenset[str] | None = None
    for link in gathered.links.values():
        written = link.source, link.target
        link.source, link.target = references.find(link.source), references.find(link.target)
        for before, after, side in ((written[0], link.source, "source"), (written[1], link.target, "target")):
            if before and after is None:
                if link.kind in _OF_DATA:
                    unseen = _ids(root) if unseen is None else unseen
                    if before.strip().rpartition(":")[2] in unseen:
                        inside.add(link.id)
                        continue
                gathered.findings.append(
                    warning(f"dangling_{side}", link.id, name=link.name or link.id, reference=before)
                )
        if link.source is None or link.target is None:
            open_links.append(link)
    if open_links:
        _by_lists(gathered, open_links, root, tags)
        _by_drawing(gathered, open_links, planes)
        for link in open_links:
            if link.id in inside:
                continue
            code = "ends_found" if link.source and link.target else "ends_missing"
            gathered.findings.append(warning(code, link.id, name=link.name or link.id))


def _ids(root: etree._Element) -> frozenset[str]:
    return frozenset(node.get("id") or "" for node in root.iter("{*}*"))


def _by_lists(gathered: Gathered, links: list[Link], root: etree._Element, tags: Tags) -> None:
    wanted = {link.id: link for link in links if link.kind == "sequenceFlow"}
    if not wanted:
        return
    for node in root.iter("{*}incoming", "{*}outgoing"):
        short = tags[node.tag]
        link = wanted.get(words_of(node).rpartition(":")[2])
        parent = node.getparent()
        owner = parent.get("id") if parent is not None else None
        if link is None or owner not in gathered.drafts:
            continue
        if short == "outgoing" and link.source is None:
            link.source = owner
        elif short == "incoming" and link.target is None:
            link.target = owner


def _by_drawing(gathered: Gathered, links: list[Link], planes: Sequence[Plane]) -> None:
    wanted = {link.id: link for link in links}
    for plane in planes:
        edges = [edge for edge in plane.edges if edge.element in wanted and len(edge.waypoints) > 1]
        if not edges:
            continue
        places = Touching(gathered, plane)
        for edge in edges:
            link = wanted[edge.element or ""]
            kinds = _ENDS.get(link.kind, DRAWABLE)
            link.source = link.source or places.at(edge.waypoints[0], kinds)
            link.target = link.target or places.at(edge.waypoints[-1], kinds)


def settle_hosts(gathered: Gathered, planes: Sequence[Plane]) -> None:
    """Boundary events that do not say what they are attached to: the activity whose border they sit on."""
    lost = {
        draft.id: draft
        for draft in gathered.drafts.values()
        if draft.kind == "boundaryEvent" and not (draft.attached_to or "").strip()
    }
    for plane in planes if lost else ():
        places = Touching(gathered, plane)
        for shape in plane.shapes:
            draft = lost.get(shape.element or "")
            if draft is not None and not draft.attached_to:
                draft.attached_to = places.at(shape.bounds.centre, ACTIVITIES)
    for draft in lost.values():
        code = "host_found" if draft.attached_to else "no_host"
        gathered.findings.append(warning(code, draft.id, name=draft.name or draft.id))


class Touching:
    """Finds the shape whose border a point lies on, by a grid, so that many points take little time."""

    def __init__(self, gathered: Gathered, plane: Plane) -> None:
        self._cells: dict[tuple[int, int], list[tuple[str, str, Bounds]]] = {}
        for shape in plane.shapes:
            draft = gathered.drafts.get(shape.element or "")
            if draft is not None:
                for cell in _border_cells(shape.bounds):
                    self._cells.setdefault(cell, []).append((draft.id, draft.kind, shape.bounds))

    def at(self, point: Point, kinds: frozenset[str]) -> str | None:
        """The nearest of these kinds, flow nodes before what they stand in; None if nothing is near."""
        cell = int(point.x // _CELL), int(point.y // _CELL)
        near = [
            (distance, kind not in FLOW_NODES, element)
            for element, kind, bounds in self._cells.get(cell, ())[:_MOST_IN_CELL]
            if kind in kinds and (distance := distance_to_box(point, bounds)) <= _TOUCHES
        ]
        return min(near)[2] if near else None


def _border_cells(box: Bounds) -> set[tuple[int, int]]:
    left, right = int((box.x - _TOUCHES) // _CELL), int((box.x + box.width + _TOUCHES) // _CELL)
    top, bottom = int((box.y - _TOUCHES) // _CELL), int((box.y + box.height + _TOUCHES) // _CELL)
    if (right - left) + (bottom - top) > _MOST_CELLS:
        return set()
    across, down = range(left, right + 1), range(top, bottom + 1)
    inner = {int((box.x + _TOUCHES) // _CELL), int((box.x + box.width - _TOUCHES) // _CELL), left, right}
    level = {int((box.y + _TOUCHES) // _CELL), int((box.y + box.height - _TOUCHES) // _CELL), top, bottom}
    return {(x, y) for x in inner for y in down} | {(x, y) for y in level for x in across}
