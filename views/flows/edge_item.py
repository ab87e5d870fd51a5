"""The graphics item of a line: with its ends, its name, and the letter it carries."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from bpmn.model import Colours, Connection, Edge
from views.flows.arrows import line_pen, paint_ends
from views.flows.ink import Ink, ink_of
from views.flows.items import FlowItem, stroked
from views.flows.labels import PlacedLabel, on_line
from views.flows.lettering import READABLE
from views.flows.shapes.outlines import envelope, pen
from views.shared.tokens import colour

_AROUND = 6.0


class EdgeItem(FlowItem):
    """One line with its ends, its name, and the letter it carries."""

    def __init__(self, link: Connection, edge: Edge, from_activity: bool, carries: bool | None) -> None:
        super().__init__(link.id)
        self.link, self.edge = link, edge
        self._from_activity, self._carries = from_activity, carries
        self._points = [QPointF(point.x, point.y) for point in edge.waypoints]
        self._label = on_line(link.name, edge.waypoints, edge.label, edge.font)
        self._line = QPolygonF(self._points)
        self._ink: Ink | None = None
        covered = self._line.boundingRect().adjusted(-14, -14, 14, 14)
        self._covered = covered.united(self._label.reach) if self._label else covered

    @property
    def extent(self) -> QRectF:
        """What it covers, measured."""
        bare = self._line.boundingRect().adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        return bare.united(self._label.box) if self._label is not None else bare

    @property
    def label(self) -> PlacedLabel | None:
        """The name that stands on the line, to be laid above everything."""
        return self._label

    @property
    def drawn_colours(self) -> Colours:
        """The colours that the file gives."""
        return self.edge.colours

    @property
    def points(self) -> list[QPointF]:
        """Its waypoints."""
        return self._points

    @property
    def far_colour(self) -> QColor:
        """Its colour as seen from far away."""
        return ink_of(self.edge.colours).stroke

    def refresh(self) -> None:
        self._ink = None
        super().refresh()

    def boundingRect(self) -> QRectF:
        return self._covered

    def shape(self) -> QPainterPath:
        path = QPainterPath()
        path.addPolygon(self._line)
        path = stroked(path)
        if self._label is not None:
            path.addRect(self._label.box)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if len(self._points) < 2:
            return
        zoom = option.levelOfDetailFromTransform(painter.worldTransform())
        if self._ink is None:
            self._ink = ink_of(self.edge.colours)
        ink = self._ink
        stroke = colour("accent") if self._chosen else ink.stroke
        line = line_pen(self.link.kind, stroke)
        if self._chosen:
            line.setWidthF(max(2.4, 2.0 / zoom))
        elif zoom < READABLE:
            line = pen(stroke, 1.4)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._line)
        paint_ends(painter, self.link, self._points, stroke, ink.paper, self._from_activity)
        if self._carries is not None:
            self._paint_letter(painter, stroke)

    def paint_chosen(self, painter: QPainter, zoom: float) -> None:
        painter.setPen(pen(colour("accent"), max(2.4, 2.0 / zoom)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(self._line)

    def _paint_letter(self, painter: QPainter, ink: object) -> None:
        path = QPainterPath()
        path.addPolygon(self._line)
        middle = path.pointAtPercent(0.5)
        painter.setPen(pen(colour("text2"), 1.2))
        painter.setBrush(colour("surface") if self._carries else colour("fgrey"))
        painter.drawPath(envelope(QRectF(middle.x() - 11, middle.y() - 8, 22, 16)))
