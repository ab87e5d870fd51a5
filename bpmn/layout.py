"""A drawing for flows that have none: pools under each other, lanes in them, flows from left to right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from bpmn.geometry import usual_size
from bpmn.kinds import DATA, FLOW_NODES, GATEWAYS, SUBPROCESSES
from bpmn.model import Bounds, Edge, Element, FlowFile, Lane, Plane, Point, Shape
from bpmn.placing import Grid, place
from bpmn.routing import Piece, route, upright

HEADER = 30.0
POOL_GAP = 60.0
_MANY_PIECES = 4_000
"""Beyond this, lines no longer look for a way that crosses fewer others: it would take too long."""
_PADDING_TOP = 10.0
_MOST_ROUTED = 400
"""Elements beside each other up to which lines are led around them; beyond, that would take too long."""
_BESIDE = DATA - {"dataObject", "dataStore"} | {"textAnnotation"}
"""What is drawn besides flow nodes. Plain data objects and stores are drawn through their references."""


def lay_out(flow: FlowFile) -> Plane:
    """One plane with every flow node, data reference, annotation, pool, lane and connection of the file."""
    return _Drawing(flow).plane()


def with_content_planes(flow: FlowFile) -> FlowFile:
    """The flow with a laid-out plane for each sub-process whose content is drawn nowhere."""
    drawn = {shape.element for plane in flow.planes for shape in plane.shapes}
    inside: dict[str, list[str]] = {}
    for element in flow.elements.values():
        if element.kind in FLOW_NODES and element.parent:
            inside.setdefault(element.parent, []).append(element.id)
    hidden = [
        element.id
        for element in flow.elements.values()
        if element.kind in SUBPROCESSES
        and element.id in drawn
        and element.id in inside
        and drawn.isdisjoint(inside[element.id])
    ]
    if not hidden:
        return flow
    return replace(flow, planes=(*flow.planes, *(_Drawing(flow).content(one) for one in hidden)))


class _Drawing:
    def __init__(self, flow: FlowFile) -> None:
        self._flow = flow
        self._boxes: dict[str, Bounds] = {}
        self._shapes: list[Shape] = []
        self._drawn: list[tuple[str, str, Piece]] = []
        self._lines: dict[str | None, tuple[float, ...]] = {}
        self._inner: dict[str, Grid] = {}
        self._children: dict[str | None, list[Element]] = {}
        self._guests: dict[str, list[str]] = {}
        for element in flow.elements.values():
            if element.kind in FLOW_NODES and element.attached_to in flow.elements:
                self._guests.setdefault(str(element.attached_to), []).append(element.id)
            elif element.kind in FLOW_NODES or element.kind in _BESIDE:
                self._children.setdefault(self._scope(element), []).append(element)

    def content(self, scope: str) -> Plane:
        """What is in one sub-process, on a plane of its own."""
        self._lay_out_sub_processes()
        self._settle(scope, self._inner[scope], 0.0, 0.0)
        shapes, edges = tuple(self._shapes), tuple(self._edges())
        return Plane(f"content-{scope}", scope, "", shapes, edges, laid_out=True)

    def _lay_out_sub_processes(self) -> None:
        for element in reversed(list(self._flow.elements.values())):
            # Elements stand before what they contain, so this goes from the innermost outwards.
            if element.kind in SUBPROCESSES and element.id in self._children:
                self._inner[element.id] = self._grid(element.id, ())

    def plane(self) -> Plane:
        flow, y = self._flow, 0.0
        self._lay_out_sub_processes()
        process_of_pool = {pool.process: pool for pool in flow.pools if pool.process}
        for pool in flow.pools:
            y = self._process(pool.process, pool.id, y) + POOL_GAP
        for scope in self._children:
            owner = flow.elements.get(scope or "")
            if scope not in process_of_pool and (owner is None or owner.kind not in SUBPROCESSES):
                y = self._process(scope, None, y) + POOL_GAP
        shown = flow.processes[0].id if flow.processes and not flow.pools else None
        return Plane("laid-out", shown, flow.title, tuple(self._shapes), tuple(self._edges()), True, False)

    def _scope(self, element: Element) -> str | None:
        """The process or sub-process whose grid an element belongs to."""
        parent = self._flow.elements.get(element.parent or "")
        while parent is not None and parent.kind not in SUBPROCESSES and parent.kind != "process":
            parent = self._flow.elements.get(parent.parent or "")
        return parent.id if parent is not None else element.process

    def _process(self, process: str | None, pool: str | None, top: float) -> float:
        lanes = [lane for lane in self._flow.lanes if lane.process == process and process is not None]
        leaves = _leaves(lanes)
        depths = _depths(lanes)
        left = (HEADER if pool else 0.0) + HEADER * max(depths.values(), default=0)
        grid = (
            self._grid(process, leaves)
            if process in self._children
            else Grid({}, ((0.0, 60.0),), 600, 60, ())
        )
        width, height = max(grid.width, 300.0), max(grid.height, 60.0)
        if pool:
            self._add(pool, Bounds(0, top, left + width, height), horizontal=True)
        self._lanes(lanes, leaves, depths, grid, Bounds(left, top, width, height))
        self._settle(process, grid, left, top)
        return top + height

    def _lanes(
        self, lanes: Sequence[Lane], leaves: Sequence[Lane], depths: dict[str, int], grid: Grid, area: Bounds
    ) -> None:
        spans = {
            lane.id: (area.y + start, area.y + start + height)
            for lane, (start, height) in zip(leaves, grid.bands, strict=False)
        }
        outermost_first = sorted(lanes, key=lambda lane: depths[lane.id])
        for lane in reversed(outermost_first):
            if lane.parent in depths:
                start, end = spans.get(lane.parent, spans[lane.id])
                spans[lane.parent] = min(start, spans[lane.id][0]), max(end, spans[lane.id][1])
        deepest = max(depths.values(), default=0)
        for lane in outermost_first:
            start, end = spans[lane.id]
            x = area.x - HEADER * (deepest - depths[lane.id] + 1)
            self._add(lane.id, Bounds(x, start, area.x + area.width - x, end - start), horizontal=True)

    def _grid(self, scope: str | None, leaves: Sequence[Lane]) -> Grid:
        elements = self._children[scope]
        nodes = [element.id for element in elements]
        known = set(nodes)
        order = {lane.id: number for number, lane in enumerate(leaves)}
        rest = len(leaves)
        beside = self._companions(known)
        band = {
            e.id: order.get(self._flow.elements[beside.get(e.id, e.id)].lane or "", rest) for e in elements
        }
        bands = max(rest, 1 + max(band.values(), default=0))
        pairs = [
            (source, target)
            for link in self._flow.connections.values()
            if link.kind == "sequenceFlow"
            and (source := self._host(link.source)) in known
            and (target := self._host(link.target)) in known
        ]
        return place(nodes, pairs, band, bands, self._size, beside)

    def _companions(self, known: set[str]) -> dict[str, str]:
        """Data and notes with the flow node they are tied to, whose column they share."""
        found: dict[str, str] = {}
        for link in self._flow.connections.values():
            if link.kind in ("sequenceFlow", "messageFlow") or not link.source or not link.target:
                continue
            for one, other in ((link.source, link.target), (link.target, link.source)):
                host = self._host(other)
                if one in known and host in known and self._is_beside(one) and not self._is_beside(host):
                    found.setdefault(one, host)
        return found

    def _is_beside(self, element: str) -> bool:
        return self._flow.elements[element].kind in _BESIDE

    def _host(self, element: str | None) -> str:
        """Boundary events lead on from their host."""
        found = self._flow.elements.get(element or "")
        host = found.attached_to if found else None
        return host if host in self._flow.elements and host is not None else element or ""

    def _size(self, element: str) -> tuple[float, float]:
        found = self._flow.elements[element]
        grid = self._inner.get(element)
        if grid is None:
            width, height = usual_size("task" if found.kind in SUBPROCESSES else found.kind)
            return max(width, 45.0 * len(self._guests.get(element, ()))), height
        return max(grid.width, 140.0), grid.height + _PADDING_TOP

    def _settle(self, scope: str | None, grid: Grid, left: float, top: float) -> None:
        """Shift a grid to its place, and the grids of its sub-processes with it."""
        waiting = [(scope, grid, left, top)]
        while waiting:
            scope, grid, left, top = waiting.pop()
            self._lines[scope] = tuple(line + top for line in grid.row_lines)
            for element, box in grid.boxes.items():
                box = Bounds(box.x + left, box.y + top, box.width, box.height)
                inner = self._inner.get(element)
                self._add(element, box, expanded=inner is not None)
                for number, guest in enumerate(self._guests.get(element, ())):
                    self._add(
                        guest, Bounds(box.x + box.width - 46 - 42 * number, box.y + box.height - 18, 36, 36)
                    )
                if inner is not None:
                    waiting.append((element, inner, box.x, box.y + _PADDING_TOP))

    def _add(
        self, element: str, box: Bounds, horizontal: bool | None = None, expanded: bool | None = None
    ) -> None:
        if element in self._boxes:
            return
        self._boxes[element] = box
        if expanded is not None and self._flow.elements[element].kind not in SUBPROCESSES:
            expanded = None
        label = None
        if self._flow.elements[element].kind in GATEWAYS:
            # Above, since branches leave downwards.
            label = Bounds(box.centre.x - 50, box.y - 10, 100, 8)
        self._shapes.append(Shape(f"shape-{element}", element, box, label, expanded, horizontal))

    def _edges(self) -> list[Edge]:
        edges = []
        for link in self._flow.connections.values():
            source, target = self._boxes.get(link.source or ""), self._boxes.get(link.target or "")
            if source is None or target is None:
                continue
            way = self._way(link.source or "", link.target or "")
            if len(self._drawn) < _MANY_PIECES:
                ends = link.source or "", link.target or ""
                self._drawn += [(*ends, (min(pair), max(pair))) for pair in pairwise(way)]
            edges.append(Edge(f"edge-{link.id}", link.id, tuple(way)))
        return edges

    def _foreign(self, source: str, target: str) -> list[Piece]:
        """The pieces of lines so far that share neither end with a new one; others may share its way."""
        return [piece for a, b, piece in self._drawn if a != source and b != target]

    def _way(self, source: str, target: str) -> list[Point]:
        boxes = self._boxes
        ends = self._flow.elements[source], self._flow.elements[target]
        scopes = self._scope(ends[0]), self._scope(ends[1])
        if scopes[0] != scopes[1] or any(end.kind in _BESIDE or end.kind == "participant" for end in ends):
            return upright(boxes[source], boxes[target])
        beside = self._children.get(scopes[0], ())
        if len(beside) > _MOST_ROUTED:
            return upright(boxes[source], boxes[target])
        others = [boxes[e.id] for e in beside if e.id not in (source, target)]
        lines = self._lines.get(scopes[0], ())
        is_branch, foreign = ends[0].kind in GATEWAYS, self._foreign(source, target)
        return route(boxes[source], boxes[target], others, lines, is_branch, foreign)


def _leaves(lanes: Sequence[Lane]) -> list[Lane]:
    outer = {lane.parent for lane in lanes}
    return [lane for lane in lanes if lane.id not in outer]


def _depths(lanes: Sequence[Lane]) -> dict[str, int]:
    """1 for lanes that lie in no other. Outer lanes stand before inner ones."""
    depths: dict[str, int] = {}
    for lane in lanes:
        depths[lane.id] = depths.get(lane.parent or "", 0) + 1
    return depths
