"""The drawing part of a file: planes with their shapes and edges."""

from __future__ import annotations

from typing import Any

from lxml import etree

from bpmn.drafts import Gathered
from bpmn.drawing_values import ColourReader, box_of, font_of, point_of, truth_of
from bpmn.findings import Finding, note, warning
from bpmn.geometry import border_point, usual_size
from bpmn.model import Bounds, Edge, LabelFont, Plane, Point, Shape
from bpmn.tags import References, Tags

_Part = list[Any]
"""A shape or an edge as met: its node, box, label bounds, label colour, waypoints and label style."""


class DrawingReader:
    """Reads planes against what was gathered; adds its findings there."""

    def __init__(self, gathered: Gathered, tags: Tags, colours: ColourReader) -> None:
        self._colours = colours
        self._gathered = gathered
        self._tags = tags
        self._references = References(gathered.ids)
        self._fonts: dict[str, LabelFont] = {}
        self._seen: set[str] = set()
        self._places: dict[str, Bounds] = {}

    def planes(self, root: etree._Element) -> tuple[Plane, ...]:
        """All planes, empty ones too, in the order of the file."""
        planes: list[Plane] = []
        self._fonts = self._label_fonts(root)
        for diagram in root:
            if self._tags[diagram.tag] != "di_BPMNDiagram":
                continue
            for plane in diagram:
                if self._tags[plane.tag] == "di_BPMNPlane":
                    planes.append(self._plane(plane, diagram, len(planes) + 1))
        return tuple(planes)

    def _label_fonts(self, root: etree._Element) -> dict[str, LabelFont]:
        """The fonts of all diagrams by the id of their label style; one tool refers across diagrams."""
        styles = (
            style
            for diagram in root
            if self._tags[diagram.tag] == "di_BPMNDiagram"
            for style in diagram
            if self._tags[style.tag] == "di_BPMNLabelStyle"
        )
        return {
            style.get("id") or "": font_of(font)
            for style in styles
            for font in style
            if self._tags[font.tag] == "di_Font"
        }

    def _plane(self, node: etree._Element, diagram: etree._Element, number: int) -> Plane:
        self._seen, self._places = set(), {}
        shape_parts, edge_parts = self._parts(node)
        shapes = tuple(map(self._shape, shape_parts))
        # Edges come second: where they lack waypoints they are drawn between their shapes.
        edges = tuple(map(self._edge, edge_parts))
        written = node.get("bpmnElement")
        element = self._references.find(written)
        frames = {frame.id for frame in self._gathered.frames}
        if element is None and (written or "").rpartition(":")[2] not in frames:
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
        tags, colour_of, in_label = self._tags, self._colours.of_label, False
        part = _empty_part(plane)
        for node in plane.iter():
            short = tags[node.tag]
            if short == "di_waypoint":
                if (point := point_of(node)) is not None:
                    part[4].append(point)
                else:
                    self._add(warning("bad_number", part[0].get("bpmnElement") or ""))
            elif short == "di_Bounds":
                box = box_of(node)
                if not in_label or (part[1] is None and node.getparent() is part[0]):
                    part[1] = box
                elif box[0] is not None and box[1] is not None:
                    part[2] = Bounds(box[0], box[1], box[2] or 0.0, box[3] or 0.0)
            elif short == "di_BPMNLabel":
                in_label = True
                part[3], part[5] = colour_of(node), node.get("labelStyle")
            elif short == "di_BPMNShape" or short == "di_BPMNEdge":
                part, in_label = _empty_part(node), False
                (shapes if short == "di_BPMNShape" else edges).append(part)
        return shapes, edges

    def _shape(self, part: _Part) -> Shape:
        node, box, label, label_colour, _, style = part
        written = dict(node.items())
        element = self._resolve(written.get("bpmnElement"))
        draft = self._gathered.drafts.get(element or "")
        bounds = self._sized(box, draft.kind if draft else "", element)
        if element:
            self._places.setdefault(element, bounds)
        get = written.get
        return Shape(
            get("id") or "", element, bounds, label, truth_of(get("isExpanded")),
            truth_of(get("isHorizontal")), truth_of(get("isMarkerVisible")),
            truth_of(get("isMessageVisible")), self._colours.of(written, label_colour), self._font(style),
            get("participantBandKind") or "", get("choreographyActivityShape"),
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
        node, _, label, label_colour, points, style = part
        written = dict(node.items())
        element = self._resolve(written.get("bpmnElement"))
        if len(points) < 2:
            points = self._straight(element, points)
            self._add(warning("few_waypoints", element or "", name=self._name(element)))
        return Edge(
            written.get("id") or "", element, tuple(points), label, written.get("messageVisibleKind") or "",
            self._colours.of(written, label_colour), self._font(style),
        )  # fmt: skip

    def _font(self, style: str | None) -> LabelFont | None:
        return self._fonts.get(style.strip().rpartition(":")[2]) if style else None

    def _straight(self, element: str | None, points: list[Point]) -> list[Point]:
        link = self._gathered.links.get(element or "")
        source = self._places.get(self._references.find(link.source) or "") if link else None
        target = self._places.get(self._references.find(link.target) or "") if link else None
        if source is None or target is None:
            return points
        return [border_point(source, target.centre), border_point(target, source.centre)]

    def _resolve(self, written: str | None) -> str | None:
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


def _empty_part(node: etree._Element) -> _Part:
    return [node, None, None, "", [], None]
