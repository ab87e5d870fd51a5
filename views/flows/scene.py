"""Builds the scene of one plane: every shape and line of the file, containers below, small things on top."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QGraphicsScene

from bpmn.kinds import ACTIVITIES, CHOREOGRAPHIES, SUBPROCESSES
from bpmn.model import Connection, Edge, FlowFile, Plane
from views.flows.edge_item import EdgeItem
from views.flows.ground import Ground
from views.flows.items import ShapeItem
from views.flows.label_items import LabelItem, PaperItem
from views.flows.lane_counts import counts_by_lane
from views.flows.pictures import CONTAINERS, box_of, element_of, open_shapes

_MARGIN = 24.0
_LINES, _PAPER, _NODES, _BOUNDARY, _LABELS = 1.0, 1.5, 2.0, 3.0, 4.0


class FlowScene(QGraphicsScene):
    """The items of a plane by the id of their element; an element drawn twice has two items."""

    def __init__(self, flow: FlowFile, plane: Plane) -> None:
        super().__init__()
        self._flow = flow
        self._items: dict[str, list[ShapeItem | EdgeItem]] = {}
        self._ground = _ground_of(flow, plane)
        self._add_shapes(flow, plane)
        for edge in plane.edges:
            self._keep(_edge_item(flow, edge), _LINES)
        self._frame([item.boundingRect() for item in self.flow_items()])

    def measure(self) -> None:
        """Take the exact extent of all names, for a picture: it takes long in a large plane."""
        self._frame([item.extent for item in self.flow_items()])

    def _frame(self, boxes: Iterable[QRectF]) -> None:
        drawn = QRectF()
        for box in boxes:
            drawn = drawn.united(box)
        self.setSceneRect(drawn.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN))

    def flow_items(self) -> Iterable[ShapeItem | EdgeItem]:
        """All items."""
        return (item for items in self._items.values() for item in items)

    def items_of(self, element_id: str) -> list[ShapeItem | EdgeItem]:
        """The items of an element or connection; none where it is not drawn here."""
        return self._items.get(element_id, [])

    def set_fit(self, answers: Mapping[str, str]) -> None:
        """Show the answer of each activity that has one, and how many there are in each lane."""
        lanes = counts_by_lane(self._flow, answers)
        for item in self.flow_items():
            if isinstance(item, ShapeItem) and item.element.kind == "lane":
                item.set_counts(lanes.get(item.element_id, {}))
            elif isinstance(item, ShapeItem):
                item.set_fit(answers.get(item.element_id))

    def set_badges(self, badges: Mapping[str, str], chips: Mapping[str, str] | None = None) -> None:
        """Show the badge of each shape that has one, with the sign and tone of its chip if it has one too."""
        for item in self.flow_items():
            if isinstance(item, ShapeItem):
                item.set_badge(badges.get(item.element_id, ""), (chips or {}).get(item.element_id, ""))

    def set_marks(self, marks: Mapping[str, str]) -> None:
        """Show how shapes differ from another flow: keys of `marks.MARKS`."""
        for item in self.flow_items():
            if isinstance(item, ShapeItem):
                item.set_mark(marks.get(item.element_id, ""))

    def set_partners(self, elements: Collection[str]) -> bool:
        """Show what stands for the element that is selected in another flow; tells whether that is new."""
        shapes = [item for item in self.flow_items() if isinstance(item, ShapeItem)]
        changed = [item for item in shapes if item.set_partner(item.element_id in elements)]
        return bool(changed)

    def refresh(self) -> None:
        """Take the colours of the theme anew."""
        for item in self.flow_items():
            item.refresh()

    def _add_shapes(self, flow: FlowFile, plane: Plane) -> None:
        opened = open_shapes(flow, plane)
        largest = max((s.bounds.width * s.bounds.height for s in plane.shapes), default=1.0) + 1
        talks = [box_of(s) for s in plane.shapes if element_of(flow, s).kind in CHOREOGRAPHIES]
        for shape in plane.shapes:
            if not shape.bounds.width:
                continue
            element = element_of(flow, shape)
            is_open = element.id in opened
            height = _BOUNDARY if element.attached_to else _NODES
            if element.kind in CONTAINERS or is_open or element.kind == "group":
                # Containers lie below, the larger the lower; pools below all lanes, whatever their sizes.
                height = -shape.bounds.width * shape.bounds.height / largest
                height -= 1.0 if element.kind in ("participant", "process") else 0.0
            if element.kind == "participant" and any(box.contains(box_of(shape)) for box in talks):
                # The band of a choreography that names who takes part in it.
                height = _BOUNDARY
            called = flow.elements.get(element.refers_to or "") if element.kind == "callActivity" else None
            calls = called.kind if called else ""
            self._keep(ShapeItem(element, shape, is_open, plane.laid_out, calls), height)

    def _keep(self, item: ShapeItem | EdgeItem, height: float) -> None:
        item.setZValue(height)
        self._items.setdefault(item.element_id, []).append(item)
        self.addItem(item)
        if item.label is not None:
            words, paper = LabelItem(item.label, item.drawn_colours), PaperItem(item.label, self._ground)
            for part, above in ((words, _LABELS), (paper, _PAPER)):
                part.setZValue(above)
                self.addItem(part)


def _ground_of(flow: FlowFile, plane: Plane) -> Ground:
    kinds = CONTAINERS | SUBPROCESSES | {"callActivity"}
    areas = [shape for shape in plane.shapes if element_of(flow, shape).kind in kinds]
    areas.sort(key=lambda shape: shape.bounds.width * shape.bounds.height)
    return Ground([edge.waypoints for edge in plane.edges], [(box_of(s), s.colours) for s in areas])


def _edge_item(flow: FlowFile, edge: Edge) -> EdgeItem:
    known = flow.connections.get(edge.element or "")
    link = known or Connection(edge.element or edge.id, "unknown", None, None)
    source = flow.elements.get(link.source or "")
    carries = None
    if link.kind == "messageFlow" and edge.message_visible:
        carries = edge.message_visible == "initiating"
    return EdgeItem(link, edge, source is not None and source.kind in ACTIVITIES, carries)
