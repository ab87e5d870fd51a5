"""The small picture at the upper left of a task that tells who or what does it."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from views.flows.shapes.outlines import envelope, pen

SIDE = 15.0


def has_icon(kind: str) -> bool:
    """Whether a kind of task has an icon; plain tasks have none."""
    return kind in _ICONS


def paint_task_icon(
    painter: QPainter, kind: str, at: QPointF, size: float, ink: QColor, paper: QColor
) -> None:
    """Paint the icon of a kind of task with its upper left corner at a point; size 1 is 15 px."""
    draw = _ICONS.get(kind)
    if draw is None:
        return
    painter.save()
    painter.translate(at)
    painter.scale(size, size)
    painter.setPen(pen(ink, 1.1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    draw(painter, ink, paper)
    painter.restore()


def _user(painter: QPainter, ink: QColor, paper: QColor) -> None:
    shoulders = QPainterPath(QPointF(1, 14))
    shoulders.cubicTo(1, 9, 4, 8, 7.5, 8)
    shoulders.cubicTo(11, 8, 14, 9, 14, 14)
    shoulders.closeSubpath()
    painter.drawPath(shoulders)
    painter.setBrush(paper)
    painter.drawEllipse(QPointF(7.5, 4.6), 3.4, 3.6)
    hair = QPainterPath(QPointF(4.2, 4.0))
    hair.cubicTo(6, 5, 8, 2.6, 10.8, 4.0)
    hair.cubicTo(10.4, 0.6, 4.6, 0.6, 4.2, 4.0)
    painter.fillPath(hair, ink)


def _gear(painter: QPainter, middle: QPointF, radius: float, paper: QColor) -> None:
    teeth, path = 8, QPolygonF()
    for step in range(teeth * 4):
        reach = radius if step % 4 in (0, 1) else radius * 0.76
        angle = 2 * math.pi * (step - 0.5) / (teeth * 4)
        path.append(QPointF(middle.x() + reach * math.cos(angle), middle.y() + reach * math.sin(angle)))
    painter.setBrush(paper)
    painter.drawPolygon(path)
    painter.drawEllipse(middle, radius * 0.34, radius * 0.34)


def _service(painter: QPainter, ink: QColor, paper: QColor) -> None:
    _gear(painter, QPointF(5.6, 5.6), 5.2, paper)
    _gear(painter, QPointF(9.8, 9.8), 5.2, paper)


def _send(painter: QPainter, ink: QColor, paper: QColor) -> None:
    box = QRectF(0.5, 2.5, 14, 10)
    painter.fillRect(box, ink)
    painter.setPen(pen(paper, 1.2))
    painter.drawPolyline(QPolygonF([box.topLeft(), QPointF(7.5, 8.2), box.topRight()]))


def _receive(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.drawPath(envelope(QRectF(0.5, 2.5, 14, 10)))


def _manual(painter: QPainter, ink: QColor, paper: QColor) -> None:
    hand = QPainterPath(QPointF(1, 7.5))
    hand.cubicTo(2, 4, 4, 2.6, 7.6, 2.6)
    hand.lineTo(8.4, 4.4)
    hand.lineTo(5.8, 5.2)
    hand.moveTo(6.2, 5.2)
    for row in range(4):
        y = 5.2 + row * 2.1
        hand.addRoundedRect(QRectF(6.0, y, 8.4 - row * 0.9, 2.1), 1, 1)
    hand.moveTo(1, 7.5)
    hand.lineTo(1, 11.4)
    hand.cubicTo(2.6, 13.4, 4, 13.6, 6, 13.6)
    painter.drawPath(hand)


def _script(painter: QPainter, ink: QColor, paper: QColor) -> None:
    sheet = QPainterPath(QPointF(4.4, 1))
    sheet.lineTo(13.6, 1)
    sheet.cubicTo(9, 5, 14.8, 9.6, 10.4, 14)
    sheet.lineTo(1.2, 14)
    sheet.cubicTo(5.8, 9.6, 0.2, 5, 4.4, 1)
    for y, x in ((4, 4.2), (6.6, 4.6), (9.2, 5.2), (11.6, 4.4)):
        sheet.moveTo(x, y)
        sheet.lineTo(x + 5.4, y)
    painter.drawPath(sheet)


def _rule(painter: QPainter, ink: QColor, paper: QColor) -> None:
    painter.fillRect(QRectF(0.5, 2, 14, 3.4), ink)
    painter.drawRect(QRectF(0.5, 2, 14, 11))
    painter.drawLine(QPointF(0.5, 9.2), QPointF(14.5, 9.2))
    painter.drawLine(QPointF(5, 5.4), QPointF(5, 13))


_ICONS = {
    "userTask": _user,
    "serviceTask": _service,
    "sendTask": _send,
    "receiveTask": _receive,
    "manualTask": _manual,
    "scriptTask": _script,
    "businessRuleTask": _rule,
}
