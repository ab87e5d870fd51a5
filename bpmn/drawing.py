"""The drawing part of a file: planes with their shapes and edges."""

from __future__ import annotations

from typing import Any

from lxml import etree

from bpmn.drafts import Draft, Gathered, Link
from bpmn.drawing_values import PLAIN, TRUTHS, ColourReader, box_of, font_of, point_of
from bpmn.findings import Finding, note, warning
from bpmn.geometry import border_point, usual_size
from bpmn.model import Bounds, Edge, LabelFont, Plane, Point, Shape
from bpmn.tags import References, Tags

_Box = Bounds | tuple[float | None, ...]
_UNSEEN_IF_EMPTY = frozenset({"participant", "lane", "process"})


class DrawingReader:
    """Reads planes against what was gathered; adds its findings there."""

    def __init__(self, root: etree._Element, gathered: Gathered, tags: Tags, colours: ColourReader) -> None:
        self._root = root
        self._by_id: dict[str, etree._Element] | None = None
        self._colours = colours
        self._gathered = gathered
        self._tags = tags
        self._references = References(gathered.ids)
        self._fonts: dict[str, LabelFont] = {}
        self._seen: set[str] = set()
        self._places: dict[str, Bounds] = {}
        self._has_short_edges = False

    def planes(self) -> tuple[Plane, ...]:
        """All planes, empty ones too, in the order of the file."""
        planes: list[Plane] = []
        self._fonts = self._label_fonts(self._root)
        for diagram in self._root:
            if self._tags[diagram.tag] != "di_BPMNDiagram":
                continue
            found = [plane for plane in diagram if self._tags[plane.tag] == "di_BPMNPlane"]
            if not found and len(diagram):
                self._add(warning("no_plane", name=diagram.get("name") or "", plane=len(planes) + 1))
                found = [diagram]
            for plane in found:
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
        self._seen, self._places, self._has_short_edges = set(), {}, False
        shapes, edges = self._parts(node)
        if self._has_short_edges:
            # They are drawn between their shapes, which may stand behind them in the file.
            edges = [self._straightened(edge) if len(edge.waypoints) < 2 else edge for edge in edges]
        written = node.get("bpmnElement")
        element = self._references.find(written)
        frames = {frame.id for frame in self._gathered.frames}
        if element is None and (written or "").rpartition(":")[2] not in frames:
            self._add(warning("dangling_plane", written or "", plane=number, reference=written or "-"))
        name = diagram.get("name") or node.get("name") or ""
        if not shapes and not edges:
            self._add(note("empty_plane", plane=number, name=name))
        identity = node.get("id") or diagram.get("id") or f"plane#{number}"
        return Plane(identity, element or written, name, tuple(shapes), tuple(edges))

    def _parts(self, plane: etree._Element) -> tuple[list[Shape], list[Edge]]:
        """One flat pass over a plane, which is far quicker than a loop within each shape.

        `box`, `label`, `style`, `colour` and `points` are of the shape or edge that was met last.
        """
        shapes: list[Shape] = []
        edges: list[Edge] = []
        tags, last, kind, in_label = self._tags, plane, "", False
        box: _Box | None = None
        label, style, colour = None, "", ""
        points: list[Point] = []
        lost = 0
        for node in plane.iter():
            short = tags[node.tag]
            if short == "di_waypoint":
                if (point := point_of(node)) is not None:
                    points.append(point)
                else:
                    lost += 1
                    self._add(warning("bad_number", last.get("bpmnElement") or ""))
            elif short == "di_Bounds":
                found = box_of(node)
                if not in_label or (box is None and node.getparent() is last):
                    box = found
                elif found[0] is not None and found[1] is not None:
                    label = Bounds(found[0], found[1], found[2] or 0.0, found[3] or 0.0)
            elif short == "di_BPMNShape" or short == "di_BPMNEdge":
                if kind == "di_BPMNShape":
                    shapes.append(self._shape(last, box, label, colour, style))
                elif kind:
                    edges.append(self._edge(last, points, label, colour, style, lost))
                last, kind, in_label = node, short, False
                box = label = None
                style = colour = ""
                points, lost = [], 0
            elif short == "di_BPMNLabel":
                in_label = True
                colour, style = self._colours.of_label(node), node.get("labelStyle") or ""
        if kind == "di_BPMNShape":
            shapes.append(self._shape(last, box, label, colour, style))
        elif kind:
            edges.append(self._edge(last, points, label, colour, style, lost))
        return shapes, edges

    def _shape(self, node: Any, box: _Box | None, label: Bounds | None, colour: str, style: str) -> Shape:
        written = dict(node.items())
        get = written.get
        band = get("participantBandKind") or ""
        element = self._resolve(get("bpmnElement"), often=band != "")
        if type(box) is Bounds and box[2] > 0 and box[3] > 0:
            bounds = box
        else:
            draft = self._gathered.drafts.get(element or "")
            bounds = self._sized(box, draft.kind if draft else "", element)
        if element and element not in self._places:
            self._places[element] = bounds
        font = self._font(style) if style else None
        if len(written) == 2 and not colour:  # an id and the element, as in most shapes
            return Shape(get("id") or "", element, bounds, label, None, None, None, None, PLAIN, font)
        return Shape(
            get("id") or "", element, bounds, label, TRUTHS[get("isExpanded")],
            TRUTHS[get("isHorizontal")], TRUTHS[get("isMarkerVisible")], TRUTHS[get("isMessageVisible")],
            self._colours.of(written, colour), font, band,
            get("choreographyActivityShape"),
        )  # fmt: skip

    def _sized(self, box: _Box | None, kind: str, element: str | None) -> Bounds:
        """Bounds that can be drawn: sizes missing, zero or negative become the usual ones, which is said."""
        width, height = usual_size(kind)
        where = element or ""
        if box is None:
            self._add(warning("no_bounds", where, name=self._name(element)))
            return Bounds(0, 0, width, height)
        x, y, w, h = box
        if w is None or h is None or x is None or y is None:
            self._add(warning("no_size", where, name=self._name(element)))
        elif kind in _UNSEEN_IF_EMPTY and w <= 0 and h <= 0:
            # Some tools hide a pool so; in its usual size it would cover what they show.
            self._add(note("hidden_pool", where, name=self._name(element)))
            return Bounds(x, y, 0.0, 0.0)
        elif w <= 0 or h <= 0:
            self._add(warning("zero_size", where, name=self._name(element)))
        return Bounds(x or 0.0, y or 0.0, w if w and w > 0 else width, h if h and h > 0 else height)

    def _edge(
        self, node: Any, points: list[Point], label: Bounds | None, colour: str, style: str, lost: int
    ) -> Edge:
        written = dict(node.items())
        get = written.get
        element = self._resolve(get("bpmnElement"))
        if len(points) < 2:
            self._has_short_edges = True
            self._add(warning("few_waypoints", element or "", name=self._name(element)))
        font = self._font(style) if style else None
        if len(written) == 2 and not colour and not lost:
            return Edge(get("id") or "", element, tuple(points), label, "", PLAIN, font)
        return Edge(
            get("id") or "", element, tuple(points), label, get("messageVisibleKind") or "",
            self._colours.of(written, colour), font, len(points) + lost if lost else None,
        )  # fmt: skip

    def _font(self, style: str) -> LabelFont | None:
        return self._fonts.get(style.strip().rpartition(":")[2])

    def _straightened(self, edge: Edge) -> Edge:
        link = self._gathered.links.get(edge.element or "")
        source = self._places.get(self._references.find(link.source) or "") if link else None
        target = self._places.get(self._references.find(link.target) or "") if link else None
        if source is None or target is None:
            return edge
        ends = border_point(source, target.centre), border_point(target, source.centre)
        written = len(edge.waypoints) if edge.written is None else edge.written
        return edge._replace(waypoints=ends, written=written)

    def _resolve(self, written: str | None, often: bool = False) -> str | None:
        """The element that is drawn; `often` where it is drawn once for each place that it takes part in."""
        element = written if written in self._gathered.ids else self._references.find(written)
        if element is None:
            element = self._adopted(written)
        if element is None:
            self._add(warning("dangling_drawing", written or "", reference=written or "-"))
        elif often:
            pass
        elif element in self._seen:
            self._add(note("drawn_twice", element, name=self._name(element)))
        else:
            self._seen.add(element)
        return element

    def _adopted(self, written: str | None) -> str | None:
        """What is drawn though it is no usual part of a flow: whatever has this id is kept."""
        local = (written or "").strip().rpartition(":")[2]
        if not local:
            return None
        if self._by_id is None:
            self._by_id = {str(node.get("id")): node for node in self._root.iter("{*}*") if node.get("id")}
        node = self._by_id.get(local)
        if node is None or self._tags[node.tag].startswith("di_") or node is self._root:
            return None
        kind = etree.QName(node).localname
        name = node.get("name") or ""
        self._gathered.ids.add(local)
        if node.get("sourceRef") and node.get("targetRef"):
            self._gathered.links[local] = Link(
                local, kind, name, node.get("sourceRef"), node.get("targetRef"), None, False
            )
        else:
            self._gathered.drafts[local] = Draft(local, kind, name, None, None, False)
        self._add(note("unusual_kind", local, name=name or local, kind=kind))
        return local

    def _name(self, element: str | None) -> str:
        found = self._gathered.drafts.get(element or "") or self._gathered.links.get(element or "")
        return (found.name if found else "") or (element or "-")

    def _add(self, finding: Finding) -> None:
        self._gathered.findings.append(finding)
