"""Tasks, calls and sub-processes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from bpmn.kinds import SUBPROCESSES
from views.flows.shapes.markers import SIDE as MARKER_SIDE
from views.flows.shapes.markers import paint_markers
from views.flows.shapes.outlines import THIN, dashed, pen
from views.flows.shapes.picture import Picture
from views.flows.shapes.task_icons import has_icon, paint_task_icon

RADIUS = 5.0


def paint_activity(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A rounded box with the icon of its kind, its name, and its markers."""
    painter.setPen(_border(picture))
    painter.setBrush(picture.ink.fill)
    painter.drawRoundedRect(picture.box, RADIUS, RADIUS)
    if "transaction" in picture.element.markers:
        painter.setPen(pen(picture.ink.stroke, 1.2))
        painter.drawRoundedRect(picture.box.adjusted(3, 3, -3, -3), RADIUS - 2, RADIUS - 2)
    if not detailed:
        return
    corner = picture.box.topLeft() + QPointF(4 + picture.band, 4)
    size = min(1.0, max(0.7, picture.box.height() / 80))
    paint_task_icon(painter, picture.element.kind, corner, size, picture.ink.stroke, picture.ink.fill)
    markers = markers_of(picture)
    if markers:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_markers(painter, markers, picture.box.adjusted(picture.band, 0, 0, 0), picture.ink.stroke)
    if picture.words is not None:
        picture.words.paint_in(painter, words_box(picture), picture.ink.text)


def markers_of(picture: Picture) -> list[str]:
    """The markers to draw; a closed sub-process has its own."""
    markers = list(picture.element.markers)
    if picture.element.kind in SUBPROCESSES and not picture.is_open:
        markers.append("collapsed")
    elif picture.element.kind == "callActivity" and picture.shape.is_expanded is False:
        markers.append("collapsed")
    return [marker for marker in markers if marker not in ("event", "transaction", "instantiate", "all")]


def words_box(picture: Picture) -> QRectF:
    """Where the name stands: in the middle, or on top of content."""
    inside = picture.box.adjusted(4 + picture.band, 3, -4, -3)
    if picture.is_open:
        inside.setHeight(min(inside.height(), picture.words.height if picture.words else 18.0))
    elif markers_of(picture):
        inside.setBottom(inside.bottom() - MARKER_SIDE)
    if has_icon(picture.element.kind) and not picture.is_open:
        inside.setTop(inside.top() + 6)
    return inside


def _border(picture: Picture) -> QPen:
    if picture.element.kind == "callActivity":
        return pen(picture.ink.stroke, 3.0)
    if "event" in picture.element.markers or picture.is_dashed:
        return dashed(picture.ink.stroke, THIN, *((4, 3) if picture.is_dashed else (2, 2.5)))
    return pen(picture.ink.stroke)
