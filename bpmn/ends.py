"""Ends of sequence and message flows: references resolved, missing ones found by other evidence, and said."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from bpmn.drafts import Gathered, Link
from bpmn.findings import warning
from bpmn.geometry import distance_to_box
from bpmn.kinds import FLOW_NODES
from bpmn.model import Bounds, Plane, Point
from bpmn.tags import References, Tags, words_of

_TOUCHES = 6.0
"""Units between a waypoint and the border of the shape it belongs to, at most."""


def settle_ends(gathered: Gathered, planes: Sequence[Plane], root: etree._Element, tags: Tags) -> None:
    """Resolve both ends of all connections. Missing ones come from incoming/outgoing, else the drawing."""
    references = References(gathered.ids)
    open_links = []
    for link in gathered.links.values():
        written = link.source, link.target
        link.source, link.target = references.find(link.source), references.find(link.target)
        for before, after, side in ((written[0], link.source, "source"), (written[1], link.target, "target")):
            if before and after is None:
                gathered.findings.append(
                    warning(f"dangling_{side}", link.id, name=link.name or link.id, reference=before)
                )
        if link.source is None or link.target is None:
            open_links.append(link)
    if open_links:
        _by_lists(gathered, open_links, root, tags)
        _by_drawing(gathered, open_links, planes)
        for link in open_links:
            code = "ends_found" if link.source and link.target else "ends_missing"
            gathered.findings.append(warning(code, link.id, name=link.name or link.id))


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
        places = [
            (shape.element, shape.bounds)
            for shape in plane.shapes
            if shape.element in gathered.drafts and gathered.drafts[shape.element].kind in FLOW_NODES
        ]
        for edge in plane.edges:
            link = wanted.get(edge.element or "")
            if link is None or len(edge.waypoints) < 2:
                continue
            link.source = link.source or _touched(edge.waypoints[0], places)
            link.target = link.target or _touched(edge.waypoints[-1], places)


def _touched(point: Point, places: list[tuple[str, Bounds]]) -> str | None:
    near = [(distance_to_box(point, bounds), element) for element, bounds in places]
    distance, element = min(near, default=(_TOUCHES + 1, ""))
    return element if distance <= _TOUCHES else None
