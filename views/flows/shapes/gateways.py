"""Branches and joins."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QPainter, QPolygonF

from views.flows.shapes.outlines import diamond, pen
from views.flows.shapes.picture import Picture


def paint_gateway(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A diamond with the sign of its kind."""
    painter.setPen(pen(picture.ink.stroke))
    painter.setBrush(picture.ink.fill)
    painter.drawPolygon(diamond(picture.box))
    if not detailed:
        return
    painter.save()
    painter.translate(picture.box.center())
    scale = min(picture.box.width(), picture.box.height()) / 50
    painter.scale(scale, scale)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _SIGNS.get(picture.element.kind, _nothing)(painter, picture)
    painter.restore()


def _nothing(painter: QPainter, picture: Picture) -> None:
    pass


def _exclusive(painter: QPainter, picture: Picture) -> None:
    if picture.has_marker:
        painter.setPen(pen(picture.ink.mark, 4.0))
        painter.drawLines([QLineF(-7.5, -7.5, 7.5, 7.5), QLineF(-7.5, 7.5, 7.5, -7.5)])


def _parallel(painter: QPainter, picture: Picture) -> None:
    painter.setPen(pen(picture.ink.mark, 4.0))
    painter.drawLines([QLineF(-12, 0, 12, 0), QLineF(0, -12, 0, 12)])


def _inclusive(painter: QPainter, picture: Picture) -> None:
    painter.setPen(pen(picture.ink.mark, 2.8))
    painter.drawEllipse(QPointF(0, 0), 10.5, 10.5)


def _complex(painter: QPainter, picture: Picture) -> None:
    painter.setPen(pen(picture.ink.mark, 3.0))
    painter.drawLines(
        [QLineF(-11, 0, 11, 0), QLineF(0, -11, 0, 11), QLineF(-8, -8, 8, 8), QLineF(-8, 8, 8, -8)]
    )


def _event_based(painter: QPainter, picture: Picture) -> None:
    painter.setPen(pen(picture.ink.mark, 1.3))
    painter.drawEllipse(QPointF(0, 0), 13, 13)
    if "instantiate" not in picture.element.markers:
        painter.drawEllipse(QPointF(0, 0), 10.5, 10.5)
    angles = [math.radians(72 * step - 90) for step in range(5)]
    painter.drawPolygon(QPolygonF([QPointF(7.5 * math.cos(a), 7.5 * math.sin(a)) for a in angles]))


_SIGNS = {
    "exclusiveGateway": _exclusive,
    "parallelGateway": _parallel,
    "inclusiveGateway": _inclusive,
    "complexGateway": _complex,
    "eventBasedGateway": _event_based,
}
