"""Pens and paths that several shapes share."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF

THIN, THICK = 1.5, 4.0


def pen(shade: QColor, width: float = THIN, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """A pen with round ends and corners."""
    return QPen(shade, width, style, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def dashed(shade: QColor, width: float, *lengths: float) -> QPen:
    """A dashed pen; lengths in units, not in pen widths."""
    made = QPen(shade, width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    made.setDashPattern([length / width for length in lengths])
    return made


def diamond(box: QRectF) -> QPolygonF:
    """The outline of a gateway."""
    middle = box.center()
    return QPolygonF([
        QPointF(middle.x(), box.top()), QPointF(box.right(), middle.y()),
        QPointF(middle.x(), box.bottom()), QPointF(box.left(), middle.y()),
    ])  # fmt: skip


def envelope(box: QRectF) -> QPainterPath:
    """The lines of a letter: its border and its flap."""
    path = QPainterPath()
    path.addRect(box)
    path.moveTo(box.topLeft())
    path.lineTo(box.center().x(), box.top() + box.height() * 0.55)
    path.lineTo(box.topRight())
    return path


def square(middle: QPointF, side: float) -> QRectF:
    """A square round a point."""
    return QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
