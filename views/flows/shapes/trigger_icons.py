"""What starts, interrupts or ends: the picture inside an event. Filled means thrown, empty means caught."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from views.flows.shapes.outlines import envelope, pen


def paint_triggers(
    painter: QPainter, triggers: Sequence[str], box: QRectF, filled: bool, ink: QColor, paper: QColor,
    all_needed: bool = False,
) -> None:  # fmt: skip
    """Paint an event's trigger into its circle; several give the pentagon (any) or the cross (all)."""
    if not triggers:
        return
    name = triggers[0] if len(triggers) == 1 else "all" if all_needed else "multiple"
    draw = _TRIGGERS.get(name)
    if draw is None:
        return
    painter.save()
    painter.translate(box.center())
    scale = min(box.width(), box.height()) / 36
    painter.scale(scale, scale)
    painter.setPen(pen(ink, 1.3))
    painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
    draw(painter, ink, paper, filled)
    painter.restore()


def _polygon(painter: QPainter, *points: tuple[float, float]) -> None:
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))


def _message(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    box = QRectF(-9, -6, 18, 12)
    painter.drawRect(box)
    if filled:
        painter.setPen(pen(paper, 1.3))
        painter.drawPolyline(QPolygonF([QPointF(-9, -6), QPointF(0, 0.8), QPointF(9, -6)]))
    else:
        painter.drawPath(envelope(box))


def _timer(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(0, 0), 10, 10)
    for hour in range(12):
        x, y = math.cos(math.pi * hour / 6), math.sin(math.pi * hour / 6)
        painter.drawLine(QLineF(8 * x, 8 * y, 9.6 * x, 9.6 * y))
    painter.drawPolyline(QPolygonF([QPointF(1.8, -7), QPointF(0, 0), QPointF(5.5, 1)]))


def _conditional(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(-7, -9, 14, 18))
    painter.drawLines([QLineF(-4.5, y, 4.5, y) for y in (-5.4, -1.8, 1.8, 5.4)])


def _signal(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    _polygon(painter, (0, -9.5), (9.5, 6.5), (-9.5, 6.5))


def _error(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    _polygon(painter, (-8.5, 8), (-4, -7.5), (2, 1.6), (8.5, -8), (4, 7.5), (-2, -1.4))


def _escalation(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    _polygon(painter, (0, -9.5), (7.5, 9), (0, 1.5), (-7.5, 9))


def _terminate(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    painter.setBrush(ink)
    painter.drawEllipse(QPointF(0, 0), 10, 10)


def _link(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    _polygon(painter, (-9, -3.6), (2, -3.6), (2, -8), (10, 0), (2, 8), (2, 3.6), (-9, 3.6))


def _compensate(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    for x in (-10.5, -1.5):
        _polygon(painter, (x, 0), (x + 9, -7), (x + 9, 7))


def _cancel(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    _turned_cross(painter, 45)


def _multiple(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    _polygon(painter, *_pentagon(10))


def _all(painter: QPainter, ink: QColor, paper: QColor, filled: bool) -> None:
    _turned_cross(painter, 0)


def _turned_cross(painter: QPainter, angle: float) -> None:
    painter.rotate(angle)
    long, short = 9.5, 2.8
    _polygon(
        painter, (-short, -long), (short, -long), (short, -short), (long, -short), (long, short),
        (short, short), (short, long), (-short, long), (-short, short), (-long, short), (-long, -short),
        (-short, -short),
    )  # fmt: skip


def _pentagon(radius: float) -> list[tuple[float, float]]:
    angles = [math.radians(72 * step - 90) for step in range(5)]
    return [(radius * math.cos(angle), radius * math.sin(angle)) for angle in angles]


_TRIGGERS = {
    "message": _message,
    "timer": _timer,
    "conditional": _conditional,
    "signal": _signal,
    "error": _error,
    "escalation": _escalation,
    "terminate": _terminate,
    "link": _link,
    "compensate": _compensate,
    "cancel": _cancel,
    "multiple": _multiple,
    "all": _all,
}
