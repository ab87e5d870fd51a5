"""Notes, groups, conversations, and boxes for what has no shape of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from views.flows.shapes.markers import paint_markers
from views.flows.shapes.outlines import dashed, pen
from views.flows.shapes.picture import Picture


def paint_annotation(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """An open bracket at the left of the text."""
    box, arm = picture.box, min(12.0, picture.box.width() / 2)
    painter.setPen(pen(picture.ink.stroke, 1.3))
    painter.drawPolyline([
        QPointF(box.left() + arm, box.top()), box.topLeft(), box.bottomLeft(),
        QPointF(box.left() + arm, box.bottom()),
    ])  # fmt: skip
    if detailed and picture.words is not None:
        top = max(box.top() + 2, box.center().y() - picture.words.height / 2)
        picture.words.paint(painter, QPointF(box.left() + 5, top), picture.ink.text)


def paint_group(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A rounded frame of dashes and dots that covers nothing."""
    painter.setPen(dashed(picture.ink.stroke, 1.5, 9, 4, 2, 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(picture.box, 8, 8)


def paint_conversation(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A hexagon; thick where it calls another, with a + where it holds others."""
    box, cut = picture.box, picture.box.width() / 4
    painter.setPen(pen(picture.ink.stroke, 3.0 if picture.element.kind == "callConversation" else 1.5))
    painter.setBrush(picture.ink.fill)
    middle = box.center().y()
    painter.drawPolygon(QPolygonF([
        QPointF(box.left() + cut, box.top()), QPointF(box.right() - cut, box.top()),
        QPointF(box.right(), middle),
        QPointF(box.right() - cut, box.bottom()), QPointF(box.left() + cut, box.bottom()),
        QPointF(box.left(), middle),
    ]))  # fmt: skip
    if detailed and picture.element.kind == "subConversation":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_markers(painter, ["collapsed"], box, picture.ink.stroke)


def paint_unknown(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A dashed box: something is drawn here that the file does not describe."""
    painter.setPen(dashed(picture.ink.line, 1.2, 3, 3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(picture.box)
    if detailed and picture.words is not None:
        picture.words.paint_in(painter, picture.box, picture.ink.text)
