"""The ends of flows: arrow heads, circles, slashes and diamonds, by kind."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from bpmn.kinds import DATA_ASSOCIATIONS
from bpmn.model import Connection
from views.flows.shapes.outlines import dashed, pen

_LENGTH, _HALF = 9.0, 4.0
DOTTED = DATA_ASSOCIATIONS | {"association", "unknown"}


def line_pen(kind: str, ink: QColor) -> QPen:
    """Solid for sequence flows, dashed for messages, dotted for associations."""
    if kind == "messageFlow":
        return dashed(ink, 1.3, 7, 4)
    if kind in DOTTED:
        return dashed(ink, 1.4, 2, 4)
    return pen(ink, 2.4 if kind == "conversationLink" else 1.4)


def paint_ends(
    painter: QPainter,
    link: Connection,
    points: list[QPointF],
    ink: QColor,
    paper: QColor,
    from_activity: bool,
) -> None:
    """Paint what stands at the beginning and the end of a flow."""
    start, end = (points[0], _towards(points)), (points[-1], _towards(points[::-1]))
    painter.setPen(pen(ink, 1.4))
    if link.kind == "sequenceFlow":
        painter.setBrush(ink)
        painter.drawPolygon(_head(*end))
        if link.is_default:
            _slash(painter, *start)
        elif link.condition and from_activity:
            painter.setBrush(paper)
            painter.drawPolygon(_conditional(*start))
    elif link.kind == "messageFlow":
        painter.setBrush(paper)
        painter.drawPolygon(_head(*end))
        # Outside the shape, which would cover half of it.
        painter.drawEllipse(_at(*start, 3.5, 0), 3.5, 3.5)
    elif link.kind in DATA_ASSOCIATIONS or link.direction in ("One", "Both"):
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(_open_head(*end))
        if link.direction == "Both":
            painter.drawPolyline(_open_head(*start))


def _towards(points: list[QPointF]) -> float:
    """The angle in which a line leaves its first point (the next one that differs)."""
    first = points[0]
    for point in points[1:]:
        if abs(point.x() - first.x()) > 0.5 or abs(point.y() - first.y()) > 0.5:
            return math.atan2(point.y() - first.y(), point.x() - first.x())
    return 0.0


def _at(origin: QPointF, angle: float, along: float, across: float) -> QPointF:
    cos, sin = math.cos(angle), math.sin(angle)
    return QPointF(origin.x() + along * cos - across * sin, origin.y() + along * sin + across * cos)


def _head(tip: QPointF, angle: float) -> QPolygonF:
    return QPolygonF([tip, _at(tip, angle, _LENGTH, _HALF), _at(tip, angle, _LENGTH, -_HALF)])


def _open_head(tip: QPointF, angle: float) -> QPolygonF:
    return QPolygonF([_at(tip, angle, _LENGTH, _HALF + 1), tip, _at(tip, angle, _LENGTH, -_HALF - 1)])


def _slash(painter: QPainter, origin: QPointF, angle: float) -> None:
    painter.drawLine(_at(origin, angle, 7, 5), _at(origin, angle, 12, -5))


def _conditional(origin: QPointF, angle: float) -> QPolygonF:
    return QPolygonF([
        origin, _at(origin, angle, 7, 4.5), _at(origin, angle, 14, 0), _at(origin, angle, 7, -4.5),
    ])  # fmt: skip
