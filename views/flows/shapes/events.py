"""Start, intermediate, boundary and end events."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from bpmn.kinds import THROWING
from views.flows.shapes.outlines import THICK, THIN, dashed, pen
from views.flows.shapes.picture import Picture
from views.flows.shapes.trigger_icons import paint_triggers

_DOUBLE = frozenset(("intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent"))


def paint_event(painter: QPainter, picture: Picture, detailed: bool) -> None:
    """A circle: thin starts, double stands between, thick ends; dashed where the work goes on beside it."""
    ink, element = picture.ink, picture.element
    width = THICK if element.kind == "endEvent" else THIN
    border = pen(ink.stroke, width) if element.interrupting else dashed(ink.stroke, width, 4, 2.5)
    inset = width / 2 if element.kind == "endEvent" else 0.0
    box = picture.box.adjusted(inset, inset, -inset, -inset)
    painter.setPen(border)
    painter.setBrush(ink.fill)
    painter.drawEllipse(box)
    if element.kind in _DOUBLE:
        gap = max(2.5, box.width() * 0.09)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        border.setColor(ink.mark)
        painter.setPen(border)
        painter.drawEllipse(box.adjusted(gap, gap, -gap, -gap))
    if detailed:
        filled = element.kind in THROWING
        paint_triggers(
            painter, element.triggers, picture.box.adjusted(2, 2, -2, -2), filled, ink.mark, ink.fill,
            "all" in element.markers,
        )  # fmt: skip
