"""A plane from far away, where no text can be read: all shapes and lines in a few strokes, by parts of it.

Painting thousands of items one by one takes longer than a frame; rectangles and lines of one colour painted
together take a fraction of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from bpmn.kinds import EVENTS, GATEWAYS
from views.flows.edge_item import EdgeItem
from views.flows.ink import ink_of
from views.flows.items import FlowItem, ShapeItem
from views.flows.shapes.outlines import diamond
from views.shared.tokens import colour

FAR = 0.3
"""Below this zoom the overview is painted instead of the items."""
ROUGH = 0.15
"""Below this zoom, and in the minimap, a shape is a block of one colour without an outline."""
_PART = 1600.0

_Shades = tuple[int, int]
"""Fill and outline as numbers, by which shapes are painted together."""


@dataclass(slots=True)
class _Part:
    """What begins in one square of the plane."""

    reach: QRectF = field(default_factory=QRectF)
    boxes: dict[_Shades, list[QRectF]] = field(default_factory=dict)
    others: dict[_Shades, QPainterPath] = field(default_factory=dict)
    lines: dict[tuple[int, bool], list[QLineF]] = field(default_factory=dict)


class Overview:
    """Made once from the items of a scene; made anew when their colours change."""

    def __init__(self, items: Iterable[FlowItem]) -> None:
        self._grounds: list[tuple[float, QRectF, QColor, QColor]] = []
        self._parts: dict[tuple[int, int], _Part] = {}
        for item in items:
            if isinstance(item, EdgeItem):
                self._add_line(item)
            elif isinstance(item, ShapeItem) and item.is_ground:
                ink = ink_of(item.shape_drawn.colours)
                self._grounds.append((item.zValue(), item.box, ink.fill, ink.line))
            elif isinstance(item, ShapeItem):
                self._add_shape(item)
        self._grounds.sort(key=lambda ground: ground[0])

    def paint(self, painter: QPainter, exposed: QRectF, zoom: float) -> None:
        """Paint what lies in a part of the plane, in the plane's own units."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for _, box, fill, line in self._grounds:
            if box.intersects(exposed):
                painter.setPen(_hair(line))
                painter.setBrush(fill)
                painter.drawRect(box)
        parts = [part for part in self._parts.values() if part.reach.intersects(exposed)]
        for part in parts:
            for (shade, is_dashed), lines in part.lines.items():
                painter.setPen(_hair(QColor.fromRgba(shade), is_dashed and zoom >= ROUGH))
                painter.drawLines(lines)
        for part in parts:
            for shades, boxes in part.boxes.items():
                _ready(painter, shades, zoom)
                painter.drawRects(boxes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, zoom >= ROUGH)
        for part in parts:
            for shades, path in part.others.items():
                _ready(painter, shades, zoom)
                painter.drawPath(path)

    def _add_shape(self, item: ShapeItem) -> None:
        part, box = self._part_at(item.box.topLeft()), item.box
        part.reach = part.reach.united(box)
        fill, line = item.far_colours
        shades = fill.rgba(), line.rgba()
        if item.element.kind in EVENTS | GATEWAYS:
            path = part.others.setdefault(shades, QPainterPath())
            path.setFillRule(Qt.FillRule.WindingFill)
            if item.element.kind in EVENTS:
                path.addEllipse(box)
            else:
                path.addPolygon(diamond(box))
                path.closeSubpath()
        else:
            part.boxes.setdefault(shades, []).append(box)

    def _add_line(self, item: EdgeItem) -> None:
        points = item.points
        if len(points) < 2:
            return
        part = self._part_at(points[0])
        # A rectangle without height meets nothing.
        part.reach = part.reach.united(item.boundingRect())
        key = item.far_colour.rgba(), item.link.kind != "sequenceFlow"
        lines = part.lines.setdefault(key, [])
        lines.extend(QLineF(a, b) for a, b in pairwise(points))

    def _part_at(self, place: QPointF) -> _Part:
        return self._parts.setdefault((int(place.x() // _PART), int(place.y() // _PART)), _Part())


def _hair(shade: QColor, is_dashed: bool = False) -> QPen:
    """A line of one pixel at every zoom."""
    return QPen(shade, 0.0, Qt.PenStyle.DashLine if is_dashed else Qt.PenStyle.SolidLine)


def _ready(painter: QPainter, shades: _Shades, zoom: float) -> None:
    fill, line = (QColor.fromRgba(shade) for shade in shades)
    if zoom >= ROUGH:
        painter.setPen(_hair(line))
        painter.setBrush(fill)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(line if line != colour("text2") else colour("fpale"))
