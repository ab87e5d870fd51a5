"""A scenario's path over the canvas: lines and shapes ringed, steps numbered, everything else pale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from views.flows.edge_item import EdgeItem
from views.flows.items import FlowItem, ShapeItem
from views.flows.pictures import CONTAINERS
from views.flows.shapes.outlines import pen
from views.shared.tokens import colour
from views.shared.type import font

_PALE = 0.35
_BELOW_SHAPES, _ABOVE = 1.4, 5.0
_PLATE = 20.0


@dataclass(frozen=True, slots=True)
class ShownPath:
    """The ids of a path's elements and flows, and the number of each step by element."""

    elements: frozenset[str] = frozenset()
    flows: frozenset[str] = frozenset()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.elements)


class PathOverlay:
    """Lies over one scene; it is made anew for each path."""

    def __init__(self, scene: QGraphicsScene, items: Iterable[FlowItem], path: ShownPath) -> None:
        self._pale: list[FlowItem] = []
        # The trail runs below the shapes, so that their names and badges stay whole; the numbers lie on top.
        self._trail, self._plates = _Trail(scene.sceneRect()), _Plates(scene.sceneRect())
        for item in items:
            if isinstance(item, ShapeItem):
                self._add_shape(item, path)
            elif isinstance(item, EdgeItem):
                self._add_edge(item, path)
        for part, height in ((self._trail, _BELOW_SHAPES), (self._plates, _ABOVE)):
            part.setZValue(height)
            part.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
            scene.addItem(part)

    def take_away(self) -> None:
        """Show everything as it was."""
        for item in self._pale:
            item.setOpacity(1.0)
        for part in (self._trail, self._plates):
            scene = part.scene()
            if scene is not None:
                scene.removeItem(part)

    def _add_shape(self, item: ShapeItem, path: ShownPath) -> None:
        if item.element.kind in CONTAINERS:
            return
        box = QRectF(*item.shape_drawn.bounds)
        if item.element_id not in path.elements:
            self._make_pale(item)
            return
        self._trail.rings.append(box.adjusted(-3, -3, 3, 3))
        number = path.numbers.get(item.element_id)
        if number is not None:
            wide = _PLATE if number < 100 else _PLATE * 1.5
            plate = QRectF(box.left() - wide / 2, box.top() - _PLATE / 2, wide, _PLATE)
            self._plates.numbers.append((plate, str(number)))

    def _add_edge(self, item: EdgeItem, path: ShownPath) -> None:
        if item.element_id in path.flows:
            self._trail.lines.append(QPolygonF([QPointF(point.x, point.y) for point in item.edge.waypoints]))
        else:
            self._make_pale(item)

    def _make_pale(self, item: FlowItem) -> None:
        item.setOpacity(_PALE)
        self._pale.append(item)


class _Layer(QGraphicsItem):
    """Something as large as the plane."""

    def __init__(self, area: QRectF) -> None:
        super().__init__()
        self._area = area

    def boundingRect(self) -> QRectF:
        return self._area


class _Trail(_Layer):
    """The lines that are walked, and rings around the shapes."""

    def __init__(self, area: QRectF) -> None:
        super().__init__(area)
        self.lines: list[QPolygonF] = []
        self.rings: list[QRectF] = []

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen(colour("accent"), max(3.0, 2.0 / zoom)))
        for line in self.lines:
            painter.drawPolyline(line)
        for ring in self.rings:
            painter.drawRoundedRect(ring, 8, 8)


class _Plates(_Layer):
    """The numbers of the steps."""

    def __init__(self, area: QRectF) -> None:
        super().__init__(area)
        self.numbers: list[tuple[QRectF, str]] = []

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        letters: QFont = font("second", bold=True)
        painter.setFont(letters)
        for plate, text in self.numbers:
            painter.setPen(pen(colour("surface"), 1.5))
            painter.setBrush(colour("accent"))
            painter.drawRoundedRect(plate, _PLATE / 2, _PLATE / 2)
            painter.setPen(colour("onaccent"))
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
