"""Pools and lanes, lying or standing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from views.flows.shapes.markers import paint_markers
from views.flows.shapes.outlines import pen
from views.flows.shapes.picture import Picture

HEADER = 30.0


def paint_pool(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A box with its name along the left (or top) side; a pool without a process has it in the middle."""
    box = picture.box
    painter.setPen(pen(picture.ink.line, 1.4))
    painter.setBrush(picture.ink.fill)
    painter.drawRect(box)
    if picture.is_open:
        painter.setPen(pen(picture.ink.line, 1.2))
        _header_line(painter, picture)
    if detailed and picture.words is not None:
        _paint_name(painter, picture, header_of(picture) if picture.is_open else box, turned=picture.is_open)
    if detailed and "multiple" in picture.element.markers:
        paint_markers(painter, ["parallel"], box, picture.ink.stroke)


def paint_lane(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A box with its name along the left (or top) side, in quieter lines."""
    painter.setPen(pen(picture.ink.line, 1.2))
    painter.setBrush(picture.ink.fill)
    painter.drawRect(picture.box)
    painter.setPen(pen(picture.ink.line, 0.8))
    _header_line(painter, picture)
    if detailed and picture.words is not None:
        _paint_name(painter, picture, header_of(picture), turned=True)


def header_of(picture: Picture) -> QRectF:
    """The strip that holds the name."""
    box = picture.box
    if picture.is_upright:
        return QRectF(box.left(), box.top(), box.width(), min(HEADER, box.height()))
    return QRectF(box.left(), box.top(), min(HEADER, box.width()), box.height())


def _header_line(painter: QPainter, picture: Picture) -> None:
    header = header_of(picture)
    if picture.is_upright:
        painter.drawLine(header.bottomLeft(), header.bottomRight())
    else:
        painter.drawLine(header.topRight(), header.bottomRight())


def _paint_name(painter: QPainter, picture: Picture, box: QRectF, turned: bool) -> None:
    if picture.words is None:
        return
    if picture.is_upright or not turned:
        picture.words.paint_in(painter, box, picture.ink.text)
        return
    painter.save()
    painter.translate(box.center())
    painter.rotate(-90)
    middle = QPointF(box.height() / 2, box.width() / 2)
    picture.words.paint_in(painter, QRectF(-middle, middle), picture.ink.text)
    painter.restore()
