"""Tasks, calls and sub-processes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from bpmn.kinds import SUBPROCESSES
from views.flows.shapes.markers import ORDER, paint_markers
from views.flows.shapes.markers import SIDE as MARKER_SIDE
from views.flows.shapes.outlines import THIN, dashed, pen
from views.flows.shapes.picture import Picture
from views.flows.shapes.task_icons import SIDE as ICON_SIDE
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
    size = _icon_size(picture)
    paint_task_icon(painter, icon_kind(picture), corner, size, picture.ink.mark, picture.ink.fill)
    markers = markers_of(picture)
    if markers:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_markers(painter, markers, picture.box.adjusted(picture.band, 0, 0, 0), picture.ink.mark)
    if picture.words is None:
        return
    if picture.is_open and picture.shape.label is not None:
        place, inside = picture.shape.label, picture.box
        at = QPointF(max(place.x, inside.left() + 5), max(place.y, inside.top() + 3))
        picture.words.paint(painter, at, picture.ink.text)
    else:
        picture.words.paint_in(painter, words_box(picture), picture.ink.text)


def markers_of(picture: Picture) -> list[str]:
    """The markers to draw; a closed sub-process has its own."""
    kind, markers = picture.element.kind, list(picture.element.markers)
    is_closed_call = kind == "callActivity" and not picture.is_open and not picture.calls.startswith("global")
    if is_closed_call or (kind in SUBPROCESSES and not picture.is_open):
        markers.append("collapsed")
    return [marker for marker in markers if marker in ORDER]


def icon_kind(picture: Picture) -> str:
    """The kind whose icon is shown: a call of a global task shows the icon of that."""
    if not picture.calls.startswith("global"):
        return picture.element.kind
    called = picture.calls.removeprefix("global")
    return called[:1].lower() + called[1:]


def words_box(picture: Picture) -> QRectF:
    """Where the name stands: in the middle, or on top of content."""
    inside = picture.box.adjusted(4 + picture.band, 3, -4, -3)
    if picture.is_open:
        inside.setHeight(min(inside.height(), picture.words.height if picture.words else 18.0))
    elif markers_of(picture):
        inside.setBottom(inside.bottom() - MARKER_SIDE)
    if has_icon(icon_kind(picture)) and not picture.is_open:
        side = ICON_SIDE * _icon_size(picture)
        below = picture.box.top() + 5 + side
        crowded = picture.words is None or (
            picture.words.height > 2 * (inside.center().y() - below)
            and picture.words.ink_width > inside.width() - 2 * side
        )
        if crowded:
            # Close below the icon, so that the lower border stays free for a badge.
            tall = picture.words.height if picture.words else 0.0
            inside = QRectF(
                inside.left(), below, inside.width(), max(min(tall, inside.bottom() - below), 8.0)
            )
    return inside


def _icon_size(picture: Picture) -> float:
    return min(1.0, max(0.7, picture.box.height() / 80))


def _border(picture: Picture) -> QPen:
    if picture.element.kind == "callActivity":
        return pen(picture.ink.stroke, 3.6)
    if "event" in picture.element.markers or picture.is_dashed:
        return dashed(picture.ink.stroke, THIN, *((4, 3) if picture.is_dashed else (2, 2.5)))
    return pen(picture.ink.stroke)
