"""Markers at the foot of activities: closed sub-process, loop, multi-instance, compensation, ad hoc."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF

from views.flows.shapes.outlines import pen

SIDE, GAP = 12.0, 5.0
ORDER = ("loop", "parallel", "sequential", "compensation", "collapsed", "adhoc")


def paint_markers(painter: QPainter, markers: Sequence[str], box: QRectF, ink: QColor) -> None:
    """Paint the markers side by side at the middle of the lower border."""
    shown = [marker for marker in ORDER if marker in markers]
    x = box.center().x() - (len(shown) * (SIDE + GAP) - GAP) / 2
    for marker in shown:
        painter.save()
        painter.translate(x, box.bottom() - SIDE - 3)
        painter.setPen(pen(ink, 1.3))
        _MARKERS[marker](painter, ink)
        painter.restore()
        x += SIDE + GAP


def _loop(painter: QPainter, ink: QColor) -> None:
    painter.drawArc(QRectF(1.5, 1.5, 9, 9), -110 * 16, 310 * 16)
    painter.drawPolyline(QPolygonF([QPointF(1.2, 10.8), QPointF(4.4, 10.3), QPointF(4.0, 7.2)]))


def _parallel(painter: QPainter, ink: QColor) -> None:
    painter.setPen(pen(ink, 2.2))
    painter.drawLines([QLineF(x, 1.5, x, 10.5) for x in (2.0, 6.0, 10.0)])


def _sequential(painter: QPainter, ink: QColor) -> None:
    painter.setPen(pen(ink, 2.2))
    painter.drawLines([QLineF(1.5, y, 10.5, y) for y in (2.0, 6.0, 10.0)])


def _compensation(painter: QPainter, ink: QColor) -> None:
    for x in (0.5, 6.0):
        painter.drawPolygon(QPolygonF([QPointF(x, 6), QPointF(x + 5.5, 2.2), QPointF(x + 5.5, 9.8)]))


def _collapsed(painter: QPainter, ink: QColor) -> None:
    painter.drawRect(QRectF(0, 0, SIDE, SIDE))
    painter.drawLines([QLineF(2.6, 6, 9.4, 6), QLineF(6, 2.6, 6, 9.4)])


def _adhoc(painter: QPainter, ink: QColor) -> None:
    wave = QPainterPath(QPointF(0.5, 7.5))
    wave.cubicTo(3, 2, 5.5, 4, 6, 6)
    wave.cubicTo(6.5, 8, 9, 10, 11.5, 4.5)
    painter.setPen(pen(ink, 2.0))
    painter.drawPath(wave)


_MARKERS = {
    "loop": _loop,
    "parallel": _parallel,
    "sequential": _sequential,
    "compensation": _compensation,
    "collapsed": _collapsed,
    "adhoc": _adhoc,
}
