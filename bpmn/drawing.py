"""The drawing part of a file: planes with their shapes and edges."""

from __future__ import annotations

from lxml import etree

from bpmn.drafts import Gathered
from bpmn.drawing_values import box_of, colours_of, point_of, truth_of
from bpmn.findings import Finding, note, warning
from bpmn.geometry import border_point, usual_size
from bpmn.model import Bounds, Colours, Edge, Plane, Point, Shape
from bpmn.tags import References, Tags

_NO_COLOURS = Colours()


class _Part:
    """A shape or an edge with what was met inside it so far."""

    __slots__ = ("box", "label", "label_colour", "node", "points")

    def __init__(self, node: etree._Element) -> None:
        self.node = node
        self.box: tuple[float | None, ...] | None = None
        self.label: Bounds | None = None
        self.label_colour = ""
        self.points: list[Point] = []


class DrawingReader:
    """Reads planes against what was gathered; adds its findings there."""

    def __init__(self, gathered: Gathered, tags: Tags, coloured: bool = True) -> None:
        """`coloured` is False where the file cannot hold colours, which spares looking at each attribute."""
        self._coloured = coloured
        self._gathered = gathered
        self._tags = tags
        self._references = References(gathered.ids)
        self._seen: set[str] = set()
        self._places: dict[str, Bounds] = {}

    def planes(self, root: etree._Element) -> tuple[Plane, ...]:
        """All planes, empty ones too, in the order of the file."""
        planes: list[Plane] = []
        for diagram in root:
            if self._tags[diagram.tag] != "di:BPMNDiagram":
                continue
            for plane in diagram:
                if self._tags[plane.tag] == "di:BPMNPlane":
                    planes.append(self._plane(plane, diagram, len(planes) + 1))
        return tuple(planes)

    def _plane(self, node: etree._Element, diagram: etree._Element, number: int) -> Plane:
        self._seen, self._places = set(), {}
        shape_parts, edge_parts = self._parts(node)
        shapes = tuple(map(self._shape, shape_parts))
        # Edges come second: where they lack waypoints they are drawn between their shapes.
        edges = tuple(map(self._edge, edge_parts))
        written = node.get("bpmnElement")
        element = self._references.find(written)
        if element is None and (written or "").rpartition(":")[2] not in self._gathered.others:
            self._add(warning("dangling_plane", written or "", plane=number, reference=written or "-"))
        name = diagram.get("name") or node.get("name") or ""
        if not shapes and not edges:
            self._add(note("empty_plane", plane=number, name=name))
        identity = node.get("id") or diagram.get("id") or f"plane#{number}"
        return Plane(identity, element or written, name, shapes, edges)

    def _parts(self, plane: etree._Element) -> tuple[list[_Part], list[_Part]]:
        """One flat pass over a plane, which is far quicker than a loop within each shape."""
        shapes: list[_Part] = []
        edges: list[_Part] = []
        part, in_label, tags = _Part(plane), False, self._tags
        for node in plane.iter():
            short = tags[node.tag]
            if short == "di:waypoint":
                if (point := point_of(node)) is not None:
                    part.points.append(point)
                else:
                    self._add(warning("bad_number", part.node.get("bpmnElement") or ""))
            elif short == "di:Bounds":
                box = box_of(node)
                if not in_label or node.getparent() is part.node:
                    part.box = box
                elif box[0] is not None and box[1] is not None:
                    part.label = Bounds(box[0], box[1], box[2] or 0.0, box[3] or 0.0)
            elif short == "di:BPMNLabel":
                in_label = True
                if self._coloured:
                    part.label_colour = colours_of(node, "").label
            elif short == "di:BPMNShape":
                part, in_label = _Part(node), False
                shapes.append(part)
            elif short == "di:BPMNEdge":
                part, in_label = _Part(node), False
                edges.append(part)
        return shapes, edges

    def _shape(self, part: _Part) -> Shape:
        node = part.node
        element = self._resolve(node)
        draft = self._gathered.drafts.get(element or "")
        bounds = self._sized(part.box, draft.kind if draft else "", element)
        if element:
            self._places.setdefault(element, bounds)
        get = node.get
        return Shape(
            get("id") or "", element, bounds, part.label, truth_of(get("isExpanded")),
            truth_of(get("isHorizontal")), truth_of(get("isMarkerVisible")),
            truth_of(get("isMessageVisible")), self._colours(part),
        )  # fmt: skip

    def _sized(self, box: tuple[float | None, ...] | None, kind: str, element: str | None) -> Bounds:
        """Bounds that can be drawn: sizes missing, zero or negative become the usual ones, which is said."""
        width, height = usual_size(kind)
        where = element or ""
        if box is None:
            self._add(warning("no_bounds", where, name=self._name(element)))
            return Bounds(0, 0, width, height)
        x, y, w, h = box
        if w is None or h is None or x is None or y is None:
            self._add(warning("no_size", where, name=self._name(element)))
        elif w <= 0 or h <= 0:
            self._add(warning("zero_size", where, name=self._name(element)))
        return Bounds(x or 0.0, y or 0.0, w if w and w > 0 else width, h if h and h > 0 else height)

    def _edge(self, part: _Part) -> Edge:
        node = part.node
        element = self._resolve(node)
        points = part.points
        if len(points) < 2:
            points = self._straight(element, points)
            self._add(warning("few_waypoints", element or "", name=self._name(element)))
        return Edge(
            node.get("id") or "", element, tuple(points), part.label, node.get("messageVisibleKind") or "",
            self._colours(part),
        )  # fmt: skip

    def _straight(self, element: str | None, points: list[Point]) -> list[Point]:
        link = self._gathered.links.get(element or "")
        source = self._places.get(self._references.find(link.source) or "") if link else None
        target = self._places.get(self._references.find(link.target) or "") if link else None
        if source is None or target is None:
            return points
        return [border_point(source, target.centre), border_point(target, source.centre)]

    def _colours(self, part: _Part) -> Colours:
        return colours_of(part.node, part.label_colour) if self._coloured else _NO_COLOURS

    def _resolve(self, node: etree._Element) -> str | None:
        written = node.get("bpmnElement")
        element = self._references.find(written)
        if element is None:
            self._add(warning("dangling_drawing", written or "", reference=written or "-"))
        elif element in self._seen:
            self._add(note("drawn_twice", element, name=self._name(element)))
        else:
            self._seen.add(element)
        return element

    def _name(self, element: str | None) -> str:
        found = self._gathered.drafts.get(element or "") or self._gathered.links.get(element or "")
        return (found.name if found else "") or (element or "-")

    def _add(self, finding: Finding) -> None:
        self._gathered.findings.append(finding)
