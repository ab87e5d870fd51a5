"""Documents, inputs and outputs, stores, messages."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from views.flows.shapes.markers import paint_markers
from views.flows.shapes.outlines import envelope, pen
from views.flows.shapes.picture import Picture


def paint_data_object(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A sheet with a folded corner; an arrow for inputs and (filled) outputs, bars for collections."""
    box, fold = picture.box, min(picture.box.width(), picture.box.height()) * 0.3
    corner = QPointF(box.right() - fold, box.top())
    sheet = QPolygonF([
        box.topLeft(), corner, QPointF(box.right(), box.top() + fold), box.bottomRight(), box.bottomLeft(),
    ])  # fmt: skip
    painter.setPen(pen(picture.ink.stroke))
    painter.setBrush(picture.ink.fill)
    painter.drawPolygon(sheet)
    painter.drawPolyline(
        [corner, QPointF(corner.x(), box.top() + fold), QPointF(box.right(), box.top() + fold)]
    )
    if not detailed:
        return
    if picture.element.kind in ("dataInput", "dataOutput"):
        _arrow(painter, picture)
    if "collection" in picture.element.markers:
        paint_markers(painter, ["parallel"], box, picture.ink.stroke)


def _arrow(painter: QPainter, picture: Picture) -> None:
    painter.save()
    painter.translate(picture.box.left() + 3, picture.box.top() + 4)
    painter.setPen(pen(picture.ink.stroke, 1.1))
    painter.setBrush(picture.ink.stroke if picture.element.kind == "dataOutput" else Qt.BrushStyle.NoBrush)
    points = ((0, 3), (6, 3), (6, 0), (12, 5), (6, 10), (6, 7), (0, 7))
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    painter.restore()


def paint_data_store(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A cylinder."""
    box = picture.box
    lid = min(box.height() * 0.28, 16.0)
    body = QPainterPath(QPointF(box.left(), box.top() + lid / 2))
    body.arcTo(QRectF(box.left(), box.top(), box.width(), lid), 180, -180)
    body.lineTo(box.right(), box.bottom() - lid / 2)
    body.arcTo(QRectF(box.left(), box.bottom() - lid, box.width(), lid), 0, -180)
    body.closeSubpath()
    painter.setPen(pen(picture.ink.stroke))
    painter.setBrush(picture.ink.fill)
    painter.drawPath(body)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for drop in (0.0, 4.0) if box.height() > 40 else (0.0,):
        painter.drawArc(QRectF(box.left(), box.top() + drop, box.width(), lid), 180 * 16, 180 * 16)


def paint_message(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A letter."""
    painter.setPen(pen(picture.ink.stroke, 1.2))
    painter.setBrush(picture.ink.fill)
    painter.drawPath(envelope(picture.box))
